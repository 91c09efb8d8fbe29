package engine

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/ingest/parse/ud"
)

// Moved adds copies of sentences with their parts in another order, and with
// an aside more behind the subject, as news has them and the treebanks rarely do. The moves keep
// the tree right, if not always the sense. (After Şahin and Steedman, "Data augmentation via
// dependency tree morphing for low-resource languages", 2018: what they call rotation; the asides are ours.)
// The same data give the same copies.
func Moved(data []*Gold, lang string) []*Gold {
	out := slices.Clone(data)
	bank := asides(data, lang)
	for k, g := range data {
		if len(g.Forms) < 5 || roots(g) != 1 {
			continue
		}
		if m := rotated(g, lang, k); m != nil {
			out = append(out, m)
		}
		if m := withAside(g, bank, lang, k); m != nil && k%5 < 3 {
			out = append(out, m)
		}
	}
	return out
}

func roots(g *Gold) (n int) {
	for _, h := range g.Heads {
		if h < 0 {
			n++
		}
	}
	return n
}

// part is a word on its way into a copy. Heads are keys.
type part struct {
	form, lemma string
	upos        ud.UPOS
	feats       ud.Feats
	rel         ud.Rel
	key, head   int
}

func parts(g *Gold, from, to, offset int) []part {
	var out []part
	for i := from; i < to; i++ {
		h := g.Heads[i]
		if h >= 0 {
			h += offset
		}
		out = append(out, part{g.Forms[i], g.Lemmas[i], g.UPOS[i], g.Feats[i], g.Rels[i], i + offset, h})
	}
	return out
}

func comma(key, head int) part {
	return part{form: ",", lemma: ",", upos: ud.PUNCT, rel: relPunct, key: key, head: head}
}

var (
	relPunct, _ = ud.ParseRel("punct")
	relACL, _   = ud.ParseRel("acl")
)

// assembled makes a sentence of parts in their new order; first was the first word before.
func assembled(of *Gold, lang string, first int, order []part) *Gold {
	at := make(map[int]int, len(order))
	for i, p := range order {
		at[p.key] = i
	}
	g := &Gold{Source: of.Source, Origin: of}
	for i, p := range order {
		h := -1
		if p.head >= 0 {
			h = at[p.head]
		}
		switch {
		case i == 0:
			p.form = initial(p.form, unicode.ToUpper)
		case p.key == first && !capital(p, lang):
			p.form = initial(p.form, unicode.ToLower)
		}
		g.Forms, g.Lemmas = append(g.Forms, p.form), append(g.Lemmas, p.lemma)
		g.UPOS, g.Feats = append(g.UPOS, p.upos), append(g.Feats, p.feats)
		g.Heads, g.Rels = append(g.Heads, h), append(g.Rels, p.rel)
	}
	return g
}

// capital: the word has its capital not only for being the first.
func capital(p part, lang string) bool {
	return p.upos == ud.PROPN || lang == "de" && p.upos == ud.NOUN || p.form == "I" || len(p.form) > 1 && strings.ToUpper(p.form) == p.form
}

func initial(s string, to func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(to(r)) + s[n:]
}

// span gives the words from first to before end that word i heads; false where others stand between.
func span(g *Gold, i int) (first, end int, ok bool) {
	in := make([]bool, len(g.Forms))
	n := 0
	for k := range g.Forms {
		for h := k; h >= 0; h = g.Heads[h] {
			if h == i {
				in[k] = true
				n++
				break
			}
		}
	}
	first, end = slices.Index(in, true), len(in)
	for !in[end-1] {
		end--
	}
	return first, end, end-first == n
}

// clause is what a main clause is moved by.
type clause struct {
	root, verb, subject, first, end int // the finite verb; the subject's head and range
}

// clauseOf finds the finite verb and the subject of a sentence without quotations, brackets and other breaks.
func clauseOf(g *Gold) (clause, bool) {
	c := clause{root: slices.Index(g.Heads, -1), verb: -1, subject: -1}
	for i, f := range g.Forms {
		if g.UPOS[i] == ud.PUNCT && strings.ContainsAny(f, "„“”«»\":;?!()–-") {
			return c, false
		}
		if g.Heads[i] != c.root && i != c.root {
			continue
		}
		switch rel := g.Rels[i].String(); {
		case g.Feats[i].VerbForm() == ud.VerbFormFin && (i == c.root || rel == "aux" || rel == "aux:pass" || rel == "cop") && c.verb < 0:
			c.verb = i
		case rel == "nsubj" || rel == "nsubj:pass":
			if c.subject >= 0 {
				return c, false
			}
			c.subject = i
		}
	}
	if c.verb < 0 || c.subject < 0 {
		return c, false
	}
	var ok bool
	c.first, c.end, ok = span(g, c.subject)
	return c, ok
}

// rotated is the sentence with another part in front; nil where nothing can be moved.
func rotated(g *Gold, lang string, pick int) *Gold {
	c, ok := clauseOf(g)
	if !ok {
		return nil
	}
	n := len(g.Forms)
	if lang == "de" && c.first == c.verb+1 && c.verb > 0 {
		return subjectFirst(g, c, lang)
	}
	if c.first != 0 || lang == "de" && c.end != c.verb {
		return nil
	}
	a, b, ok := frontable(g, c, lang, pick)
	if !ok {
		return nil
	}
	head := headOf(g, a, b)
	front := parts(g, a, b, 0)
	closing := comma(2000, head)
	switch {
	case g.Forms[a] == ",":
		closing, front = front[0], front[1:]
	case a > 0 && g.Forms[a-1] == "," && b >= n-1:
		a--
		closing = parts(g, a, a+1, 0)[0]
		closing.head = head
	case lang == "de" && g.Rels[head].String() == "advcl":
		return nil
	}
	if lang != "de" || g.Rels[head].String() == "advcl" {
		front = append(front, closing)
	}
	var rest []part
	if lang == "de" {
		rest = append(parts(g, c.verb, c.verb+1, 0), parts(g, c.first, c.end, 0)...)
	} else {
		rest = append(parts(g, c.first, c.end, 0), parts(g, c.end, c.verb+1, 0)...)
	}
	rest = append(rest, parts(g, c.verb+1, a, 0)...)
	return assembled(g, lang, 0, slices.Concat(front, rest, parts(g, b, n, 0)))
}

// subjectFirst undoes a German inversion: "Am Montag wies X aus" → "X wies am Montag aus".
func subjectFirst(g *Gold, c clause, lang string) *Gold {
	h := headOf(g, 0, c.verb)
	if h < 0 || g.Heads[h] != c.root || g.Forms[c.verb-1] == "," || g.UPOS[h] == ud.PRON {
		return nil
	}
	switch rel, _, _ := strings.Cut(g.Rels[h].String(), ":"); rel {
	case "obl", "advmod":
	default:
		return nil
	}
	return assembled(g, lang, 0, slices.Concat(parts(g, c.first, c.end, 0), parts(g, c.verb, c.verb+1, 0), parts(g, 0, c.verb, 0), parts(g, c.end, len(g.Forms), 0)))
}

// headOf is the one word from a to before b whose head stands outside; -1 if there are several.
func headOf(g *Gold, a, b int) int {
	head := -1
	for i := a; i < b; i++ {
		if h := g.Heads[i]; h < a || h >= b {
			if head >= 0 {
				return -1
			}
			head = i
		}
	}
	return head
}

// frontable picks a part behind the verb that may stand in front of the sentence.
func frontable(g *Gold, c clause, lang string, pick int) (first, end int, ok bool) {
	var from, to []int
	for i := c.verb + 1; i < len(g.Forms); i++ {
		if g.Heads[i] != c.root || g.UPOS[i] == ud.PRON {
			continue
		}
		a, b, whole := span(g, i)
		size := b - a
		if !whole || a <= c.verb || size > 16 {
			continue
		}
		switch rel := g.Rels[i].String(); {
		case rel == "obl" || rel == "obl:tmod" || rel == "obl:mod", lang == "de" && rel == "obl:arg":
			if lang != "de" && size < 2 {
				continue
			}
		case rel == "advcl":
			if b < len(g.Forms)-1 {
				continue
			}
		case lang == "de" && rel == "advmod" && size <= 3 && !slices.Contains([]string{"nicht", "auch", "noch", "nur", "sehr", "mehr"}, g.Lemmas[i]):
		case lang == "de" && rel == "obj" && (pick+i)%4 == 0:
		default:
			continue
		}
		from, to = append(from, a), append(to, b)
	}
	if len(from) == 0 {
		return 0, 0, false
	}
	k := pick % len(from)
	return from[k], to[k], true
}
