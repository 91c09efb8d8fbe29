package ingest

import (
	"reflect"
	"testing"
)

// What a reading takes over is what it would find by itself.
func TestMemory(t *testing.T) {
	p := pipeline(t)
	for i, doc := range corpus(t) {
		if i%4 > 0 {
			continue
		}
		if doc.Lang == "" {
			doc.Lang = detect(doc.Text, doc.Analysed())
		}
		r := p.reading(&doc)
		if err := r.run(t.Context(), doc.Analysed()); err != nil {
			t.Fatal(err)
		}
		for k, s := range r.d.Sentences {
			if !reflect.DeepEqual(r.find(k, r.asker(k)), r.lang.Find(s.Tree, r.refs(k), p.ontology)) {
				t.Errorf("%s, sentence %d: other facts", doc.Source, k)
			}
			for _, resolved := range []bool{false, true} {
				toks, ms, _ := r.lattice(s, resolved)
				if !reflect.DeepEqual(r.matches(k, toks, ms), p.patterns.Match(doc.Lang, toks, ms, s.Heading)) {
					t.Errorf("%s, sentence %d: other matches", doc.Source, k)
				}
			}
		}
	}
}
