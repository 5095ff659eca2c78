import { createHash, randomBytes } from 'node:crypto';

// 32 random octets become 43 characters. 'base64url' has no padding.
const codeVerifier = process.argv[2] ?? randomBytes(32).toString('base64url');
const codeChallenge = createHash('sha256')
  .update(codeVerifier, 'ascii')
  .digest('base64url');

console.log(`code_verifier=${codeVerifier}`);
console.log(`code_challenge=${codeChallenge}`);
