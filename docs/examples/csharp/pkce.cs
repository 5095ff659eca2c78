using System;
using System.Security.Cryptography;
using System.Text;

static class Pkce
{
    // The URL-safe alphabet, no padding.
    static string Base64Url(byte[] octets) =>
        Convert.ToBase64String(octets)
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // 32 random octets become 43 characters.
    // System.Random is not made for secrets.
    static string GenerateCodeVerifier()
    {
        var octets = new byte[32];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(octets);
        return Base64Url(octets);
    }

    static string DeriveCodeChallenge(string codeVerifier)
    {
        var octets = Encoding.ASCII.GetBytes(codeVerifier);
        using (var sha256 = SHA256.Create())
            return Base64Url(sha256.ComputeHash(octets));
    }

    static void Main(string[] args)
    {
        var codeVerifier = args.Length > 0 ? args[0] : GenerateCodeVerifier();
        Console.WriteLine($"code_verifier={codeVerifier}");
        Console.WriteLine($"code_challenge={DeriveCodeChallenge(codeVerifier)}");
    }
}
