import base64
import hashlib
import secrets
import sys

# 32 random octets become 43 characters.
# token_urlsafe leaves the padding out; urlsafe_b64encode does not.
code_verifier = sys.argv[1] if len(sys.argv) > 1 else secrets.token_urlsafe(32)
digest = hashlib.sha256(code_verifier.encode("ascii")).digest()
code_challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

print(f"code_verifier={code_verifier}")
print(f"code_challenge={code_challenge}")
