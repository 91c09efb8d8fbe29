package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/parse/ud"
	"kg/ingest/text"
)

// lookAgain parses those sentences once more in which a name that the article
// introduces was taken for other words: "BRINE HOUND overlaps with …" at the
// start of a sentence, "Morales, who …" for morale. What names the article has
// is known only when all of it was read once. It reports whether a tree changed.
func (r *reading) lookAgain(m *parse.Model, sentences []text.Sentence, trees []*parse.Tree) bool {
	known := r.introduced()
	if known.empty() {
		return false
	}
	changed := false
	for k, s := range sentences {
		names := r.names(k, s)
		if known.mark(s, trees[k], names) {
			trees[k] = m.ParseAside(tokensOf(s), names, r.asides(k, s))
			changed = true
		}
	}
	return changed
}

// introducedNames are the names of an article that no list has.
type introducedNames struct {
	whole    map[string][][]string // first word → the words of a name
	surnames map[string]bool
}

func (n introducedNames) empty() bool { return len(n.whole) == 0 && len(n.surnames) == 0 }

// introduced gives the names of several words, and the last ones of persons'.
func (r *reading) introduced() introducedNames {
	out := introducedNames{whole: map[string][][]string{}, surnames: map[string]bool{}}
	seen := map[string]bool{}
	for _, s := range r.d.Sentences {
		for _, m := range s.Mentions {
			if r.doc.Lang == "de" && m.Kind == mention.Name && m.Last == 1 && shortForm(s.Tree.Word(0)) {
				w := s.Tree.Word(0).Form
				out.whole[w] = append(out.whole[w], []string{w})
			}
			if m.Kind != mention.Name || m.Last-m.First < 2 {
				continue
			}
			words := make([]string, 0, m.Last-m.First)
			for w := m.First; w < m.Last; w++ {
				words = append(words, s.Tree.Word(w).Form)
			}
			if key := strings.Join(words, " "); !seen[key] && (allCapital(words) || r.doc.Lang == "en" && joinedCapitals(words) || m.Type == gazetteer.Person && withParticles(words)) {
				seen[key] = true
				out.whole[words[0]] = append(out.whole[words[0]], words)
				if m.Type == gazetteer.Person {
					out.surnames[words[len(words)-1]] = true
				}
			}
		}
	}
	return out
}

// shortForm: a name that opens the sentence was taken for a word of another class:
// "Hanwol streitet ab".
func shortForm(w parse.Word) bool {
	return (w.UPOS == parse.ADV || w.UPOS == parse.X || w.UPOS == parse.INTJ || w.UPOS == parse.VERB) && len(w.Form) > 3 && text.Capital(w.Form)
}

func allCapital(words []string) bool {
	for _, w := range words {
		if !text.Capital(w) {
			return false
		}
	}
	return true
}

// joinedCapitals: "Unity and Progress Party" is one name with an "and" in it.
func joinedCapitals(words []string) bool {
	n := len(words)
	for k := 1; k+1 < n; k++ {
		if words[k] == "and" {
			return allCapital(words[:k]) && allCapital(words[k+1:])
		}
	}
	return false
}

// withParticles: the first and the last word are capital, and between them stand
// small words of letters: "Joost van der Kolk", "Faustin Kabuya wa Lenge".
func withParticles(words []string) bool {
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			return false
		}
	}
	return len(words) > 2 && text.Capital(words[0]) && text.Capital(words[len(words)-1])
}

// mark marks the tokens of sentence s that are parts of the names, beside those
// that are marked already, and reports whether any was taken for another word.
func (n introducedNames) mark(s text.Sentence, t *parse.Tree, names []int) bool {
	tagged := make([]parse.UPOS, len(s.Tokens))
	parts := make([]int, len(s.Tokens))
	for i := 0; i < t.Len(); i++ {
		if w := t.Word(i); w.Token >= 0 && w.Token < len(tagged) {
			tagged[w.Token] = w.UPOS
			parts[w.Token]++
		}
	}
	next, missed := 1, false
	for _, k := range names {
		next = max(next, k%parse.State+1)
	}
	for i := 0; i < len(s.Tokens); i++ {
		size := n.at(s.Tokens[i:])
		if size == 0 {
			continue
		}
		wrong, free := false, true
		for j := i; j < i+size; j++ {
			free = free && names[j] == 0 && parts[j] == 1
			wrong = wrong || open[tagged[j]] || tagged[j] == parse.CCONJ || tagged[j] == parse.AUX && beforePast(t, j) || j > i && j+1 < i+size && closed[tagged[j]] && !text.Capital(s.Tokens[j].Text)
		}
		if free {
			for j := i; j < i+size; j++ {
				names[j] = next
			}
			next++
			missed = missed || wrong || joined(t, names, i, i+size)
		}
		i += size - 1
	}
	return missed
}

// joined: the known name right behind the tokens from first to last was read as the
// end of theirs: "kritisierte Luisa de la Fuente Kolumbien".
func joined(t *parse.Tree, names []int, first, last int) bool {
	if last >= len(names) || names[last] == 0 {
		return false
	}
	for i := 0; i < t.Len(); i++ {
		w := t.Word(i)
		if w.Token != last {
			continue
		}
		h := w.Head
		return h >= 0 && w.Rel.Is("flat") && t.Word(h).Token >= first && t.Word(h).Token < last
	}
	return false
}

// beforePast: a verb in the past tense stands right behind token j, which
// therefore is no auxiliary ("May pointed the finger at …").
func beforePast(t *parse.Tree, j int) bool {
	for i := 1; i < t.Len(); i++ {
		if w := t.Word(i); t.Word(i-1).Token == j {
			return w.UPOS == parse.VERB && w.Feats.VerbForm() == ud.VerbFormFin && w.Feats.Tense() == ud.TensePast
		}
	}
	return false
}

// open are the classes of words that a name may be taken for. A word of a
// closed class is what it seems ("Will" at the start of a question).
var open = map[parse.UPOS]bool{parse.NOUN: true, parse.VERB: true, parse.ADJ: true, parse.ADV: true, parse.X: true, parse.INTJ: true}

// closed are those that the particles of a name may be taken for: "van der".
var closed = map[parse.UPOS]bool{parse.ADP: true, parse.DET: true, parse.PRON: true, parse.CCONJ: true, parse.SCONJ: true, parse.PART: true}

// at is how many tokens the longest name takes that begins the tokens.
func (n introducedNames) at(toks []text.Token) int {
	size := 0
	for _, words := range n.whole[toks[0].Text] {
		k := 0
		for k < len(words) && k < len(toks) && toks[k].Text == words[k] {
			k++
		}
		if k == len(words) {
			size = max(size, k)
		}
	}
	if size == 0 && n.surnames[toks[0].Text] {
		size = 1
	}
	return size
}
