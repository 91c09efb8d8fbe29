package explore

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"kg/graph"
	"kg/graph/store"
)

// passage is one claim with the words that prove it.
type passage struct {
	Claim      string      `json:"claim"` // IRI
	Subject    node        `json:"subject"`
	Relation   term        `json:"relation"`
	Object     node        `json:"object"`
	Held       string      `json:"held"`
	Edge       bool        `json:"edge"`
	Source     source      `json:"source"`
	Start      int         `json:"start"` // bytes of the article's stored text
	End        int         `json:"end"`
	Runs       []run       `json:"runs"` // the passage, with some words before and after
	Speakers   []node      `json:"speakers"`
	Certainty  string      `json:"certainty"` // as written
	Date       string      `json:"date"`      // EDTF
	Quantities []string    `json:"quantities"`
	Place      *node       `json:"place"`
	Qualifiers []qualifier `json:"qualifiers"`
	Rule       string      `json:"rule"`
}

type qualifier struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// run is a stretch of an article's text of one kind. All runs in their order
// are the text.
type run struct {
	Text  string `json:"text"`
	Claim string `json:"claim,omitempty"` // the claim whose passage it is part of, "" for text around
	Role  string `json:"role,omitempty"`  // "subject", "object" or "cue"; "hit" for what was searched
}

type passageList struct {
	Total  int       `json:"total"`
	More   bool      `json:"more"`   // there are more after these
	Unread bool      `json:"unread"` // more claims were there than are read; total counts those that were
	Items  []passage `json:"items"`
}

// passages answers /passages: the claims of an edge, of a pair, of an entity, or
// one claim.
func passages(q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	if len(q.values["held"]) == 0 {
		f.held = nil // proof and contradiction alike
	}
	limit, err := q.number("limit", 50, 1, maxPage)
	if err != nil {
		return nil, err
	}
	offset, err := q.number("offset", 0, 0, maxHub)
	if err != nil {
		return nil, err
	}
	by, err := q.claimFilter()
	if err != nil {
		return nil, err
	}
	claims, unread, err := q.claims(by, func(c graph.Claim) bool { return q.matches(f, c) && q.rightType(f, c, nil) })
	if err != nil {
		return nil, err
	}
	out := passageList{Total: len(claims), Unread: unread, Items: []passage{}}
	claims = claims[min(offset, len(claims)):]
	out.More = len(claims) > limit
	for _, c := range claims[:min(limit, len(claims))] {
		out.Items = append(out.Items, q.passage(c))
	}
	return out, nil
}

// claimFilter reads which claims /passages and /articles/{id} are asked about.
func (q *request) claimFilter() (store.Filter, error) {
	by := store.Filter{}
	v := q.values
	for name, field := range map[string]*string{"subject": &by.Subject, "object": &by.Object} {
		if text := v.Get(name); text != "" {
			id, err := q.entityID(name, text)
			if err != nil {
				return by, err
			}
			*field = id
		}
	}
	if len(v["relation"]) == 1 {
		by.Predicate = v.Get("relation")
	}
	if len(v["source"]) == 1 {
		by.Article = v.Get("source")
	}
	switch either := v.Get("either"); either {
	case "", "false":
		by.Pair = by.Predicate != "" && q.s.symmetric(by.Predicate)
	case "true":
		by.Pair = true
	default:
		return by, bad("either is %q; it can be true or false", either)
	}
	if by.Subject == "" && by.Object == "" && by.Article == "" && v.Get("claim") == "" {
		return by, bad("say which passages: subject, object, source or claim")
	}
	if v.Get("claim") != "" && by.Article == "" {
		return by, bad("a claim is found in its article; give source too")
	}
	return by, nil
}

// claims reads the claims that pass, at most maxHub; unread says that there
// are more.
func (q *request) claims(by store.Filter, pass func(graph.Claim) bool) (out []graph.Claim, unread bool, err error) {
	want := q.values.Get("claim")
	n := 0
	for c, err := range q.st.Claims(q.ctx, by) {
		if err != nil {
			return nil, false, err
		}
		if n++; n > maxHub {
			return out, true, nil
		}
		if pass(c) && (want == "" || c.IRI() == want) {
			out = append(out, c)
		}
	}
	return out, false, nil
}

// around is how much text is given before and after a passage, in bytes.
const around = 220

func (q *request) passage(c graph.Claim) passage {
	a := q.texts.Article(c.Article)
	p := passage{Claim: c.IRI(), Subject: q.node(c.Subject), Relation: term{c.Predicate, q.s.relationLabel(c.Predicate, q.lang)},
		Object: q.node(c.Object), Held: heldOf(c), Edge: c.Edge(), Source: newSource(a), Start: c.Span.Start, End: c.Span.End,
		Speakers: []node{}, Certainty: c.Confidence, Date: c.Date, Quantities: []string{}, Qualifiers: []qualifier{}, Rule: c.Rule}
	p.Runs = runs(a.Text, window(a.Text, c.Span, around), []graph.Claim{c})
	for _, s := range c.Speakers {
		p.Speakers = append(p.Speakers, q.node(s))
	}
	if c.Place != "" {
		n := q.node(c.Place)
		p.Place = &n
	}
	for _, x := range c.Quantities {
		p.Quantities = append(p.Quantities, x.String())
	}
	for _, x := range c.Qualifiers {
		p.Qualifiers = append(p.Qualifiers, qualifier{x.Key, x.Value})
	}
	return p
}

// window widens a span by some bytes on each side, to whole words of the same
// paragraph.
func window(text string, s graph.Span, by int) graph.Span {
	if !s.In(len(text)) {
		return graph.Span{}
	}
	from, to := max(0, s.Start-by), min(len(text), s.End+by)
	before, after := text[from:s.Start], text[s.End:to]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		from += i + 1
	} else if from > 0 {
		from += len(before) - len(strings.TrimLeftFunc(before, notSpace))
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		to = s.End + i
	} else if to < len(text) {
		to = s.End + len(strings.TrimRightFunc(after, notSpace))
	}
	return graph.Span{Start: from, End: to}
}

func notSpace(r rune) bool { return r != ' ' && r != '\n' }

// runs cuts a part of a text where passages and the words in them begin and
// end. Where passages overlap, the text belongs to the first.
func runs(text string, part graph.Span, claims []graph.Claim) []run {
	cuts := []int{part.Start, part.End}
	add := func(s graph.Span) {
		if s.In(len(text)) && s.Len() > 0 {
			cuts = append(cuts, min(max(s.Start, part.Start), part.End), min(max(s.End, part.Start), part.End))
		}
	}
	for _, c := range claims {
		for _, s := range []graph.Span{c.Span, c.SubjectAt, c.ObjectAt, c.CueAt} {
			add(s)
		}
	}
	sort.Ints(cuts)
	cuts = slices.DeleteFunc(slices.Compact(cuts), func(at int) bool { // an imported store can cut a letter in two
		return at > part.Start && at < part.End && !utf8.RuneStart(text[at])
	})
	out := []run{}
	for i := 1; i < len(cuts); i++ {
		piece := graph.Span{Start: cuts[i-1], End: cuts[i]}
		r := run{Text: text[piece.Start:piece.End]}
		r.Claim, r.Role = roleOf(piece, claims)
		if n := len(out); n > 0 && out[n-1].Claim == r.Claim && out[n-1].Role == r.Role {
			out[n-1].Text += r.Text
			continue
		}
		out = append(out, r)
	}
	return out
}

// roleOf says to which claim's passage a piece belongs, and as what.
func roleOf(piece graph.Span, claims []graph.Claim) (claim, role string) {
	for _, c := range claims {
		if !c.Span.Contains(piece) {
			continue
		}
		if claim == "" {
			claim = c.IRI()
		}
		for _, m := range []struct {
			at   graph.Span
			role string
		}{{c.SubjectAt, "subject"}, {c.ObjectAt, "object"}, {c.CueAt, "cue"}} {
			if m.at.Len() > 0 && m.at.Contains(piece) {
				return claim, m.role
			}
		}
	}
	return claim, ""
}
