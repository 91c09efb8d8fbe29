package graph

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"
)

// Quads writes the record: the article, the entities it names, its claims and
// the edges that they support, in a fixed order without duplicates. Quads of
// curated entities carry the label kg:gazetteer; all others the article's.
// It fails when a claim is not proved by the text.
func (r Record) Quads() ([]quad.Quad, error) {
	var errs []error
	w := &writer{label: quad.IRI(r.Article.IRI()), seen: map[quad.Quad]bool{}}
	w.article(r.Article)
	for _, e := range r.Entities {
		w.entity(e, r.Article)
	}
	for _, c := range r.Claims {
		if err := c.Check(r.Article); err != nil {
			errs = append(errs, err)
			continue
		}
		w.claim(c)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("article %s: %w", r.Article.ID, err)
	}
	return w.out, nil
}

// writer collects quads, each once, in the order in which they first come.
type writer struct {
	label quad.Value
	out   []quad.Quad
	seen  map[quad.Quad]bool
}

func (w *writer) add(s string, p string, o quad.Value, label quad.Value) {
	q := quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o, Label: label}
	if !w.seen[q] {
		w.seen[q] = true
		w.out = append(w.out, q)
	}
}

func (w *writer) text(s, p, o string) {
	if o != "" {
		w.add(s, p, quad.String(o), w.label)
	}
}

func (w *writer) article(a Article) {
	id := a.IRI()
	w.add(id, RDFType, quad.IRI(KGArticle), w.label)
	w.text(id, KGSource, a.Source)
	w.text(id, KGSHA256, a.SHA256)
	w.text(id, KGTextSHA256, a.TextSHA256())
	w.text(id, DCLanguage, a.Lang)
	w.text(id, DCTitle, a.Title)
	w.text(id, DCPublisher, a.Outlet)
	w.text(id, KGAgency, a.Agency)
	w.text(id, KGDateline, a.Place)
	w.text(id, DCIssued, a.Published)
	w.text(id, SchemaURL, a.URL)
	w.text(id, KGRules, a.Rules)
	w.add(id, KGText, quad.String(a.Text), w.label)
}

func (w *writer) entity(e Entity, a Article) {
	label := w.label
	if e.Curated {
		label = quad.IRI(Gazetteer)
	}
	w.add(a.IRI(), SchemaMentions, quad.IRI(e.ID), w.label)
	w.add(e.ID, RDFType, quad.IRI(e.Type), label)
	for _, n := range e.Labels {
		w.add(e.ID, RDFSLabel, nameValue(n), label)
	}
	for _, n := range e.Aliases {
		w.add(e.ID, SKOSAltLabel, nameValue(n), label)
	}
	for _, s := range e.SameAs {
		w.add(e.ID, OWLSameAs, quad.IRI(s), label)
	}
	if e.Country != "" {
		w.add(e.ID, KGCountry, quad.IRI(e.Country), label)
	}
}

func nameValue(n Name) quad.Value {
	if n.Lang == "" {
		return quad.String(n.Text)
	}
	return quad.LangString{Value: quad.String(n.Text), Lang: n.Lang}
}

func (w *writer) claim(c Claim) {
	id := c.IRI()
	w.add(id, RDFSubject, quad.IRI(c.Subject), w.label)
	w.add(id, RDFPredicate, quad.IRI(c.Predicate), w.label)
	w.add(id, RDFObject, quad.IRI(c.Object), w.label)
	w.add(id, OASource, quad.IRI(ArticlePrefix+c.Article), w.label)
	w.add(id, KGStart, quad.Int(c.Span.Start), w.label)
	w.add(id, KGEnd, quad.Int(c.Span.End), w.label)
	w.text(id, OAExact, c.Exact)
	w.text(id, KGMarks, c.marks())
	w.text(id, KGPolarity, c.Polarity)
	w.text(id, KGModality, c.Modality)
	for _, s := range c.Speakers {
		w.add(id, KGSpeaker, quad.IRI(s), w.label)
	}
	if len(c.Speakers) > 1 { // quads have no order: keep the chain's
		w.text(id, KGSpeakers, strings.Join(c.Speakers, " "))
	}
	w.text(id, KGConfidence, c.Confidence)
	w.text(id, KGDate, c.Date)
	for _, q := range c.Quantities {
		w.text(id, KGQuantity, q.String())
		if q.From != "" {
			w.add(id, KGFrom, quad.IRI(q.From), w.label) // the same as in the text, for queries
		}
	}
	if c.Place != "" {
		w.add(id, KGPlace, quad.IRI(c.Place), w.label)
	}
	for _, q := range c.Qualifiers {
		w.text(id, KGQualifier+q.Key, q.Value)
	}
	w.text(id, KGRule, c.Rule)
	if c.Edge() {
		w.add(c.Subject, c.Predicate, quad.IRI(c.Object), w.label)
	}
}

// ClaimFromQuads reads a claim back from the quads that have it as subject.
func ClaimFromQuads(qs []quad.Quad) (Claim, error) {
	var c Claim
	for _, q := range qs {
		label, _ := q.Label.(quad.IRI)
		c.Article = strings.TrimPrefix(string(label), ArticlePrefix)
		p, _ := q.Predicate.(quad.IRI)
		if err := c.set(string(p), q.Object); err != nil {
			return Claim{}, fmt.Errorf("claim %v: %w", q.Subject, err)
		}
	}
	c.Normalize()
	if c.Subject == "" || c.Predicate == "" || c.Object == "" {
		return Claim{}, errors.New("claim lacks rdf:subject, rdf:predicate or rdf:object")
	}
	return c, nil
}

func (c *Claim) set(p string, o quad.Value) error {
	switch p {
	case RDFSubject:
		c.Subject = str(o)
	case RDFPredicate:
		c.Predicate = str(o)
	case RDFObject:
		c.Object = str(o)
	case KGStart, KGEnd:
		n, ok := o.(quad.Int)
		if !ok {
			return fmt.Errorf("%s is not a whole number: %v", p, o)
		}
		if p == KGStart {
			c.Span.Start = int(n)
		} else {
			c.Span.End = int(n)
		}
	case OAExact:
		c.Exact = str(o)
	case KGMarks:
		return c.setMarks(str(o))
	case KGPolarity:
		c.Polarity = str(o)
	case KGModality:
		c.Modality = str(o)
	case KGSpeaker:
		if len(c.Speakers) == 0 {
			c.Speakers = []string{str(o)}
		}
	case KGSpeakers:
		c.Speakers = strings.Fields(str(o))
	case KGConfidence:
		c.Confidence = str(o)
	case KGDate:
		c.Date = str(o)
	case KGQuantity:
		q, err := ParseQuantity(str(o))
		if err != nil {
			return err
		}
		c.Quantities = append(c.Quantities, q)
	case KGPlace:
		c.Place = str(o)
	case KGRule:
		c.Rule = str(o)
	default:
		if k, ok := strings.CutPrefix(p, KGQualifier); ok {
			c.Qualifiers = append(c.Qualifiers, Qualifier{Key: k, Value: str(o)})
		}
	}
	return nil
}

// ArticleFromQuads reads an article back from the quads that have it as subject.
func ArticleFromQuads(qs []quad.Quad) (Article, error) {
	var a Article
	fields := map[string]*string{
		KGSource: &a.Source, KGSHA256: &a.SHA256, DCLanguage: &a.Lang, DCTitle: &a.Title,
		DCPublisher: &a.Outlet, KGAgency: &a.Agency, KGDateline: &a.Place, DCIssued: &a.Published,
		SchemaURL: &a.URL, KGRules: &a.Rules, KGText: &a.Text,
	}
	for _, q := range qs {
		if id, ok := strings.CutPrefix(str(q.Subject), ArticlePrefix); ok {
			a.ID = id
		}
		if f := fields[str(q.Predicate)]; f != nil {
			*f = str(q.Object)
		}
	}
	if a.ID == "" {
		return Article{}, errors.New("no article among the quads")
	}
	return a, nil
}

// EntityFromQuads reads an entity back from the quads that have it as subject.
// Where articles disagree, the type and labels that most quads give win, then
// the first in alphabetical order.
func EntityFromQuads(id string, qs []quad.Quad) Entity {
	e := Entity{ID: id}
	types := map[string]int{}
	labels := map[Name]int{}
	for _, q := range qs {
		if str(q.Label) == Gazetteer {
			e.Curated = true
		}
		switch str(q.Predicate) {
		case RDFType:
			types[str(q.Object)]++
		case RDFSLabel:
			labels[valueName(q.Object)]++
		case SKOSAltLabel:
			e.Aliases = append(e.Aliases, valueName(q.Object))
		case OWLSameAs:
			e.SameAs = append(e.SameAs, str(q.Object))
		case KGCountry:
			e.Country = str(q.Object)
		}
	}
	e.Type = mostly(types)
	e.pickLabels(labels)
	e.Normalize()
	return e
}

func mostly(counts map[string]int) string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if counts[keys[i]] != counts[keys[j]] {
			return counts[keys[i]] > counts[keys[j]]
		}
		return keys[i] < keys[j]
	})
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}

// pickLabels keeps one label a language; the others become aliases.
func (e *Entity) pickLabels(counts map[Name]int) {
	byLang := map[string]map[string]int{}
	for n, k := range counts {
		if byLang[n.Lang] == nil {
			byLang[n.Lang] = map[string]int{}
		}
		byLang[n.Lang][n.Text] += k
	}
	for lang, texts := range byLang {
		best := mostly(texts)
		e.Labels = append(e.Labels, Name{Text: best, Lang: lang})
		for t := range texts {
			if t != best {
				e.Aliases = append(e.Aliases, Name{Text: t, Lang: lang})
			}
		}
	}
}

func valueName(v quad.Value) Name {
	if l, ok := v.(quad.LangString); ok {
		return Name{Text: string(l.Value), Lang: l.Lang}
	}
	return Name{Text: str(v)}
}

// str is the bare text of a value, without IRI brackets or quotes.
func str(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	default:
		return quad.StringOf(v)
	}
}
