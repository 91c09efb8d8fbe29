package mention

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// maxPart is more bytes than a word of a name has.
const maxPart = 256

// wholeNames finds names of several words that another sentence introduced,
// also where this sentence hides a part of them ("Civic Lens" at its start,
// where a capital tells nothing). What was made of a part alone is undone.
func (d *Document) wholeNames(s *Sentence) {
	t, may := s.Tree, d.aliasBeginnings()
	for i := 0; i < t.Len(); i++ {
		if w := t.Word(i); !capital(w.Form) || len(w.Form) > maxPart || !may.begin(d.Text[w.Start:w.End]) {
			continue
		}
		for n := min(6, t.Len()-i); n >= 2; n-- {
			id := d.aliases[graph.Fold(d.textOf(s, i, i+n))]
			if id == "" || d.entities[id] == nil || d.entities[id].Curated || !d.partsOnly(s, i, i+n) || d.sure && d.Lang == "en" && d.runEnd(s, i) > i+n {
				continue
			}
			d.uncover(s, i, i+n)
			s.add(Mention{First: i, Last: i + n, Head: s.headOf(i, i+n), Span: d.nameSpan(s, i, i+n), Kind: Name, Entity: id, Type: d.types[id]})
			i += n - 1
			break
		}
	}
}

// beginnings tell of most words, without a look at those behind, that none of
// some folded names begins with them: by their first two bytes.
type beginnings [256]bool

func (b *beginnings) add(folded string) {
	if len(folded) > 1 {
		b[folded[0]*31+folded[1]] = true
	}
}

// aliasBeginnings are those of the names that the article defines. Names are only
// ever added to them.
func (d *Document) aliasBeginnings() *beginnings {
	if d.begins == nil || d.beginsOf != len(d.aliases) {
		d.begins, d.beginsOf = &beginnings{}, len(d.aliases)
		for name := range d.aliases {
			d.begins.add(name)
		}
	}
	return d.begins
}

// begin: one of the names may begin with the word.
func (b *beginnings) begin(word string) bool {
	f := graph.Fold(word)
	return len(f) < 2 || b[f[0]*31+f[1]]
}

// partsOnly: no mention reaches over the edge of the range, or is it already.
func (d *Document) partsOnly(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if k := s.cover[i]; k >= 0 {
			m := s.Mentions[k]
			if m.First < first || m.Last > last || m.First == first && m.Last == last || !d.isDiscovered(m.Entity) {
				return false
			}
		}
	}
	return true
}

func (d *Document) uncover(s *Sentence, first, last int) {
	kept := s.Mentions[:0]
	for _, m := range s.Mentions {
		if m.First < first || m.Last > last || m.Kind == Compound {
			kept = append(kept, m)
		}
	}
	s.Mentions = kept
	s.order()
}

func (d *Document) nameSpan(s *Sentence, first, last int) graph.Span {
	sp := s.spanOf(first, last)
	sp.End = sp.Start + len(trimPossessive(d.Text[sp.Start:sp.End]))
	return sp
}

// forgetUnmentioned drops entities of which no mention is left.
func (d *Document) forgetUnmentioned() {
	left := map[string]bool{}
	for _, s := range d.Sentences {
		for _, m := range s.Mentions {
			left[m.Entity] = true
		}
	}
	for id, e := range d.entities {
		if !e.Curated && !left[id] {
			delete(d.entities, id)
		}
	}
}

// shortForms finds later mentions by family name, acronym or alias, in
// sentences that come before or after the full name.
func (d *Document) shortForms(s *Sentence) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		if s.cover[i] >= 0 || !capital(t.Word(i).Form) || syntax.Pos(t, i) == "PUNCT" {
			continue
		}
		form := graph.Fold(trimPossessive(t.Word(i).Form))
		id := d.aliases[form]
		if id == "" {
			id = d.surnames[form]
		}
		if id == "" && d.Lang == "de" {
			id = d.surnames[strings.TrimSuffix(form, "s")]
		}
		if id == "" || d.entities[id] == nil {
			continue
		}
		s.add(Mention{First: i, Last: i + 1, Head: i, Span: s.spanOf(i, i+1), Kind: Name, Entity: id, Type: d.types[id]})
	}
}

// shortNames finds bodies that the article calls by the beginning of one longer
// name: "St Brendan's" for "St Brendan's Health". Where two longer names begin
// so, nothing is said.
func (d *Document) shortNames() {
	names := d.bodyNames()
	byID := slices.Clone(names)
	slices.SortFunc(byID, func(a, b bodyName) int { return strings.Compare(a.id, b.id) })
	for _, n := range byID {
		e := d.entities[n.id]
		if e == nil {
			continue
		}
		long := d.longerName(n, names)
		if long == "" {
			continue
		}
		to := d.entities[long]
		if to.Type == gazetteer.Organization && e.Type != to.Type {
			d.retype(long, e.Type)
		}
		d.rename(n.id, long, e.Labels[0].Text)
	}
}

// bodyName is the folded name of a discovered body.
type bodyName struct{ name, id string }

// bodyNames are in the order of names, so that those that begin alike are
// beside each other: an article may have tens of thousands.
func (d *Document) bodyNames() []bodyName {
	var out []bodyName
	for id, e := range d.entities {
		if !e.Curated && strings.HasPrefix(id, "org:") {
			out = append(out, bodyName{graph.Fold(e.Labels[0].Text), id})
		}
	}
	slices.SortFunc(out, func(a, b bodyName) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
	})
	return out
}

// longerName is the one body whose name begins with that of short, and goes on
// behind its last word.
func (d *Document) longerName(short bodyName, names []bodyName) string {
	at, _ := slices.BinarySearchFunc(names, short.name, func(n bodyName, s string) int { return strings.Compare(n.name, s) })
	found := ""
	for _, n := range names[at:] {
		rest, ok := strings.CutPrefix(n.name, short.name)
		if !ok {
			break
		}
		if n.id == short.id || d.entities[n.id] == nil || strings.IndexFunc(rest, unicode.IsLetter) <= 0 {
			continue
		}
		if found != "" {
			return ""
		}
		found = n.id
	}
	return found
}
