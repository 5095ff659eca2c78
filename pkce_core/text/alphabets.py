"""The grammar of RFC 7636, in one place, always matched as a whole.

`^...$` with `match` would let a trailing newline in, which is the very mistake readers come with.
"""

from __future__ import annotations

# RFC 7636 §4.1: "unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~""
UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# RFC 6749 Appendix A: "VSCHAR = %x20-7E"
VSCHAR = "".join(map(chr, range(0x20, 0x7F)))
