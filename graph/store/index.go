package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"kg/graph"
)

// The store's own index. Keys are text, parts joined by a zero byte:
//
//	a ID                       an article: articleEntry as JSON
//	e ID                       an entity that an article mentions: the hash of its curated quads, or ""
//	n TAIL NAME ID VALUE       a name of an entity, once for each of its words:
//	                           NAME folded, TAIL the part of it from that word on,
//	                           VALUE the label as it stands in the quad
//	t LANG TERM ID             a word of an article's text (package fulltext): how
//	                           often it occurs, and the number of words in the text
//	m import                   there while an import is under way
const (
	sep          = "\x00"
	articleKeys  = "a" + sep
	entityKeys   = "e" + sep
	nameKeys     = "n" + sep
	termKeys     = "t" + sep
	importMarker = "m" + sep + "import"
)

// articleEntry is what the index says of an article.
type articleEntry struct {
	Hash   string `json:"h"` // of its own quads
	Quads  int    `json:"q"`
	Claims int    `json:"c"`
	Edges  int    `json:"e"`
	Rules  string `json:"r,omitempty"`
	Time   int64  `json:"t"` // Unix seconds of the write
}

func (a articleEntry) encode() string {
	b, err := json.Marshal(a)
	if err != nil {
		panic(err) // a struct of strings and numbers
	}
	return string(b)
}

func decodeArticle(e entry) (id string, a articleEntry, err error) {
	id = strings.TrimPrefix(e.key, articleKeys)
	if err := json.Unmarshal([]byte(e.value), &a); err != nil {
		return id, a, fmt.Errorf("index entry of article %s: %w", id, err)
	}
	return id, a, nil
}

// maxName bounds the names of the index, in bytes of the folded form. Longer
// ones are found by their beginning.
const maxName = 120

// nameEntries are the entries of one name of an entity.
func nameEntries(id string, text, value string) []entry {
	name := foldName(text)
	if name == "" {
		return nil
	}
	var out []entry
	for i := range tails(name) {
		out = append(out, entry{key: strings.Join([]string{nameKeys + name[i:], name, id, value}, sep)})
	}
	return out
}

func foldName(s string) string {
	f := strings.ReplaceAll(graph.Fold(s), sep, " ")
	if len(f) > maxName {
		f = strings.ToValidUTF8(f[:maxName], "")
	}
	return f
}

// tails gives the places where the words of a folded name begin.
func tails(name string) map[int]bool {
	at := map[int]bool{0: true}
	for i := 1; i < len(name); i++ {
		if c := name[i-1]; (c == ' ' || c == '-' || c == '\'') && name[i] != ' ' {
			at[i] = true
		}
	}
	return at
}

// parseName takes the key of a name apart.
func parseName(key string) (tail, name, id string, ok bool) {
	p := strings.SplitN(strings.TrimPrefix(key, nameKeys), sep, 4)
	if len(p) != 4 {
		return "", "", "", false
	}
	return p[0], p[1], p[2], true
}
