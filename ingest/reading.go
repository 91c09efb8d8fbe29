package ingest

import (
	"context"
	"sort"
	"unicode"

	"kg/graph"
	"kg/ingest/article"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/relation"
	"kg/ingest/relation/pattern"
	"kg/ingest/syntax"
	"kg/ingest/text"
	"kg/ingest/when"
)

// reading is the state of one article being read.
type reading struct {
	p        *Pipeline
	doc      *article.Doc
	lang     *relation.Language
	d        *mention.Document
	facts    [][]relation.Fact // by sentence
	dates    [][]when.Date
	numbers  [][]when.Quantity
	speakers []string // by sentence: who speaks in it, "" if nobody
	warnings []article.Warning
}

// run does the stages in order.
func (r *reading) run(ctx context.Context, blocks []graph.Span) error {
	sentences := text.Segment(r.doc.Lang, r.doc.Text, blocks)
	model, err := parse.Load(r.doc.Lang)
	if err != nil {
		return err
	}
	trees := make([]*parse.Tree, len(sentences))
	for i, s := range sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		trees[i] = model.ParseNamed(tokensOf(s), r.names(s))
	}
	r.dates, r.numbers = make([][]when.Date, len(sentences)), make([][]when.Quantity, len(sentences))
	for k, s := range sentences {
		r.times(k, s)
	}
	r.d, err = mention.Read(r.p.know, r.doc.Lang, r.doc.Text, sentences, trees, r.inDate)
	if err != nil {
		return err
	}
	r.facts = make([][]relation.Fact, len(sentences))
	for k := range r.d.Sentences {
		r.titles(k, false)
		r.embassies(k)
	}
	r.findSpeakers()
	r.d.Resolve(func(k int) string { return r.speakers[k] })
	for k := range r.d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.titles(k, true)
		r.match(k)
		r.places(k)
	}
	r.complete()
	r.bareTitles()
	return nil
}

// bareTitles gives "Prime Minister X" the state of which the text speaks. It
// is inferred, and its rule says so.
func (r *reading) bareTitles() {
	for k, s := range r.d.Sentences {
		for _, b := range r.d.BareTitles(s) {
			home, ok := r.d.Home(k)
			if !ok {
				continue
			}
			person, state, ok := relation.Fit(r.p.ontology, "official_of", r.ref(b.Person), r.ref(home))
			if !ok {
				continue
			}
			state.At = graph.Span{} // not written here
			r.d.AddOffice(person.Entity, state.Entity, b.Title)
			r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".official_of.bare-title", Relation: "official_of",
				Subject: person, Object: state, Trigger: b.Word, Qualifiers: []graph.Qualifier{{Key: "title", Value: b.Title}}})
		}
	}
}

// inDate reports whether a token is part of a date.
func (r *reading) inDate(sentence, token int) bool {
	for _, d := range r.dates[sentence] {
		if d.First <= token && token < d.Last {
			return true
		}
	}
	return false
}

// names tells the parser which tokens the gazetteer knows as names, so that it
// does not take "Ruanda" at the start of a sentence for an adverb.
func (r *reading) names(s text.Sentence) []bool {
	toks := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = t.Text
	}
	out := make([]bool, len(toks))
	for _, h := range r.p.know.Gazetteer.Match(r.doc.Lang, toks) {
		if h.Context || h.Form != gazetteer.Name && h.Form != gazetteer.Acronym {
			continue
		}
		for i := h.First; i < h.Last; i++ {
			w := []rune(toks[i])
			out[i] = unicode.IsUpper(w[0])
		}
	}
	return out
}

func tokensOf(s text.Sentence) []parse.Token {
	out := make([]parse.Token, len(s.Tokens))
	for i, t := range s.Tokens {
		out[i] = parse.Token{Form: t.Text, Start: t.Start, End: t.End}
	}
	return out
}

// refs is how the frames ask what a word of sentence k stands for.
func (r *reading) refs(k int) relation.Referents {
	s := r.d.Sentences[k]
	return func(word int, mode syntax.Mode) []relation.Ref {
		var out []relation.Ref
		for _, m := range r.d.Refs(s, word, mode) {
			out = append(out, r.ref(m))
		}
		return out
	}
}

func (r *reading) ref(m mention.Mention) relation.Ref {
	x := relation.Ref{Entity: m.Entity, Type: m.Type, At: m.Span, Via: string(m.Kind)}
	if e := r.p.know.Gazetteer.Entry(m.Entity); e != nil && e.CapitalOf != "" {
		if c := r.p.know.Gazetteer.Entry(e.CapitalOf); c != nil {
			x.Alt = &relation.Ref{Entity: c.ID, Type: c.Type, At: m.Span, Via: "capital"}
		}
	}
	if e := r.p.know.Gazetteer.Entry(r.d.Owner(m.Entity)); e != nil {
		x.Alt = &relation.Ref{Entity: e.ID, Type: e.Type, At: m.Span, Via: "embassy"} // the embassy said …
	}
	return x
}

// match finds the facts of sentence k, and those that follow from who says them.
func (r *reading) match(k int) {
	s := r.d.Sentences[k]
	r.facts[k] = append(r.facts[k], r.lang.Find(s.Tree, r.refs(k), r.p.ontology)...)
	r.facts[k] = append(r.facts[k], r.lang.Derive(s.Tree, r.facts[k], r.refs(k), r.p.ontology)...)
}

// embassies says where the embassies of sentence k stand.
func (r *reading) embassies(k int) {
	s := r.d.Sentences[k]
	for i := 0; i < s.Tree.Len(); i++ {
		for _, m := range r.d.Embassies(s, i) {
			if seat, ok := r.d.Seat(m.Entity); ok {
				r.facts[k] = append(r.facts[k], relation.Fact{Rule: r.doc.Lang + ".located_in.embassy", Relation: "located_in",
					Subject: r.ref(m), Object: r.ref(seat), Trigger: i})
			}
		}
	}
}

// titles applies the token patterns: offices, appositions, headlines. They are
// applied twice: before pronouns are resolved, since "the minister" is known
// by them, and after, since "its director, X" needs that.
func (r *reading) titles(k int, resolved bool) {
	s := r.d.Sentences[k]
	toks, ms, names := r.lattice(s, resolved)
	for _, m := range r.p.patterns.Match(r.doc.Lang, toks, ms, s.Heading) {
		sm, om := names[m.Subject], names[m.Object]
		if resolved && sm.Kind != mention.Pronoun && om.Kind != mention.Pronoun && sm.Kind != mention.Nominal && om.Kind != mention.Nominal {
			continue
		}
		sr, or, ok := relation.Fit(r.p.ontology, m.Relation, r.ref(r.d.Actor(sm)), r.ref(r.d.Actor(om)))
		if !ok {
			continue
		}
		trigger := s.WordOf(m.CueFirst)
		f := relation.Fact{Rule: m.Rule, Relation: m.Relation, Subject: sr, Object: or, Trigger: trigger, Qualifiers: m.Qualifiers}
		if !static[m.Relation] {
			f.Assertion = r.lang.Assert(s.Tree, trigger)
		}
		r.facts[k] = append(r.facts[k], f)
		if m.Relation == "official_of" {
			r.d.AddOffice(sr.Entity, or.Entity, qualifier(m.Qualifiers, "title"))
		}
	}
}

// static relations hold whatever the clause says: "Edi Rama, the prime
// minister, may resign" still says that he is the prime minister.
var static = map[string]bool{"official_of": true, "located_in": true, "part_of": true, "member_of": true, "allied_with": true}

func qualifier(qs []graph.Qualifier, key string) string {
	for _, q := range qs {
		if q.Key == key {
			return q.Value
		}
	}
	return ""
}

// lattice gives a sentence in the form that the token patterns read, and the
// mentions in the order in which the patterns count them.
func (r *reading) lattice(s *mention.Sentence, resolved bool) ([]pattern.Token, []pattern.Mention, []mention.Mention) {
	toks := make([]pattern.Token, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = pattern.Token{Text: t.Text, Classes: s.Classes(i)}
		if w := s.WordOf(i); w >= 0 {
			toks[i].Lemma, toks[i].UPOS = syntax.Lemma(s.Tree, w), syntax.Pos(s.Tree, w)
		}
	}
	var ms []pattern.Mention
	var names []mention.Mention
	add := func(m mention.Mention) {
		first, last := s.Tree.Word(m.First).Token, s.Tree.Word(m.Last-1).Token+1
		ms = append(ms, pattern.Mention{First: first, Last: last, Type: m.Type, Form: string(m.Kind)})
		names = append(names, m)
		if alt := r.ref(m).Alt; alt != nil {
			ms = append(ms, pattern.Mention{First: first, Last: last, Type: alt.Type, Form: string(m.Kind)})
			names = append(names, m)
		}
	}
	for _, m := range s.Mentions {
		add(m)
	}
	if resolved {
		for i := 0; i < s.Tree.Len(); i++ {
			if m, ok := s.Anaphor(i); ok {
				add(m)
			}
		}
	}
	return toks, ms, names
}

// complete fills in what a fact leaves open: whom a denial answers ("rejected
// the accusations"), and who struck or was struck in "the attack". A fact that
// nothing completes is dropped.
func (r *reading) complete() {
	for k := range r.facts {
		var kept []relation.Fact
		for _, f := range r.facts[k] {
			if f.Object.Open() && !r.fill(k, &f) {
				continue
			}
			kept = append(kept, f)
		}
		r.facts[k] = kept
	}
}

func (r *reading) fill(k int, f *relation.Fact) bool {
	if f.Object.Entity == relation.Accuser {
		a, ok := r.accuser(k, *f)
		f.Object = a
		return ok
	}
	e, ok := r.lastAttack(k)
	if !ok {
		return false
	}
	at := f.Object.At
	if f.Object.Entity == relation.Victim {
		f.Object = e.Object
	} else {
		f.Object = e.Subject
	}
	f.Object.At = at
	s, o, ok := relation.Fit(r.p.ontology, f.Relation, f.Subject, f.Object)
	f.Subject, f.Object = s, o
	return ok
}

// lastAttack is the attack told of last before sentence k, or in it. Where the
// last sentence tells of several, "the attack" is ambiguous.
func (r *reading) lastAttack(k int) (relation.Fact, bool) {
	for j := k; j >= 0; j-- {
		var found relation.Fact
		n := 0
		for _, f := range r.facts[j] {
			if f.Relation != "attacked" && f.Relation != "claimed" || f.Object.Open() || f.Assertion.Polarity != graph.Affirmed {
				continue
			}
			if n == 0 || f.Subject.Entity != found.Subject.Entity || f.Object.Entity != found.Object.Entity {
				n++
			}
			found = f
		}
		if n > 0 {
			return found, n == 1
		}
	}
	return relation.Fact{}, false
}

// blames are the relations that one can answer by a denial.
var blames = map[string]bool{"accused": true, "attributed": true, "criticized": true}

func (r *reading) accuser(k int, denial relation.Fact) (relation.Ref, bool) {
	blamed := map[string]bool{denial.Subject.Entity: true}
	if a := r.d.Affiliation(denial.Subject.Entity); a != "" {
		blamed[a] = true
	}
	for j := k; j >= 0; j-- {
		for i := len(r.facts[j]) - 1; i >= 0; i-- {
			f := r.facts[j][i]
			if blames[f.Relation] && blamed[f.Object.Entity] && f.Subject.Entity != denial.Subject.Entity && f.Assertion.Polarity == graph.Affirmed && !f.Subject.Open() {
				return f.Subject, true
			}
		}
	}
	return relation.Ref{}, false
}

// places carries over where a place lies: who lives in "the Kenyan town of X"
// lives in Kenya.
func (r *reading) places(k int) {
	var more []relation.Fact
	for _, f := range r.facts[k] {
		if f.Relation != "hosted_in" {
			continue
		}
		for _, g := range r.facts[k] {
			if g.Relation == "located_in" && g.Subject.Entity == f.Object.Entity && g.Object.Entity != f.Subject.Entity {
				h := f
				h.Object, h.Rule = g.Object, f.Rule+"+located_in"
				more = append(more, h)
			}
		}
	}
	r.facts[k] = append(r.facts[k], more...)
}

// findSpeakers notes for each sentence who speaks in it. In a quotation that
// runs on, the speaker of the sentence before still speaks.
func (r *reading) findSpeakers() {
	r.speakers = make([]string, len(r.d.Sentences))
	inQuote := false
	for k, s := range r.d.Sentences {
		started := inQuote
		inQuote = mention.OpenQuote(s, inQuote)
		for _, w := range r.lang.Sayers(s.Tree) {
			for _, x := range r.refs(k)(w, syntax.Whole) {
				if x.Type == gazetteer.Person || r.speakers[k] == "" {
					r.speakers[k] = x.Entity
				}
			}
		}
		if r.speakers[k] == "" && started && k > 0 {
			r.speakers[k] = r.speakers[k-1]
		}
	}
}

// times reads dates and numbers of sentence k.
func (r *reading) times(k int, s text.Sentence) {
	toks := make([]when.Token, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = when.Token{Text: t.Text, Start: t.Start, End: t.End}
	}
	r.dates[k], r.numbers[k] = r.p.grammars[r.doc.Lang].Read(toks, refOf(r.doc.Published))
	for _, d := range r.dates[k] {
		if d.Problem != "" {
			r.warnings = append(r.warnings, article.Warning{Source: r.doc.Source, Problem: d.Problem, Span: graph.Span{Start: d.Start, End: d.End}})
		}
	}
}

// entities lists what the claims name and what the article mentions.
func (r *reading) entities() []graph.Entity {
	out := r.d.Entities()
	have := map[string]bool{}
	for _, e := range out {
		have[e.ID] = true
	}
	need := func(id string) {
		if e := r.p.know.Gazetteer.Entry(id); e != nil && !have[id] {
			have[id] = true
			out = append(out, e.Entity())
		}
	}
	for _, c := range r.claims() {
		need(c.Subject)
		need(c.Object)
		for _, s := range c.Speakers {
			need(s)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}
