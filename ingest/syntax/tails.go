package syntax

import "kg/ingest/parse"

// What stands in French behind a name and a comma: "X, ancien chef de Y et fondateur de Z, réfugié en A et recherché par B, …".
// Such tails are of X, while the parser ties each to the noun that stands next.

// bareParticiple: a past participle without an auxiliary.
func bareParticiple(t *parse.Tree, v int) bool {
	w := t.Word(v)
	return Pos(t, v) == "VERB" && w.Feats.VerbForm().String() == "Part" && w.Feats.Tense().String() != "Pres" && len(t.Aux(v)) == 0 && t.Child(v, "cop") < 0
}

// joinedTail is the tail that word v is joined to by an "et", where the parser joined it to a word inside of that tail, or to one of
// another kind: "hostile à l’école et inscrite sur …", "fils d’un ministre et réfugié à …", "proche de X et actionnaire de Y". -1 if
// it is none.
func joinedTail(t *parse.Tree, v int) int {
	if !french(t) || Base(t, v) != "conj" || v == 0 || Pos(t, v-1) != "CCONJ" || t.Child(v, "nsubj", "cop") >= 0 {
		return -1
	}
	h := t.Word(v).Head
	switch {
	case h < 0 || h > v:
		return -1
	case Pos(t, v) == "NOUN":
		if t.Child(v, "det", "case") < 0 && (Pos(t, h) == "ADJ" || bareParticiple(t, h)) && hangsAsTail(t, h) {
			return h
		}
		return -1
	case Pos(t, v) == "ADJ":
		if Pos(t, h) == "ADJ" {
			return -1
		}
	case !bareParticiple(t, v):
		return -1
	}
	for n := 0; h >= 0 && h < v && n < maxClimb; h, n = t.Word(h).Head, n+1 {
		b := Base(t, h)
		switch Pos(t, h) {
		case "ADJ":
			if hangsAsTail(t, h) {
				return h
			}
		case "NOUN":
			if b == "appos" && opensTail(t, h) {
				return h
			}
		case "VERB":
			if bareParticiple(t, h) && opensTail(t, h) && (h != t.Word(v).Head || Pos(t, v) == "ADJ") {
				return h
			}
			return -1
		}
		if b != "nmod" && b != "conj" && b != "obl" && b != "amod" && b != "appos" && b != "flat" {
			return -1
		}
	}
	return -1
}

// hangsAsTail: word h begins a tail behind a comma.
func hangsAsTail(t *parse.Tree, h int) bool {
	switch Base(t, h) {
	case "acl", "amod", "nmod", "appos", "advcl":
		return opensTail(t, h)
	}
	return false
}

// opensTail: a comma stands before word h, with adjectives, articles and adverbs at most between.
func opensTail(t *parse.Tree, h int) bool {
	for k := h - 1; k >= 0 && k >= h-4; k-- {
		switch Pos(t, k) {
		case "ADJ", "ADV", "DET":
		default:
			return Form(t, k) == ","
		}
	}
	return false
}

// Bearers gives the nouns that the tail beginning with word v may be of beside the one that the parser chose: the name right before
// the comma, then the nouns on which the chosen one hangs, from the inside out.
func Bearers(t *parse.Tree, v int) []int {
	if !french(t) || Pos(t, v) != "ADJ" && !bareParticiple(t, v) {
		return nil
	}
	top := v
	if j := joinedTail(t, v); j >= 0 {
		top = j
	} else if h := t.Word(v).Head; Base(t, v) == "conj" && h >= 0 && h < v && bareParticiple(t, h) {
		top = h
	}
	if b := Base(t, top); b != "acl" && b != "amod" && b != "nmod" && b != "appos" {
		return nil
	}
	var out []int
	if top > 1 && Form(t, top-1) == "," {
		end := top - 1
		if Form(t, end-1) == ")" {
			for end--; end > 0 && Form(t, end) != "("; end-- {
			}
		}
		if n := phraseBefore(t, end); n >= 0 {
			out = append(out, n)
		}
	}
	for h, n := t.Word(top).Head, 0; h >= 0 && n < maxClimb; n++ {
		if p := Pos(t, h); p != "NOUN" && p != "PROPN" {
			break
		}
		out = append(out, h)
		if s := strayApposition(t, h, t.Word(h).Head); s >= 0 {
			out = append(out, s)
			break
		}
		b := Base(t, h)
		if b != "nmod" && b != "conj" && b != "appos" && b != "flat" {
			break
		}
		h = t.Word(h).Head
	}
	return out
}

// Granted reports whether word i stands in French in what is added to a noun behind a comma and taken for granted, whatever becomes
// of the sentence: a tail, or a relative clause ("a rejeté l’offre de X, dont le siège est à Y"). first is where it begins.
func Granted(t *parse.Tree, i int) (first int, ok bool) {
	if !french(t) {
		return 0, false
	}
	b := Base(t, i)
	if i > 0 && Form(t, i-1) == "," && b == "acl" && bareParticiple(t, i) {
		return i, true
	}
	if i > 0 && Form(t, i-1) == "," && Pos(t, i) == "NOUN" && (b == "appos" || b == "obl" || b == "nmod") && Preposition(t, i) == "" && t.Child(i, "det") < 0 {
		return i, true // "à Saada, fief des Houthis"
	}
	if h := t.Word(i).Head; b == "acl" && h == i-1 && bareParticiple(t, i) && Definite(t, h) || b == "acl" && h == i-2 && bareParticiple(t, i) && Definite(t, h) {
		return i, true // "veut obtenir le départ des soldats turcs stationnés dans …"
	}
	for k := i; k > 0; k-- {
		if Form(t, k) == "," || Form(t, k) == ";" {
			return 0, false
		}
		if Form(t, k-1) == "," && Is(t, k, "qui", "dont", "où") {
			return k, true
		}
	}
	return 0, false
}

// sharedAgent is who does what participle v says, where that stands only with the one joined to it: "hébergé et armé par l’Algérie".
func sharedAgent(t *parse.Tree, v int) int {
	if !french(t) || !bareParticiple(t, v) && len(t.Aux(v)) == 0 {
		return -1
	}
	for _, c := range t.Conjuncts(v) {
		if c <= v || c > v+3 || Pos(t, c) != "VERB" || Pos(t, v+1) != "CCONJ" && Pos(t, v+1) != "ADV" {
			continue
		}
		if a := t.Agent(c); a > c {
			return a
		}
		for _, k := range Args(t, c) {
			if k > c && introducedBy(t, k, "par") {
				return k
			}
		}
	}
	return -1
}

// described is the name that the bare noun n describes behind a comma ("au Mexique, pays où il vit"), else n.
func described(t *parse.Tree, n int) int {
	if !french(t) || n < 2 || Pos(t, n) != "NOUN" || Form(t, n-1) != "," || Preposition(t, n) != "" || t.Child(n, "det") >= 0 {
		return n
	}
	if p := phraseBefore(t, n-1); p >= 0 && Pos(t, p) == "PROPN" {
		return p
	}
	return n
}

// disagrees: French word s behind verb v is no subject of it, for the verb is in the plural and s alone in the singular: "les rebelles …
// ont tiré un missile".
func disagrees(t *parse.Tree, v, s int) bool {
	if !french(t) || s < v || len(t.Conjuncts(s)) > 0 || Pos(t, s) != "NOUN" || t.Word(s).Feats.Number().String() != "Sing" {
		return false
	}
	f := v
	for _, a := range t.Aux(v) {
		if t.Word(a).Feats.VerbForm().String() == "Fin" {
			f = a
		}
	}
	return t.Word(f).Feats.Number().String() == "Plur" && t.Word(f).Feats.VerbForm().String() == "Fin" && Base(t, v) == "conj"
}
