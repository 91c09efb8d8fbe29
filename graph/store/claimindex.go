package store

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"kg/graph"

	"github.com/cayleygraph/quad"
)

// Lists of the index of claims. Each is sorted by what follows in its keys, so
// that a prefix of it is an answer in order, and its claims of one subject,
// relation and object stand together.
const (
	claimKeys  = "c" + sep
	bySubject  = claimKeys + "s" + sep // RELATION SUBJECT OBJECT STATUS ARTICLE CLAIM
	byObject   = claimKeys + "o" + sep // RELATION OBJECT SUBJECT STATUS ARTICLE CLAIM
	bySpeaker  = claimKeys + "v" + sep // SPEAKER SUBJECT OBJECT RELATION STATUS ARTICLE CLAIM
	byPlace    = claimKeys + "p" + sep // PLACE SUBJECT OBJECT RELATION STATUS ARTICLE CLAIM
	byDenied   = claimKeys + "n" + sep // "" SUBJECT OBJECT RELATION STATUS ARTICLE CLAIM
	claimParts = 6                     // after the list's name, but for those of the last three

	unitSep = "\x1f" // between the parts of values, which not every backend lets have a NUL

	// nameLists has an entry for each article: when it was published, and the
	// entities that it mentions.
	nameLists = "g" + sep

	// cardKeys have an entry for each article: what is shown of it.
	cardKeys = "h" + sep
)

// card is what is shown of an article beside its text.
type card struct {
	Source    string `json:"s,omitempty"`
	Lang      string `json:"l,omitempty"`
	Title     string `json:"t,omitempty"`
	Outlet    string `json:"o,omitempty"`
	Agency    string `json:"a,omitempty"`
	Place     string `json:"p,omitempty"`
	Published string `json:"i,omitempty"`
	URL       string `json:"u,omitempty"`
}

func (c card) article(id string) graph.Article {
	return graph.Article{ID: id, Source: c.Source, Lang: c.Lang, Title: c.Title, Outlet: c.Outlet, Agency: c.Agency, Place: c.Place, Published: c.Published, URL: c.URL}
}

// cardOf reads the card off the quads of an article.
func cardOf(id string, own []quad.Quad) string {
	var c card
	fields := map[string]*string{graph.KGSource: &c.Source, graph.DCLanguage: &c.Lang, graph.DCTitle: &c.Title, graph.DCPublisher: &c.Outlet,
		graph.KGAgency: &c.Agency, graph.KGDateline: &c.Place, graph.DCIssued: &c.Published, graph.SchemaURL: &c.URL}
	for _, q := range own {
		if f := fields[iri(q.Predicate)]; f != nil && iri(q.Subject) == graph.ArticlePrefix+id {
			*f = text(q.Object)
		}
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a struct of strings
	}
	return string(b)
}

// articleNames is an entry of nameLists.
type articleNames struct {
	id, issued string
	entities   string // IDs, sorted, unitSep between them
}

func readNames(e entry) articleNames {
	issued, entities, _ := strings.Cut(e.value, unitSep)
	return articleNames{strings.TrimPrefix(e.key, nameLists), issued, entities}
}

// has reports whether the article mentions the entity.
func (a articleNames) has(id string) bool {
	for rest := a.entities; ; {
		i := strings.Index(rest, id)
		if i < 0 {
			return false
		}
		end := i + len(id)
		if (i == 0 || rest[i-1] == unitSep[0]) && (end == len(rest) || rest[end] == unitSep[0]) {
			return true
		}
		rest = rest[i+1:]
	}
}

// Mark is what the index knows of a claim.
type Mark struct {
	Claim                      string // its IRI
	Subject, Predicate, Object string
	Status                     string // polarity, else modality, else "stated"
	Polarity, Modality         string
	Article                    string // ID
	Date                       string // EDTF
	Issued                     string // the article's date
	Edge                       bool   // it makes an edge
	Details                    string // what else it has: any of Quantity, Fate, Weekday, Placed
	Speakers                   []string
}

// Marks of Details.
const (
	Quantity = "q" // a number
	Fate     = "s" // what became of an event
	Weekday  = "w" // a weekday beside its date
	Placed   = "p" // where it happened
)

// marks gives the claims among the quads of an article, and the place of each.
func marks(id string, own []quad.Quad) map[string]*placed {
	out := map[string]*placed{}
	edges := map[[3]string]bool{}
	issued := issuedOf(id, own)
	for _, q := range own {
		s, p, o := iri(q.Subject), iri(q.Predicate), iri(q.Object)
		switch {
		case p == graph.RDFSubject && strings.HasPrefix(s, graph.ClaimPrefix):
			out[s] = &placed{Mark: Mark{Claim: s, Subject: o, Article: id}}
		case isEdge(q):
			edges[[3]string{s, p, o}] = true
		}
	}
	for _, q := range own {
		if m := out[iri(q.Subject)]; m != nil {
			m.learn(q)
		}
	}
	for _, m := range out {
		m.Issued = issued
		m.Status = statusOf(m.Polarity, m.Modality)
		m.Edge = m.Polarity == graph.Affirmed && (m.Modality == graph.Factual || m.Modality == graph.Alleged) &&
			edges[[3]string{m.Subject, m.Predicate, m.Object}]
		slices.Sort(m.Speakers)
	}
	return out
}

// issuedOf is the article's date, "" where it has none.
func issuedOf(id string, own []quad.Quad) string {
	for _, q := range own {
		if iri(q.Predicate) == graph.DCIssued && iri(q.Subject) == graph.ArticlePrefix+id {
			return text(q.Object)
		}
	}
	return ""
}

func statusOf(polarity, modality string) string {
	switch {
	case polarity != graph.Affirmed:
		return polarity
	case modality != graph.Factual:
		return modality
	}
	return "stated"
}

type placed struct {
	Mark
	place string
}

func (m *placed) learn(q quad.Quad) {
	switch iri(q.Predicate) {
	case graph.RDFPredicate:
		m.Predicate = iri(q.Object)
	case graph.RDFObject:
		m.Object = iri(q.Object)
	case graph.KGPolarity:
		m.Polarity = text(q.Object)
	case graph.KGModality:
		m.Modality = text(q.Object)
	case graph.KGDate:
		m.Date = text(q.Object)
	case graph.KGSpeaker:
		m.Speakers = append(m.Speakers, iri(q.Object))
	case graph.KGPlace:
		m.place = iri(q.Object)
		m.has(Placed)
	case graph.KGQuantity:
		m.has(Quantity)
	case graph.KGQualifier + "status":
		m.has(Fate)
	case graph.KGQualifier + "weekday":
		m.has(Weekday)
	}
}

func (m *placed) has(detail string) {
	if !strings.Contains(m.Details, detail) {
		m.Details += detail
	}
}

func text(v quad.Value) string {
	s, _ := v.(quad.String)
	return string(s)
}

// claimEntries are the entries of an article's claims, and of its names.
func claimEntries(id string, own []quad.Quad) []entry {
	out := []entry{{nameLists + id, joined(issuedOf(id, own), mentions(own))}, {cardKeys + id, cardOf(id, own)}}
	for _, m := range marks(id, own) {
		details := strings.Split(m.Details, "")
		slices.Sort(details) // quads have no order
		if m.Edge {
			details = append(details, makesEdge)
		}
		value := joined(m.Date, append([]string{m.Issued, m.Polarity, m.Modality, strings.Join(details, "")}, m.Speakers...))
		add := func(list string, parts ...string) {
			parts = append(parts, m.Status, m.Article, strings.TrimPrefix(m.Claim, graph.ClaimPrefix))
			out = append(out, entry{list + strings.Join(parts, sep), value})
		}
		add(bySubject, m.Predicate, m.Subject, m.Object)
		add(byObject, m.Predicate, m.Object, m.Subject)
		for _, s := range slices.Compact(slices.Clone(m.Speakers)) {
			add(bySpeaker, s, m.Subject, m.Object, m.Predicate)
		}
		if m.place != "" {
			add(byPlace, m.place, m.Subject, m.Object, m.Predicate)
		}
		if m.Polarity == graph.Denied {
			add(byDenied, "", m.Subject, m.Object, m.Predicate)
		}
	}
	return out
}

// makesEdge stands last among the details of a claim that makes an edge.
const makesEdge = "e"

// joined makes a value of its parts.
func joined(first string, rest []string) string {
	parts := []string{first}
	for _, p := range rest {
		parts = append(parts, strings.ReplaceAll(p, unitSep, " "))
	}
	return strings.Join(parts, unitSep)
}

// parseMark reads an entry of the index of claims.
func parseMark(e entry) (Mark, error) {
	var m Mark
	list, rest := e.key[:min(len(bySubject), len(e.key))], e.key[min(len(bySubject), len(e.key)):]
	if list != bySubject && list != byObject { // the key that the list is for
		_, rest, _ = strings.Cut(rest, sep)
	}
	var p [claimParts]string
	if !split(rest, p[:]) {
		return m, fmt.Errorf("index entry of a claim: %q", e.key)
	}
	switch list {
	case bySubject:
		m.Predicate, m.Subject, m.Object = p[0], p[1], p[2]
	case byObject:
		m.Predicate, m.Object, m.Subject = p[0], p[1], p[2]
	default:
		m.Subject, m.Object, m.Predicate = p[0], p[1], p[2]
	}
	m.Status, m.Article, m.Claim = p[3], p[4], graph.ClaimPrefix+p[5]
	v := strings.Split(e.value, unitSep)
	if len(v) < 5 {
		return m, fmt.Errorf("index entry of a claim: %q", e.value)
	}
	m.Date, m.Issued, m.Polarity, m.Modality, m.Speakers = v[0], v[1], v[2], v[3], v[5:]
	m.Details, m.Edge = strings.CutSuffix(v[4], makesEdge)
	return m, nil
}

// split cuts s at each separator into exactly as many parts as there is room for.
func split(s string, parts []string) bool {
	for i := range parts {
		at := strings.IndexByte(s, sep[0])
		if (at < 0) != (i == len(parts)-1) {
			return false
		}
		if at < 0 {
			parts[i] = s
			return true
		}
		parts[i], s = s[:at], s[at+1:]
	}
	return false
}

// markList gives the claims of one list, in its order.
func markList(ctx context.Context, v view, prefix string) iter.Seq2[Mark, error] {
	return func(yield func(Mark, error) bool) {
		for e, err := range v.scan(ctx, prefix) {
			var m Mark
			if err == nil {
				m, err = parseMark(e)
			}
			if !yield(m, err) || err != nil {
				return
			}
		}
	}
}
