"""The sets of characters that the specifications allow."""

from __future__ import annotations

# RFC 3986 §2.3: "unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~""
UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

# RFC 4648 §5, without the "=" of the padding
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# RFC 6749 Appendix A: "VSCHAR = %x20-7E"
VSCHAR = "".join(map(chr, range(0x20, 0x7F)))
