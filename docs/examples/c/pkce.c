#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

/* 32 octets make 44 characters of base64, one of them padding, and a zero. */
enum { OCTETS = 32, TEXT = 45 };

static void base64url(char text[TEXT], const unsigned char octets[OCTETS])
{
    EVP_EncodeBlock((unsigned char *)text, octets, OCTETS);
    for (char *at = text; *at; at++) {
        if (*at == '+') *at = '-';
        if (*at == '/') *at = '_';
        if (*at == '=') *at = '\0';
    }
}

int main(int argc, char *argv[])
{
    unsigned char octets[OCTETS];
    char made[TEXT], code_challenge[TEXT];
    const char *code_verifier = argc > 1 ? argv[1] : made;

    if (argc < 2) {
        if (RAND_bytes(octets, OCTETS) != 1) {
            fputs("There is no randomness to be had.\n", stderr);
            return 1;
        }
        base64url(made, octets);
    }
    SHA256((const unsigned char *)code_verifier, strlen(code_verifier), octets);
    base64url(code_challenge, octets);

    printf("code_verifier=%s\n", code_verifier);
    printf("code_challenge=%s\n", code_challenge);
    return 0;
}
