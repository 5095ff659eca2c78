<?php
declare(strict_types=1);

// The URL-safe alphabet, no padding.
function base64url(string $octets): string
{
    return rtrim(strtr(base64_encode($octets), '+/', '-_'), '=');
}

// 32 random octets become 43 characters.
$codeVerifier = $argv[1] ?? base64url(random_bytes(32));

// true: the digest as octets. Without it, hash() returns hex digits.
$codeChallenge = base64url(hash('sha256', $codeVerifier, true));

echo "code_verifier=$codeVerifier\n";
echo "code_challenge=$codeChallenge\n";
