// Package parse gives the words of a sentence their part of speech, morphology,
// lemma and place in a dependency tree, in the terms of Universal Dependencies
// (https://universaldependencies.org), for English, German and French.
//
//	m, err := parse.Load("de")
//	tree := m.Parse(tokens)
//	verb := tree.Root()
//	who := tree.Subject(verb)
//
// The models are embedded in the program; see docs/model-cards for what they
// were trained on and how well they do.
package parse

import (
	"cmp"
	"strings"

	"kg/ingest/parse/engine"
	"kg/ingest/parse/ud"
)

// A Token is a surface token: a word or mark as it stands in the text.
type Token struct {
	Form       string
	Start, End int // half-open span of bytes
}

// Spaced cuts a text whose tokens stand between blanks.
func Spaced(text string) []Token {
	var out []Token
	at := 0
	for f := range strings.FieldsSeq(text) {
		at += strings.Index(text[at:], f)
		out = append(out, Token{Form: f, Start: at, End: at + len(f)})
		at += len(f)
	}
	return out
}

// A Word is a syntactic word. Most tokens are one word; some are several
// (du = de + le, zum = zu + dem, Iran's = Iran + 's).
type Word struct {
	Form, Lemma string
	UPOS        UPOS
	Feats       Feats
	Head        int // index of the head word, -1 for the root
	Rel         Rel
	Token       int // index of the surface token
	// Start and End are the bytes of the word where it stands in the text as
	// it is (Iran|'s), else those of its whole token (du).
	Start, End int
}

// The vocabularies of Universal Dependencies, see package ud.
type (
	UPOS  = ud.UPOS
	Feats = ud.Feats
	Rel   = ud.Rel
)

// The universal part-of-speech tags.
const (
	ADJ   = ud.ADJ
	ADP   = ud.ADP
	ADV   = ud.ADV
	AUX   = ud.AUX
	CCONJ = ud.CCONJ
	DET   = ud.DET
	INTJ  = ud.INTJ
	NOUN  = ud.NOUN
	NUM   = ud.NUM
	PART  = ud.PART
	PRON  = ud.PRON
	PROPN = ud.PROPN
	PUNCT = ud.PUNCT
	SCONJ = ud.SCONJ
	SYM   = ud.SYM
	VERB  = ud.VERB
	X     = ud.X
)

// A Model parses one language. It is immutable and safe for concurrent use.
type Model struct {
	lang  string
	m     *engine.Model
	style int // the conventions by which it speaks
}

// Second is the same model by the conventions of the treebank of news and
// encyclopedias among those that it learned from (UD PUD), for a second opinion
// on sentences of which the first made nothing.
func (m *Model) Second() *Model {
	return &Model{lang: m.lang, m: m.m, style: m.m.Style(m.lang + "_pud")}
}

// Lang returns the language of the model: "en", "de" or "fr".
func (m *Model) Lang() string { return m.lang }

// Version names the data and settings that the model was trained with.
func (m *Model) Version() string { return m.m.Version }

// Noun reports whether the model's dictionary has the form as a common noun,
// or, in German, as a compound whose last part is one.
func (m *Model) Noun(form string) bool {
	return m.m.Noun(form) || m.lang == "de" && listsOf("de").known[strings.ToLower(form)] == engine.Common
}

// Known reports whether the model's dictionary has the form as another word
// than a name, or, in German, as a compound whose last part it has. The English
// model has none.
func (m *Model) Known(form string) bool { return m.m.Known(form, m.lang == "de") }

// Word reports whether the form is a noun or verb of the language's dictionary,
// in English of the one that the model has for lemmas. It may be a name, too.
func (m *Model) Word(form string) bool { return m.m.Word(form) }

// Spell gives today's spelling of a German form without umlauts or by the older
// rules ("Buergermeister", "daß"), if the dictionary has it only so; other
// forms, and those of other languages, stay as they are.
func (m *Model) Spell(form string) string {
	if m.lang != "de" {
		return form
	}
	return m.m.Spell(form)
}

// Parse analyses the tokens of one sentence. It gives a tree with exactly one
// root for any tokens; for none an empty tree. Time and memory grow linearly
// with the number of tokens.
func (m *Model) Parse(tokens []Token) *Tree { return m.ParseNamed(tokens, nil) }

// ParseNamed does the same with tokens that the caller knows, from a list, to
// be parts of names: they are tagged PROPN, which also helps what is around
// them. names may be nil, else it has one entry a token: which name it is part
// of, counted from 1, or 0; the names of states have State added.
func (m *Model) ParseNamed(tokens []Token, names []int) *Tree {
	return m.parse(m.split(tokens, names), nil)
}

// split is a sentence whose words are not parsed yet.
type split struct {
	tokens []Token
	names  []int // by token, see ParseNamed; may be nil
	forms  []string
	token  []int // by word: the token that it is of
	width  []int // by word: its bytes where it stands in the text as it is, else 0
	known  []engine.Known
}

func (m *Model) split(tokens []Token, names []int) *split {
	surface := make([]string, len(tokens))
	for i, t := range tokens {
		surface[i] = t.Form
	}
	s := &split{tokens: tokens, names: names}
	s.forms, s.token, s.width = m.m.Split(surface)
	s.known = make([]engine.Known, len(s.forms))
	known := listsOf(m.lang).known
	for i, f := range s.forms {
		whole := (i == 0 || s.token[i-1] != s.token[i]) && (i+1 == len(s.forms) || s.token[i+1] != s.token[i])
		switch {
		case names != nil && names[s.token[i]] > 0 && whole:
			s.known[i] = engine.Name
		case known[f] != engine.Open && m.lang != "de":
			s.known[i] = known[f]
		case m.lang == "de" && whole:
			s.known[i] = m.german(s.forms, i)
			if s.known[i] == engine.Noun && (i > 0 && s.known[i-1] == engine.Name || i > 1 && s.known[i-1] == engine.Nominal && s.known[i-2] == engine.Nominal && !m.m.Adjective(s.forms[i-1]) && !m.m.Adjective(s.forms[i-2])) {
				s.known[i] = engine.Common // "fand in Frankreich Zuflucht", "gegen Wadim Krassikow Anklage"
			}
		}
	}
	return s
}

// parse gives the tree of a sentence, or nil where want, if it is not nil, says
// so when it sees the tags of the words.
func (m *Model) parse(s *split, want func([]UPOS) bool) *Tree {
	see := func(a *engine.Analysis) bool { return want == nil || want(a.UPOS) }
	a := m.m.AnalyzeKnown(s.forms, s.known, m.style, see)
	if a == nil {
		return nil
	}
	t := &Tree{lang: m.lang, names: s.names}
	t.fill(a, s)
	m.retag(t, s)
	if t.joinStates() {
		t.index()
	}
	if whole := m.repair(t, s); whole != nil {
		return whole
	}
	t.finish()
	return t
}

// retag parses the sentence again where its tree shows that a word was taken for
// another part of speech than it is.
func (m *Model) retag(t *Tree, s *split) {
	if i := max(overlooked(t), missedVerb(t, m.m.FiniteVerb), missedFrenchVerb(t, m.m.FiniteVerb)); i >= 0 {
		if a := m.finite(s, i); a != nil {
			t.fill(a, s)
		}
	}
	if i := missedClauseVerb(t, m.m.FiniteVerb); i >= 0 {
		m.again(t, s, i, engine.Finite)
	}
	if i := max(missedAttribute(t), missedComplement(t)); i >= 0 {
		m.again(t, s, i, engine.Adjective)
	}
	if i := max(missedConjunct(t, m.m.FiniteVerb), missedFrenchConjunct(t, m.m.FiniteVerb)); i >= 0 {
		m.again(t, s, i, engine.Finite)
	}
	if i := missedSubjunctive(t); i >= 0 {
		m.again(t, s, i, engine.Finite)
	}
	if i := max(missedRelative(t), bareThat(t)); i >= 0 {
		m.again(t, s, i, engine.Pronoun)
	}
}

// again parses the sentence with what is now known of its word i.
func (m *Model) again(t *Tree, s *split, i int, known engine.Known) {
	s.known[i] = known
	t.fill(m.m.AnalyzeKnown(s.forms, s.known, m.style, nil), s)
}

// repair mends what the parser typically gets wrong in the language. It gives another
// tree, finished, where the sentence was better parsed in parts; nil where it was not.
func (m *Model) repair(t *Tree, s *split) *Tree {
	switch m.lang {
	case "de":
		return m.repairGerman(t, s)
	case "en":
		return m.repairEnglish(t, s)
	case "fr":
		return m.repairFrench(t, s)
	}
	return nil
}

func (m *Model) repairGerman(t *Tree, s *split) *Tree {
	if regovern(t.words) {
		t.index()
	}
	joinParticles(t.words)
	plainNouns(t.words)
	rejoinGerman(t.words, s.names)
	t.index()
	if whole := m.semicolonApart(t, s); whole != nil {
		return whole
	}
	if whole := m.frontedGerman(t, s); whole != nil {
		return whole
	}
	return m.aroundGerman(t, s.tokens, s.names)
}

func (m *Model) repairEnglish(t *Tree, s *split) *Tree {
	changed := mend(t.words, s.names)
	some, listed := someOf(t.words, "of"), listedObjects(t.words)
	if rejoin(t.words) || changed || some || listed {
		t.index()
	}
	if whole := m.semicolonApart(t, s); whole != nil {
		return whole
	}
	if whole := m.frontedEnglish(t, s); whole != nil {
		return whole
	}
	if in, ok := inserted(t); ok {
		if whole := m.parseAround(t, s.tokens, s.names, in); whole != nil {
			return whole
		}
	}
	return nil
}

func (m *Model) repairFrench(t *Tree, s *split) *Tree {
	said, near, named, listed := replied(t.words), nearby(t.words), betweenCommas(t.words), listedObjects(t.words)
	if apposed(t.words) || said || near || named || listed {
		t.index()
	}
	whole := m.frontedFrench(t, s)
	if whole == nil {
		whole = m.aroundFrench(t, s.tokens, s.names)
	}
	if whole == nil {
		whole = m.setOffFrench(t, s)
	}
	last := cmp.Or(whole, t)
	if same, mended := sameParticiple(last.words), mendFrench(last.words); same || mended {
		last.index()
	}
	return whole
}

// fill makes the words of the tree from an analysis of a sentence.
func (t *Tree) fill(a *engine.Analysis, s *split) {
	t.words = make([]Word, len(s.forms))
	at := 0 // byte of the token where the next part begins
	for i, f := range s.forms {
		tok := s.tokens[s.token[i]]
		w := &t.words[i]
		*w = Word{Form: f, Lemma: a.Lemmas[i], UPOS: a.UPOS[i], Feats: a.Feats[i], Head: a.Heads[i], Rel: a.Rels[i],
			Token: s.token[i], Start: tok.Start, End: tok.End}
		if i == 0 || s.token[i-1] != s.token[i] {
			at = tok.Start
		}
		if s.width[i] > 0 && tok.End-tok.Start == len(tok.Form) {
			w.Start, w.End = at, at+s.width[i]
			at = w.End
		}
	}
	t.index()
}
