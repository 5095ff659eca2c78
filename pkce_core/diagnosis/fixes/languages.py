"""How each language derives a challenge and changes a text.

A template is one expression. It contains VALUE, which is the expression for the text that it changes. In a shell, an
expression is a command that prints the text. NAME is the name of a variable, ALLOWED the inside of a character class,
RUN the pattern of a long run of such characters, and DASHES the inside of a class of typographic dashes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DASHES = "\u2010\u2011\u2013\u2014\u2212"


class Language(NamedTuple):
    """One language.

    Attributes:
        title: its name for a reader.
        read: the value of a variable.
        derive: the challenge of a verifier. Where that can't be an expression, it assigns to code_challenge.
        assign: gives a variable a new value.
        swap: exchanges code_verifier and code_challenge.
        drop_strays: the text without any characters but the allowed ones.
        take_long_run: the first long run of allowed characters.
        decode_percent: the text with its percent escapes decoded once.
        to_base64url: standard base64 as base64url.
        plain_hyphens: the text with hyphens for typographic dashes.
    """

    title: str
    read: str
    derive: str
    assign: str
    swap: str
    drop_strays: str
    take_long_run: str
    decode_percent: str
    to_base64url: str
    plain_hyphens: str


_JAVASCRIPT = Language(
    title="Browser JavaScript",
    read="NAME",
    derive="btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', "
    "new TextEncoder().encode(VALUE))))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')",
    assign="NAME = VALUE",
    swap="[code_verifier, code_challenge] = [code_challenge, code_verifier]",
    drop_strays="VALUE.replace(/[^ALLOWED]/g, '')",
    take_long_run="VALUE.match(/RUN/)[0]",
    decode_percent="decodeURIComponent(VALUE)",
    to_base64url="VALUE.replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '')",
    plain_hyphens="VALUE.replace(/[DASHES]/g, '-')",
)
# What encoders touch in a verifier or a challenge, where a language can't decode every escape in one expression.
_ESCAPES = {"%2D": "-", "%2d": "-", "%2E": ".", "%2e": ".", "%5F": "_", "%5f": "_", "%7E": "~", "%7e": "~"}

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        "shell": Language(
            title="Shell",
            read='printf %s "$NAME"',
            derive="VALUE | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='",
            assign="NAME=$(VALUE)",
            swap="swap=$code_verifier; code_verifier=$code_challenge; code_challenge=$swap",
            drop_strays="VALUE | LC_ALL=C tr -cd 'ALLOWED'",
            take_long_run="VALUE | LC_ALL=C grep -aoE 'RUN' | head -n 1 | tr -d '\\n'",
            decode_percent="VALUE | sed 's/%2[Dd]/-/g; s/%2[Ee]/./g; s/%5[Ff]/_/g; s/%7[Ee]/~/g'",
            to_base64url="VALUE | tr '+/' '-_' | tr -d '='",
            plain_hyphens=f"VALUE | sed '{'; '.join(f's/{dash}/-/g' for dash in DASHES)}'",
        ),
        "python": Language(
            title="Python",
            read="NAME",
            derive='base64.urlsafe_b64encode(hashlib.sha256(VALUE.encode("ascii")).digest()).rstrip(b"=").decode()',
            assign="NAME = VALUE",
            swap="code_verifier, code_challenge = code_challenge, code_verifier",
            drop_strays='re.sub(r"[^ALLOWED]", "", VALUE)',
            take_long_run='re.search(r"RUN", VALUE)[0]',
            decode_percent="urllib.parse.unquote(VALUE)",
            to_base64url='VALUE.translate(str.maketrans("+/", "-_", "="))',
            plain_hyphens='re.sub("[DASHES]", "-", VALUE)',
        ),
        "node": _JAVASCRIPT._replace(
            title="Node.js", derive="crypto.createHash('sha256').update(VALUE, 'ascii').digest('base64url')"
        ),
        "javascript": _JAVASCRIPT,
        "powershell": Language(
            title="PowerShell",
            read="$NAME",
            derive="[Convert]::ToBase64String([Security.Cryptography.SHA256]::Create().ComputeHash("
            "[Text.Encoding]::ASCII.GetBytes(VALUE))).TrimEnd('=').Replace('+','-').Replace('/','_')",
            assign="$NAME = VALUE",
            swap="$code_verifier, $code_challenge = $code_challenge, $code_verifier",
            drop_strays="(VALUE -replace '[^ALLOWED]')",
            take_long_run="[regex]::Match(VALUE, 'RUN').Value",
            decode_percent="[Uri]::UnescapeDataString(VALUE)",
            to_base64url="VALUE.TrimEnd('=').Replace('+','-').Replace('/','_')",
            plain_hyphens="(VALUE -replace '[DASHES]', '-')",
        ),
        "php": Language(
            title="PHP",
            read="$NAME",
            derive="rtrim(strtr(base64_encode(hash('sha256', VALUE, true)), '+/', '-_'), '=')",
            assign="$NAME = VALUE;",
            swap="[$code_verifier, $code_challenge] = [$code_challenge, $code_verifier];",
            drop_strays="preg_replace('/[^ALLOWED]/', '', VALUE)",
            take_long_run="(preg_match('/RUN/', VALUE, $found) ? $found[0] : '')",
            decode_percent="rawurldecode(VALUE)",
            to_base64url="rtrim(strtr(VALUE, '+/', '-_'), '=')",
            plain_hyphens="preg_replace('/[DASHES]/u', '-', VALUE)",
        ),
        "java": Language(
            title="Java",
            read="NAME",
            derive='Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")'
            ".digest(VALUE.getBytes(StandardCharsets.US_ASCII)))",
            assign="NAME = VALUE;",
            swap="String swap = code_verifier; code_verifier = code_challenge; code_challenge = swap;",
            drop_strays='VALUE.replaceAll("[^ALLOWED]", "")',
            take_long_run='Pattern.compile("RUN").matcher(VALUE).results().findFirst().get().group()',
            decode_percent='URLDecoder.decode(VALUE.replace("+", "%2B"), StandardCharsets.UTF_8)',
            to_base64url="""VALUE.replace('+', '-').replace('/', '_').replace("=", "")""",
            plain_hyphens='VALUE.replaceAll("[DASHES]", "-")',
        ),
        "csharp": Language(
            title="C#",
            read="NAME",
            derive="Convert.ToBase64String(SHA256.Create().ComputeHash(Encoding.ASCII.GetBytes(VALUE)))"
            ".TrimEnd('=').Replace('+', '-').Replace('/', '_')",
            assign="NAME = VALUE;",
            swap="var swap = code_verifier; code_verifier = code_challenge; code_challenge = swap;",
            drop_strays='Regex.Replace(VALUE, "[^ALLOWED]", "")',
            take_long_run='Regex.Match(VALUE, "RUN").Value',
            decode_percent="Uri.UnescapeDataString(VALUE)",
            to_base64url="VALUE.TrimEnd('=').Replace('+', '-').Replace('/', '_')",
            plain_hyphens='Regex.Replace(VALUE, "[DASHES]", "-")',
        ),
        "go": Language(
            title="Go",
            read="NAME",
            derive="digest := sha256.Sum256([]byte(VALUE)); "
            "code_challenge = base64.RawURLEncoding.EncodeToString(digest[:])",
            assign="NAME = VALUE",
            swap="code_verifier, code_challenge = code_challenge, code_verifier",
            drop_strays='regexp.MustCompile("[^ALLOWED]").ReplaceAllString(VALUE, "")',
            take_long_run='regexp.MustCompile("RUN").FindString(VALUE)',
            decode_percent="strings.NewReplacer("
            + ", ".join(f'"{escape}", "{letter}"' for escape, letter in _ESCAPES.items())
            + ").Replace(VALUE)",
            to_base64url='strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(VALUE)',
            plain_hyphens='regexp.MustCompile("[DASHES]").ReplaceAllString(VALUE, "-")',
        ),
        "ruby": Language(
            title="Ruby",
            read="NAME",
            derive='[Digest::SHA256.digest(VALUE)].pack("m0").tr("+/", "-_").delete("=")',
            assign="NAME = VALUE",
            swap="code_verifier, code_challenge = code_challenge, code_verifier",
            drop_strays='VALUE.gsub(/[^ALLOWED]/, "")',
            take_long_run="VALUE[/RUN/]",
            decode_percent="VALUE.gsub(/%\\h\\h/) { |escape| escape[1, 2].hex.chr }",
            to_base64url='VALUE.tr("+/", "-_").delete("=")',
            plain_hyphens='VALUE.gsub(/[DASHES]/, "-")',
        ),
    }
)
"""Every language that has lines to copy, by the name that `pkce check --language` takes."""
