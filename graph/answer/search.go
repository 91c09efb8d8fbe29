package answer

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kg/graph"
	"kg/graph/fulltext"
	"kg/graph/store"
)

// Hit is the role of a word of a passage that was searched for.
const Hit Role = "hit"

// SearchOptions bound a search.
type SearchOptions struct {
	Most int    // of entities and of passages, each; 0: 20
	Lang string // only texts in this language; "": all
}

// Passage is a part of an article's text in which words were found.
type Passage struct {
	Article   string      `json:"article"` // ID
	Source    string      `json:"source"`
	Title     string      `json:"title"`
	Outlet    string      `json:"outlet"`
	Published string      `json:"published"` // EDTF
	Lang      string      `json:"lang"`
	Start     int         `json:"start"` // bytes of the article's stored text
	End       int         `json:"end"`
	Quote     string      `json:"quote"`  // the text there, verbatim
	Pieces    []Piece     `json:"pieces"` // the same, cut at the words that were found
	Says      []Statement `json:"says"`   // what was read out of it
	Claims    []string    `json:"claims"` // IRIs
}

// Found is what a search found.
type Found struct {
	Entities []Named   `json:"entities"` // that have such a name
	Passages []Passage `json:"passages"` // one an article, best first
	Articles int       `json:"articles"` // in whose texts all words are
	More     bool      `json:"more"`     // a word is in too many articles or names to look at all
}

const (
	defaultHits = 20
	mostRead    = 60 // articles whose texts are read, beyond those that are shown
)

// Search finds entities by the beginnings of the words of their names, and
// articles that have all words in their texts, whatever their endings, case
// and diacritics; the name of an entity also in its other languages. What stands between quotation marks must stand so. Errors:
// *NothingError.
func (r *Reader) Search(ctx context.Context, text string, o SearchOptions) (Found, error) {
	if o.Most <= 0 {
		o.Most = defaultHits
	}
	out := Found{Entities: []Named{}, Passages: []Passage{}}
	q := newSearch(text)
	if len(q.words) == 0 {
		return out, &NothingError{Text: fmt.Sprintf("there is no word to search for in %q", text)}
	}
	entities, more, err := r.Store.FindNamed(ctx, q.words)
	if err != nil {
		return out, err
	}
	for _, e := range entities[:min(len(entities), o.Most)] {
		out.Entities = append(out.Entities, r.named(e))
	}
	hits, moreTexts, err := r.hits(ctx, text, q, o.Lang)
	if err != nil {
		return out, err
	}
	out.More = more || moreTexts
	out.Articles = len(hits)
	if out.Passages, err = r.passages(ctx, hits[:min(len(hits), o.Most+mostRead)], o.Most); err != nil {
		return out, err
	}
	if len(out.Entities)+len(out.Passages) == 0 {
		return out, &NothingError{Text: fmt.Sprintf("neither a name nor a text has %s", text)}
	}
	return out, nil
}

// hit is an article in which what is searched for was found.
type hit struct {
	store.TextHit
	q search
}

// hits finds articles with the words. Where these are the name of something,
// its names in other languages are searched for too.
func (r *Reader) hits(ctx context.Context, text string, q search, lang string) (out []hit, more bool, err error) {
	searches := []search{q}
	if len(q.phrases) == 0 {
		named, _, err := r.Store.FindEntity(ctx, text)
		if err != nil {
			return nil, false, err
		}
		if len(named) == 1 {
			for _, n := range named[0].Labels {
				searches = append(searches, newSearch(n.Text))
			}
		}
	}
	seen := map[string]bool{}
	for i, q := range searches {
		if len(q.words) == 0 || slices.ContainsFunc(searches[:i], func(o search) bool { return slices.Equal(o.words, q.words) }) {
			continue
		}
		found, m, err := r.Store.FindText(ctx, q.words)
		if err != nil {
			return nil, false, err
		}
		more = more || m
		for _, h := range found {
			if !seen[h.Article] && (lang == "" || h.Lang == lang) {
				seen[h.Article] = true
				out = append(out, hit{h, q})
			}
		}
	}
	return out, more, nil
}

// search is what is searched for.
type search struct {
	words   []string
	phrases []string // folded
}

var quoted = regexp.MustCompile(`["“”„«»]([^"“”„«»]+)["“”„«»]`)

func newSearch(text string) search {
	var q search
	for _, m := range quoted.FindAllStringSubmatch(text, -1) {
		q.phrases = append(q.phrases, graph.Fold(m[1]))
	}
	const mostWords = 20
	for w := range fulltext.Words(text) {
		if len(q.words) < mostWords && !slices.Contains(q.words, w.Text) {
			q.words = append(q.words, w.Text)
		}
	}
	return q
}

// passages reads the texts of the hits, picks the best passage of each, and
// gives those first that have most of the words in one passage.
func (r *Reader) passages(ctx context.Context, hits []hit, most int) ([]Passage, error) {
	type ranked struct {
		Passage
		words int
	}
	var all []ranked
	for _, h := range hits {
		a, err := r.Store.Article(ctx, h.Article)
		if err != nil {
			return nil, err
		}
		q := h.q
		if !q.hasPhrases(a.Text) {
			continue
		}
		span, words := q.best(a.Text, h.Lang)
		all = append(all, ranked{Passage{Article: a.ID, Source: a.SourceName(), Title: a.Title, Outlet: a.Outlet, Published: a.Published, Lang: a.Lang,
			Start: span.Start, End: span.End, Quote: a.Text[span.Start:span.End], Pieces: q.pieces(a.Text, span, h.Lang), Says: []Statement{}, Claims: []string{}}, words})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(b.words, a.words) })
	out := []Passage{}
	names := NewNames(ctx, r.Store, false)
	for _, p := range all[:min(len(all), most)] {
		if err := r.says(ctx, &p.Passage, names); err != nil {
			return nil, err
		}
		out = append(out, p.Passage)
	}
	return out, names.Err()
}

func (q search) hasPhrases(text string) bool {
	if len(q.phrases) == 0 {
		return true
	}
	folded := graph.Fold(text)
	for _, p := range q.phrases {
		if !strings.Contains(folded, p) {
			return false
		}
	}
	return true
}

// found is a word of a text that was searched for, and which of them it is.
type found struct {
	fulltext.Word
	which int
}

func (q search) find(text, lang string) []found {
	at := map[string]int{}
	for i, w := range q.words {
		for _, t := range fulltext.Terms(w, lang) {
			at[t] = i
		}
	}
	var out []found
	for w := range fulltext.Words(text) {
		for _, t := range fulltext.Terms(w.Text, lang) {
			if i, ok := at[t]; ok {
				out = append(out, found{w, i})
				break
			}
		}
	}
	return out
}

// sentenceEnd is where a sentence or line of a text ends, near enough for
// showing it: abbreviations end some too early.
var sentenceEnd = regexp.MustCompile(`[.!?…]["”“»’)\]]*\s+|\n+`)

// sentences cuts a text at its sentence ends, without the white space between.
func sentences(text string) []graph.Span {
	var out []graph.Span
	start := 0
	add := func(end int) {
		s := text[start:end]
		trimmed := strings.TrimSpace(s)
		if trimmed != "" {
			from := start + strings.Index(s, trimmed)
			out = append(out, graph.Span{Start: from, End: from + len(trimmed)})
		}
		start = end
	}
	for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
		add(m[1])
	}
	add(len(text))
	return out
}

const (
	windowSentences = 3
	windowBytes     = 600
)

// best is the shortest run of sentences with most of the words, the first of
// those, and how many of the words it has.
func (q search) best(text, lang string) (best graph.Span, most int) {
	hits := q.find(text, lang)
	all := sentences(text)
	for n := 1; n <= windowSentences; n++ {
		for i := range max(0, len(all)-n+1) {
			span := graph.Span{Start: all[i].Start, End: all[i+n-1].End}
			if n > 1 && span.Len() > windowBytes {
				continue
			}
			if words := distinct(hits, span); words > most {
				best, most = span, words
			}
		}
	}
	return best, most
}

func distinct(hits []found, span graph.Span) int {
	at, _ := slices.BinarySearchFunc(hits, span.Start, func(f found, start int) int { return cmp.Compare(f.Start, start) })
	seen := map[int]bool{}
	for ; at < len(hits) && hits[at].End <= span.End; at++ {
		seen[hits[at].which] = true
	}
	return len(seen)
}

func (q search) pieces(text string, span graph.Span, lang string) []Piece {
	var out []Piece
	at := span.Start
	for _, f := range q.find(text, lang) {
		if f.Start < span.Start || f.End > span.End {
			continue
		}
		if at < f.Start {
			out = append(out, Piece{Plain, text[at:f.Start]})
		}
		out = append(out, Piece{Hit, text[f.Start:f.End]})
		at = f.End
	}
	if at < span.End {
		out = append(out, Piece{Plain, text[at:span.End]})
	}
	return out
}

// says adds what was read out of the passage.
func (r *Reader) says(ctx context.Context, p *Passage, names *Names) error {
	claims, err := r.Claims(ctx, store.Filter{Article: p.Article})
	if err != nil {
		return err
	}
	at := map[[3]string]int{}
	for _, c := range claims {
		if c.Span.End <= p.Start || c.Span.Start >= p.End {
			continue
		}
		p.Claims = append(p.Claims, c.IRI())
		key := [3]string{c.Subject, c.Predicate, c.Object}
		if i, ok := at[key]; ok {
			p.Says[i].Passages++
			continue
		}
		at[key] = len(p.Says)
		p.Says = append(p.Says, Statement{r.named(names.Entity(c.Subject)), c.Predicate, r.named(names.Entity(c.Object)), 1})
	}
	return nil
}
