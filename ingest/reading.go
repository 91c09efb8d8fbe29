package ingest

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"

	"kg/graph"
	"kg/ingest/article"
	"kg/ingest/facet"
	"kg/ingest/gazetteer"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/relation"
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
	held     map[office][]int  // sentences that may tell of the office, in order
	dates    [][]when.Date
	numbers  [][]when.Quantity
	sport    *bool    // the article is of sport; nil: not looked yet
	speakers []string // by sentence: who speaks in it, "" if nobody
	warnings []article.Warning

	words      *facet.Lexicon
	away       [][]bool // by sentence and number: it is a distance from a place
	memory     *memory
	happenings []event // planned events told of, in the order of the text
	made       map[string]graph.Entity
	toldOf     []nameless    // events and statements without a name, in the order of the text
	list       []graph.Claim // see claims, if listed
	listed     bool
}

func (p *Pipeline) reading(doc *article.Doc) *reading {
	return &reading{p: p, doc: doc, lang: p.frames[doc.Lang], words: p.words[doc.Lang], memory: newMemory(), made: map[string]graph.Entity{}}
}

// run does the stages in order.
func (r *reading) run(ctx context.Context, blocks []graph.Span) error {
	sentences := text.Segment(r.doc.Lang, r.doc.Text, blocks)
	model, err := parse.Load(r.doc.Lang)
	if err != nil {
		return err
	}
	spell(model, sentences)
	r.allTimes(sentences)
	for range sentences {
		r.memory.listed = append(r.memory.listed, r.p.know.Gazetteer.Memo(r.doc.Lang))
	}
	trees := make([]*parse.Tree, len(sentences))
	for k, s := range sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		trees[k] = model.ParseAside(tokensOf(s), r.names(k, s), r.asides(k, s))
	}
	if err := r.interpret(ctx, model, sentences, trees); err != nil {
		return err
	}
	return r.secondReading(ctx, model.Second(), sentences, trees)
}

// interpret finds what the words stand for and the facts, sentence by sentence.
// With a model, sentences whose names were taken for other words are parsed again.
func (r *reading) interpret(ctx context.Context, model *parse.Model, sentences []text.Sentence, trees []*parse.Tree) (err error) {
	if r.d, err = mention.Read(r.p.know, r.doc.Lang, r.doc.Text, r.doc.Place, sentences, trees, r.memory.listed, r.inDate); err != nil {
		return err
	}
	if model != nil && r.lookAgain(model, sentences, trees) {
		if r.d, err = mention.Read(r.p.know, r.doc.Lang, r.doc.Text, r.doc.Place, sentences, trees, r.memory.listed, r.inDate); err != nil {
			return err
		}
	}
	r.d.Written(r.doc.Place)
	r.facts, r.away = make([][]relation.Fact, len(sentences)), make([][]bool, len(sentences))
	for k := range r.d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.titles(k, false)
		r.embassies(k)
		r.partisans(k)
	}
	r.speakers, r.sport = make([]string, len(r.d.Sentences)), nil
	if err := r.resolve(ctx); err != nil {
		return err
	}
	r.held = map[office][]int{}
	for k := range r.facts {
		r.noteOffices(k)
	}
	for k := range r.d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.match(k)
		r.places(k)
		r.envoys(k)
		r.distances(k)
		r.casualties(k)
		r.events(k)
		r.noteOffices(k)
		if r.d.Sentences[k].Plot {
			r.facts[k] = nil
		}
	}
	r.complete()
	r.debunk()
	return nil
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

// names tells the parser which tokens of sentence k the gazetteer knows as names, so that it
// does not take "Ruanda" at the start of a sentence for an adverb, and where one
// ends and the next begins.
func (r *reading) names(k int, s text.Sentence) []int {
	toks := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = t.Text
	}
	out := make([]int, len(toks))
	for i, h := range r.memory.listed[k].Match(toks) {
		if h.Context || h.Form != gazetteer.Name && h.Form != gazetteer.Acronym {
			continue
		}
		n := i + 1
		if len(h.Entries) > 0 && h.Entries[0].Type == gazetteer.Country {
			n += parse.State
		}
		for i := h.First; i < h.Last; i++ {
			if strings.ContainsFunc(toks[i], unicode.IsUpper) { // "al-Shabaab", too
				out[i] = n
			}
		}
	}
	return out
}

// spell writes the words of the sentences as the dictionary does. Their spans
// stay those of the text.
func spell(m *parse.Model, sentences []text.Sentence) {
	for _, s := range sentences {
		for i := range s.Tokens {
			s.Tokens[i].Text = m.Spell(s.Tokens[i].Text)
		}
	}
}

// asides are the dates inside sentence k: not the first words, after which
// German has the verb, nor the last.
func (r *reading) asides(k int, s text.Sentence) []parse.Range {
	var out []parse.Range
	for _, d := range r.dates[k] {
		if d.First > 0 && d.Last < len(s.Tokens) {
			out = append(out, parse.Range{First: d.First, Last: d.Last})
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
func (r *reading) refs(k int) relation.Referents { return r.asker(k).refs }

func (r *reading) ref(m mention.Mention) relation.Ref {
	x := relation.Ref{Entity: m.Entity, Type: m.Type, At: m.Span, Via: string(m.Kind)}
	if e := r.p.know.Gazetteer.Entry(m.Entity); e != nil {
		if c := r.p.know.Gazetteer.Entry(cmp.Or(r.d.SeatOf(e.ID), e.CapitalOf, e.Metonym)); c != nil {
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
	a := r.asker(k)
	r.facts[k] = append(r.facts[k], r.intruders(k, r.listers(k, r.courts(k, r.find(k, a))))...)
	r.facts[k] = append(r.facts[k], r.lang.Derive(s.Tree, r.facts[k], a.refs, r.p.ontology)...)
	r.facts[k] = append(r.facts[k], r.inPerson(k, a.refs)...)
	for i := range r.facts[k] {
		r.stateOffice(&r.facts[k][i])
	}
	r.noteOffices(k)
	r.facts[k] = slices.DeleteFunc(r.facts[k], func(f relation.Fact) bool { return r.misplacedOffice(k, f) || r.ownDeed(f) })
	switch {
	case slices.ContainsFunc(r.facts[k], borrowed) && r.sportPage():
		r.facts[k] = slices.DeleteFunc(r.facts[k], borrowed)
	case slices.ContainsFunc(r.facts[k], contested) && r.lang.Contest(s.Tree):
		r.facts[k] = slices.DeleteFunc(r.facts[k], contested)
	}
}

// borrowed: sport has the words.
func borrowed(f relation.Fact) bool { return harm[f.Relation] }

// sportPage: the article tells of sport, where anybody strikes anybody: at least two
// sentences and a sixth of all have words that only sport has, or the score of a match.
func (r *reading) sportPage() bool {
	if r.sport == nil {
		n := 0
		for _, s := range r.d.Sentences {
			if r.lang.Match(s.Tree) {
				n++
			}
		}
		yes := n >= 2 && 6*n >= len(r.d.Sentences)
		r.sport = &yes
	}
	return *r.sport
}

// harm are the relations of which sport borrows the words.
var harm = map[string]bool{"attacked": true, "targeted": true, "threatened": true, "supplied": true, "supports": true}

// contested: what one state does to another in sport, too, or threatens with.
func contested(f relation.Fact) bool {
	return harm[f.Relation] && f.Subject.Type == gazetteer.Country && (f.Object.Type == gazetteer.Country || f.Relation == "threatened" && f.Object.Open())
}

// ownDeed: whoever tells what the state or body does that he speaks for accuses
// nobody: "« Nous avons frappé une base », a dit le ministre".
func (r *reading) ownDeed(f relation.Fact) bool {
	if !f.Reported || f.Relation != "accused" && f.Relation != "attributed" || f.Subject.Type != gazetteer.Person {
		return false
	}
	for _, k := range r.held[office{f.Subject.Entity, f.Object.Entity}] {
		for _, x := range r.facts[k] {
			if x.Relation == "official_of" && x.Subject.Entity == f.Subject.Entity && x.Object.Entity == f.Object.Entity && x.Assertion.Polarity == graph.Affirmed {
				return true
			}
		}
	}
	return false
}

// office is one that a person has in a body.
type office struct{ person, body string }

// noteOffices notes of whose offices sentence k tells now.
func (r *reading) noteOffices(k int) {
	for _, f := range r.facts[k] {
		if f.Relation != "official_of" {
			continue
		}
		o := office{f.Subject.Entity, f.Object.Entity}
		if i, known := slices.BinarySearch(r.held[o], k); !known {
			r.held[o] = slices.Insert(r.held[o], i, k)
		}
	}
}

// privateOffices are the kinds of office that no state has: "the Greek chief
// executive, X" is a Greek, and not Greece's; and Paris's mayor is not France's.
var privateOffices = map[string]bool{"company_head": true, "company_officer": true, "owner": true, "editor": true, "party_leader": true, "mayor": true}

// misplacedOffice: the fact gives a body an office that it has not.
func (r *reading) misplacedOffice(k int, f relation.Fact) bool {
	if f.Relation != "official_of" {
		return false
	}
	title := qualifier(f.Qualifiers, "title")
	if t := r.d.Sentences[k].Tree; title == "" && f.Trigger >= 0 && f.Trigger < t.Len() {
		title = t.Word(f.Trigger).Form
	}
	if f.Object.Type != gazetteer.Country {
		return r.d.PostedAt(title, f.Object.Entity, f.Object.Type)
	}
	kinds := r.p.know.Gazetteer.MatchRoles(r.doc.Lang, strings.Fields(title))
	return len(kinds) > 0 && privateOffices[kinds[len(kinds)-1].Roles[0].Kind]
}

// stateOffices are the kinds of office that a state has and a city has not.
var stateOffices = map[string]bool{"ambassador": true, "diplomat": true, "minister": true, "head_of_government": true, "head_of_state": true}

// stateOffice reads "Moscow's envoy" as Russia's.
func (r *reading) stateOffice(f *relation.Fact) {
	if f.Relation != "official_of" || f.Object.Alt == nil || f.Object.Type != gazetteer.Place {
		return
	}
	for _, h := range r.p.know.Gazetteer.MatchRoles(r.doc.Lang, strings.Fields(qualifier(f.Qualifiers, "title"))) {
		if stateOffices[h.Roles[0].Kind] {
			f.Object = *f.Object.Alt
			return
		}
	}
}

// resolve finds what refers back to what, sentence by sentence: what a sentence
// tells of offices is known when the next is read.
func (r *reading) resolve(ctx context.Context) error {
	open := make([]string, len(r.d.Sentences)+1) // the mark of the quotation that is open before the sentence
	for k, s := range r.d.Sentences {
		open[k+1] = r.d.OpenQuote(s, open[k])
	}
	h := mention.Hooks{
		Before:  r.bareTitles,
		Speaker: func(k int) string { return r.speakers[k] },
		Resolved: func(k int) {
			r.titles(k, true)
			r.offices(k)
			r.findSpeaker(k, r.d.Sentences[k].GoesOn(open[k]))
		},
	}
	if r.p.options.NoCoreference {
		for k := range r.d.Sentences {
			h.Before(k)
			h.Resolved(k)
		}
		return nil
	}
	return r.d.Resolve(ctx, h)
}

// findSpeaker notes who speaks in sentence k. In a quotation that runs on, the
// speaker of the sentence before still speaks.
func (r *reading) findSpeaker(k int, quoted bool) {
	for _, w := range r.lang.Sayers(r.d.Sentences[k].Tree) {
		for _, x := range r.refs(k)(w, syntax.Whole) {
			if x.Type == gazetteer.Person || r.speakers[k] == "" {
				r.speakers[k] = x.Entity
			}
		}
	}
	if r.speakers[k] == "" {
		r.speakers[k] = r.source(k)
	}
	if r.speakers[k] == "" && k > 0 && (quoted || r.d.Reported(k)) {
		r.speakers[k] = r.speakers[k-1]
	}
}

// source is the one whom sentence k names as its source ("according to X"); "" where it
// names none, or several.
func (r *reading) source(k int) string {
	who := ""
	for _, w := range r.lang.Sources(r.d.Sentences[k].Tree) {
		for _, x := range r.refs(k)(w, syntax.Whole) {
			if who != "" && who != x.Entity {
				return ""
			}
			who = x.Entity
		}
	}
	return who
}

// allTimes reads dates and numbers. Where nobody says when the article came out, its weekdays may tell the year.
func (r *reading) allTimes(sentences []text.Sentence) {
	r.dates, r.numbers = make([][]when.Date, len(sentences)), make([][]when.Quantity, len(sentences))
	ref := refOf(r.doc.Published)
	for k, s := range sentences {
		r.times(k, s, ref)
	}
	y := storyYear(r.doc.Text, r.dates)
	if ref != (when.Ref{}) || y == 0 {
		return
	}
	r.warnings = nil // of the first reading
	for k, s := range sentences {
		r.times(k, s, when.Ref{Year: y})
	}
}

// times reads dates and numbers of sentence k.
func (r *reading) times(k int, s text.Sentence, ref when.Ref) {
	toks := make([]when.Token, len(s.Tokens))
	for i, t := range s.Tokens {
		toks[i] = when.Token{Text: t.Text, Start: t.Start, End: t.End}
	}
	r.dates[k], r.numbers[k] = r.p.grammars[r.doc.Lang].Read(toks, ref)
	r.dates[k] = slices.DeleteFunc(r.dates[k], func(d when.Date) bool { return firstName(s.Tokens, d.First, d.Last) })
	for _, d := range r.dates[k] {
		if d.Problem != "" {
			r.warnings = append(r.warnings, article.Warning{Source: r.doc.Source, Problem: d.Problem, Span: graph.Span{Start: d.Start, End: d.End}})
		}
	}
}

// firstName: "Jan" with a capital behind it is a first name and no month.
func firstName(toks []text.Token, first, last int) bool {
	return last-first == 1 && last < len(toks) && toks[first].Text == "Jan" && unicode.IsUpper([]rune(toks[last].Text)[0])
}

// entities lists what the claims name and what the article mentions.
func (r *reading) entities() []graph.Entity {
	out := r.d.Entities()
	for _, e := range r.made {
		out = append(out, e)
	}
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
		need(c.Place)
		for _, q := range c.Quantities {
			need(q.From)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}
