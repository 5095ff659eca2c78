// The URL-safe alphabet, no padding.
const base64url = (octets) =>
  btoa(String.fromCharCode(...octets))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

// 32 random octets become 43 characters.
export const generateCodeVerifier = () =>
  base64url(crypto.getRandomValues(new Uint8Array(32)));

// Browsers have crypto.subtle only on https: and on localhost.
export async function deriveCodeChallenge(codeVerifier) {
  const octets = new TextEncoder().encode(codeVerifier);
  const digest = await crypto.subtle.digest('SHA-256', octets);
  return base64url(new Uint8Array(digest));
}
