// Where a client secret is in a text.

/** Where a secret is: what is before it, a quotation mark that ends it or '', and the secret. */
const PLACES = [
  /((["'])client[_ -]?secret=)((?:\\.|(?!\2)[^&\\•])+)/gi, // the quotation mark is before the name
  /(client[_ -]?secret["']?\s*(?:=>|=|:)\s*(["']))((?:\\.|(?!\2)[^\\•])+)/gi,
  /(client[_ -]?secret["']?(?:=|%3D)())([^\s"'&•]+)/gi,
  /(client[_ -]?secret["']?\s*(?:=>|=|:)\s*())([^\s"',;&}<>•]+)/gi,
  /(\bBasic\s+())([A-Za-z0-9+/_=-]{8,})/g,
  /((?:^|\s)(?:-[a-z]*u[\s=]*|--user[\s=]+)(["'])[^\s:"']+:)((?:(?!\2)[^•])+)/gi,
  /((?:^|\s)(?:-[a-z]*u[\s=]*|--user[\s=]+)()[^\s:"']+:)([^\s"'•]+)/gi,
  /(:\/\/()[^\s/?#:@"']+:)([^\s/?#@"'•]+)(?=@)/g,
];
/** A variable or a placeholder is no secret: $CLIENT_SECRET, ${SECRET}, $env:SECRET, %SECRET%, <your secret>. */
const VARIABLE = /^(?:\$(?:\{\w+\}|env:\w+|[A-Z_][A-Z\d_]*|[a-z_]+)|%[A-Za-z_]\w*%|<[^<>]*>)(?=[\s"',;&}@]|$)/;

/**
 * The text with something else in the place of each client secret.
 * @param {string} text
 * @param {(secret: string) => string} instead
 */
export function replaceSecrets(text, instead) {
  const hide = (/** @type {string} */ all, /** @type {string} */ before, /** @type {string} */ _, /** @type {string} */ secret, /** @type {number} */ at, /** @type {string} */ whole) =>
    VARIABLE.test(whole.slice(at + before.length)) ? all : before + instead(secret);
  return PLACES.reduce((hidden, place) => hidden.replace(place, hide), text);
}
