package mention

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// Hooks are called while an article's back-references are resolved.
type Hooks struct {
	Before   func(sentence int)        // the sentence is read next
	Speaker  func(sentence int) string // who speaks in the sentence's quotation, "" if unknown
	Resolved func(sentence int)        // the sentence's third persons are resolved; offices it tells of may be added
}

// Resolve finds, in the order of the text, what pronouns and definite nouns
// refer to (rules after Hobbs 1978 and Lappin & Leass 1994: recency, grammatical
// role, agreement). Where two candidates are nearly as good as each other, or
// none fits, nothing is resolved: a wrong antecedent is a wrong edge.
//
// The error is that of ctx, when it ends before all is read.
func (d *Document) Resolve(ctx context.Context, h Hooks) error {
	d.last, d.pairs = d.last[:0], d.pairs[:0]
	d.introductions()
	d.speaker = h.Speaker
	for k, s := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		clear(s.anaph)
		h.Before(k)
		for i := 0; i < s.Tree.Len(); i++ {
			d.refer(s, k, i)
			d.remember(s, k, i)
		}
		h.Resolved(k)
		d.firstPersons(s, k, h.Speaker(k))
	}
	return nil
}

// refer resolves word i, if it is a pronoun or a definite noun that refers back.
func (d *Document) refer(s *Sentence, k, i int) {
	t := s.Tree
	if d.personalDemonym(s, i) && len(d.namedBeside(s, i)) == 0 {
		d.agedPerson(s, k, i)
		return
	}
	if d.nativeFirm(s, i) {
		d.setFirm(s, k, i)
		return
	}
	if s.cover[i] >= 0 || s.inRole[i] && s.roleAt[i] == nil { // "État" in "chef de l'État"
		return
	}
	pos := syntax.Pos(t, i)
	if pos == "PROPN" && (!capital(t.Word(i).Form) || d.Lang == "de" || d.organName(s, i)) {
		pos = "NOUN"
	}
	if types, n := d.pairTypes(s, i); types != nil {
		d.both(s, k, i, types, n)
		return
	}
	if p := d.lex.latter[d.withThis(s, i)]; p != "" {
		if len(d.beside(s, i)) > 0 {
			return // "l’intéressé, X, …"
		}
		d.ordered(s, k, i, p)
		return
	}
	switch {
	case d.aged(s, i):
		d.agedPerson(s, k, i)
	case pos == "PRON" || pos == "DET" || pos == "ADJ":
		if p, ok := d.pronoun(s, i); ok && p.Person != 1 {
			d.thirdPerson(s, k, i, p)
		}
	case pos == "NOUN":
		d.noun(s, k, i)
	}
}

// pronoun gives what the lexicon says of word i. "a-t-elle" is "elle".
func (d *Document) pronoun(s *Sentence, i int) (pronoun, bool) {
	form := strings.TrimPrefix(strings.TrimPrefix(syntax.Form(s.Tree, i), "-"), "t-")
	p, ok := d.lex.Pronouns[form]
	if !ok || p.Only != "" && p.Only != syntax.Pos(s.Tree, i) {
		return p, false
	}
	if v := s.Tree.Word(i).Head; p.Verb != "" && v >= 0 && syntax.Base(s.Tree, i) == "nsubj" && (plural(s, i) || plural(s, v)) {
		p = d.lex.Pronouns[p.Verb] // German "sie": the verb tells whether one or several are meant
	}
	return p, true
}

// plural: the finite verb of the clause is in the plural.
func plural(s *Sentence, v int) bool {
	t := s.Tree
	if t.Word(v).Feats.Number().String() == "Plur" {
		return true
	}
	for _, c := range t.Children(v) {
		if b := syntax.Base(t, c); b == "aux" || b == "cop" {
			if n := t.Word(c).Feats.Number().String(); n != "" {
				return n == "Plur"
			}
		}
	}
	return false
}

func (d *Document) thirdPerson(s *Sentence, k, i int, p pronoun) {
	if d.impersonal(s, i, p) {
		return
	}
	t := s.Tree
	if d.relativePossessive(s, i) || d.setApart(s, i) {
		return
	}
	d.number, d.plural = d.Lang == "fr", p.Plural
	defer func() { d.number, d.plural = false, false }()
	types, not := p.Type, d.mates(s, i)
	d.notMany(s, i, p, not)
	relative := oneOf(syntax.Form(t, i), "dessen", "deren")
	if relative {
		d.notItsSubject(s, i, not)
	}
	if d.subjunctive(s, i) && len(d.candidates(k, 1, []string{gazetteer.Person}, p.Gender, not)) > 1 {
		return // "Er habe nichts gewusst": the speaker or whom he speaks of
	}
	var among map[string]bool
	possessive := p.Possessive && oneOf(syntax.Base(t, i), "det", "nmod", "dep")
	if possessive && relative && d.lex.Kin.at(t, t.Word(i).Head) {
		types = []string{gazetteer.Person}
	} else if possessive && !relative {
		types = d.possessorTypes(s, t.Word(i).Head, types)
		among = d.fellows(s, t.Word(i).Head) // a NATO ally is one of NATO's
		if p.Plural && d.Lang == "fr" && d.joinedOwners(s, i) {
			return
		}
		if d.possessor(s, k, i, p, types, among, not) {
			return
		}
	}
	if d.Lang == "en" && !possessive && syntax.Form(t, i) == "it" && syntax.Base(t, i) == "obj" && d.lex.Deploring.at(t, t.Word(i).Head) {
		return // a deed
	}
	if c, ok := d.sayer(s, i, types, p.Gender); ok && !p.Plural {
		d.set(s, i, Pronoun, c)
		return
	}
	if p.Plural && possessive && d.joinedOwners(s, i) {
		return
	}
	if p.Plural && !possessive && d.plurals(s, k, i, types, not) {
		return
	}
	gender := p.Gender
	if possessive && d.Lang == "fr" {
		gender = "" // it agrees with what is possessed
	}
	if p.Gender != "" && d.Lang != "en" && !possessive && d.afterSpeech(s, i) {
		types = []string{gazetteer.Person} // "…, drohte sie"
	}
	d.plural, d.animate = p.Plural, d.Lang == "fr" && !possessive && t.Word(i).Head >= 0 && (d.lex.Blaming.at(t, t.Word(i).Head) || syntax.Form(t, i) == "lui" && syntax.Preposition(t, i) != "")
	d.orPlural = syntax.Form(t, i) == "deren"
	defer func() { d.plural, d.animate, d.orPlural = false, false, false }()
	cs := d.candidates(k, 1, types, gender, not)
	if len(cs) == 0 && (!possessive || len(types) < len(p.Type)) && len(d.candidates(k, 1, types, gender, nil)) == 0 {
		cs = d.candidates(k, pronounReach, types, gender, not)
	}
	if among != nil {
		cs = slices.DeleteFunc(cs, func(c candidate) bool { return !among[c.entity] })
	}
	agrees := d.participleGender(s, i)
	c, ok := clear1(d.agreeing(cs, agrees))
	if ok && agrees != "" && c.typ != gazetteer.Person && d.thingBefore(s, i, agrees) {
		return // "Oman a jugé le raid illégal, le Pakistan l'a déploré"
	}
	if x, same := d.resumed(s, i, cs); same {
		c, ok = x, true
	}
	if x, last := d.lastObject(cs); relative && last && d.ofType(x.at, d.possessorTypes(s, t.Word(i).Head, types)) {
		c, ok = x, true
	}
	if !ok || p.Gender != "" && d.Lang != "en" && !possessive && d.rivalled(s, k, i, p.Gender, c) {
		return
	}
	d.set(s, i, Pronoun, c)
}

// resumed is the candidate that is the subject of the clause before the semicolon behind
// which the German pronoun at word i stands: "Auch Indien kondolierte; es hat …".
func (d *Document) resumed(s *Sentence, i int, cs []candidate) (candidate, bool) {
	t := s.Tree
	if d.Lang != "de" || i < 2 || t.Word(i-1).Form != ";" || syntax.Base(t, i) != "nsubj" || !oneOf(syntax.Form(t, i), "er", "sie", "es") {
		return candidate{}, false
	}
	v := t.Word(t.Word(i).Head).Head
	if v < 0 || v > i || !syntax.Verbal(t, v) {
		return candidate{}, false
	}
	w := syntax.Own(t, v)
	if w < 0 {
		return candidate{}, false
	}
	for _, m := range d.refs(s, w, 0) {
		for _, c := range cs {
			if c.entity == m.Entity || c.entity == d.state(m).Entity {
				return c, true
			}
		}
	}
	return candidate{}, false
}

// lastObject is the candidate that was named last, if it was an object of its verb: a German
// demonstrative takes up that one, and not the subject: "Mali warf der Miliz vor, … Deren Chef …".
func (d *Document) lastObject(cs []candidate) (out candidate, ok bool) {
	for _, c := range cs {
		if out.entity == "" || c.at.sentence > out.at.sentence || c.at.sentence == out.at.sentence && c.at.word > out.at.word {
			out = c
		}
	}
	if out.entity == "" || strings.HasPrefix(out.entity, nobody) {
		return out, false
	}
	t := d.Sentences[out.at.sentence].Tree
	if s := syntax.Own(t, t.Root()); s >= 0 && syntax.Pos(t, s) == "PRON" && out.at.weight != asSubject && out.at.word != s && out.typ != gazetteer.Country && out.typ != gazetteer.Place {
		return out, true // "Er soll vom Konzern X Geld genommen haben. Dessen Chef …"
	}
	return out, out.at.weight == asObject || out.at.weight == elsewhere && syntax.Preposition(t, out.at.word) == "" && syntax.Base(t, out.at.word) == "obl"
}

// notItsSubject: "dessen" and "deren" are never the subject of their own clause.
func (d *Document) notItsSubject(s *Sentence, i int, not map[string]bool) {
	t := s.Tree
	for v, n := t.Word(i).Head, 0; v >= 0 && n < 4; v, n = t.Word(v).Head, n+1 {
		if w := syntax.Surface(t, v); w >= 0 && syntax.Verbal(t, v) {
			for _, m := range d.refs(s, w, 0) {
				not[m.Entity], not[d.state(m).Entity] = true, true
			}
			return
		}
	}
}

// possessor resolves a possessive by what possesses such things, or by whose office or
// subject stands beside it; it reports whether that settles whose it is, be it nobody's.
func (d *Document) possessor(s *Sentence, k, i int, p pronoun, types []string, among, not map[string]bool) bool {
	if len(types) == 1 && types[0] == gazetteer.Country && slices.Contains(p.Type, gazetteer.Person) {
		if c, person, ok := d.statesman(k, p.Gender, not); person {
			if ok {
				d.set(s, i, Pronoun, c)
			}
			return true
		}
	}
	if c, ok := d.joinedOwner(s, i, types, p.Gender); ok && among == nil {
		d.set(s, i, Pronoun, c)
		return true
	}
	if d.partysMinister(s, k, i) {
		return true
	}
	if c, ok := d.ledOrgan(s, k, i, not); ok && among == nil {
		d.set(s, i, Pronoun, c)
		return true
	}
	if c, ok := d.subjectsOffice(s, k, i, types, not); ok && among == nil {
		d.set(s, i, Pronoun, c)
		return true
	}
	if c, ok := d.speakersOffice(s, k, i, types, not); ok && among == nil {
		d.set(s, i, Pronoun, c)
		return true
	}
	c, known, ok := d.ownersSubject(s, i, types, p.Gender, not)
	fits := among == nil || among[c.entity]
	if ok && fits {
		d.set(s, i, Pronoun, c)
	}
	return fits && (ok || known)
}

// setApart: of "la Hongrie, elle, n’a pas …" and "X, lui aussi, …" the pronoun
// is the name before the comma; it is resolved to that or to nothing.
func (d *Document) setApart(s *Sentence, i int) bool {
	t := s.Tree
	if d.Lang != "fr" || i < 2 || !oneOf(syntax.Form(t, i), "lui", "elle", "eux", "elles", "lui-même", "elle-même") || syntax.Form(t, i-1) != "," {
		return false
	}
	n := i + 1
	for n < t.Len() && syntax.Pos(t, n) == "ADV" {
		n++
	}
	if n >= t.Len() || syntax.Form(t, n) != "," && syntax.Pos(t, n) != "ADP" && n == i+1 {
		return false
	}
	if m, ok := s.At(i - 2); ok && m.Last == i-1 {
		m = d.state(d.actor(m))
		d.set(s, i, Pronoun, candidate{entity: m.Entity, typ: m.Type})
	}
	return true
}

// statesman gives the state of the person whom "his foreign minister" speaks
// of; person is false if it is rather a state whose minister is meant.
func (d *Document) statesman(k int, gender string, not map[string]bool) (c candidate, person, ok bool) {
	cs := d.candidates(k, 1, []string{gazetteer.Person, gazetteer.Country}, gender, not)
	if len(cs) == 0 || cs[0].typ != gazetteer.Person {
		return candidate{}, false, false
	}
	home := d.home(cs[0].entity)
	if home == "" {
		return candidate{}, false, false // who speaks for no state has no minister
	}
	for _, x := range cs[1:] {
		if x.entity != home && d.home(x.entity) != home && cs[0].score*100 < x.score*margin {
			return candidate{}, true, false
		}
	}
	return candidate{entity: home, typ: gazetteer.Country}, true, home != "" && !not[home]
}

// home is the state that a person speaks for, in the article or as the
// gazetteer has it; "" if neither tells one.
func (d *Document) home(person string) string {
	id := d.Affiliation(person)
	if e := d.know.Gazetteer.Entry(person); id == "" && e != nil && e.Type == gazetteer.Person {
		id = e.Country
	}
	if d.typeOfEntity(id) != gazetteer.Country {
		return ""
	}
	return id
}

// afterSpeech: the pronoun is the subject of a verb that what is said precedes.
func (d *Document) afterSpeech(s *Sentence, i int) bool {
	t := s.Tree
	v := t.Word(i).Head
	if v < 0 || v > i || syntax.Base(t, i) != "nsubj" {
		return false
	}
	if b := syntax.Base(t, v); b == "parataxis" || b == "ccomp" {
		return true
	}
	for _, c := range t.Children(v) {
		if c < v && (syntax.Base(t, c) == "ccomp" || syntax.Base(t, c) == "parataxis") {
			return true
		}
	}
	return false
}

// rivalled: in German and French any noun of the gender may be meant by the
// pronoun. A thing is only if it was the subject, as the pronoun is, or if no
// other noun of the gender stands between; a person need not fear nouns except
// where the pronoun is an object.
func (d *Document) rivalled(s *Sentence, k, i int, gender string, c candidate) bool {
	subject := syntax.Base(s.Tree, i) == "nsubj"
	if v := s.Tree.Word(i).Head; c.typ == gazetteer.Person && v >= 0 && (syntax.ObjectControl(s.Tree, v) || d.lex.Blaming.at(s.Tree, v)) {
		return false // "hatte ihn angeklagt"
	}
	if subject && (c.typ == gazetteer.Person || c.at.weight == asSubject) {
		return false
	}
	for j := c.at.sentence; j <= k; j++ {
		o := d.Sentences[j]
		for w := 0; w < o.Tree.Len(); w++ {
			if j == c.at.sentence && w <= c.at.word && weight(o.Tree, w) < asSubject || j == k && w >= i {
				continue
			}
			x := o.Tree.Word(w)
			if syntax.Pos(o.Tree, w) != "NOUN" || o.cover[w] >= 0 || len(o.anaph[w]) > 0 || o.skip[w] || o.roleAt[w] != nil || w == c.at.word && j == c.at.sentence ||
				x.Feats.Number().String() == "Plur" || genders[x.Feats.Gender().String()] != gender {
				continue
			}
			if !slices.Contains(o.Tree.Children(w), c.at.word) || j != c.at.sentence {
				return true
			}
		}
	}
	return false
}

// subjunctive: the pronoun is the subject of a German main clause in
// indirect speech.
func (d *Document) subjunctive(s *Sentence, i int) bool {
	t := s.Tree
	v := t.Word(i).Head
	if d.Lang != "de" || v < 0 || t.Word(v).Head >= 0 || syntax.Base(t, i) != "nsubj" {
		return false
	}
	return inSubjunctive(t, v)
}

// inSubjunctive: the verb v, or what helps it, is in the German subjunctive.
func inSubjunctive(t *parse.Tree, v int) bool {
	for _, c := range append([]int{v}, t.Children(v)...) {
		x := t.Word(c)
		if (c == v || syntax.Base(t, c) == "aux" || syntax.Base(t, c) == "cop") && x.Feats.Mood().String() != "" {
			// "er komme", "er halte": the tagger takes it for the first person
			return x.Feats.Mood().String() == "Sub" || strings.HasSuffix(x.Form, "e") && !strings.HasSuffix(x.Form, "te") || x.Form+"n" == x.Lemma
		}
	}
	return false
}

// Reported: the German main clause is in the subjunctive of reported speech, so that whoever
// spoke in the sentence before still does: "Die Lage sei ernst."
func (d *Document) Reported(k int) bool {
	t := d.Sentences[k].Tree
	for i := 0; i < t.Len(); i++ {
		if t.Word(i).Head < 0 {
			return d.Lang == "de" && t.Child(i, "nsubj") >= 0 && inSubjunctive(t, i)
		}
	}
	return false
}

// impersonal: "it rained", "il faut", "es gibt", "it is said that …", and "it"
// as the object of verbs that take statements.
func (d *Document) impersonal(s *Sentence, i int, p pronoun) bool {
	t := s.Tree
	rel := syntax.Base(t, i)
	v := t.Word(i).Head
	if rel == "expl" || v < 0 {
		return true
	}
	if rel == "obj" && p.Neutral {
		return d.lex.Statements.at(t, v)
	}
	if rel != "nsubj" || !p.Neutral {
		return false
	}
	if d.lex.Impersonal.at(t, v) || syntax.Pos(t, v) == "NOUN" && d.lex.Occasions.at(t, v) {
		return true
	}
	for _, c := range t.Children(v) {
		switch syntax.Base(t, c) {
		case "csubj":
			return true
		case "ccomp", "xcomp", "acl", "advcl":
			if syntax.Pos(t, v) == "ADJ" || syntax.Pos(t, v) == "NOUN" {
				return true // "it is unclear whether …"
			}
		}
	}
	return false
}

// sayer: in "Moscow said it …" the pronoun is who says so, if it can be.
func (d *Document) sayer(s *Sentence, i int, types []string, gender string) (candidate, bool) {
	t := s.Tree
	v := t.Word(i).Head
	if v < 0 || syntax.Base(t, i) != "nsubj" || syntax.Base(t, v) != "ccomp" {
		return candidate{}, false
	}
	w := d.sayerOf(s, v)
	if w < 0 || w > i {
		return candidate{}, false
	}
	ms := d.refs(s, w, 0)
	if len(ms) != 1 {
		return candidate{}, false
	}
	m := d.state(ms[0])
	if p, lawyer := d.clientOf(s, w); lawyer {
		return candidate{entity: p, typ: gazetteer.Person}, p != "" && slices.Contains(types, gazetteer.Person) && d.agreesIn(salient{entity: p, typ: gazetteer.Person}, gender)
	}
	c := salient{entity: m.Entity, typ: m.Type, gender: d.wordGender(s, w)}
	return candidate{entity: m.Entity, typ: m.Type}, d.ofType(c, types) && (d.agreesIn(c, gender) || c.gender == "" && s.cover[w] >= 0)
}

// clientOf is the person for whom the lawyer at word w speaks ("his lawyer, X, said
// he …"), "" if that is not clear; lawyer is false if it is none.
func (d *Document) clientOf(s *Sentence, w int) (client string, lawyer bool) {
	t := s.Tree
	for n := 0; n < 2 && w >= 0; n++ {
		if r := s.roleAt[w]; r != nil && r.Kind == "lawyer" {
			for _, c := range t.Children(w) {
				for _, m := range s.anaph[c] {
					if m.Type == gazetteer.Person {
						client = m.Entity
					}
				}
			}
			return client, true
		}
		if !oneOf(syntax.Base(t, w), "appos", "flat") {
			break
		}
		w = t.Word(w).Head
	}
	return "", false
}

// sayerOf is the subject of the verb whose complement the clause of v is, -1 if none.
func (d *Document) sayerOf(s *Sentence, v int) int {
	t := s.Tree
	if syntax.Base(t, v) != "ccomp" {
		return -1
	}
	h := t.Word(v).Head
	if h < 0 || !syntax.Verbal(t, h) {
		return -1
	}
	return syntax.Own(t, h)
}

func (d *Document) set(s *Sentence, i int, kind Kind, cs ...candidate) {
	s.anaph[i] = nil
	for _, c := range cs {
		s.anaph[i] = append(s.anaph[i], s.mentionOf(i, c.entity, c.typ, kind))
	}
}

// firstPersons: "I" is the speaker; "we" and "our" are those the speaker speaks for.
func (d *Document) firstPersons(s *Sentence, k int, speaker string) {
	if speaker == "" {
		return
	}
	for i := 0; i < s.Tree.Len(); i++ {
		p, ok := d.pronoun(s, i)
		if !ok || p.Person != 1 || s.cover[i] >= 0 {
			continue
		}
		who := speaker
		if p.Plural {
			if a := d.Affiliation(speaker); a != "" {
				who = a
			} else if d.types[speaker] == gazetteer.Person && (p.Possessive || d.Lang != "en" || syntax.Base(s.Tree, i) != "nsubj") {
				continue // of nobody knows whom
			}
		}
		d.set(s, i, Pronoun, candidate{entity: who, typ: d.typeOfEntity(who)})
		d.remember(s, k, i)
	}
}

func (d *Document) typeOfEntity(id string) string {
	if t := d.types[id]; t != "" {
		return t
	}
	if e := d.know.Gazetteer.Entry(id); e != nil {
		d.keep(e.Entity())
		return e.Type
	}
	return ""
}

// protagonist is the state that the article speaks of clearly more than of any
// other; "" if there is none.
func (d *Document) protagonist() string {
	if d.main == nil {
		id := d.foremost([]string{gazetteer.Country})
		d.main = &id
	}
	return *d.main
}

// foremost is the entity of one of the types that the article names clearly
// more often than any other; "" if there is none. Subjects and the headline
// count double.
func (d *Document) foremost(types []string) string {
	points := map[string]int{}
	for k, s := range d.Sentences {
		for _, m := range s.Mentions {
			if m.Kind == Demonym && d.personalDemonym(s, m.Head) {
				continue // "l’Algérien X" is not Algeria
			}
			m = d.state(m)
			if !d.ofType(salient{typ: m.Type}, types) {
				continue
			}
			if h := max(0, s.Tree.Word(m.Head).Head); m.Kind == Adjective && !d.lex.State.at(s.Tree, h) && (d.Lang != "en" || d.lex.kindOf(s.Tree, h) == "") {
				continue // "the Danish minority"
			}
			n := 1
			if k == 0 {
				n++
			}
			if d.subjectOrItsState(s, m) {
				n++
			}
			points[m.Entity] += n
		}
	}
	if slices.Contains(types, gazetteer.Country) {
		if id := d.kicker(); id != "" {
			points[id] += asKicker
		}
	}
	best, first, second := "", 0, 0
	for _, id := range slices.Sorted(maps.Keys(points)) {
		switch n := points[id]; {
		case n > first:
			best, first, second = id, n, first
		case n > second:
			second = n
		}
	}
	if first*2 < second*3 { // less than half as much again as the next
		return ""
	}
	return best
}

// asKicker is what the state before the colon of the headline counts, in mentions.
const asKicker = 6

// Home is the state of the place where the report was written, as its dateline or
// the word before the colon of its headline says; "" where neither does.
func (d *Document) Home() string {
	if top := d.kicker(); top != "" {
		return top
	}
	return d.datelined()
}

// Written notes the place that the dateline names, where that is no part of what is read.
func (d *Document) Written(place string) {
	for _, e := range d.know.Gazetteer.Lookup(place) {
		in := d.StateWith(Mention{Entity: e.ID, Type: e.Type})
		if in == "" || d.written != "" && d.written != in {
			d.written = ""
			return
		}
		d.written = in
	}
}

// datelined is the state of the place in the dateline; "" without one.
func (d *Document) datelined() string {
	if d.written != "" {
		return d.written
	}
	for k := 0; k < len(d.Sentences) && k <= 1; k++ {
		s := d.Sentences[k]
		if len(s.Mentions) > 0 && s.Mentions[0].First == 0 && (s.dateline() || s.endsInDash() || s.short()) {
			return d.StateWith(s.Mentions[0])
		}
	}
	return ""
}

// longestDateline is how many tokens a dateline without capitals may have: "Nicosie (AFP)."
const longestDateline = 8

// short: a few words without a verb, as a dateline has.
func (s *Sentence) short() bool {
	if s.Tree.Len() > longestDateline {
		return false
	}
	for i := 0; i < s.Tree.Len(); i++ {
		if syntax.Verbal(s.Tree, i) {
			return false
		}
	}
	return true
}

// kicker is the state, or that of the place, before the colon of the headline
// ("Niger: the junta …"); "" if there is none. (The dateline was tried: talks are
// held where nobody of them is at home.)
func (d *Document) kicker() string {
	if len(d.Sentences) == 0 || len(d.Sentences[0].Mentions) == 0 {
		return ""
	}
	s := d.Sentences[0]
	m := s.Mentions[0]
	if m.First > longestTopic || m.Last >= s.Tree.Len() || syntax.Form(s.Tree, m.Last) != ":" || m.Last+1 >= s.Tree.Len() {
		return ""
	}
	return d.StateWith(m)
}

// longestTopic is how many words may stand before the state in front of the colon: "Coup d’Etat au Niger : …".
const longestTopic = 4

// StateWith is the state that the mention names, or that of the place it names; "" if it is neither.
func (d *Document) StateWith(m Mention) string {
	if m.Type == gazetteer.Country {
		return m.Entity
	}
	e := d.know.Gazetteer.Entry(m.Entity)
	if m.Type != gazetteer.Place || e == nil {
		return ""
	}
	return cmp.Or(e.CapitalOf, e.Country)
}

// subjectOrItsState: the mention is a subject, or qualifies one ("the Kenyan government").
func (d *Document) subjectOrItsState(s *Sentence, m Mention) bool {
	t := s.Tree
	if syntax.Base(t, m.Head) == "nsubj" {
		return true
	}
	h := t.Word(m.Head).Head
	return h >= 0 && syntax.Base(t, h) == "nsubj" && d.lex.State.at(t, h)
}

// Setting is the state of which the article speaks clearly more than of any other, else that
// of its dateline if the text tells of it; "" if neither is known.
func (d *Document) Setting() string {
	if id := d.protagonist(); id != "" {
		return id
	}
	if id := d.datelined(); id != "" && d.domesticElsewhere(id) {
		return id
	}
	return ""
}

// domesticElsewhere: the text names the state or something of it outside its dateline, and
// not only as where somebody met.
func (d *Document) domesticElsewhere(id string) bool {
	for _, s := range d.Sentences {
		if s.endsInDash() {
			continue
		}
		for _, m := range s.Mentions {
			if d.inPlace(s, m.Head) || d.lex.Seats[m.Entity] != "" {
				continue // where one meets, or an organization sits
			}
			if m = d.state(m); m.Entity == id || d.domestic(m) == id {
				return true
			}
		}
	}
	return false
}
