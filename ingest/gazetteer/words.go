package gazetteer

import "strings"

// Gender is the grammatical or given gender of a word: "m", "f", "n", or "" when it tells none.
type Gender string

// Role is a word for an office, a profession or a form of address.
type Role struct {
	Lang     string
	Lemma    string
	Forms    []string // as written, inflected; the lemma is one of them
	Gender   Gender
	Kind     string // head_of_state, head_of_government, minister, spokesperson, ambassador, … (docs/gazetteer.md)
	Title    bool   // stands before a name without an article: Mr, Ayatollah, Herr
	Compound bool   // German: also the last element of a compound, "Außenminister"
}

// Head is a common noun that tells the type of what it names: "group", "Ministerium".
type Head struct {
	Lang     string
	Lemma    string
	Forms    []string
	Type     Type
	Kind     string // a closer word where there is one: ministry, court, party, war, …
	Compound bool   // German: also the last element of a compound, "Innenministerium"
}

// RoleHit is a role found in a sentence.
type RoleHit struct {
	First, Last int // half-open range of tokens
	Roles       []*Role
	From        int // byte in token First where the role begins; above 0 in German compounds
}

// HeadHit is a head noun found in a sentence.
type HeadHit struct {
	First, Last int
	Heads       []*Head
	From        int
}

// FirstName reports whether the word is used as a person's first name.
// The word must begin with a capital.
func (g *Gazetteer) FirstName(word string) bool {
	_, ok := g.NameGender(word)
	return ok
}

// NameGender gives the gender that a first name tells, "" for both, and
// whether the word is a first name. "Jean-Luc" counts if both its parts do.
func (g *Gazetteer) NameGender(word string) (Gender, bool) {
	if s := shapeOf(word); s != title && s != caps {
		return "", false
	}
	k := fold(word)
	if x, ok := g.first[k]; ok {
		return x, true
	}
	if i := strings.IndexByte(k, '-'); i > 1 && i < len(k)-1 {
		x, ok := g.first[k[:i]]
		_, second := g.first[k[i+1:]]
		return x, ok && second
	}
	return "", false
}

// Roles gives the roles of a language in the order of the data.
func (g *Gazetteer) Roles(lang string) []*Role { return g.roles[lang] }

// Heads gives the head nouns of a language in the order of the data.
func (g *Gazetteer) Heads(lang string) []*Head { return g.heads[lang] }

// MatchRoles finds roles, leftmost and longest, not overlapping.
func (g *Gazetteer) MatchRoles(lang string, tokens []string) []RoleHit {
	var out []RoleHit
	g.words(&g.roleAt, lang, tokens, func(first, last, from int, values []int32) {
		h := RoleHit{First: first, Last: last, From: from}
		for _, v := range values {
			h.Roles = append(h.Roles, g.roles[lang][v])
		}
		out = append(out, h)
	})
	return out
}

// MatchHeads finds head nouns, leftmost and longest, not overlapping.
func (g *Gazetteer) MatchHeads(lang string, tokens []string) []HeadHit {
	var out []HeadHit
	g.words(&g.headAt, lang, tokens, func(first, last, from int, values []int32) {
		h := HeadHit{First: first, Last: last, From: from}
		for _, v := range values {
			h.Heads = append(h.Heads, g.heads[lang][v])
		}
		out = append(out, h)
	})
	return out
}

// ending marks the paths of final elements in the trie, so that they cannot
// be taken for whole words.
const ending = "\x00"

// words walks a trie of common words. Their capitals do not matter but in
// German, where nouns have one.
func (g *Gazetteer) words(t *trie, lang string, tokens []string, found func(first, last, from int, values []int32)) {
	s := scan(tokens)
	root := t.step(0, t.id(lang))
	if root < 0 {
		return
	}
	ends := t.step(root, t.id(ending))
	for i := 0; i < len(s.atoms); i++ {
		a := s.atoms[i]
		if !s.starts(i, lang) && a.sep != '-' {
			continue
		}
		node, best, end := root, int32(-1), -1
		for j := i; j < len(s.atoms); j++ {
			if node = t.step(node, t.id(s.atoms[j].text)); node < 0 {
				break
			}
			if t.has(node) && s.lastOfToken(j) {
				best, end = node, j
			}
		}
		from := a.start
		if best < 0 && lang == "de" && ends >= 0 {
			best, from = compound(t, ends, a)
			end = i
			if !s.lastOfToken(i) {
				best = -1
			}
		}
		if best < 0 || lang == "de" && !capital(s.atoms[i:end+1]) {
			continue
		}
		found(int(a.token), int(s.atoms[end].token)+1, from, t.values(nil, best))
		i = end
	}
}

// capital reports whether one of the atoms has a capital, as a German noun must.
func capital(atoms []tokenAtom) bool {
	for _, a := range atoms {
		if a.shape != lower {
			return true
		}
	}
	return false
}

// compound finds the longest final element of a German noun; at least three
// letters must stand before it. Umlauts count here: "Räte" is the end of
// "Stadträte", and "rate" of other words.
func compound(t *trie, root int32, a tokenAtom) (node int32, from int) {
	if a.shape == lower {
		return -1, 0
	}
	word := strings.ToLower(a.raw)
	if len(word) != len(a.raw) {
		return -1, 0 // letters whose small form is longer: offsets would not fit
	}
	letters := 0
	for i := range word {
		if letters++; letters <= 3 {
			continue
		}
		if n := t.step(root, t.id(word[i:])); n >= 0 && t.has(n) {
			return n, a.start + i
		}
	}
	return -1, 0
}

func (b *builder) role(r *row) {
	x := &Role{Lang: r.get("lang"), Lemma: r.get("lemma"), Gender: Gender(r.get("gender")), Kind: r.get("kind")}
	x.Forms = b.forms(r, x.Lang, x.Lemma)
	for _, f := range strings.Fields(r.get("flags")) {
		switch f {
		case "title":
			x.Title = true
		case "compound":
			x.Compound = true
		default:
			r.bad(b.diags, "flags", "flags are title, compound", "unknown flag %q", f)
		}
	}
	switch x.Gender {
	case "m", "f", "":
	default:
		r.bad(b.diags, "gender", "m, f or empty", "unknown gender %q", string(x.Gender))
	}
	if x.Kind == "" {
		r.bad(b.diags, "kind", "say what the role implies: minister, spokesperson, person …", "no kind")
	}
	n := int32(len(b.roles[x.Lang]))
	b.roles[x.Lang] = append(b.roles[x.Lang], x)
	b.addWord(&b.roleAt, x.Lang, x.Forms, x.Compound, n)
}

func (b *builder) head(r *row) {
	x := &Head{Lang: r.get("lang"), Lemma: r.get("lemma"), Type: r.get("type"), Kind: r.get("kind")}
	x.Forms = b.forms(r, x.Lang, x.Lemma)
	if !knownType(x.Type) {
		r.bad(b.diags, "type", "types are those of the ontology: Country, Place, Company …", "unknown type %q", x.Type)
	}
	for _, f := range strings.Fields(r.get("flags")) {
		if f != "compound" {
			r.bad(b.diags, "flags", "the only flag is compound", "unknown flag %q", f)
			continue
		}
		x.Compound = true
	}
	n := int32(len(b.Gazetteer.heads[x.Lang]))
	b.Gazetteer.heads[x.Lang] = append(b.Gazetteer.heads[x.Lang], x)
	b.addWord(&b.headAt, x.Lang, x.Forms, x.Compound, n)
	if x.Type == GovernmentBody || x.Kind == "party" || x.Kind == "bank" {
		for _, f := range x.Forms {
			b.generic[x.Lang+" "+fold(f)] = true
		}
	}
}

// forms reads lemma and forms of a word and checks them.
func (b *builder) forms(r *row, lang, lemma string) []string {
	if lang != "en" && lang != "de" && lang != "fr" {
		r.bad(b.diags, "lang", "en, de or fr", "unknown language %q", lang)
	}
	if lemma == "" {
		r.bad(b.diags, "lemma", "", "no lemma")
		return nil
	}
	out := []string{lemma}
	for _, f := range split(r.get("forms")) {
		switch {
		case f == "" || strings.TrimSpace(f) != f:
			r.bad(b.diags, "forms", `forms are separated by "|"`, "bad form %q of %q", f, lemma)
		case contains(out, f):
			r.bad(b.diags, "forms", "remove it", "form %q of %q is there twice", f, lemma)
		default:
			out = append(out, f)
		}
	}
	return out
}

// addWord puts the forms of a word into a trie, under its language.
func (b *builder) addWord(t *trie, lang string, forms []string, compound bool, value int32) {
	seen := map[string]bool{}
	for _, f := range forms {
		b.scratch = atoms(b.scratch[:0], f)
		path := []string{lang}
		for _, a := range b.scratch {
			path = append(path, a.text)
		}
		key := strings.Join(path, " ")
		if seen[key] || len(path) == 1 {
			continue
		}
		seen[key] = true
		t.add(path, value)
		if compound && len(path) == 2 {
			t.add([]string{lang, ending, strings.ToLower(f)}, value)
		}
	}
}

func (b *builder) firstName(r *row) {
	name, gender := r.get("name"), Gender(r.get("gender"))
	if gender == "u" {
		gender = ""
	} else if gender != "m" && gender != "f" {
		r.bad(b.diags, "gender", "m, f, or u for both", "unknown gender %q", string(gender))
	}
	k := fold(name)
	if k == "" {
		r.bad(b.diags, "name", "", "no name")
		return
	}
	if have, ok := b.first[k]; ok && have != gender {
		gender = ""
	}
	b.first[k] = gender
}

func (b *builder) commonWord(r *row) {
	b.common[r.get("lang")+" "+fold(r.get("word"))] = true
}

// phrase reads a phrase that holds a name but is none: "guinea pigs".
func (b *builder) phrase(r *row) {
	lang, text := r.get("lang"), r.get("phrase")
	if len(atoms(nil, text)) == 0 {
		r.bad(b.diags, "phrase", "", "no phrase")
		return
	}
	b.addRef(text, lang, ref{entry: noEntry, langs: langBit(lang), form: Name})
}
