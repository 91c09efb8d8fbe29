package explore

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"kg/graph/ontology"
)

//go:embed tones.yaml
var tonesYAML []byte

// loadTones gives the tone of each relation: "conflict", "cooperation", "tie".
func loadTones(o *ontology.Ontology) (map[string]string, error) {
	var file struct {
		Cooperation, Conflict, Tie []string
	}
	dec := yaml.NewDecoder(bytes.NewReader(tonesYAML))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("tones.yaml: %w", err)
	}
	byCode := map[string]string{}
	for tone, codes := range map[string][]string{"cooperation": file.Cooperation, "conflict": file.Conflict, "tie": file.Tie} {
		for _, c := range codes {
			if old := byCode[c]; old != "" {
				return nil, fmt.Errorf("tones.yaml: %s is both %s and %s; keep one", c, old, tone)
			}
			byCode[c] = tone
		}
	}
	out := map[string]string{}
	for _, name := range o.Relations() {
		code := o.Relation(name).PLOVER
		if code != "-" {
			code, _, _ = strings.Cut(code, "-")
		}
		if out[name] = byCode[code]; out[name] == "" {
			return nil, fmt.Errorf("tones.yaml: the relation %s has the code %s, which is in no list; add it to one", name, code)
		}
	}
	return out, nil
}
