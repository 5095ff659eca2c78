#!/bin/sh
set -eu

# One line, the URL-safe alphabet, no padding.
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# printf, not echo: echo adds a newline, and the newline would be hashed too.
code_verifier=${1:-$(openssl rand 32 | base64url)}
code_challenge=$(printf %s "$code_verifier" |
  openssl dgst -sha256 -binary | base64url)

printf 'code_verifier=%s\n' "$code_verifier"
printf 'code_challenge=%s\n' "$code_challenge"
