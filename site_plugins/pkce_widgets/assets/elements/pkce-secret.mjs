// <pkce-secret>: the line that loads the secret. The page is built with the line of one shell.

import { flow } from '../flow.mjs';
import { PkcePart } from '../part/part.mjs';

const BUILT_FOR = 'posix';

export class PkceSecret extends PkcePart {
  /** Also where the shell is another than the page was built for, because of the system or of an earlier choice. */
  started() {
    return super.started() || (flow.get('shell') || BUILT_FOR) !== BUILT_FOR;
  }
}
