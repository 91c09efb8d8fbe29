package parse

import (
	"strings"

	"kg/ingest/parse/ud"
)

// frontMarks open a clause that stands in front of the verb of a German sentence.
// Those that may be a preposition or an adverb as well are read as the one that
// cannot.
var frontMarks = map[string]string{"während": "weil", "nachdem": "nachdem", "obwohl": "obwohl", "weil": "weil", "da": "weil", "als": "weil",
	"wenn": "wenn", "falls": "falls", "sofern": "falls", "bevor": "bevor", "ehe": "bevor", "seit": "weil", "seitdem": "weil", "sobald": "sobald",
	"solange": "weil", "obgleich": "obwohl", "obschon": "obwohl", "wenngleich": "obwohl", "indem": "indem", "bis": "weil", "dass": "dass", "daß": "dass", "ob": "ob"}

// frontedGerman parses a German sentence apart from the clause that stands in front
// of its verb ("Während X noch prüft, hat Y …", "Sollte X nicht öffnen, werde Y …"),
// where the parser did not hang the clause on that verb: it takes the preposition
// "während" for the other one, or the verb of the clause for that of the sentence.
// Nil where nothing is gained.
func (m *Model) frontedGerman(t *Tree, s *split) *Tree {
	c := frontEnd(t)
	if c < 0 || hungFront(t, c) {
		return nil
	}
	at := t.words[c].Token
	front := m.ParseNamed(frontTokens(s.tokens[:at]), part(s.names, 0, at))
	rest := m.behindFront(s.tokens[at+1:], part(s.names, at+1, len(s.tokens)))
	if rest == nil || rest.Len()+front.Len()+1 != len(t.words) || front.Len() == 0 {
		return nil
	}
	first := front.words[0]
	first.Form = t.words[0].Form
	if mark := frontMarks[strings.ToLower(first.Form)]; mark != "" {
		first.UPOS, first.Lemma = ud.SCONJ, strings.ToLower(first.Form)
	}
	out := &Tree{lang: t.lang, names: s.names, words: append([]Word(nil), t.words...)}
	out.place(front, shifted(0, 0))
	out.words[0].Form, out.words[0].UPOS, out.words[0].Lemma = first.Form, first.UPOS, first.Lemma
	out.place(rest, shifted(0, c+1))
	setRel(&out.words[front.root], rest.root+c+1, frontRel(t.words[0]))
	setRel(&out.words[c], front.root, "punct")
	out.index()
	out.finish()
	return out
}

// frontEnd is the comma that ends a clause in front of the verb: the first behind
// which a finite verb stands, where the sentence begins with a word that opens a
// clause and another verb closes it, or with a finite verb; -1 if there is none.
func frontEnd(t *Tree) int {
	if len(t.words) > maxAround || len(t.words) < 6 {
		return -1
	}
	marked := frontMarks[strings.ToLower(t.words[0].Form)] != ""
	if !marked && !finiteWord(t.words[0]) && !conditional(t.words[0].Form) {
		return -1
	}
	for c := 2; c+2 < len(t.words); c++ {
		switch w := t.words[c]; {
		case w.UPOS == ud.PUNCT && w.Form != ",":
			return -1
		case w.Form != "," || !finiteWord(t.words[c+1]):
			continue
		}
		if marked && !verbLast(t, c) {
			return -1 // "Während der Sitzung, hieß es, …", "Bis zu 1000 Soldaten hätten X angegriffen, sagte …"
		}
		return c
	}
	return -1
}

// verbLast: what stands before comma c ends with its finite verb.
func verbLast(t *Tree, c int) bool {
	last := t.words[c-1]
	if finiteWord(last) || last.UPOS != ud.VERB && last.UPOS != ud.AUX {
		return finiteWord(last)
	}
	for _, w := range t.words[:c-1] {
		if finiteWord(w) {
			return false
		}
	}
	return true
}

// frontRel is the relation of a clause in front of the verb by the word that opens it.
func frontRel(w Word) string {
	switch strings.ToLower(w.Form) {
	case "ob", "dass", "daß":
		return "ccomp"
	}
	return "advcl"
}

func conditional(form string) bool {
	switch strings.ToLower(form) {
	case "sollte", "sollten", "würde", "würden", "hätte", "hätten", "wäre", "wären":
		return true
	}
	return false
}

// hungFront: the clause before comma c hangs, as one, on the verb behind it, which
// is the root.
func hungFront(t *Tree, c int) bool {
	v := c + 1
	if t.words[v].UPOS == ud.AUX && t.words[v].Head > v {
		v = t.words[v].Head
	}
	if v != t.root || t.words[0].UPOS == ud.ADP {
		return false
	}
	tops := 0
	for i := range c {
		if h := t.words[i].Head; h < 0 || h > c {
			if h != v || !t.words[i].Rel.Is(frontRel(t.words[0])) {
				return false
			}
			tops++
		}
	}
	return tops == 1
}

// frontTokens are the tokens of a clause, opened by a word that opens nothing else.
func frontTokens(tokens []Token) []Token {
	mark := frontMarks[strings.ToLower(tokens[0].Form)]
	if mark == "" {
		return tokens
	}
	out := append([]Token(nil), tokens...)
	out[0].Form = strings.ToUpper(mark[:1]) + mark[1:]
	return out
}

// behindFront parses what follows a clause in front of the verb, with an adverb in
// its place; nil where that becomes no sentence of its own.
func (m *Model) behindFront(tokens []Token, names []int) *Tree {
	if names != nil {
		names = append([]int{0}, names...)
	}
	t := m.ParseNamed(append([]Token{{Form: "Dann", Start: tokens[0].Start, End: tokens[0].Start}}, tokens...), names)
	if t.root < 1 {
		return nil
	}
	out := &Tree{lang: t.lang, words: t.words[1:], root: t.root - 1}
	for i := range out.words {
		w := &out.words[i]
		w.Token--
		switch {
		case w.Head == 0:
			w.Head = t.root - 1
		case w.Head > 0:
			w.Head--
		}
	}
	return out
}
