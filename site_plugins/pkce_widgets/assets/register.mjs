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

if (!customElements.get('pkce-check')) {
  customElements.define('pkce-check', PkceCheck);
  customElements.define('pkce-token', PkceToken);
  customElements.define('pkce-tamper', PkceTamper);
  for (const name of PLAIN) customElements.define(`pkce-${name}`, class extends PkcePart {});
  customElements.define('pkce-authorize', PkceAuthorize);
  customElements.define('pkce-callback', PkceCallback);
  customElements.define('pkce-diagram', PkceDiagram);
  customElements.define('pkce-progress', PkceProgress);
  customElements.define('pkce-checklist', PkceChecklist);
  offerCopies();
  offerFinds();
  followValues();
}
