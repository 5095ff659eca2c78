use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};

/// 32 random octets become 43 characters.
/// rand::random is a cryptographic generator, seeded by the system.
fn generate_code_verifier() -> String {
    Base64UrlUnpadded::encode_string(&rand::random::<[u8; 32]>())
}

fn derive_code_challenge(code_verifier: &str) -> String {
    Base64UrlUnpadded::encode_string(&Sha256::digest(code_verifier))
}

fn main() {
    let code_verifier = std::env::args()
        .nth(1)
        .unwrap_or_else(generate_code_verifier);
    println!("code_verifier={code_verifier}");
    println!("code_challenge={}", derive_code_challenge(&code_verifier));
}
