package compare

import (
	"fmt"
	"slices"
	"strings"

	"kg/graph"
)

// agree notes a fact that at least two independent originators state.
func (r *run) agree(group []said) {
	list := affirmed(group)
	who := r.originators(list)
	if len(who) < 2 {
		return
	}
	articles := map[string]bool{}
	a := Agreement{Subject: group[0].Subject, Predicate: group[0].Predicate, Object: group[0].Object, Originators: who}
	list = once(list)
	for _, s := range list {
		articles[s.Article] = true
		a.Claims = append(a.Claims, s.Claim)
	}
	a.Articles = len(articles)
	a.Repeats = max(0, a.Articles-len(who))
	a.Why = fmt.Sprintf("%d independent sources say so: %s.", len(who), strings.Join(who, ", "))
	if a.Repeats > 0 {
		noun := "articles only repeat"
		if a.Repeats == 1 {
			noun = "article only repeats"
		}
		a.Why += fmt.Sprintf(" %d further %s one of them.", a.Repeats, noun)
	}
	r.out.Agreements = append(r.out.Agreements, a)
}

// originators names who says something of himself: the agency whose report an article is, a medium that it quotes, its
// outlet, else the article. Articles with nearly the same words are one.
func (r *run) originators(list []said) []string {
	list = once(slices.Clone(list))
	var names []string
	var texts []map[string]bool
	var langs []string
	for _, s := range list {
		name := r.originator(s)
		words := shingles(s.Exact)
		lang := r.Article(s.Article).Lang
		for i := range texts {
			if langs[i] == lang && alike(words, texts[i]) {
				name = names[i]
				break
			}
		}
		names, texts, langs = append(names, name), append(texts, words), append(langs, lang)
		if len(names) > mostCompared {
			break
		}
	}
	// an article that repeats one originator in one sentence is no second one by another
	byArticle := map[string]string{}
	for i, s := range list[:len(names)] {
		if own := r.originator(s); byArticle[s.Article] == "" || names[i] != own {
			byArticle[s.Article] = names[i]
		}
	}
	var out []string
	for _, n := range byArticle {
		out = append(out, n)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (r *run) originator(s said) string {
	for _, sp := range s.Speakers {
		if e := r.Entity(sp); e.Type == "Media" {
			return e.Label("en")
		}
	}
	a := r.Article(s.Article)
	for _, name := range []string{a.Agency, a.Outlet} {
		if name != "" {
			return name
		}
	}
	return a.SourceName()
}

// Words of a passage are compared by runs of so many; below the least, chance makes passages alike.
const (
	run3         = 3
	leastRuns    = 5
	alikeByTenth = 7 // of ten runs
)

func shingles(text string) map[string]bool {
	words := strings.FieldsFunc(graph.Fold(text), func(c rune) bool { return !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c > 127) })
	out := map[string]bool{}
	for i := 0; i+run3 <= len(words); i++ {
		out[strings.Join(words[i:i+run3], " ")] = true
	}
	return out
}

// alike is Jaccard's measure over runs of words (Broder 1997).
func alike(a, b map[string]bool) bool {
	if len(a) < leastRuns || len(b) < leastRuns {
		return false
	}
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return both*10 >= alikeByTenth*(len(a)+len(b)-both)
}
