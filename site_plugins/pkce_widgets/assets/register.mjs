// Registers the elements and the page-wide listeners. Loaded once; instant navigation keeps it.

import { PkceAnswer } from './elements/pkce-answer.mjs';
import { PkceAttempts } from './elements/pkce-attempts.mjs';
import { PkceAuthorize } from './elements/pkce-authorize.mjs';
import { PkceCallback } from './elements/pkce-callback.mjs';
import { PkceCheck } from './elements/pkce-check.mjs';
import { PkceChecklist } from './elements/pkce-checklist.mjs';
import { PkceDiagram } from './elements/pkce-diagram.mjs';
import { PkceGuide } from './elements/pkce-guide.mjs';
import { PkceProgress } from './elements/pkce-progress.mjs';
import { PkceSecret } from './elements/pkce-secret.mjs';
import { PkceTamper } from './elements/pkce-tamper.mjs';
import { PkceToken } from './elements/pkce-token.mjs';
import { enableTryAgain } from './page/again.mjs';
import { enableCopyButtons } from './page/copy.mjs';
import { enableFindButtons } from './page/find.mjs';
import { enableForgetting } from './page/forget.mjs';
import { highlightValues } from './page/highlight.mjs';
import { enableReports } from './page/wrong.mjs';
import { rememberChoices } from './part/choices.mjs';
import { PkcePart } from './part/part.mjs';

/** Parts that do only what all parts do. */
const PLAIN = ['provider', 'credentials', 'redirect-uri', 'redirect-rules', 'lint', 'response', 'explain', 'report'];

/** Each element and its class, in the order in which readers meet them. @type {[string, CustomElementConstructor][]} */
const ELEMENTS = [
  ['pkce-answer', PkceAnswer],
  ['pkce-check', PkceCheck],
  ['pkce-progress', PkceProgress],
  ['pkce-attempts', PkceAttempts],
  ['pkce-checklist', PkceChecklist],
  ['pkce-guide', PkceGuide],
  ['pkce-diagram', PkceDiagram],
  ['pkce-secret', PkceSecret],
  ['pkce-authorize', PkceAuthorize],
  ['pkce-callback', PkceCallback],
  ['pkce-token', PkceToken],
  ['pkce-tamper', PkceTamper],
  ...PLAIN.map((name) => /** @type {[string, CustomElementConstructor]} */ ([`pkce-${name}`, class extends PkcePart {}])),
];

/** Define one kind at a time: defining all at once would keep the page from responding while it loads. */
async function defineAll() {
  for (const [name, element] of ELEMENTS) {
    await new Promise((go) => setTimeout(go));
    customElements.define(name, element);
  }
}

if (!customElements.get('pkce-check')) {
  enableCopyButtons();
  enableFindButtons();
  enableTryAgain();
  enableForgetting();
  highlightValues();
  rememberChoices();
  enableReports();
  void defineAll();
}
