package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"kg/graph"
	"kg/graph/fulltext"

	"github.com/cayleygraph/quad"
)

// textEntries are the index entries under which the words of an article's text
// are found, from its quads.
func textEntries(id string, own []quad.Quad) []entry {
	var text, lang string
	for _, q := range own {
		if iri(q.Subject) != graph.ArticlePrefix+id {
			continue
		}
		if s, ok := q.Object.(quad.String); ok {
			switch iri(q.Predicate) {
			case graph.KGText:
				text = string(s)
			case graph.DCLanguage:
				lang = string(s)
			}
		}
	}
	lang = fulltext.Language(lang)
	terms, words := fulltext.Counts(text, lang)
	out := make([]entry, 0, len(terms))
	for t, n := range terms {
		out = append(out, entry{key: termKey(lang, t) + id, value: strconv.Itoa(n) + " " + strconv.Itoa(words)})
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	return out
}

func termKey(lang, term string) string {
	return strings.Join([]string{termKeys + lang, term, ""}, sep)
}

// TextHit is an article in whose text all words were found.
type TextHit struct {
	Article string  // ID
	Lang    string  // under which it was found
	Score   float64 // more is better
}

// mostPostings bounds the entries that are read for one word. They are read in
// the order of article IDs, so that all backends leave out the same.
const mostPostings = 50_000

// FindText finds the articles whose texts have all the words, or words of the
// same stems, in the language of each text; best first, then by ID. Words that
// tell nothing ("the") are passed over; of no others nothing is found. more
// says that a word is in too many articles to look at all.
func (s *Store) FindText(ctx context.Context, words []string) (hits []TextHit, more bool, err error) {
	err = s.with(ctx, func(v view) error {
		for _, lang := range fulltext.Languages() {
			found, cut, err := findText(ctx, v, lang, words)
			if err != nil {
				return err
			}
			hits, more = append(hits, found...), more || cut
		}
		return nil
	})
	slices.SortFunc(hits, func(a, b TextHit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Article, b.Article))
	})
	return hits, more, err
}

// findText looks in the texts of one language. It reads the lists of the words
// side by side until the shortest ends, and looks the others up.
func findText(ctx context.Context, v view, lang string, words []string) ([]TextHit, bool, error) {
	var terms [][]string
	for _, w := range words {
		if t := fulltext.Terms(w, lang); len(t) > 0 {
			terms = append(terms, t)
		}
	}
	if len(terms) == 0 {
		return nil, false, nil
	}
	postings, at, cut, err := shortestPostings(ctx, v, lang, terms)
	if err != nil {
		return nil, false, err
	}
	var out []TextHit
	for _, p := range postings {
		hit := TextHit{Article: p.article, Lang: lang, Score: p.score()}
		all := true
		for i, t := range terms {
			if i == at {
				continue
			}
			other, ok, err := lookUp(ctx, v, lang, t, p.article)
			if err != nil {
				return nil, false, err
			}
			if all = ok; !all {
				break
			}
			hit.Score += other.score()
		}
		if all {
			out = append(out, hit)
		}
	}
	return out, cut, nil
}

// posting says how often a term is in an article.
type posting struct {
	article      string
	times, words int
}

// score is the term's part of BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75)
// without the weight of the term: all words are in each text that is found, so
// that their weights only scale. 400 words are taken for a usual text.
func (p posting) score() float64 {
	n := float64(p.times)
	return n / (n + 1.2*(0.25+0.75*float64(p.words)/400))
}

func parsePosting(article, value string) (posting, error) {
	p := posting{article: article}
	if _, err := fmt.Sscanf(value, "%d %d", &p.times, &p.words); err != nil {
		return p, fmt.Errorf("index entry of a word in article %s: %q: %w", article, value, err)
	}
	return p, nil
}

// postings lists the articles that have one of the terms, each once.
func postings(ctx context.Context, v view, lang string, terms []string) iter.Seq2[posting, error] {
	return func(yield func(posting, error) bool) {
		seen := map[string]bool{}
		for _, t := range terms {
			key := termKey(lang, t)
			for e, err := range v.scan(ctx, key) {
				if err != nil {
					yield(posting{}, err)
					return
				}
				id := strings.TrimPrefix(e.key, key)
				if len(terms) > 1 {
					if seen[id] {
						continue
					}
					seen[id] = true
				}
				if p, err := parsePosting(id, e.value); !yield(p, err) || err != nil {
					return
				}
			}
		}
	}
}

func shortestPostings(ctx context.Context, v view, lang string, terms [][]string) (list []posting, at int, cut bool, err error) {
	lists := make([][]posting, len(terms))
	next := make([]func() (posting, error, bool), len(terms))
	for i, t := range terms {
		var stop func()
		next[i], stop = iter.Pull2(postings(ctx, v, lang, t))
		defer stop()
	}
	for {
		for i := range terms {
			p, err, more := next[i]()
			if err != nil || !more {
				return lists[i], i, false, err
			}
			if len(lists[i]) == mostPostings {
				return lists[i], i, true, nil
			}
			lists[i] = append(lists[i], p)
		}
	}
}

func lookUp(ctx context.Context, v view, lang string, terms []string, article string) (posting, bool, error) {
	for _, t := range terms {
		value, ok, err := v.get(ctx, termKey(lang, t)+article)
		if err != nil {
			return posting{}, false, err
		}
		if ok {
			p, err := parsePosting(article, value)
			return p, err == nil, err
		}
	}
	return posting{}, false, nil
}

// mostNames bounds the names that are looked at for one search.
const mostNames = 5_000

// FindNamed finds entities with a name of which each of the words begins a
// word, best first: those with the fewest other letters, then by ID. more says
// that the first word begins too many names to look at all.
func (s *Store) FindNamed(ctx context.Context, words []string) (found []graph.Entity, more bool, err error) {
	var folded []string
	for _, w := range words {
		if f := foldName(w); f != "" {
			folded = append(folded, f)
		}
	}
	if len(folded) == 0 {
		return nil, false, nil
	}
	// the longest word begins the fewest names
	slices.SortStableFunc(folded, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	err = s.with(ctx, func(v view) error {
		rest := map[string]int{} // letters of the name that were not asked for
		left := mostNames
		for e, err := range v.scan(ctx, nameKeys+folded[0]) {
			if err != nil {
				return err
			}
			if left--; left < 0 {
				more = true
				break
			}
			_, name, id, ok := parseName(e.key)
			if !ok || !beginsAll(name, folded) {
				continue
			}
			n := len(name) - len(strings.Join(folded, ""))
			if old, known := rest[id]; !known || n < old {
				rest[id] = n
			}
		}
		ids := make([]string, 0, len(rest))
		for id := range rest {
			ids = append(ids, id)
		}
		slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(rest[a], rest[b]), cmp.Compare(a, b)) })
		found, err = entities(ctx, v, ids[:min(len(ids), 200)])
		return err
	})
	return found, more, err
}

// beginsAll: each of the words begins a word of the name.
func beginsAll(name string, words []string) bool {
	for _, w := range words {
		ok := false
		for i := range tails(name) {
			ok = ok || strings.HasPrefix(name[i:], w)
		}
		if !ok {
			return false
		}
	}
	return true
}
