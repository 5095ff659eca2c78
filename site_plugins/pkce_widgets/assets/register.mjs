// Registers the elements and the two page-wide listeners. Loaded once; instant navigation keeps it.

import { offerCopies } from './copy.mjs';
import { PkceCheck } from './pkce-check.mjs';
import { PkceDiagram } from './pkce-diagram.mjs';
import { followValues } from './values.mjs';

if (!customElements.get('pkce-check')) {
  customElements.define('pkce-check', PkceCheck);
  customElements.define('pkce-diagram', PkceDiagram);
  offerCopies();
  followValues();
}
