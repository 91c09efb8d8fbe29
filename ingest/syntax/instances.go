package syntax

import "kg/ingest/parse"

// maxToInstance bounds how many words may stand between a plural and those that
// it includes.
const maxToInstance = 14

// amount are nouns that count what stands behind their "of".
var amount = words("score dozen hundred thousand number couple handful series string list group pair trio")

// instances gives the names that a plural noun is said to include: X and Y of
// "six officials of the ministry, among them X and Y", "banks including X". What
// is done to the officials is done to them.
func instances(t *parse.Tree, i int) []int {
	if french(t) {
		return frenchInstances(t, i)
	}
	if t.Lang() == "de" {
		return germanInstances(t, i)
	}
	if t.Lang() != "en" || Pos(t, i) != "NOUN" || t.Word(i).Feats.Number().String() != "Plur" {
		return nil
	}
	for k := i + 1; k < t.Len() && k <= i+maxToInstance; k++ {
		switch p := Pos(t, k); {
		case Is(t, k, "including"):
			return named(t, k+1)
		case Is(t, k, "such") && k+1 < t.Len() && Is(t, k+1, "as"):
			return named(t, k+2)
		case Is(t, k, "among", "amongst") && k+1 < t.Len() && Is(t, k+1, "them", "whom"):
			return named(t, k+2)
		case Form(t, k) == ";":
			return nil
		case p == "VERB" && t.Word(k).Feats.VerbForm().String() == "Fin" || p == "AUX":
			return amongThem(t, i, k)
		case p == "NOUN" && t.Word(k).Feats.Number().String() == "Plur" && !(k > i+1 && Is(t, i+1, "of") && amount[Lemma(t, i)]):
			return nil // they are instances of this one
		}
	}
	return nil
}

// sum: "$30 million": the number behind the sign says how much money it is.
func sum(t *parse.Tree, i int) []int {
	if i&modeBits != 0 || t.Lang() != "en" || Pos(t, i) != "SYM" {
		return nil
	}
	return dependents(t, i, "nummod")
}

// amongThem: "three lawmakers have joined the party, among them X and Y": who is
// picked out behind the verb at k of the subject i.
func amongThem(t *parse.Tree, i, k int) []int {
	if Base(t, i) != "nsubj" {
		return nil
	}
	for ; k < t.Len() && k <= i+maxToInstance; k++ {
		switch {
		case Form(t, k) == "," && k+2 < t.Len() && Is(t, k+1, "among", "amongst") && Is(t, k+2, "them", "whom"):
			return named(t, k+3)
		case Form(t, k) == ";" || Pos(t, k) == "NOUN" && t.Word(k).Feats.Number().String() == "Plur":
			return nil
		}
	}
	return nil
}

// germanInstances: "sieben Banken, unter ihnen X und Y", "mehrere Staaten, allen
// voran X", "Gruppen wie X und Y".
func germanInstances(t *parse.Tree, i int) []int {
	if Pos(t, i) != "NOUN" || t.Word(i).Feats.Number().String() != "Plur" {
		return nil
	}
	if i+2 < t.Len() && Is(t, i+1, "wie") && Pos(t, i+2) == "PROPN" {
		return named(t, i+2)
	}
	for k := i + 1; k < t.Len() && k <= i+maxToInstance && Form(t, k) != ";"; k++ {
		if from := germanIncluding(t, k); from > 0 {
			if germanIncluder(t, k) != i {
				return nil
			}
			if list := unlessClause(t, named(t, from)); list != nil {
				return list
			}
			break
		}
	}
	return nil
}

// germanIncluding gives where a list begins that word k opens behind a comma, 0
// if it opens none.
func germanIncluding(t *parse.Tree, k int) int {
	if k < 1 || Form(t, k-1) != "," {
		return 0
	}
	next := func(words ...string) bool { return k+1 < t.Len() && Is(t, k+1, words...) }
	switch {
	case Is(t, k, "darunter", "nämlich", "namentlich", "insbesondere"):
		if next("auch", "etwa", "vor") {
			return k + 2
		}
		return k + 1
	case Form(t, k) == "unter" && next("ihnen", "anderem", "anderen"), Form(t, k) == "allen" && next("voran"), Form(t, k) == "vor" && next("allem"):
		return k + 2
	}
	return 0
}

// germanIncluder is the plural of which the words behind k are some: the last one
// that is counted, else the last one without a preposition, else the last one.
func germanIncluder(t *parse.Tree, k int) int {
	counted, bare, last := -1, -1, -1
	for i := k - 1; i >= 0 && i >= k-maxToInstance && Form(t, i) != ";"; i-- {
		if Pos(t, i) != "NOUN" || t.Word(i).Feats.Number().String() != "Plur" {
			continue
		}
		if last < 0 {
			last = i
		}
		if bare < 0 && t.Child(i, "case") < 0 {
			bare = i
		}
		if counted < 0 && (t.Child(i, "nummod") >= 0 || i > 0 && Is(t, i-1, "mehrere", "einige", "viele", "zahlreich", "weitere", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dutzend")) {
			counted = i
		}
	}
	switch {
	case counted >= 0:
		return counted
	case bare >= 0:
		return bare
	}
	return last
}

// named gives the names of the list that begins at word k.
func named(t *parse.Tree, k int) []int {
	for k < t.Len() && Form(t, k) == "," {
		k++
	}
	p, ok := nounPhrase(t, k, t.Len())
	if !ok {
		return nil
	}
	run := []nounRun{p}
	out := []int{p.head}
	for {
		last := run[len(run)-1].last
		if last >= t.Len() || Pos(t, last) != "CCONJ" && Form(t, last) != "," {
			return out
		}
		q, ok := joinedPhrase(t, last, run)
		if !ok {
			return out
		}
		run, out = append(run, q), append(out, q.head)
	}
}

// frenchInstances: "plusieurs pays, dont la France et l’Italie", "neuf banques,
// parmi lesquelles X et Y".
func frenchInstances(t *parse.Tree, i int) []int {
	if Pos(t, i) != "NOUN" || t.Word(i).Feats.Number().String() != "Plur" && !counted[Lemma(t, i)] {
		return nil
	}
	of := counted[Lemma(t, i)] || t.Child(i, "nummod") >= 0 // what it counts may follow, and what those counted do
	for k := i + 1; k < t.Len() && k <= i+maxToInstance; k++ {
		if from := including(t, k); from > 0 {
			return unlessClause(t, named(t, from))
		}
		if Form(t, k) == "," {
			if list := setOff(t, k+1); list != nil {
				return list
			}
		}
		switch {
		case Form(t, k) == ";" || Pos(t, k) == "AUX" || Pos(t, k) == "VERB" && t.Word(k).Feats.VerbForm().String() == "Fin":
			return nil
		case Pos(t, k) == "NOUN" && t.Word(k).Feats.Number().String() == "Plur":
			if !of && !(t.Word(k).Head == i && listSetOff(t, k)) {
				return nil
			}
			of = false
		}
	}
	return nil
}

// including gives where a list begins that word k opens, 0 if it opens none.
func including(t *parse.Tree, k int) int {
	next := func(n int, words ...string) bool { return k+n < t.Len() && Is(t, k+n, words...) }
	switch {
	case Is(t, k, "dont") && k > 0 && Form(t, k-1) == ",", Is(t, k, "notamment") && !next(1, "à", "de", "en", "pour", "dans", "par", "sur", "avec"):
		return k + 1
	case Is(t, k, "à") && next(1, "savoir"), Is(t, k, "y") && next(1, "compris"), Is(t, k, "tel") && next(1, "que"),
		Is(t, k, "parmi") && next(1, "lesquels", "lesquelles", "eux", "elles", "lequel"):
		return k + 2
	}
	return 0
}

// listSetOff: the next comma behind word k opens a list of names.
func listSetOff(t *parse.Tree, k int) bool {
	for k++; k < t.Len() && (Pos(t, k) == "ADJ" || Pos(t, k) == "CCONJ"); k++ {
	}
	return k < t.Len() && Form(t, k) == "," && setOff(t, k+1) != nil
}

// setOff gives the names of a list of two or more that begins at word k and ends
// in a comma or with the sentence: "les deux suspects, X et Y, …".
func setOff(t *parse.Tree, k int) []int {
	if k >= t.Len() || Pos(t, k) != "PROPN" {
		return nil
	}
	list := named(t, k)
	if len(list) < 2 {
		return nil
	}
	p, ok := nounPhrase(t, list[len(list)-1], t.Len())
	if !ok || p.last < t.Len() && Pos(t, p.last) != "PUNCT" || p.last < t.Len() && closesQuote(t.Word(p.last).Form) {
		return nil
	}
	for _, n := range list {
		if Pos(t, n) != "PROPN" {
			return nil
		}
	}
	return list
}

// unlessClause leaves out the words if a verb follows the last of them: "dont le
// siège se trouve à Rennes".
func unlessClause(t *parse.Tree, list []int) []int {
	if len(list) == 0 {
		return nil
	}
	p, ok := nounPhrase(t, list[len(list)-1], t.Len())
	if !ok {
		return nil
	}
	for k := p.last; k < t.Len(); k++ {
		switch Pos(t, k) {
		case "PRON", "ADV":
			continue
		case "VERB", "AUX":
			return nil
		}
		break
	}
	return list
}
