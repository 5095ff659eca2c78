// Registers the elements and the page-wide listeners. Loaded once; instant navigation keeps it.

import { offerCopies } from './copy.mjs';
import { offerFinds } from './find.mjs';
import { PkcePart } from './part.mjs';
import { PkceAuthorize } from './pkce-authorize.mjs';
import { PkceCallback } from './pkce-callback.mjs';
import { PkceCheck } from './pkce-check.mjs';
import { PkceChecklist } from './pkce-checklist.mjs';
import { PkceDiagram } from './pkce-diagram.mjs';
import { PkceProgress } from './pkce-progress.mjs';
import { PkceTamper } from './pkce-tamper.mjs';
import { PkceToken } from './pkce-token.mjs';
import { followValues } from './values.mjs';

/** Parts that need nothing but what all parts do. */
const PLAIN = ['provider', 'credentials', 'redirect-uri', 'redirect-rules', 'lint', 'response', 'explain', 'report'];

/** Each element and its class, in the order in which readers meet them. @type {[string, CustomElementConstructor][]} */
const ELEMENTS = [
  ['pkce-check', PkceCheck],
  ['pkce-progress', PkceProgress],
  ['pkce-checklist', PkceChecklist],
  ['pkce-diagram', PkceDiagram],
  ['pkce-authorize', PkceAuthorize],
  ['pkce-callback', PkceCallback],
  ['pkce-token', PkceToken],
  ['pkce-tamper', PkceTamper],
  ...PLAIN.map((name) => /** @type {[string, CustomElementConstructor]} */ ([`pkce-${name}`, class extends PkcePart {}])),
];

/** One kind after the other, with room between them: all at once would keep the page from answering while it loads. */
async function defineAll() {
  for (const [name, element] of ELEMENTS) {
    await new Promise((go) => setTimeout(go));
    customElements.define(name, element);
  }
}

if (!customElements.get('pkce-check')) {
  offerCopies();
  offerFinds();
  followValues();
  void defineAll();
}
