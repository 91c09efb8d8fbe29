package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// Checksum is the SHA-256, in hex, of what is embedded for a language: its
// model and its lists of forms. It does not load the model.
func Checksum(lang string) (string, error) {
	h := sha256.New()
	data, err := files.ReadFile("models/" + lang + ".model")
	if err != nil {
		return "", fmt.Errorf("language model %s: %w", lang, err)
	}
	h.Write(data)
	names, err := fs.Glob(listFiles, "data/"+lang+"-*.txt")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		data, err := listFiles.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("lists of %s: %w", lang, err)
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
