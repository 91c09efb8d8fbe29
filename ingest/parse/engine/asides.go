package engine

import (
	"slices"
	"strings"
	"unicode"

	"kg/ingest/parse/ud"
)

// asideBank holds phrases between commas, by kind.
type asideBank struct{ participles, relatives, appositions []aside }

// aside is a phrase of a sentence: the words from first to before end.
type aside struct {
	g                *Gold
	first, end, head int
	rel              ud.Rel
}

// asides collects what stands between commas behind nouns, and makes participial
// phrases of passive clauses ("wurde von Soldaten umstellt": ", von Soldaten umstellt,").
func asides(data []*Gold, lang string) asideBank {
	var b asideBank
	for _, g := range data {
		for i, h := range g.Heads {
			switch rel := g.Rels[i].String(); {
			case h < 0:
				if a, ok := ofPassive(g, i); ok && lang == "de" {
					b.participles = append(b.participles, a)
				}
			case rel == "acl:relcl" || rel == "appos" || rel == "acl":
				a, ok := betweenCommas(g, i)
				switch {
				case !ok:
				case rel == "appos":
					b.appositions = append(b.appositions, a)
				case rel == "acl" && g.Feats[i].VerbForm() != ud.VerbFormFin:
					b.participles = append(b.participles, a)
				default:
					b.relatives = append(b.relatives, a)
				}
			}
		}
	}
	return b
}

func betweenCommas(g *Gold, i int) (aside, bool) {
	a, b, ok := span(g, i)
	if !ok {
		return aside{}, false
	}
	if g.Forms[a] == "," {
		a++
	}
	if g.Forms[b-1] == "," {
		b--
	}
	h := g.Heads[i]
	ok = a > 0 && g.Forms[a-1] == "," && b-a >= 3 && b-a <= 14 && h < a && (g.UPOS[h] == ud.NOUN || g.UPOS[h] == ud.PROPN) && !broken(g, a, b)
	return aside{g, a, b, i, g.Rels[i]}, ok
}

// ofPassive is what stands between the auxiliary and the participle at the end
// of a German passive clause, and the participle.
func ofPassive(g *Gold, root int) (aside, bool) {
	if g.Feats[root].VerbForm() != ud.VerbFormPart {
		return aside{}, false
	}
	first, passive := root, false
	for i := range g.Forms {
		if g.Heads[i] != root {
			continue
		}
		switch rel, _, _ := strings.Cut(g.Rels[i].String(), ":"); {
		case g.Rels[i].String() == "aux:pass":
			passive = true
		case rel == "obl" && i < root:
			a, b, ok := span(g, i)
			if ok && (b == first || b == root) {
				first = min(first, a)
			}
		}
	}
	n := root - first
	return aside{g, first, root + 1, root, relACL}, passive && n >= 2 && n <= 10 && headOf(g, first, root+1) == root && !broken(g, first, root)
}

func broken(g *Gold, a, b int) bool {
	return slices.ContainsFunc(g.Forms[a:b], func(f string) bool { return strings.ContainsAny(f, "„“”«»\"();:–,") })
}

// withAside puts a phrase between commas behind a short subject that stands
// before its verb; nil where there is none.
func withAside(g *Gold, bank asideBank, lang string, pick int) *Gold {
	for i := range g.Forms {
		rel := g.Rels[i].String()
		if rel != "nsubj" && rel != "nsubj:pass" || g.UPOS[i] != ud.NOUN && g.UPOS[i] != ud.PROPN || i > g.Heads[i] {
			continue
		}
		a, b, ok := span(g, i)
		if !ok || b-a > 8 || broken(g, a, b) || b >= len(g.Forms) || g.UPOS[b] == ud.PUNCT {
			continue
		}
		x, ok := bank.pick(g, i, pick)
		if !ok {
			return nil
		}
		const offset = 1000
		in := parts(x.g, x.first, x.end, offset)
		for k := range in {
			switch p := &in[k]; {
			case p.key == x.head+offset:
				p.head, p.rel = i, x.rel
			case p.head < x.first+offset || p.head >= x.end+offset:
				p.head = x.head + offset
			}
		}
		if x.first == 0 && !capital(in[0], lang) {
			in[0].form = initial(in[0].form, unicode.ToLower)
		}
		return assembled(g, lang, -1, slices.Concat(parts(g, 0, b, 0), []part{comma(2000, x.head+offset)}, in, []part{comma(2001, x.head+offset)}, parts(g, b, len(g.Forms), 0)))
	}
	return nil
}

// pick takes a participle for four subjects in nine, a relative clause of the same gender and number
// for three, an apposition for the others.
func (b asideBank) pick(g *Gold, noun, pick int) (aside, bool) {
	from := b.appositions
	switch k := pick % 9; {
	case k < 4:
		from = b.participles
	case k < 7:
		from = slices.DeleteFunc(slices.Clone(b.relatives), func(a aside) bool {
			h := a.g.Feats[a.g.Heads[a.head]]
			return h.Gender() != g.Feats[noun].Gender() || h.Number() != g.Feats[noun].Number()
		})
	}
	if len(from) == 0 {
		return aside{}, false
	}
	x := from[pick*7919%len(from)]
	return x, x.g != g
}
