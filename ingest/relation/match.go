package relation

import (
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/ontology"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// Ref is what a word of a sentence stands for.
type Ref struct {
	Entity string // ID
	Type   string // of the ontology
	At     graph.Span
	Via    string // name, adjective, nominal, pronoun: how it is written
	// Alt is what else the words may stand for, taken where the relation does
	// not allow the first: the state for its capital ("Tehran denied …").
	Alt *Ref
}

// Referents tells what a word, or the part of it that mode says, stands for.
// Empty when nothing is known.
type Referents func(word int, mode syntax.Mode) []Ref

// Fact is what a frame found in a sentence.
type Fact struct {
	Rule            string
	Relation        string
	Subject, Object Ref
	Trigger         int // word
	Assertion       Assertion
	Qualifiers      []graph.Qualifier
	Quantities      []graph.Quantity // those that the rule itself read: distances
	Reported        bool             // the subject is whoever says so
}

// Accuser stands for the object of a denial that does not name whom it
// answers: the reader of the whole article fills it in.
const Accuser = "?accuser"

// Victim and Attacker stand for those of the attack told of before, where a
// definite noun refers to it ("claimed responsibility for the attack").
const (
	Victim   = "?victim"
	Attacker = "?attacker"
	// Doer is who did what a definite noun refers back to ("criticized the delivery").
	Doer = "?doer"
	// Foe is who acted against the subject before ("denounced a political decision").
	Foe = "?foe"
	// Same is to whom the subject, or the body it speaks for, did the same before
	// ("he said he had ordered the diplomats to leave").
	Same = "?same"
	// Rival is the one state with which the subject was at odds before, whichever
	// of the two acted ("Cairo also recalled its ambassador").
	Rival = "?rival"
	// Likewise is to whom others did the same right before ("Poland followed suit").
	Likewise = "?likewise"
	// Culprit is whose deed was told of last, where nobody is named who is meant
	// ("spoke of a provocation", "demanded an end to the shelling").
	Culprit = "?culprit"
	// Wronged is to whom the last deed was done ("expressed its solidarity").
	Wronged = "?wronged"
	// Court is, as a subject, the state whose courts act, where the sentence does
	// not say which ("was charged with fraud").
	Court = "?court"
	// Lister is, as a subject, who put others on the list of which the article
	// speaks ("Also on the list is X").
	Lister = "?lister"
	// Intruder is, as a subject, the group of intruders of which the article told
	// last ("Among the victims are X and Y").
	Intruder = "?intruder"
	// UnnamedEvent and UnnamedStatement stand for what the article tells of
	// without a name, in the words at the reference ("condemned the coup",
	// "denied having taken bribes").
	UnnamedEvent     = "?event"
	UnnamedStatement = "?statement"
)

// Echo stands in the files for the relation that the words take up from what was
// told right before, whichever it was: "Bahrain did the same". Its facts have an
// open object, too.
const Echo = "likewise"

// Open reports whether a reference is still to be filled in from the article.
func (r Ref) Open() bool { return strings.HasPrefix(r.Entity, "?") }

// Find matches all frames of the language on a tree.
func (l *Language) Find(t *parse.Tree, refs Referents, o *ontology.Ontology) []Fact {
	m := matcher{l: l, t: t, refs: refs, o: o}
	for i := 0; i < t.Len(); i++ {
		m.word(i)
	}
	return m.out
}

type matcher struct {
	l    *Language
	t    *parse.Tree
	refs Referents
	o    *ontology.Ontology
	out  []Fact
}

func (m *matcher) word(i int) {
	pos := syntax.Pos(m.t, i)
	if pos != "VERB" && pos != "NOUN" && pos != "ADJ" && pos != "AUX" && pos != "PROPN" {
		return
	}
	lemma, form := syntax.Lemma(m.t, i), syntax.Form(m.t, i)
	for _, f := range m.l.byLemma[lemma] {
		m.frame(f, i, lemma)
	}
	if form != lemma {
		for _, f := range m.l.byLemma[form] {
			m.frame(f, i, form)
		}
	}
	if len(m.l.byLemma[lemma]) == 0 && len(m.l.byLemma[form]) == 0 && pos != "NOUN" && pos != "PROPN" {
		for _, c := range candidates(m.l.Lang, form) {
			for _, f := range m.l.byLemma[c] {
				m.frame(f, i, c)
			}
		}
	}
	for _, s := range m.l.suffix {
		if len(lemma) > len(s.ending) && strings.HasSuffix(lemma, s.ending) {
			m.frame(s.frame, i, "*"+s.ending)
		}
	}
}

// candidates are the infinitives that a form may be of, for verbs whose lemma
// the lemmatizer does not know.
func candidates(lang, form string) []string {
	var out []string
	add := func(stem string) {
		if len(stem) < 3 {
			return
		}
		out = append(out, stem, stem+"e")
		if n := len(stem); stem[n-1] == stem[n-2] {
			out = append(out, stem[:n-1])
		}
		if y, ok := strings.CutSuffix(stem, "i"); ok {
			out = append(out, y+"y")
		}
	}
	if base := irregular[lang][form]; base != "" {
		return []string{base}
	}
	switch lang {
	case "en":
		for _, e := range []string{"ing", "ed", "es", "s"} {
			if s, ok := strings.CutSuffix(form, e); ok {
				add(s)
			}
		}
	case "de":
		if p := syntax.ActiveParticiple(form); p != "" {
			out = append(out, p)
		}
		for _, e := range []string{"em", "en", "er", "es", "e", ""} {
			if p, ok := strings.CutSuffix(form, e); ok {
				out = append(out, participle(p)...)
			}
		}
	}
	return out
}

// participle gives the infinitives that a German weak participle may be of:
// "unterstützt", "gekappt", "eingestellt".
func participle(p string) []string {
	stem, ok := strings.CutSuffix(p, "t")
	if !ok || len(stem) < 4 {
		return nil
	}
	out := []string{stem + "en", stem + "n"}
	if k := strings.Index(stem, "ge"); k >= 0 && k < len(stem)-3 {
		out = append(out, stem[:k]+stem[k+2:]+"en")
	}
	return out
}

// fits checks part of speech, particle, voice and the frame's conditions.
func (m *matcher) fits(f *Frame, i int, word string) (particle string, ok bool) {
	if !m.form(f, i) {
		return "", false
	}
	if particle, ok = m.particle(f, i, word); !ok {
		return "", false
	}
	for _, p := range f.has {
		if !p.Leads(m.t, i, particle) {
			return "", false
		}
	}
	for _, p := range f.not {
		if len(p.From(m.t, i)) > 0 {
			return "", false
		}
	}
	return particle, true
}

// form checks part of speech and voice.
func (m *matcher) form(f *Frame, i int) bool {
	switch pos := syntax.Pos(m.t, i); f.pos {
	case "VERB":
		if pos != "VERB" && pos != "AUX" && !m.verbalAdjective(i) {
			return false
		}
		switch f.voice {
		case "active":
			if syntax.Passive(m.t, i) {
				return false
			}
		case "passive":
			if !syntax.Passive(m.t, i) {
				return false
			}
		}
	case "NOUN":
		if pos != "NOUN" && pos != "PROPN" {
			return false
		}
	case "ADJ":
		if pos != "ADJ" && pos != "VERB" {
			return false
		}
	}
	return true
}

// verbalAdjective: word i is tagged as an adjective and acts as a verb: a
// participle, or a German verb whose form is that of one.
func (m *matcher) verbalAdjective(i int) bool {
	return syntax.Pos(m.t, i) == "ADJ" && (syntax.Verbal(m.t, i) || len(m.t.Aux(i)) > 0 || syntax.Passive(m.t, i) ||
		m.l.Lang == "de" && (syntax.Attribute(m.t, i) || syntax.FiniteForm(m.t, i)))
}

// particle: of the triggers that begin with the word, one must be it alone, or
// have its further words among the word's dependents ("carry out").
func (m *matcher) particle(f *Frame, i int, word string) (string, bool) {
	for _, tr := range f.triggers {
		first, rest, more := strings.Cut(tr, " ")
		if first != word {
			continue
		}
		if !more {
			return "", true
		}
		ok := true
		for _, w := range strings.Fields(rest) {
			ok = ok && m.dependent(i, w)
		}
		if ok {
			return rest, true
		}
	}
	return "", false
}

// dependent: the word hangs on word i, or stands right behind it.
func (m *matcher) dependent(i int, w string) bool {
	if m.l.Lang == "de" && syntax.ClosesClause(m.t, i, w) {
		return true
	}
	if m.l.Lang != "de" && i+1 < m.t.Len() && syntax.Is(m.t, i+1, w) && syntax.Pos(m.t, i+1) != "NOUN" {
		return true
	}
	for _, c := range m.t.Children(i) {
		if syntax.Is(m.t, c, w) {
			return true
		}
		for _, d := range m.t.Children(c) {
			if (syntax.Base(m.t, d) == "case" || syntax.Base(m.t, d) == "fixed") && syntax.Is(m.t, d, w) {
				return true
			}
		}
	}
	return false
}

func (m *matcher) frame(f *Frame, i int, word string) {
	particle, ok := m.fits(f, i, word)
	if !ok {
		return
	}
	var objects []Ref
	var subject, object way
	if !f.object.Empty() {
		objects, object = m.resolve(f.object, i, f.objType, false, particle)
	}
	if len(objects) == 0 && f.open != "" {
		objects = []Ref{{Entity: f.open}}
	}
	if len(objects) == 0 {
		objects = m.unnamed(f, i, particle)
	}
	if len(objects) == 0 {
		return
	}
	rel := m.o.Relation(f.Relation)
	a := m.l.assertAct(m.t, i, speechActs[f.Relation] && !f.speaker, standing[f.Relation], rel != nil && (rel.Lasts || granted[f.Relation]))
	if f.negated {
		a.Polarity, a.Modality = graph.Affirmed, graph.Factual
	}
	a.apply(f.modality)
	var subjects []Ref
	switch {
	case f.speaker:
		subjects, a = m.sayer(a, f.subjType)
	case f.told != "":
		subjects = []Ref{{Entity: f.told, Type: "Country"}}
	default:
		subjects, subject = m.resolve(f.subject, i, f.subjType, true, particle)
	}
	if (subject.byFields || object.byFields) && m.l.Lang == "en" {
		m.l.assertByOrder(m.t, i, &a)
	}
	if (subject.fromHead || object.fromHead) && (m.l.Lang == "de" || m.l.Lang == "fr" && !speechActs[f.Relation]) {
		m.l.assertHead(m.t, i, &a)
		a.apply(f.modality)
	}
	apart := f.subject.String() != f.object.String() && rel != nil && !rel.Symmetric
	for _, s := range subjects {
		for _, o := range objects {
			if apart && !o.Open() && len(objects) > 1 && slices.ContainsFunc(subjects, func(x Ref) bool { return x.Entity == o.Entity }) {
				continue // "two subsidiaries of X, Y and Z": the parser joins Y and Z to X
			}
			s, o, ok := Fit(m.o, f.Relation, s, o)
			if ok {
				m.add(Fact{Rule: f.ID, Relation: f.Relation, Subject: s, Object: o, Trigger: i, Assertion: a, Qualifiers: qualifiers(f), Reported: f.speaker})
			}
		}
	}
}

// unnamed gives the open reference to the event or statement without a name that a
// frame leads to, or the event with a name that stands there. A word that stands for
// something else is none.
func (m *matcher) unnamed(f *Frame, i int, particle string) []Ref {
	for _, u := range f.unnamed {
		for k := 0; k < u.path.Alternatives(); k++ {
			words := u.path.Alternative(k, m.t, i)
			if len(words) == 0 {
				words = u.path.ByFields(k, m.t, i, particle)
			}
			for _, w := range words {
				word, mode := syntax.Split(w)
				if mode != syntax.Whole {
					continue
				}
				known := m.refs(word, syntax.Whole)
				if len(known) == 0 {
					at := m.t.Word(word)
					return []Ref{{Entity: u.open, At: graph.Span{Start: at.Start, End: at.End}, Via: "unnamed"}}
				}
				if u.open == UnnamedEvent && m.o.IsA(known[0].Type, "Event") {
					return known[:1] // "the massacre of Kishishe"
				}
			}
		}
	}
	return nil
}

// speechActs are relations that are made by saying something.
var speechActs = map[string]bool{"accused": true, "requested": true, "threatened": true, "criticized": true, "condemned": true, "denied": true, "applied_to": true}

// standing are relations that a noun phrase takes for granted.
var standing = map[string]bool{"official_of": true, "member_of": true, "part_of": true, "located_in": true, "opposes": true, "allied_with": true}

// granted are relations beside those that last that a French tail takes for granted ("…, soutenu par X, a nié …").
var granted = map[string]bool{"supports": true, "supplied": true, "designated": true, "sanctioned": true, "delisted": true}

// sayer gives who says so as a subject, and how it is held that they say it:
// nobody else's saying or doubt is left. Empty where nobody says it, or where
// it is said not to be so.
func (m *matcher) sayer(a Assertion, types []string) ([]Ref, Assertion) {
	if len(a.Speakers) == 0 || a.Class == "belief" || a.Polarity != graph.Affirmed || a.Modality != graph.Factual && a.Modality != graph.Alleged {
		return nil, a
	}
	last := len(a.Speakers) - 1
	return m.ofTypes([]int{a.Speakers[last]}, types, false), Assertion{Speakers: a.Speakers[:last], Confidence: a.Confidence}
}

// Fit chooses the readings of subject and object that the relation allows, the
// plain one before the other. A thing is never related to itself.
func Fit(o *ontology.Ontology, relation string, s, ob Ref) (Ref, Ref, bool) {
	if ob.Open() {
		if s.Alt != nil && o.IsA(s.Type, "Place") {
			s = *s.Alt
		}
		return s, ob, o.IsA(s.Type, "Agent")
	}
	for _, x := range []*Ref{&s, s.Alt} {
		for _, y := range []*Ref{&ob, ob.Alt} {
			if x != nil && y != nil && x.Entity != y.Entity && o.Allows(relation, x.Type, y.Type) {
				return *x, *y, true
			}
		}
	}
	return s, ob, false
}

func qualifiers(f *Frame) []graph.Qualifier {
	var out []graph.Qualifier
	for _, q := range f.set {
		out = append(out, graph.Qualifier{Key: q.key, Value: q.value})
	}
	return out
}

// add keeps the first of several frames that say the same of the same words,
// and the one that says it is so before one that leaves it open.
func (m *matcher) add(f Fact) {
	for i, x := range m.out {
		if x.Relation == f.Relation && x.Subject.Entity == f.Subject.Entity && x.Object.Entity == f.Object.Entity && x.Trigger == f.Trigger {
			if rank[f.Assertion.Modality] < rank[x.Assertion.Modality] {
				m.out[i] = f
			}
			return
		}
	}
	m.out = append(m.out, f)
}

// resolve follows the path to words that stand for something of the wanted
// types. The first alternative that leads to any such thing is taken. makers
// lets a text stand for whoever made it.
// Where the tree leads nowhere the fields of the clause are tried. particle
// belongs to word i.
func (m *matcher) resolve(p syntax.Path, i int, types []string, makers bool, particle string) ([]Ref, way) {
	for k := 0; k < p.Alternatives(); k++ {
		if out := m.ofTypes(p.Alternative(k, m.t, i), types, makers); len(out) > 0 {
			return out, way{fromHead: p.FromHead(k)}
		}
	}
	if out := m.ofTail(p, i, types); len(out) > 0 {
		return out, way{}
	}
	if makers && syntax.Base(m.t, i) == "acl" && syntax.Pos(m.t, m.t.Word(i).Head) == "NOUN" {
		return nil, way{} // "companies based in Kenya": what a participle belongs to is plain, though nobody known
	}
	for k := 0; k < p.Alternatives(); k++ {
		words := p.ByFields(k, m.t, i, particle)
		if m.l.Lang == "en" {
			words = m.firstListed(words, types, makers)
		}
		if out := m.ofTypes(words, types, makers); len(out) > 0 {
			return out, way{byFields: true, fromHead: p.FromHead(k)}
		}
	}
	return nil, way{}
}

// ofTail gives what the tail that begins with word i is of, where the noun that the parser tied it to stands for nothing that fits:
// the first of the others that does.
func (m *matcher) ofTail(p syntax.Path, i int, types []string) []Ref {
	arg := "subj"
	if syntax.Passive(m.t, i) {
		arg = "obj"
	}
	if m.l.Lang != "fr" || len(types) == 0 || !p.AsksFor(arg) {
		return nil
	}
	for _, b := range syntax.Bearers(m.t, i) {
		if out := m.ofTypes([]int{b}, types, false); len(out) > 0 {
			return out
		}
	}
	return nil
}

// way is how an argument was found: by the fields of the clause instead of the
// tree; among the arguments of the word over the trigger.
type way struct{ byFields, fromHead bool }

// firstListed keeps the first of several phrases that stands for something of
// the types, with those listed beside it: the order of the words does not tell
// what a later phrase hangs on.
func (m *matcher) firstListed(words []int, types []string, makers bool) []int {
	var out []int
	for _, w := range words {
		word, _ := syntax.Split(w)
		if n := len(out); n > 0 {
			last, _ := syntax.Split(out[n-1])
			if !syntax.Listed(m.t, last, word) {
				break
			}
		}
		if len(m.ofTypes([]int{w}, types, makers)) > 0 {
			out = append(out, w)
		}
	}
	return out
}

// ofTypes gives what the words stand for, if it is of the wanted types.
func (m *matcher) ofTypes(words []int, types []string, makers bool) []Ref {
	var out []Ref
	for _, w := range words {
		word, mode := syntax.Split(w)
		for _, r := range m.referents(word, mode, makers) {
			switch {
			case r.Open() || len(types) == 0 || m.anyType(r.Type, types):
				out = append(out, r)
			case r.Alt != nil && m.anyType(r.Alt.Type, types):
				out = append(out, *r.Alt)
			}
		}
	}
	return out
}

// referents gives what a word stands for. For subjects it looks through nouns
// for what is said or written ("statements condemning Iran"): whoever makes the
// statement does what it does.
func (m *matcher) referents(word int, mode syntax.Mode, makers bool) []Ref {
	if mode == syntax.VictimOf || mode == syntax.AttackerOf || mode == syntax.DoerOf {
		return m.event(word, mode)
	}
	if !makers && mode == syntax.Whole && m.l.takesUp(m.t, word) {
		w := m.t.Word(word)
		return []Ref{{Entity: Doer, At: graph.Span{Start: w.Start, End: w.End}, Via: "event"}}
	}
	if out := m.refs(word, mode); len(out) > 0 || !makers || mode != syntax.Whole || !m.l.texts[syntax.Lemma(m.t, word)] {
		return out
	}
	if p := syntax.Maker(m.t, word); p >= 0 {
		return m.refs(p, syntax.Whole)
	}
	if p := m.madeBy(word); len(p) > 0 {
		return p
	}
	h := m.t.Word(word).Head
	if b := syntax.Base(m.t, word); h >= 0 && (b == "obj" || b == "obl") && syntax.Verbal(m.t, h) && !m.l.disapproves(m.t, h) {
		var out []Ref
		for _, s := range syntax.Subjects(m.t, h) {
			out = append(out, m.refs(s, syntax.Whole)...)
		}
		return out
	}
	return nil
}

// madeBy gives whose text a word names by the phrase behind it: "a resolution of the Senate".
func (m *matcher) madeBy(word int) []Ref {
	if m.l.Lang != "en" {
		return nil
	}
	var out []Ref
	for _, c := range m.t.Children(word) {
		if p := syntax.Preposition(m.t, c); p == "of" || p == "by" || p == "from" {
			out = append(out, m.refs(c, syntax.Whole)...)
		}
	}
	return out
}

// event gives the open reference of a definite noun for an attack.
func (m *matcher) event(word int, mode syntax.Mode) []Ref {
	if !syntax.Definite(m.t, word) || !m.l.attacks.Match(m.t, word) && !(mode == syntax.DoerOf && (m.l.Evokes(m.t, word) || m.l.Act(m.t, word))) {
		return nil
	}
	w := m.t.Word(word)
	r := Ref{Entity: Victim, At: graph.Span{Start: w.Start, End: w.End}, Via: "event"}
	switch mode {
	case syntax.AttackerOf:
		r.Entity = Attacker
	case syntax.DoerOf:
		r.Entity = Doer
	}
	return []Ref{r}
}

// anyType: the type is one of those, or below one; "!Country" leaves one out.
func (m *matcher) anyType(t string, wider []string) bool {
	found := false
	for _, w := range wider {
		if not, ok := strings.CutPrefix(w, "!"); ok {
			if m.o.IsA(t, not) {
				return false
			}
			continue
		}
		found = found || m.o.IsA(t, w) || t == "Organization" && anyBody[w] && m.l.Lang == "en"
	}
	return found
}

// anyBody are the types that a body may be of which the text tells no more
// than that it is one. In English only: elsewhere it cost more than it gave.
var anyBody = map[string]bool{"Company": true, "PoliticalGroup": true, "ThreatActor": true, "Media": true, "GovernmentBody": true}
