package mention

import (
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// pair is two entities that the text names together.
type pair struct {
	sentence int
	ends     [2]candidate
	subject  bool
}

// rememberPair notes two names that a conjunction joins, or what "both" meant.
func (d *Document) rememberPair(s *Sentence, k, i int) {
	t := s.Tree
	if a := s.anaph[i]; len(a) == 2 {
		d.pairs = append(d.pairs, pair{k, [2]candidate{{entity: a[0].Entity, typ: a[0].Type}, {entity: a[1].Entity, typ: a[1].Type}}, weight(t, i) == asSubject})
		return
	}
	if syntax.Base(t, i) != "conj" || s.cover[i] < 0 && len(s.anaph[i]) == 0 {
		return
	}
	first := t.Word(i).Head
	words := syntax.Coordinated(t, first)
	if len(words) != 2 || words[len(words)-1] != i {
		return
	}
	a, b := d.one(s, words[0]), d.one(s, words[1])
	if a.entity != "" && b.entity != "" && a.entity != b.entity && a.typ == b.typ {
		d.pairs = append(d.pairs, pair{k, [2]candidate{a, b}, weight(t, first) == asSubject})
	}
}

// one is what a word alone stands for; states for their capitals.
func (d *Document) one(s *Sentence, i int) candidate {
	ms := d.refs(s, i, 0)
	if len(ms) != 1 {
		return candidate{}
	}
	m := d.state(ms[0])
	return candidate{entity: m.Entity, typ: m.Type}
}

// pairTypes gives the types of two things that word i refers to, nil if it
// does not: "the two countries", "both sides", "les deux hommes", "beide".
func (d *Document) pairTypes(s *Sentence, i int) []string {
	t := s.Tree
	if syntax.Pos(t, i) == "PRON" && d.lex.bothWords.at(t, i) && syntax.Base(t, i) == "nsubj" {
		return d.lex.Pairs["*"]
	}
	if syntax.Pos(t, i) != "NOUN" || s.cover[i] >= 0 {
		return nil
	}
	types := d.lex.Pairs[syntax.Lemma(t, i)]
	if types == nil {
		types = d.lex.Pairs[syntax.Form(t, i)]
	}
	if types == nil {
		types = d.lex.Anaphors[syntax.Lemma(t, i)]
	}
	if types == nil && s.role[i] != nil {
		types = d.lex.Pairs["role"]
	}
	if types == nil {
		return nil
	}
	for _, c := range t.Children(i) {
		if d.lex.bothWords.at(t, c) && c < i && (d.definite(s, i) || !d.lex.needsArticle.at(t, c)) {
			return types
		}
	}
	return nil
}

// both resolves words for two things: to the last two that were joined, else
// to the two of the kind that the text clearly speaks of most.
func (d *Document) both(s *Sentence, k, i int, types []string) {
	not := d.mates(s, i)
	fits := func(c candidate) bool { return !not[c.entity] && d.ofType(salient{typ: c.typ}, types) }
	opposed := d.lex.opposed.at(s.Tree, i) // sides are not those that act together
	for n := len(d.pairs) - 1; n >= 0 && !opposed; n-- {
		p := d.pairs[n]
		if k-p.sentence > 1 {
			break
		}
		if fits(p.ends[0]) && fits(p.ends[1]) {
			d.set(s, i, Nominal, p.ends[0], p.ends[1])
			return
		}
	}
	var found []candidate
	for _, c := range d.candidates(k, nominalReach, types, "", not) {
		if !strings.HasPrefix(c.entity, nobody) {
			found = append(found, c)
		}
	}
	// "The two men" are often two whom nobody names.
	if len(found) < 2 || found[0].typ != found[1].typ || found[0].typ == gazetteer.Person || len(found) > 2 && found[1].score < 2*found[2].score {
		return
	}
	if opposed && !d.spokenOf(found[0].entity) || opposed && !d.spokenOf(found[1].entity) {
		return
	}
	d.set(s, i, Nominal, found[0], found[1])
}

// spokenOf: more than one sentence so far mentions the entity.
func (d *Document) spokenOf(id string) bool {
	at := -1
	for _, c := range d.last {
		if c.entity == id && at >= 0 && c.sentence != at {
			return true
		}
		if c.entity == id {
			at = c.sentence
		}
	}
	return false
}

// plurals resolves "they" where the sentence before has two joined subjects
// and no group that could be meant.
func (d *Document) plurals(s *Sentence, k, i int, types []string, not map[string]bool) bool {
	for n := len(d.pairs) - 1; n >= 0; n-- {
		p := d.pairs[n]
		if k-p.sentence > 1 {
			return false
		}
		if !p.subject || not[p.ends[0].entity] || not[p.ends[1].entity] {
			continue
		}
		if len(d.candidates(k, 1, types, "", not)) == 0 {
			d.set(s, i, Pronoun, p.ends[0], p.ends[1])
		}
		return true
	}
	return false
}

// withThis is the form of word i, for French with the demonstrative before it:
// "ce dernier".
func (d *Document) withThis(s *Sentence, i int) string {
	f := syntax.Form(s.Tree, i)
	if d.Lang == "fr" && i > 0 && strings.HasPrefix(f, "derni") {
		return syntax.Form(s.Tree, i-1) + " " + f
	}
	return f
}

// ordered resolves "the latter" and "the former": the sentence before speaks
// of two things of one kind. "Ce dernier" and "dieser" are what it named last.
func (d *Document) ordered(s *Sentence, k, i int, which string) {
	t := s.Tree
	switch {
	case syntax.Base(t, i) == "det" || syntax.Base(t, i) == "amod" && !syntax.Verbal(t, t.Word(i).Head): // "the latter case"
		return
	case which == "this" && syntax.Pos(t, i) == "DET" && !oneOf(syntax.Base(t, i), "nsubj", "obj", "iobj", "obl"):
		return
	}
	gender := ""
	if d.Lang != "en" {
		gender = genders[t.Word(i).Feats.Gender().String()]
	}
	not := d.mates(s, i)
	var found []salient
	for _, c := range d.last {
		if which == "concerned" && !d.ofType(c, d.lex.Pairs["role"]) {
			continue
		}
		if k-c.sentence != 1 || not[c.entity] || strings.HasPrefix(c.entity, nobody) || !d.ofType(c, d.lex.Pairs["*"]) && !d.ofType(c, d.lex.Pairs["role"]) || !d.agreesIn(c, gender) {
			continue
		}
		if n := slices.IndexFunc(found, func(x salient) bool { return x.entity == c.entity }); n >= 0 {
			found = slices.Delete(found, n, n+1)
		}
		found = append(found, c)
	}
	if len(found) == 0 || which == "former" && len(found) != 2 || which == "latter" && len(found) > 2 {
		return
	}
	c := found[len(found)-1]
	if which == "former" {
		c = found[0]
	}
	d.set(s, i, Pronoun, candidate{entity: c.entity, typ: c.typ})
}
