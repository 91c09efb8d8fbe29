package ingest

import (
	"strings"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/parse"
	"kg/ingest/relation"
	"kg/ingest/syntax"
)

// nameless is an event or a statement of the article that has no name.
type nameless struct {
	ref   relation.Ref
	kind  string          // of an event
	marks map[string]bool // what tells it from others of its kind: places, victims
}

// unnamed gives a fact an object that the article tells of without a name. Where
// the same words gave a fact with somebody for its object, he is the object.
func (r *reading) unnamed(k int, f relation.Fact, kept []relation.Fact) (relation.Fact, bool) {
	w := r.wordAt(k, f.Object.At)
	if w < 0 {
		return f, false
	}
	at := r.phrase(k, w)
	for _, g := range kept {
		same := g.Relation == f.Relation || disapproval[g.Relation] && disapproval[f.Relation]
		if same && g.Subject.Entity == f.Subject.Entity && (g.Trigger == f.Trigger || g.Object.At.Len() > 0 && at.Contains(g.Object.At)) {
			return f, false
		}
	}
	if g, ok := r.party(k, w, f); ok {
		return g, true
	}
	if disapproval[f.Relation] && r.bare(k, w) && r.lang.Act(r.d.Sentences[k].Tree, w) {
		return f, false // "the decision" is somebody's, and of whom it is not known says nothing
	}
	class := "Statement"
	if f.Object.Entity == relation.UnnamedEvent {
		class = "Event"
	}
	_, object, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, relation.Ref{Entity: "this", Type: class})
	switch {
	case !ok:
		return f, false
	case object.Type == "Event":
		object = r.happening(k, w)
	default:
		object = r.statement(k, w, f)
	}
	if object.Entity == "" {
		return f, false
	}
	f.Subject, f.Object, ok = relation.Fit(r.p.ontology, f.Relation, f.Subject, object)
	return f, ok
}

// disapproval are relations of which a word expresses one.
var disapproval = map[string]bool{"condemned": true, "criticized": true}

// party looks for somebody to take for the object, before the event or the statement
// is: who did what the article told of ("criticized the decision", "this heartless
// crime"), and at whom a threat is aimed, if he just acted against the one who threatens.
func (r *reading) party(k, w int, f relation.Fact) (relation.Fact, bool) {
	var ways []string
	if g, ok := r.aimedAt(k, w, f); ok {
		return g, true
	}
	switch {
	case f.Relation == "threatened":
		ways = []string{relation.Foe}
	case disapproval[f.Relation] && r.bare(k, w) && outbreaks[r.eventKind(k, w)]:
		ways = []string{relation.Attacker, relation.Doer}
	case disapproval[f.Relation] && r.bare(k, w):
		ways = []string{relation.Doer}
	}
	for _, open := range ways {
		g := f
		g.Object.Entity = open
		if r.fill(k, &g) {
			return g, true
		}
	}
	return f, false
}

// aimedAt takes for the object of a threat whoever would suffer what is threatened in the
// words at w: "threatened to recall its envoy from La Paz".
func (r *reading) aimedAt(k, w int, f relation.Fact) (relation.Fact, bool) {
	if f.Relation != "threatened" {
		return f, false
	}
	at, self := r.phrase(k, w), r.speaksFor(f.Subject.Entity)
	for _, g := range r.facts[k] {
		if !(blows[g.Relation] || deeds[g.Relation]) || g.Relation == f.Relation || g.Object.Open() || g.Assertion.Modality == graph.Factual {
			continue
		}
		i := g.Trigger
		inside := at.Contains(graph.Span{Start: r.d.Sentences[k].Tree.Word(i).Start, End: r.d.Sentences[k].Tree.Word(i).End})
		if !inside || syntax.Pos(r.d.Sentences[k].Tree, i) == "NOUN" || !self[g.Subject.Entity] || self[g.Object.Entity] {
			continue
		}
		h := f
		if r.fitParty(&h, g.Object) {
			return h, true
		}
	}
	return f, false
}

// bare: a definite noun that says nothing of which event it means.
func (r *reading) bare(k, w int) bool {
	return syntax.Definite(r.d.Sentences[k].Tree, w) && len(r.marks(k, w)) == 0
}

func (r *reading) wordAt(k int, at graph.Span) int {
	t := r.d.Sentences[k].Tree
	for i := 0; i < t.Len(); i++ {
		if t.Word(i).Start == at.Start {
			return i
		}
	}
	return -1
}

// happening is the event that noun w of sentence k tells of: one that the
// article told of before, or a new one.
func (r *reading) happening(k, w int) relation.Ref {
	t := r.d.Sentences[k].Tree
	kind := r.eventKind(k, w)
	marks := r.marks(k, w)
	at := r.phrase(k, w)
	label := r.labelOf(k, at)
	if r.bare(k, w) {
		if j, v := r.antecedent(k, w, kind); j >= 0 {
			label, marks = r.labelOf(j, r.phrase(j, v)), r.marks(j, v)
		}
	}
	same := func(x nameless) bool {
		return x.kind == kind && (len(marks) == 0 && syntax.Definite(t, w) || len(x.marks) == 0 || meet(x.marks, marks))
	}
	for n := len(r.toldOf) - 1; n >= 0; n-- {
		if x := r.toldOf[n]; same(x) {
			x.ref.At = at
			return x.ref
		}
	}
	n := 1
	for _, x := range r.toldOf {
		if x.kind == kind {
			n++
		}
	}
	return r.tell(graph.ArticleEventID(r.doc.ID, kind, n), "Event", nameless{kind: kind, marks: marks}, label, at)
}

// statement is what is denied or threatened in the words at w: a clause or a noun.
// A noun that says no more than that it is a charge is told by what is charged; so is
// a denial without an object, which otherwise denies nothing that is known.
func (r *reading) statement(k, w int, f relation.Fact) relation.Ref {
	at := r.phrase(k, w)
	label := r.labelOf(k, at)
	alone := w == f.Trigger && syntax.Verbal(r.d.Sentences[k].Tree, w) // "he denied"; not "a fable"
	if alone {
		at = f.Object.At
	}
	if f.Relation == "denied" && (alone || len(r.marks(k, w)) == 0 && !syntax.Verbal(r.d.Sentences[k].Tree, w)) {
		j, v := r.charged(k, f)
		if j < 0 && alone {
			j, v = r.saidBefore(k)
		}
		if j < 0 && alone {
			return relation.Ref{}
		}
		if j >= 0 {
			label = r.labelOf(j, r.phrase(j, v))
		}
	}
	n := 1
	for _, x := range r.toldOf {
		if x.ref.Type == "Statement" {
			if r.made[x.ref.Entity].Labels[0].Text == label {
				x.ref.At = at
				return x.ref
			}
			n++
		}
	}
	return r.tell(graph.StatementID(r.doc.ID, n), "Statement", nameless{}, label, at)
}

// tell notes a thing that the article tells of and that has no name.
func (r *reading) tell(id, class string, x nameless, label string, at graph.Span) relation.Ref {
	x.ref = relation.Ref{Entity: id, Type: class, At: at, Via: "unnamed"}
	r.toldOf = append(r.toldOf, x)
	r.made[id] = graph.Entity{ID: id, Type: class, Labels: []graph.Name{{Text: label, Lang: r.doc.Lang}}}
	return x.ref
}

// eventKind is the kind of event that noun w means: one of the lexicon's, else
// the noun.
func (r *reading) eventKind(k, w int) string {
	t := r.d.Sentences[k].Tree
	if s := r.lang.Happening(t, w); s != "" {
		return s
	}
	return syntax.Lemma(t, w)
}

// antecedentReach is how many sentences back the noun may stand that "the
// attack" takes up: "a bomb that killed 12 people at a market".
const antecedentReach = 8

// antecedent finds what says which event a bare "the attack" at w takes up: the noun
// of an event of the kind before it with what stands beside it, or the clause that
// tells of it ("a bomb tore through a ferry terminal"). -1 where there is none, or
// where there are several that may be meant.
func (r *reading) antecedent(k, w int, kind string) (sentence, word int) {
	sentence, word = -1, -1
	var marks map[string]bool
	for j := k; j >= 0 && j >= k-antecedentReach; j-- {
		t := r.d.Sentences[j].Tree
		last := t.Len() - 1
		if j == k {
			last = w - 1
		}
		for v := last; v >= 0; v-- {
			if syntax.Pos(t, v) != "NOUN" || r.eventKind(j, v) != kind {
				continue
			}
			at, own := v, r.marks(j, v)
			if len(own) == 0 && !syntax.Definite(t, v) && syntax.Base(t, v) == "nsubj" && outbreaks[kind] {
				at = t.Word(v).Head
				own = r.marks(j, at)
			}
			if len(own) == 0 {
				continue
			}
			if word >= 0 && !meet(own, marks) {
				return -1, -1
			}
			sentence, word, marks = j, at, own
		}
	}
	return sentence, word
}

// outbreaks are the kinds of events that a clause tells of in which their noun is
// the subject: "a bomb tore through a market".
var outbreaks = map[string]bool{"attack": true, "killing": true, "abduction": true, "coup": true}

// marks are the nouns, names and numbers in the noun phrase of w.
func (r *reading) marks(k, w int) map[string]bool {
	t := r.d.Sentences[k].Tree
	at := r.phrase(k, w)
	out := map[string]bool{}
	for i := 0; i < t.Len(); i++ {
		if x := t.Word(i); i == w || x.Start < at.Start || x.End > at.End {
			continue
		}
		switch syntax.Pos(t, i) {
		case "NOUN", "PROPN", "NUM":
			out[syntax.Lemma(t, i)] = true
		}
	}
	return out
}

func meet(a, b map[string]bool) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

// phraseWords is how many words of a phrase make its label.
const phraseWords = 14

// phrase is the span of the words that belong to w: without relative clauses,
// additions and what is joined to it, cut where it grows long.
func (r *reading) phrase(k, w int) graph.Span {
	t := r.d.Sentences[k].Tree
	first, last := w, w
	for first > 0 && r.inPhrase(k, w, first-1) && w-first < phraseWords {
		first--
	}
	for last+1 < t.Len() && r.inPhrase(k, w, last+1) && last-first < phraseWords-1 {
		last++
	}
	for last > w && (loose[syntax.Pos(t, last)] || r.inDate(k, t.Word(last).Token)) {
		last--
	}
	for first < w && (syntax.Pos(t, first) == "PUNCT" || syntax.Base(t, first) == "case" || syntax.Base(t, first) == "mark") && syntax.Form(t, first) != "to" {
		first++
	}
	return graph.Span{Start: t.Word(first).Start, End: t.Word(last).End}
}

// loose are the classes of words with which no phrase ends.
var loose = map[string]bool{"ADP": true, "DET": true, "CCONJ": true, "SCONJ": true, "PUNCT": true, "PART": true}

// inPhrase reports whether word i belongs to w, and not to an addition to it.
func (r *reading) inPhrase(k, w, i int) bool {
	t := r.d.Sentences[k].Tree
	if f := t.Word(i).Form; f == "," || f == ";" || f == ":" || f == "." || f == "–" || f == "—" || f == "(" || f == ")" {
		return false
	}
	for n := 0; i >= 0 && n < t.Len(); n++ {
		if i == w {
			return true
		}
		h := t.Word(i).Head
		switch b := syntax.Base(t, i); {
		case syntax.Rel(t, i) == "acl:relcl" || b == "parataxis" || b == "appos" && syntax.Pos(t, i) != "PROPN":
			return false
		case h == w && (b == "conj" || b == "cc" || b == "advcl" || syntax.Is(t, t.Child(i, "case"), "as", "als", "comme")):
			return false
		case predicative(t, i):
			return false
		}
		i = h
	}
	return false
}

// predicative: word i is what something is called, wherever the parser hung it: "nannte
// den Rückzug einen Fehler", "a qualifié la répression de disproportionnée".
func predicative(t *parse.Tree, i int) bool {
	switch det := t.Child(i, "det"); t.Lang() {
	case "de":
		return det >= 0 && (syntax.Form(t, det) == "einen" || syntax.Form(t, det) == "eine" || syntax.Form(t, det) == "ein") && t.Child(i, "case") < 0 && !syntax.Genitive(t, i)
	case "fr":
		return (syntax.Pos(t, i) == "ADJ" || t.Word(i).Feats.VerbForm().String() == "Part") && syntax.Preposition(t, i) == "de"
	}
	return false
}

// labelOf is the text of a phrase on one line, without the article that opens it.
func (r *reading) labelOf(k int, at graph.Span) string {
	t := r.d.Sentences[k].Tree
	for i := 0; i+1 < t.Len(); i++ {
		if x := t.Word(i); x.Start == at.Start && determiner[x.Feats.PronType().String()] && t.Word(i+1).Start < at.End {
			at.Start = t.Word(i + 1).Start
		}
	}
	label := strings.Join(strings.Fields(r.doc.Text[at.Start:at.End]), " ")
	if !quoted(label) {
		label = strings.Join(strings.Fields(quoteMarks.Replace(label)), " ") // cut inside a quotation
	}
	label = strings.Trim(label, `"«»“”„ `)
	for utf8.RuneCountInString(label) > longestLabel && strings.Contains(label, " ") {
		label = label[:strings.LastIndexByte(label, ' ')]
	}
	return label
}

// quoted reports whether a label has both marks of its quotations.
func quoted(label string) bool {
	n := 0
	for _, r := range label {
		if strings.ContainsRune(`"«»“”„`, r) {
			n++
		}
	}
	return n%2 == 0
}

var quoteMarks = strings.NewReplacer(`"`, "", "«", "", "»", "", "“", "", "”", "", "„", "")

// determiner are the kinds of words that point to a phrase and say nothing of it.
var determiner = map[string]bool{"Art": true, "Dem": true}

// longestLabel is how many characters a label may have.
const longestLabel = 72

// saidBefore is the predicate of the sentence before, if it is a quotation or is told as hearsay: what a bare "he denies" denies where
// nobody is charged by name. -1 if there is none.
func (r *reading) saidBefore(k int) (sentence, word int) {
	if k == 0 {
		return -1, -1
	}
	t := r.d.Sentences[k-1].Tree
	w := t.Root()
	if w < 0 || !syntax.Verbal(t, w) {
		return -1, -1
	}
	hearsay := t.Word(w).Feats.Mood().String() == "Cnd"
	for _, x := range t.Aux(w) {
		hearsay = hearsay || t.Word(x).Feats.Mood().String() == "Cnd"
	}
	if f := t.Word(0).Form; !hearsay && f != "«" && f != "“" {
		return -1, -1
	}
	return k - 1, w
}

// charged is the word for what the subject of a denial was accused of, in the
// sentence or those right before it: "was accused of rigging tenders"; -1 for none.
func (r *reading) charged(k int, denial relation.Fact) (sentence, word int) {
	self := r.speaksFor(denial.Subject.Entity)
	for j := k; j >= 0 && j >= k-stepReach; j-- {
		t := r.d.Sentences[j].Tree
		for i := 0; i < t.Len(); i++ {
			if !r.lang.Tells(t, i, "accused") || !syntax.Verbal(t, i) || j == k && i >= denial.Trigger {
				continue
			}
			aimed, what := false, -1
			for _, c := range append(syntax.Objects(t, i), syntax.Subjects(t, i)...) {
				w, mode := syntax.Split(c)
				for _, x := range r.refs(j)(w, mode) {
					aimed = aimed || self[x.Entity] || x.Alt != nil && self[x.Alt.Entity]
				}
			}
			for _, c := range t.Children(i) {
				if b := syntax.Base(t, c); what < 0 && c > i && (b == "xcomp" || b == "ccomp" || b == "advcl" || b == "obl" && r.lang.OfCharge(syntax.Preposition(t, c))) && len(r.refs(j)(c, syntax.Whole)) == 0 {
					what = c
				}
			}
			if aimed && what >= 0 {
				return j, what
			}
		}
	}
	return -1, -1
}
