package mention

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// pair is two or more entities that the text names together.
type pair struct {
	sentence int
	ends     []candidate
	subject  bool
}

// fits: all of the pair do.
func (p pair) fits(one func(candidate) bool) bool {
	return !slices.ContainsFunc(p.ends, func(c candidate) bool { return !one(c) })
}

// rememberPair notes names that a conjunction joins, or what "both" meant.
func (d *Document) rememberPair(s *Sentence, k, i int) {
	t := s.Tree
	if a := s.anaph[i]; len(a) >= 2 {
		p := pair{sentence: k, subject: weight(t, i) == asSubject}
		for _, m := range a {
			p.ends = append(p.ends, candidate{entity: m.Entity, typ: m.Type})
		}
		d.pairs = append(d.pairs, p)
		return
	}
	if syntax.Base(t, i) != "conj" || s.cover[i] < 0 && len(s.anaph[i]) == 0 {
		return
	}
	first := t.Word(i).Head
	words := syntax.Coordinated(t, first)
	if len(words) < 2 || words[len(words)-1] != i {
		return
	}
	p := pair{sentence: k, subject: weight(t, first) == asSubject}
	for _, w := range words {
		c := d.one(s, w)
		if c.entity == "" || len(p.ends) > 0 && c.typ != p.ends[0].typ || slices.ContainsFunc(p.ends, func(x candidate) bool { return x.entity == c.entity }) {
			return
		}
		p.ends = append(p.ends, c)
	}
	d.pairs = append(d.pairs, p)
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

// pairTypes gives the types of the n things that word i refers to, nil if it
// does not: "the two countries", "both sides", "les deux hommes", "beide", "the three banks".
func (d *Document) pairTypes(s *Sentence, i int) (types []string, n int) {
	t := s.Tree
	if syntax.Pos(t, i) == "PRON" && d.lex.Both.at(t, i) && syntax.Base(t, i) == "nsubj" {
		return d.lex.Pairs["*"], 2
	}
	if syntax.Pos(t, i) != "NOUN" || s.cover[i] >= 0 {
		return nil, 0
	}
	types = d.lex.Pairs[syntax.Lemma(t, i)]
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
		return nil, 0
	}
	for _, c := range t.Children(i) {
		if c > i {
			break
		}
		if d.lex.Both.at(t, c) && (d.definite(s, i) || !d.lex.NeedsArticle.at(t, c)) {
			return types, 2
		}
		if n := d.lex.Counts[syntax.Form(t, c)]; n > 0 && d.definite(s, i) {
			return types, n
		}
	}
	return nil, 0
}

// both resolves words for n things: to the last n that were joined; the states
// of a region to those n of it that the text speaks of, or to all if it has n;
// two things else to the two of the kind that the text clearly speaks of most.
func (d *Document) both(s *Sentence, k, i int, types []string, n int) {
	not, in := d.mates(s, i), d.statesMeant(s, i)
	fits := func(c candidate) bool {
		return !not[c.entity] && d.ofType(salient{typ: c.typ}, types) && (in == nil || in[c.entity])
	}
	opposed := d.lex.Opposed.at(s.Tree, i)
	// sides are not those that act together, unless the text speaks of nobody else
	others := opposed && len(d.candidates(k, nominalReach, types, "", nil)) > n
	for j := len(d.pairs) - 1; j >= 0; j-- {
		p := d.pairs[j]
		if k-p.sentence > 1 {
			break
		}
		if len(p.ends) == n && p.fits(fits) && !(others && d.actTogether(p, types)) {
			d.set(s, i, Nominal, p.ends...)
			return
		}
	}
	if in != nil {
		if cs := d.ofRegionAll(k, n, in); cs != nil {
			d.set(s, i, Nominal, cs...)
		}
		return
	}
	if n != 2 {
		return
	}
	var found []candidate
	for _, c := range d.candidates(k, nominalReach, types, "", not) {
		if !strings.HasPrefix(c.entity, nobody) {
			found = append(found, c)
		}
	}
	// "The two men" are often two whom nobody names.
	if len(found) < 2 || found[0].typ != found[1].typ || found[0].typ == gazetteer.Person || len(found) > 2 && found[1].score < 2*found[2].score {
		if cs := d.twoPersons(s, k, i, types, not); cs != nil {
			d.set(s, i, Nominal, cs...)
		} else if cs := d.twoStates(k, types, not); cs != nil {
			d.set(s, i, Nominal, cs...)
		}
		return
	}
	if opposed && !d.spokenOf(found[0].entity) || opposed && !d.spokenOf(found[1].entity) {
		return
	}
	d.set(s, i, Nominal, found[0], found[1])
}

// twoPersons are the only two of whom the sentence before tells, else the last three: "the two men". One whom
// nobody names is one, too.
func (d *Document) twoPersons(s *Sentence, k, i int, types []string, not map[string]bool) []candidate {
	if len(types) != 1 || types[0] != gazetteer.Person || d.lex.Both.at(s.Tree, i) {
		return nil
	}
	gender := ""
	if d.Lang != "en" && d.lex.Pairs[syntax.Lemma(s.Tree, i)] != nil {
		gender = genders[s.Tree.Word(i).Feats.Gender().String()]
	}
	for reach := 1; reach <= 3; reach += 2 {
		var cs []candidate
		many := false
		for _, c := range d.last {
			if back := k - c.sentence; c.typ == gazetteer.Person && back > 0 && back <= reach && !not[c.entity] && !slices.ContainsFunc(cs, func(x candidate) bool { return x.entity == c.entity }) {
				many = many || c.plural
				cs = append(cs, candidate{entity: c.entity, typ: c.typ, at: c})
			}
		}
		cs = slices.DeleteFunc(cs, func(c candidate) bool { return !d.agreesIn(c.at, gender) })
		if many || len(cs) > 2 || slices.ContainsFunc(cs, func(c candidate) bool { return strings.HasPrefix(c.entity, nobody) }) {
			return nil
		}
		if len(cs) == 2 {
			if r := s.roleAt[i]; r != nil && !(d.hasRole(cs[0].entity, r.Kind) && d.hasRole(cs[1].entity, r.Kind)) {
				return nil // "the two diplomats"
			}
			return cs
		}
	}
	return nil
}

// hasRole: the article introduced the person by a noun of the kind, or by one that goes with it.
func (d *Document) hasRole(person, kind string) bool {
	return slices.ContainsFunc(d.roles[person], func(k string) bool { return k == kind || slices.Contains(d.know.alike[kind], k) })
}

// twoStates are the two of which the text up to sentence k tells clearly more than of any
// other: "both governments", after others have spoken up.
func (d *Document) twoStates(k int, types []string, not map[string]bool) []candidate {
	if len(types) != 1 || types[0] != gazetteer.Country {
		return nil
	}
	told := d.statesTold(k)
	maps.DeleteFunc(told, func(id string, _ int) bool { return not[id] })
	ids := slices.SortedFunc(maps.Keys(told), func(a, b string) int { return cmp.Or(told[b]-told[a], strings.Compare(a, b)) })
	if len(ids) < 2 || told[ids[1]] < 2 || len(ids) > 2 && told[ids[1]]*2 < told[ids[2]]*3 {
		return nil
	}
	if id := d.alsoTold(k); id != "" && id != ids[0] && !not[id] {
		ids[1] = id
	}
	return []candidate{{entity: ids[0], typ: gazetteer.Country}, {entity: ids[1], typ: gazetteer.Country}}
}

// alsoTold is the state of which the last two sentences tell that it, too, did or suffered something ("Tschechien ist ebenfalls
// Opfer"): it is one of "both countries"; "" for none.
func (d *Document) alsoTold(k int) string {
	for _, c := range slices.Backward(d.last) {
		if k-c.sentence > 2 {
			break
		}
		t := d.Sentences[c.sentence].Tree
		if c.sentence == k || c.typ != gazetteer.Country || c.weight != asSubject {
			continue
		}
		for w := range t.Len() {
			if d.lex.Too.at(t, w) {
				return c.entity
			}
		}
	}
	return ""
}

// actTogether: where the pair is named, they act on a third: "Chad and Niger accused Benin".
func (d *Document) actTogether(p pair, types []string) bool {
	return slices.ContainsFunc(d.last, func(c salient) bool {
		return c.sentence == p.sentence && c.weight >= asObject && d.ofType(c, types) && !slices.ContainsFunc(p.ends, func(e candidate) bool { return e.entity == c.entity })
	})
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

// plurals resolves "they" where the sentence before has joined subjects
// and no group that could be meant.
func (d *Document) plurals(s *Sentence, k, i int, types []string, not map[string]bool) bool {
	for n := len(d.pairs) - 1; n >= 0; n-- {
		p := d.pairs[n]
		if k-p.sentence > 1 {
			return false
		}
		if !p.subject || !p.fits(func(c candidate) bool { return !not[c.entity] }) {
			continue
		}
		rivals := slices.DeleteFunc(d.candidates(k, 1, types, "", not), func(c candidate) bool {
			return d.Lang != "en" && strings.HasPrefix(c.entity, nobody) && !c.at.plural || // "the group … they" is English
				slices.ContainsFunc(p.ends, func(e candidate) bool { return e.entity == c.entity })
		})
		if len(rivals) == 0 {
			d.set(s, i, Pronoun, p.ends...)
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
		if k-c.sentence != 1 && !(which == "this" && c.sentence == k && d.behindSemicolon(s, c.word, i)) || not[c.entity] || !d.ofType(c, d.lex.Pairs["*"]) && !d.ofType(c, d.lex.Pairs["role"]) || !d.agreesIn(c, gender) && (c.gender != "" || c.typ == gazetteer.Person) {
			continue
		}
		if n := slices.IndexFunc(found, func(x salient) bool { return x.entity == c.entity }); n >= 0 {
			found = slices.Delete(found, n, n+1)
		}
		found = append(found, c)
	}
	if len(found) == 0 || which == "former" && len(found) != 2 {
		return
	}
	c := found[len(found)-1]
	if which == "former" {
		c = found[0]
	}
	if strings.HasPrefix(c.entity, nobody) {
		return
	}
	d.set(s, i, Pronoun, candidate{entity: c.entity, typ: c.typ})
}

// behindSemicolon: a semicolon stands right before word i and behind word w.
func (d *Document) behindSemicolon(s *Sentence, w, i int) bool {
	return i > w+1 && syntax.Form(s.Tree, i-1) == ";"
}

// joinedOwners: the possessor in an object is the two or more that act: "the two rivals will
// reopen their embassies".
func (d *Document) joinedOwners(s *Sentence, i int) bool {
	t := s.Tree
	for v, n := t.Word(i).Head, 0; v >= 0 && n < 6; v, n = t.Word(v).Head, n+1 {
		if syntax.Base(t, v) == "nsubj" {
			return false
		}
		w := -1
		if syntax.Verbal(t, v) {
			w = syntax.Surface(t, v)
		}
		if w < 0 || w == i {
			continue
		}
		var ends []candidate
		for _, x := range syntax.Coordinated(t, w) {
			for _, m := range d.refs(s, x, 0) {
				m = d.state(m)
				ends = append(ends, candidate{entity: m.Entity, typ: m.Type})
			}
		}
		if len(ends) < 2 {
			return false
		}
		d.set(s, i, Pronoun, ends...)
		return true
	}
	return false
}
