package syntax

import (
	"fmt"
	"slices"
	"strings"

	"kg/ingest/parse"
	"kg/ingest/parse/ud"
)

// Path is how to get from one word of a tree to others, as frames write it:
// alternatives by "|" (the first that leads anywhere is taken), steps by "/",
// each step an argument or a comma-separated list of prepositions, and each
// step may name the lemmas that it must reach: "obj[tie,$relation]/with|with".
//
// Arguments: self, subj, obj, iobj, poss (genitive or possessive), adj
// (adjective), compound, appos, comp (clause complement), acl, advcl, head
// (the governor), conj (conjuncts), mod (function words), any (every dependent noun), prefix (the
// name inside a German compound: the EU of "EU-Sanktionen"), victim and
// attacker (who was struck, who struck, in the attack that a definite noun
// refers back to), inner (the nouns and adjectives within the noun phrase: whose
// it is, where it is, of what), vorfeld and mittelfeld (the bare noun phrases before and
// behind the finite verb of a German clause).
type Path struct {
	alts [][]step
	text string
}

type step struct {
	arg    string
	preps  []string
	lemmas *Words // nil: any
}

// Mode says what of a word a path means.
type Mode int

// The modes: the whole word; only the name in front of its hyphen ("prefix");
// the word if it is an adjective of a state, however it is tied ("adj" where
// the parser took "Nicaraguan" for a compound's part).
const (
	Whole Mode = iota
	PrefixOnly
	DemonymOnly
	// VictimOf and AttackerOf mean not the noun but who was struck, or who
	// struck, in the attack that the article told before ("the attack").
	VictimOf
	AttackerOf
	// DoerOf means who did the act that the noun names, told of before ("the
	// delivery", "this decision").
	DoerOf
)

// Path results carry the mode in bits above any index of a word.
const (
	prefixBit   = 1 << 30
	demonymBit  = 1 << 29
	victimBit   = 1 << 28
	attackerBit = 1 << 27
	doerBit     = 1 << 26
	modeBits    = prefixBit | demonymBit | victimBit | attackerBit | doerBit
)

// Split splits what a path gives into the word and what of it is meant.
func Split(i int) (word int, mode Mode) {
	switch {
	case i&prefixBit != 0:
		return i &^ modeBits, PrefixOnly
	case i&demonymBit != 0:
		return i &^ modeBits, DemonymOnly
	case i&victimBit != 0:
		return i &^ modeBits, VictimOf
	case i&attackerBit != 0:
		return i &^ modeBits, AttackerOf
	case i&doerBit != 0:
		return i &^ modeBits, DoerOf
	}
	return i, Whole
}

var arguments = []string{"self", "subj", "obj", "iobj", "poss", "adj", "compound", "appos", "comp", "acl", "advcl", "head", "conj", "mod", "any", "prefix", "victim", "attacker", "doer", "vorfeld", "mittelfeld", "inner"}

// ParsePath reads a path; lists resolves $names.
func ParsePath(s string, lists Lists) (Path, error) {
	p := Path{text: s}
	for _, alt := range split(s, '|') {
		var steps []step
		for _, part := range split(alt, '/') {
			st, err := parseStep(strings.TrimSpace(part), lists)
			if err != nil {
				return Path{}, err
			}
			steps = append(steps, st)
		}
		p.alts = append(p.alts, steps)
	}
	return p, nil
}

// split cuts at sep outside of brackets.
func split(s string, sep byte) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			depth--
		case sep:
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}

func parseStep(s string, lists Lists) (step, error) {
	var st step
	if k := strings.IndexByte(s, '['); k >= 0 {
		if !strings.HasSuffix(s, "]") {
			return st, fmt.Errorf("step %q lacks its closing bracket", s)
		}
		words, err := ReadWords(strings.Split(s[k+1:len(s)-1], ","), lists)
		if err != nil {
			return st, err
		}
		st.lemmas = words
		s = strings.TrimSpace(s[:k])
	}
	if s == "" {
		return st, fmt.Errorf("a step is empty")
	}
	if slices.Contains(arguments, s) {
		st.arg = s
		return st, nil
	}
	preps, err := Expand(strings.Split(s, ","), lists)
	if err != nil {
		return st, err
	}
	for p := range preps {
		if p != strings.ToLower(p) {
			return st, fmt.Errorf("step %q is no argument, and prepositions are written in lower case", s)
		}
		st.preps = append(st.preps, p)
	}
	slices.Sort(st.preps)
	return st, nil
}

// String is the path as written.
func (p Path) String() string { return p.text }

// AsksFor reports whether one of the alternatives is the argument alone.
func (p Path) AsksFor(arg string) bool {
	return slices.ContainsFunc(p.alts, func(steps []step) bool { return len(steps) == 1 && steps[0].arg == arg })
}

// Empty reports whether the path was never written.
func (p Path) Empty() bool { return len(p.alts) == 0 }

// From follows the path from word i. The words come in surface order.
func (p Path) From(t *parse.Tree, i int) []int {
	for _, steps := range p.alts {
		at := []int{i}
		for _, st := range steps {
			at = st.follow(t, at, nil)
			if len(at) == 0 {
				break
			}
		}
		if len(at) > 0 {
			return at
		}
	}
	return nil
}

// Leads reports whether the path leads anywhere, by the tree or by fields.
// particle is what belongs to the verb i ("in" of "call in"), or "".
func (p Path) Leads(t *parse.Tree, i int, particle string) bool {
	if len(p.From(t, i)) > 0 {
		return true
	}
	for k := range p.alts {
		if len(p.ByFields(k, t, i, particle)) > 0 {
			return true
		}
	}
	return false
}

// fieldLanguages are those in which fields are a second way.
var fieldLanguages = map[string]bool{"de": true, "en": true, "fr": true}

// ByFields follows the k-th alternative from word i; where the tree leads
// nowhere, the fields of the clause tell: in German by case and bracket, in
// English by the order of the words. Nil in other languages.
func (p Path) ByFields(k int, t *parse.Tree, i int, particle string) []int {
	if !fieldLanguages[t.Lang()] {
		return nil
	}
	at := []int{i}
	for _, st := range p.alts[k] {
		at = st.follow(t, at, &fields{particle})
		particle = ""
	}
	return at
}

// fields asks for the fields of the clause, of a verb with its particle.
type fields struct{ particle string }

// All follows every alternative and gives all words that any reaches.
func (p Path) All(t *parse.Tree, i int) []int {
	var out []int
	for _, steps := range p.alts {
		at := []int{i}
		for _, st := range steps {
			at = st.follow(t, at, nil)
		}
		out = append(out, at...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (st step) follow(t *parse.Tree, from []int, by *fields) []int {
	var out []int
	for _, i := range from {
		if i&modeBits != 0 {
			continue
		}
		n := len(out)
		out = st.keep(out, t, st.reach(t, i))
		if len(out) == n && st.lemmas != nil && (st.arg == "obj" || st.arg == "subj") && french(t) && (st.arg == "obj") == Passive(t, i) {
			out = st.nearest(out, t, Bearers(t, i)) // "l’attentat contre un avion de la Pan Am, imputé à …"
		}
		switch {
		case by == nil:
		case t.Lang() == "en":
			out = st.keep(out, t, st.inOrder(t, i, by.particle))
		case french(t):
			if len(out) == n && Pos(t, i) == "VERB" && !reflexive(t, i) && st.arg != "iobj" {
				out = st.keep(out, t, st.inOrder(t, i, by.particle))
			}
		case len(out) == n:
			out = st.keep(out, t, st.inFields(t, i))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nearest appends the first of the words that has one of the lemmas.
func (st step) nearest(out []int, t *parse.Tree, found []int) []int {
	for _, j := range found {
		if more := st.keep(out, t, []int{j}); len(more) > len(out) {
			return more
		}
	}
	return out
}

// keep appends the words that have one of the lemmas that the step names.
func (st step) keep(out []int, t *parse.Tree, found []int) []int {
	for _, j := range found {
		if st.lemmas == nil || st.has(t, j) {
			out = append(out, j)
			continue
		}
		for _, k := range append(amounts(t, j), sum(t, j)...) {
			if st.has(t, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// has looks for the lemma or the form; for compounds also for their last part
// ("Cyberangriff" is an "*angriff").
func (st step) has(t *parse.Tree, j int) bool {
	j, _ = Split(j)
	return st.lemmas.Match(t, j)
}

func (st step) reach(t *parse.Tree, i int) []int {
	if st.arg == "" {
		return st.prepositional(t, i)
	}
	switch st.arg {
	case "self":
		return []int{i}
	case "subj":
		return Subjects(t, i)
	case "obj":
		return Objects(t, i)
	case "iobj":
		return indirect(t, i)
	case "vorfeld":
		return Vorfeld(t, i)
	case "mittelfeld":
		return Mittelfeld(t, i)
	case "poss":
		return possessors(t, i)
	case "adj":
		out := dependents(t, i, "amod")
		for _, c := range dependents(t, i, "compound", "nmod") {
			if c < i && Preposition(t, c) == "" {
				out = append(out, c|demonymBit)
			}
		}
		return out
	case "mod":
		out := dependents(t, i, "case", "mark", "advmod", "det", "aux", "cop", "fixed", "compound:prt", "neg")
		for _, c := range dependents(t, i, "dep") { // an article that the parser has no better name for
			if Pos(t, c) == "DET" {
				out = append(out, c)
			}
		}
		return out
	case "compound":
		return dependents(t, i, "compound", "flat", "nmod:compound")
	case "appos":
		return dependents(t, i, "appos", "flat", "nmod:appos")
	case "comp":
		out := dependents(t, i, "ccomp", "xcomp")
		for _, c := range dependents(t, i, "advcl") { // "applied to join": the parser takes many for purposes
			if t.Lang() == "en" && c > i && t.Word(c).Feats.VerbForm() == ud.VerbFormInf && t.Subject(c) < 0 && Is(t, t.Child(c, "mark"), "to") {
				out = append(out, c)
			}
		}
		if q := insertedIn(t, i); q >= 0 && len(out) == 0 {
			out = append(out, q)
		}
		return out
	case "acl":
		return dependents(t, i, "acl")
	case "advcl":
		return dependents(t, i, "advcl")
	case "head":
		for n := 0; french(t) && n < maxClimb && Base(t, i) == "conj" && Pos(t, i) == "NOUN" && t.Word(i).Head >= 0 && Pos(t, t.Word(i).Head) == "NOUN"; n++ {
			i = t.Word(i).Head // "annoncé le gel … et l’expulsion …"
		}
		if h := t.Word(i).Head; h >= 0 {
			return []int{h}
		}
		return nil
	case "conj":
		return t.Conjuncts(i)
	case "prefix":
		return []int{i | prefixBit}
	case "inner":
		return inner(t, i)
	case "victim":
		return []int{i | victimBit}
	case "attacker":
		return []int{i | attackerBit}
	case "doer":
		return []int{i | doerBit}
	default: // any
		out := dependents(t, i, "nmod", "obl", "obj", "iobj", "nsubj", "compound", "amod")
		if french(t) { // "s’est attribué"
			out = append(out, dependents(t, i, "expl")...)
		}
		return out
	}
}

// inFields takes the step by the fields of the German clause instead of the tree.
func (st step) inFields(t *parse.Tree, i int) []int {
	switch st.arg {
	case "":
		return fieldPhrases(t, i, st.preps)
	case "subj":
		return fieldSubject(t, i)
	case "obj":
		return fieldObject(t, i)
	case "iobj":
		return fieldDative(t, i)
	case "poss":
		return fieldGenitive(t, i)
	case "adj":
		return fieldAdjectives(t, i)
	}
	return nil
}

// inOrder takes the step by the order of the words.
func (st step) inOrder(t *parse.Tree, i int, particle string) []int {
	switch {
	case st.arg == "":
		return PrepositionField(t, i, st.preps)
	case st.arg == "subj" && t.Child(i, "cop") >= 0:
		return SubjectField(t, t.Child(i, "cop"))
	case Pos(t, i) != "VERB":
		return nil
	case st.arg == "subj" && PassiveField(t, i):
		return PrepositionField(t, i, []string{"by", "par"})
	case st.arg == "subj", st.arg == "obj" && PassiveField(t, i):
		return SubjectField(t, i)
	case st.arg == "obj":
		return ObjectField(t, i, particle)
	case st.arg == "iobj":
		if o := ObjectField(t, i, particle); len(o) > 1 {
			return o[:1]
		}
	}
	return nil
}

func dependents(t *parse.Tree, i int, rels ...string) []int {
	var out []int
	for _, c := range Args(t, i) {
		if slices.Contains(rels, Rel(t, c)) || slices.Contains(rels, Base(t, c)) {
			out = append(out, Coordinated(t, c)...)
		}
	}
	return out
}

// indirect gives indirect objects; in German also nouns without a preposition
// whose case the parser did not see.
func indirect(t *parse.Tree, i int) []int {
	out := dependents(t, i, "iobj", "obl:arg")
	for k, c := range out {
		out[k] = antecedent(t, c) // "die Ecowas, der auch Benin angehört"
	}
	if o := undergone(t, i); o >= 0 && directObject(t, i) >= 0 {
		return Coordinated(t, o) // "s’est vu infliger une amende"
	}
	if t.Lang() != "de" {
		return out
	}
	for _, c := range dependents(t, i, "obl", "dep", "nmod") {
		if h := t.Word(c).Head; Base(t, c) == "conj" && h >= 0 && Preposition(t, h) != "" {
			continue // shares the preposition of the noun it is joined to
		}
		if p := Pos(t, c); Preposition(t, c) == "" && (p == "NOUN" || p == "PROPN") && !Genitive(t, c) {
			out = append(out, c)
		}
	}
	return out
}

// innerPrepositions tie to a noun what it is of and where it is.
var innerPrepositions = words("of in at near inside outside within de d' à dans près en von vom in im bei nahe")

// inner gives the words within the noun phrase of noun i that may say whose or
// where it is, down to three steps: "the phones of Spanish ministers".
func inner(t *parse.Tree, i int) []int {
	out, from := []int(nil), []int{i}
	for depth := 0; depth < 3; depth++ {
		var next []int
		for _, n := range from {
			for _, c := range t.Children(n) {
				switch Base(t, c) {
				case "amod", "compound", "appos", "flat":
				case "nmod", "obl":
					if p := Preposition(t, c); p != "" && !innerPrepositions[firstWord(p)] && !Genitive(t, c) {
						continue
					}
					next = append(next, Coordinated(t, c)...) // "researchers in Israel and the United States"
					continue
				default:
					continue
				}
				next = append(next, c)
			}
		}
		out, from = append(out, next...), next
	}
	return out
}

func possessors(t *parse.Tree, i int) []int {
	if p := Possessor(t, i); p >= 0 {
		return Coordinated(t, p)
	}
	if french(t) {
		return dont(t, i)
	}
	return nil
}

// prepositional gives the nouns that hang on word i by one of the
// prepositions; under a preposition, conjuncts share it. Behind a verb the
// phrase may hang on the noun before it ("sold by Russia to Mali").
func (st step) prepositional(t *parse.Tree, i int) []int {
	out := st.phrases(t, i, -1)
	if french(t) {
		out = append(out, st.behindRelator(t, i)...)
		out = append(out, st.behindAdverb(t, i)...)
		if len(out) == 0 && !Verbal(t, i) {
			out = st.nested(t, i, 2)
		}
		if len(out) == 0 && Pos(t, i) == "NOUN" {
			out = st.shared(t, i)
		}
	}
	if len(out) > 0 || !Verbal(t, i) {
		return out
	}
	if p := placeBefore(t, i); p >= 0 && slices.Contains(st.preps, "in") {
		return []int{p}
	}
	for _, c := range Args(t, i) {
		switch Base(t, c) {
		case "obl", "obj", "iobj", "xcomp":
			out = append(out, st.phrases(t, c, i)...)
			if len(out) > 0 && Base(t, c) == "obj" {
				for _, j := range t.Conjuncts(c) { // "bought helicopters from Israel and drones from Turkey"
					out = append(out, st.phrases(t, j, j)...)
				}
			}
			if french(t) {
				out = append(out, st.behindRelator(t, c)...)
			}
		}
	}
	return out
}

// phrases gives the prepositional phrases on word i that begin after word from.
func (st step) phrases(t *parse.Tree, i, from int) []int {
	var out []int
	for _, c := range Args(t, i) {
		if w := where(t, c); w >= 0 && c >= from && slices.Contains(st.preps, "à") {
			out = append(out, w) // "à Londres, où il s’est installé"
			continue
		}
		switch Base(t, c) {
		case "obl", "nmod", "obj", "iobj", "advcl", "xcomp", "appos", "acl", "conj", "dep":
		default:
			continue
		}
		if t.Lang() == "de" && c >= from { // "aus Venezuela und von der Regierung"
			for _, j := range t.Children(c) {
				if Base(t, j) == "conj" && Preposition(t, j) != Preposition(t, c) && st.introduced(t, j) && Pos(t, j) != "VERB" {
					out = append(out, antecedent(t, j))
				}
			}
		}
		if c < from || !st.introduced(t, c) {
			continue
		}
		for _, j := range Coordinated(t, c) {
			out = append(out, antecedent(t, j))
		}
	}
	return out
}

// placeBefore is the name that an English clause with "where" tells of: "in Vienna,
// where he had been living"; -1 if verb v has no "where" behind a name.
func placeBefore(t *parse.Tree, v int) int {
	w := t.Child(v, "advmod", "mark")
	if t.Lang() != "en" || w < 2 || w > v || !Is(t, w, "where") || t.Word(w-1).Form != "," || Pos(t, w-2) != "PROPN" {
		return -1
	}
	n := w - 2
	for k := 0; k < 4 && (Base(t, n) == "flat" || Base(t, n) == "compound") && Pos(t, t.Word(n).Head) == "PROPN"; k++ {
		n = t.Word(n).Head
	}
	return n
}

// introduced: one of the prepositions stands before word c; "als" and "as" may
// be taken for a conjunction.
func (st step) introduced(t *parse.Tree, c int) bool {
	if p := Preposition(t, c); p != "" {
		return slices.Contains(st.preps, p) || slices.Contains(st.preps, firstWord(p))
	}
	if k := t.Child(c, "cc", "mark"); k >= 0 && Is(t, k, "als", "as", "comme") {
		return slices.Contains(st.preps, Form(t, k))
	}
	return false
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// FromHead reports whether the k-th alternative begins at the governor.
func (p Path) FromHead(k int) bool { return len(p.alts[k]) > 1 && p.alts[k][0].arg == "head" }

// Alternatives is the number of alternatives of the path.
func (p Path) Alternatives() int { return len(p.alts) }

// Alternative follows the k-th alternative from word i.
func (p Path) Alternative(k int, t *parse.Tree, i int) []int {
	at := []int{i}
	for _, st := range p.alts[k] {
		at = st.follow(t, at, nil)
	}
	return at
}
