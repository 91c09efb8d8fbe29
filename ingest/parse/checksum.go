package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Checksum is the SHA-256, in hex, of the embedded model of a language; it
// does not load the model.
func Checksum(lang string) (string, error) {
	data, err := files.ReadFile("models/" + lang + ".model")
	if err != nil {
		return "", fmt.Errorf("language model %s: %w", lang, err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}
