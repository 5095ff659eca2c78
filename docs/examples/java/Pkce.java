import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

public class Pkce {
    private static final Base64.Encoder BASE64URL =
            Base64.getUrlEncoder().withoutPadding();

    /** 32 random octets become 43 characters. */
    static String generateCodeVerifier() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return BASE64URL.encodeToString(octets);
    }

    static String deriveCodeChallenge(String codeVerifier)
            throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] digest = sha256.digest(codeVerifier.getBytes(US_ASCII));
        return BASE64URL.encodeToString(digest);
    }

    public static void main(String[] args) throws NoSuchAlgorithmException {
        String codeVerifier = args.length > 0 ? args[0] : generateCodeVerifier();
        System.out.println("code_verifier=" + codeVerifier);
        System.out.println("code_challenge=" + deriveCodeChallenge(codeVerifier));
    }
}
