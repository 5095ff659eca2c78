package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log"
	"os"
)

// generateCodeVerifier turns 32 random octets into 43 characters.
// RawURLEncoding has no padding; URLEncoding has.
func generateCodeVerifier() string {
	octets := make([]byte, 32)
	if _, err := rand.Read(octets); err != nil {
		log.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(octets)
}

func deriveCodeChallenge(codeVerifier string) string {
	digest := sha256.Sum256([]byte(codeVerifier))
	return base64.RawURLEncoding.EncodeToString(digest[:])
}

func main() {
	var codeVerifier string
	if len(os.Args) > 1 {
		codeVerifier = os.Args[1]
	} else {
		codeVerifier = generateCodeVerifier()
	}
	fmt.Printf("code_verifier=%s\n", codeVerifier)
	fmt.Printf("code_challenge=%s\n", deriveCodeChallenge(codeVerifier))
}
