// A client secret turns into dots as soon as it is pasted. The secret itself is only here, in memory.

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
const FEWEST = 8;

/** Each secret is as many dots as its place in the list, and `FEWEST`. @type {string[]} */
const secrets = [];

/**
 * The text with dots for each secret in it.
 * @param {string} text
 */
export function hideSecrets(text) {
  const hide = (/** @type {string} */ all, /** @type {string} */ before, /** @type {string} */ _, /** @type {string} */ secret, /** @type {number} */ at, /** @type {string} */ whole) =>
    VARIABLE.test(whole.slice(at + before.length)) ? all : before + dots(secret);
  return PLACES.reduce((hidden, place) => hidden.replace(place, hide), text);
}

/** @param {string} secret */
function dots(secret) {
  const known = secrets.indexOf(secret);
  return '•'.repeat(FEWEST + (known < 0 ? secrets.push(secret) - 1 : known));
}

/**
 * The text as it was pasted.
 * @param {string} text
 */
export const revealSecrets = (text) => text.replace(/•{8,}/g, (run) => secrets[run.length - FEWEST] ?? run);

/** @param {string} text */
export const hasSecret = (text) => hideSecrets(text).includes('•'.repeat(FEWEST));

/** A code, a verifier, a token, or a long run of characters that may be one. */
const FOR_ONE_LOGIN = [
  /(?:(?<!error[_ -]?)code|verifier|token|assertion|password)["']?\s*(?:[=:]|%3[AD])\s*["']?[^\s"'&,]{6}|\beyJ|\bBearer\s/i,
  /(?:^|\s)["']?(?=\S*[\dA-Z])[\w.~+/-]{20,}={0,2}["',;]*(?:$|\s)/,
];

/**
 * Whether a text must not outlive the page. In doubt it must not.
 * @param {string} text
 */
export const isPrivate = (text) => hasSecret(text) || FOR_ONE_LOGIN.some((each) => each.test(text));

export function forgetSecrets() {
  secrets.length = 0;
}
