package parse

import (
	"embed"
	"fmt"
	"sync"

	"kg/ingest/parse/engine"
)

//go:embed models/*.model
var files embed.FS

// loaders read each embedded model once, when it is first asked for.
var loaders = map[string]func() (*Model, error){
	"en": sync.OnceValues(func() (*Model, error) { return read("en") }),
	"de": sync.OnceValues(func() (*Model, error) { return read("de") }),
	"fr": sync.OnceValues(func() (*Model, error) { return read("fr") }),
}

// Load returns the embedded model of a language: "en", "de" or "fr". The first
// call for a language takes some tenths of a second, later ones nothing. It
// fails for other languages and for a damaged model.
func Load(lang string) (*Model, error) {
	l, ok := loaders[lang]
	if !ok {
		return nil, fmt.Errorf("no language model for %q: there are de, en and fr", lang)
	}
	return l()
}

func read(lang string) (*Model, error) {
	if _, err := shipped(); err != nil {
		return nil, err
	}
	data, err := files.ReadFile("models/" + lang + ".model")
	if err != nil {
		return nil, fmt.Errorf("language model %s: %w", lang, err)
	}
	m, err := engine.ReadModel(data)
	if err != nil {
		return nil, fmt.Errorf("language model %s: %w", lang, err)
	}
	if m.Lang != lang {
		return nil, fmt.Errorf("language model %s: the file is for %q", lang, m.Lang)
	}
	return &Model{lang: lang, m: m, style: m.Main()}, nil
}

// FromFile makes a Model of a model file's bytes, as kgtrain writes them.
func FromFile(data []byte) (*Model, error) {
	m, err := engine.ReadModel(data)
	if err != nil {
		return nil, err
	}
	return &Model{lang: m.Lang, m: m, style: m.Main()}, nil
}
