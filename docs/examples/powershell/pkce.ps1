$ErrorActionPreference = 'Stop'

# The URL-safe alphabet, no padding.
function ConvertTo-Base64Url([byte[]] $Octets) {
    [Convert]::ToBase64String($Octets).TrimEnd('=').Replace('+', '-').Replace('/', '_')
}

if ($args.Count -gt 0) {
    $codeVerifier = [string] $args[0]
} else {
    # 32 random octets become 43 characters. Get-Random is not for secrets.
    $octets = New-Object byte[] 32
    [Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($octets)
    $codeVerifier = ConvertTo-Base64Url $octets
}

# ASCII. [Text.Encoding]::Unicode is UTF-16: its zero bytes would be hashed too.
$ascii = [Text.Encoding]::ASCII.GetBytes($codeVerifier)
$digest = [Security.Cryptography.SHA256]::Create().ComputeHash($ascii)
$codeChallenge = ConvertTo-Base64Url $digest

"code_verifier=$codeVerifier"
"code_challenge=$codeChallenge"
