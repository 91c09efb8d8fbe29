package mention

import (
	"maps"
	"slices"
	"strings"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// tail is the end of an English or German name whose run of capitals ends
// before word j but that goes on: over "for", "of", "on" behind the word for a
// body ("Commission on Missing Persons", "Community of Valencia"), over the
// preposition of a campaign ("Justice for Kachin"), or with the form of a firm
// ("… Co., Ltd."). It is j where the name ends.
func (d *Document) tail(s *Sentence, i, j int) int {
	t := s.Tree
	if d.Lang == "fr" || j+1 >= t.Len() || s.titleCase {
		return j
	}
	if t.Word(j).Form == "," && capital(t.Word(j+1).Form) && d.lex.legal.has(syntax.Form(t, j+1)) && s.cover[j+1] < 0 {
		return d.dotBehind(s, j+2)
	}
	if d.Lang != "en" {
		return j
	}
	if e := d.joinedBodies(s, i, j); e > j {
		return e
	}
	if j-i == 1 && i > 0 && d.campaign(s, i) && oneOf(syntax.Form(t, j), "and", "without") && s.cover[j+1] < 0 {
		return d.tailFrom(s, j+1, "", false)
	}
	f := syntax.Form(t, j)
	if !d.lex.Links.has(f) || s.cover[j] >= 0 || !joinedTo(s, j) || s.inRole[j-1] {
		return j
	}
	k := j + 1
	if syntax.Form(t, k) == "the" && k+1 < t.Len() {
		k++
	}
	head := d.bodyWord(s, j-1)
	for k := i + 1; head == "" && k < j-1; k++ { // "Institute for the Study of …"
		if d.lex.Links.has(syntax.Form(t, k)) && !capital(t.Word(k).Form) {
			head = d.bodyWord(s, k-1)
		}
	}
	if head == "" && d.umbrella(s, i, j) {
		return d.tailFrom(s, k, gazetteer.PoliticalGroup, false)
	}
	if head == "" && (j-i != 1 || !d.lex.Slogans.has(syntax.Form(t, i)) || i == 0 || opens(s, i)) {
		return j
	}
	if head == gazetteer.Company && f == "of" && !oneOf(syntax.Form(t, j-1), "bank", "company", "corporation", "exchange") && j-i > 1 {
		return j // "Petrovac Steel of Niksic"
	}
	if head == gazetteer.Organization && f == "of" && j-i > 1 && syntax.Pos(t, j-2) == "PROPN" && d.word != nil && !d.word(t.Word(j-2).Form) && !d.demonym(t.Word(j-2).Form) {
		return j // "the Van der Sloot Trust of Utrecht"
	}
	return d.tailFrom(s, k, head, f == "of" || f == "for")
}

// dotBehind takes the full stop of "Ltd." where the tokenizer parted it and the sentence goes on.
func (d *Document) dotBehind(s *Sentence, j int) int {
	if j+1 < s.Tree.Len() && s.Tree.Word(j).Form == "." && s.Tree.Word(j).Start == s.Tree.Word(j-1).End {
		return j + 1
	}
	return j
}

// bodyWord is the type that word i tells as the head of a name that goes on, "" if none.
func (d *Document) bodyWord(s *Sentence, i int) string {
	t := s.Tree
	if !capital(t.Word(i).Form) || d.lex.Embassy.at(t, i) || s.role[i] != nil {
		return ""
	}
	if k := lookup(d.lex.suffixes, t, i); k != "" {
		return k
	}
	if k := d.lex.lowerHeads[syntax.Form(t, i)]; k != "" {
		return k
	}
	return d.lex.kindOf(t, i)
}

// tailFrom is the end of the words with capitals from word k on, behind a link;
// k-1 or less, where none fits, is given back as the link's own place.
func (d *Document) tailFrom(s *Sentence, k int, head string, place bool) int {
	t := s.Tree
	link := k - 1
	if syntax.Form(t, link) == "the" {
		link--
	}
	if k >= t.Len() || !capital(t.Word(k).Form) || s.skip[k] || !joinedTo(s, k) || acronym(t.Word(k).Form) && s.cover[k] < 0 {
		return link
	}
	if m, ok := s.At(k); ok {
		if !place || m.Kind != Name || m.First != k || m.Type != gazetteer.Place && m.Type != gazetteer.Country || head == gazetteer.Place || head == gazetteer.Company && syntax.Form(t, link-1) != "bank" || m.Type == gazetteer.Country && (head == gazetteer.GovernmentBody || head == "") && !opensName(s, link) {
			return link
		}
		d.uncover(s, m.First, m.Last)
		return m.Last
	}
	if s.inRole[k] || d.know.Gazetteer.FirstName(t.Word(k).Form) && syntax.Pos(t, k) == "PROPN" && head != gazetteer.Organization {
		return link
	}
	e := k + 1
	for e < t.Len() && s.cover[e] < 0 && capital(t.Word(e).Form) && joinedTo(s, e) && !s.skip[e] {
		e++
	}
	return e
}

// opensName: the word before the link is a slogan's, which no state qualifies.
func opensName(s *Sentence, link int) bool { return syntax.Form(s.Tree, link) == "for" }

// joinedBodies: "European Border and Coast Guard Agency": a name of ordinary
// adjectives goes on behind "and" up to the word that tells its kind.
func (d *Document) joinedBodies(s *Sentence, i, j int) int {
	t := s.Tree
	if syntax.Form(t, j) != "and" || lookup(d.lex.suffixes, t, j-1) != "" {
		return j
	}
	one := j-i == 1 && i > 0 && oneOf(t.Word(i-1).Form, "the", "The", "'s", "’s") && !acronym(t.Word(i).Form) && !d.know.Gazetteer.FirstName(t.Word(i).Form) // "the Ethics and Anti-Corruption Commission"
	if !one && (j-i < 2 || !d.lex.Portfolio.has(syntax.Form(t, i)) && !d.demonym(t.Word(i).Form) && !d.lex.plain.has(syntax.Form(t, i))) {
		return j
	}
	e := j + 1
	for e < t.Len() && s.cover[e] < 0 && capital(t.Word(e).Form) && (e == j+1 || joinedTo(s, e)) {
		e++
	}
	last := lookup(d.lex.suffixes, t, e-1)
	if last == "" || e-j < 3 && (!one && syntax.Form(t, i) != "national" || last != gazetteer.GovernmentBody) || one && !oneOf(last, gazetteer.GovernmentBody, gazetteer.Organization) {
		return j
	}
	return e
}

// lowerHeads finds names whose head has a small letter, beside a place or
// another name: "the Doha summit", "the Thornbury rail disaster", "la bataille
// de Kidal", "l’hôpital d’Arles", "die Schlacht bei Kidal", "das Landgericht Kassel".
func (d *Document) lowerHeads(s *Sentence) {
	t := s.Tree
	if s.titleCase || allCapital(s) {
		return
	}
	for i := 0; i < t.Len(); i++ {
		if s.cover[i] >= 0 || s.inRole[i] || syntax.Pos(t, i) != "NOUN" && syntax.Pos(t, i) != "PROPN" {
			continue
		}
		typ, first, last := "", i, i
		switch d.Lang {
		case "en":
			typ, first, last = d.headBehind(s, i)
		case "fr":
			typ, first, last = d.headBefore(s, i)
		case "de":
			typ, first, last = d.germanHead(s, i)
		}
		if typ == "" || last-first < 2 {
			continue
		}
		d.uncover(s, first, last)
		if d.free(s, first, last) {
			d.introduce(s, first, last, d.textOf(s, first, last), typ)
		}
	}
}

// headBehind: a place or a name that no list has stands before the noun, and
// the definite article before that.
func (d *Document) headBehind(s *Sentence, i int) (typ string, first, last int) {
	t := s.Tree
	typ, k := d.headEnding(s, i)
	if typ == "" || capital(t.Word(i).Form) || k < 1 {
		return "", i, i
	}
	if !capital(t.Word(k).Form) && syntax.Pos(t, k) == "NOUN" && k > 1 && typ == gazetteer.Event && syntax.Form(t, i) != "talks" {
		k-- // "rail disaster"
	}
	if typ == gazetteer.Event && oneOf(syntax.Form(t, i), "talks", "war", "crisis", "coup", "festival", "hearings") {
		return "", i, i // "the Ukraine war", "the Doha talks": what was told of, no name
	}
	m, ok := s.At(k)
	if !ok && s.cover[k] < 0 && k > 0 && typ == gazetteer.Event && capital(t.Word(k).Form) && oneOf(syntax.Pos(t, k), "PROPN", "NOUN") && d.lex.Definite.has(syntax.Form(t, k-1)) && !s.inRole[k] && !acronym(t.Word(k).Form) && d.surnames[graph.Fold(t.Word(k).Form)] == "" {
		return typ, k, i + 1
	}
	if !ok || m.Kind != Name || m.Type != gazetteer.Place || m.First < 1 || !d.lex.Definite.has(syntax.Form(t, m.First-1)) || !joined(s, k) || syntax.Pos(t, k) == "PUNCT" {
		return "", i, i
	}
	return typ, m.First, i + 1
}

// headEnding is the type of the head that ends with word i ("city council"), and the word before it.
func (d *Document) headEnding(s *Sentence, i int) (string, int) {
	for n := min(3, i); n >= 1; n-- {
		if k := d.lex.lowerHeads[strings.ToLower(d.textOf(s, i-n+1, i+1))]; k != "" {
			return k, i - n
		}
	}
	return "", i
}

// headBefore: in French the noun stands before "de" and the place, or right
// before the name.
func (d *Document) headBefore(s *Sentence, i int) (typ string, first, last int) {
	t := s.Tree
	typ, k := d.lowerHead(s, i)
	if typ == "" || capital(t.Word(i).Form) && (k < i+2 || i == 0) {
		return "", i, i // "l’Autorité portuaire de Gdynia" may have a capital, too
	}
	for n := 0; n < 2 && k < t.Len() && syntax.Pos(t, k) == "ADJ" && !capital(t.Word(k).Form) && s.cover[k] < 0; n++ {
		k++
	}
	if k >= t.Len() {
		return "", i, i
	}
	if s.cover[k] < 0 && d.nameWord(s, k) && oneOf(typ, gazetteer.Facility, gazetteer.Event, gazetteer.Organization) && joinedTo(s, k) && !d.title(s, k) && syntax.Form(t, i) != "affaire" && syntax.Form(t, i) != "camp" && syntax.Form(t, i) != "siège" {
		return typ, i, d.beforePlace(s, k, d.runEnd(s, k))
	}
	if !oneOf(syntax.Form(t, k), "de", "d'", "d’", "du", "des") || s.cover[k] >= 0 {
		return "", i, i
	}
	for k++; k < t.Len() && s.cover[k] < 0 && oneOf(syntax.Form(t, k), "la", "le", "les", "l'", "l’"); k++ {
	}
	if k >= t.Len() {
		return "", i, i
	}
	m, ok := s.At(k)
	switch {
	case ok && m.Kind == Name && m.First <= k && m.Type == gazetteer.Place && d.definiteBefore(s, i, typ) && !d.seatOfCourts(m, typ):
		return typ, i, d.themeTail(s, m.Last, typ)
	case !ok && typ != gazetteer.GovernmentBody && d.nameWord(s, k) && d.definiteBefore(s, i, typ) && s.role[k] == nil:
		return typ, i, d.themeTail(s, d.runEnd(s, k), typ)
	}
	return "", i, i
}

// seatOfCourts: a body in a capital is rather its state's, and what stands there tells which state is spoken of.
func (d *Document) seatOfCourts(m Mention, typ string) bool {
	e := d.know.Gazetteer.Entry(m.Entity)
	return typ != gazetteer.Event && typ != gazetteer.Document && e != nil && e.CapitalOf != ""
}

// lowerHead is the type of the head that begins at word i, and the word behind it; heads may have three words.
func (d *Document) lowerHead(s *Sentence, i int) (string, int) {
	t := s.Tree
	for n := min(4, t.Len()-i); n >= 1; n-- {
		sp := s.spanOf(i, i+n)
		if k := d.lex.lowerHeads[strings.ToLower(d.Text[sp.Start:sp.End])]; k != "" {
			return k, i + n
		}
	}
	if k := d.lex.lowerHeads[syntax.Lemma(t, i)]; k != "" && syntax.Lemma(t, i) == syntax.Form(t, i) {
		return k, i + 1
	}
	return "", i
}

// definiteBefore: "the battle", not "a battle"; a sight or a plant needs none.
func (d *Document) definiteBefore(s *Sentence, i int, typ string) bool {
	return i > 0 && d.lex.Definite.has(syntax.Form(s.Tree, i-1)) || i > 0 && oneOf(syntax.Form(s.Tree, i-1), "à", "au", "du", "l'", "l’", "le", "la", "les", "des", "aux") || typ == gazetteer.GovernmentBody
}

// themeTail: "l’accord de Lomé sur la pêche": what it is about belongs to the name.
func (d *Document) themeTail(s *Sentence, j int, typ string) int {
	t := s.Tree
	if j+1 >= t.Len() || syntax.Form(t, j) != "sur" || typ != gazetteer.Document && typ != gazetteer.Event {
		return j
	}
	e := j
	for k := j + 1; k < t.Len() && k < j+6 && s.cover[k] < 0; k++ {
		switch syntax.Pos(t, k) {
		case "NOUN":
			e = k + 1
		case "ADJ":
			if e == k {
				e = k + 1
			}
		case "DET":
		default:
			return e
		}
	}
	return e
}

// germanHead: "Schlacht bei Kidal", "Vertrag von Asmara", "Landgericht Kassel".
func (d *Document) germanHead(s *Sentence, i int) (typ string, first, last int) {
	t := s.Tree
	typ = d.germanLowerHead(s, i)
	if typ == "" || i+1 >= t.Len() || !joined(s, i) {
		return "", i, i
	}
	k := i + 1
	event := typ == gazetteer.Event || typ == gazetteer.Document
	if f := syntax.Form(t, k); event && oneOf(f, "von", "bei", "um") && k+1 < t.Len() {
		k++
	} else if event {
		return "", i, i
	} else if f == "von" && k+1 < t.Len() && typ != gazetteer.Facility { // "die Universität von Garissa"
		k++
	}
	m, ok := s.At(k)
	switch {
	case ok && m.Kind == Name && m.First == k && m.Type == gazetteer.Place && !d.seatOfCourts(m, typ):
		if d.ordinalBehind(s, m.Last) {
			return typ, i, m.Last + 1
		}
		return typ, i, m.Last
	case ok && !event && m.Kind == Name && m.First == k && m.Type == gazetteer.Country && typ == gazetteer.Organization:
		return typ, i, m.Last
	case !ok && (event || k == i+1) && capital(t.Word(k).Form) && (syntax.Pos(t, k) == "PROPN" || syntax.Pos(t, k) == "NOUN" && k == i+1 && (hyphenated(t.Word(k).Form) || d.unknownWord(s, k)) || d.bad(s, k)) && !d.commonHead(s, k) && !d.know.Gazetteer.FirstName(t.Word(k).Form) && !s.skip[k]:
		e := k + 1
		for e < t.Len() && s.cover[e] < 0 && syntax.Pos(t, e) == "PROPN" && joinedTo(s, e) && capital(t.Word(e).Form) && e < k+3 {
			e++
		}
		return typ, i, e
	}
	return "", i, i
}

// bad: "Bad Dürkheim", "Sankt Veit": a common word that begins names of places.
func (d *Document) bad(s *Sentence, k int) bool {
	return oneOf(s.Tree.Word(k).Form, "Bad", "Sankt", "St.", "Groß", "Neu", "Alt") && k+1 < s.Tree.Len() && syntax.Pos(s.Tree, k+1) == "PROPN" && joinedTo(s, k+1)
}

// commonHead: the dictionary has word k, and it is not the first of a place's name.
func (d *Document) commonHead(s *Sentence, k int) bool {
	f := s.Tree.Word(k).Form
	return d.commonNoun(f) && !d.bad(s, k) && !d.townName(s, k) && !(hyphenated(f) && d.region(f))
}

// region: "Altmark-Süd", "Unstrut-Mitte": a part of a region.
func (d *Document) region(f string) bool {
	_, last, _ := strings.Cut(f, "-")
	return oneOf(last, "Nord", "Süd", "Ost", "West", "Mitte", "Land", "Stadt")
}

func (d *Document) germanLowerHead(s *Sentence, i int) string {
	if k := lookup(d.lex.lowerHeads, s.Tree, i); k != "" {
		return k
	}
	f := strings.TrimSuffix(syntax.Form(s.Tree, i), "s") // "des Zugunglücks"
	if k := d.lex.lowerHeads[f]; k != "" {
		return k
	}
	for from := 1; from+3 < len(f); from++ {
		if k := d.lex.lowerHeads["*"+f[from:]]; k != "" {
			return k
		}
	}
	return ""
}

// beginnings finds the first words of a longer name that the article has, by
// which it calls the body elsewhere: "Sable Ridge" for "Sable Ridge Holdings",
// also at the start of a sentence, where a capital tells nothing. Words that
// begin two names, and words for kinds of bodies, call nobody.
func (d *Document) beginnings() {
	whole := map[string]string{}
	names := d.bodyNames()
	for _, n := range names {
		words := strings.Fields(d.entities[n.id].Labels[0].Text)
		for k := 1; k < len(words); k++ {
			if k == 1 && (len(words[0]) < 5 || d.generalWord(strings.ToLower(words[0])) || d.demonym(words[0]) || d.know.Gazetteer.FirstName(words[0]) || d.lex.Portfolio.has(strings.ToLower(words[0])) || d.lex.Slogans.has(strings.ToLower(words[0]))) {
				continue
			}
			if !capital(words[k-1]) {
				continue
			}
			f := graph.Fold(strings.Join(words[:k], " "))
			if old, ok := whole[f]; ok && old != n.id {
				whole[f] = ""
				continue
			}
			whole[f] = n.id
		}
	}
	if len(whole) == 0 {
		return
	}
	for _, f := range slices.Sorted(maps.Keys(whole)) { // what the beginning alone was taken for
		id, old := whole[f], d.aliases[f]
		if id == "" || old == "" || old == id || !d.isDiscovered(old) || d.entities[id] == nil || len(d.offices[old]) > 0 {
			continue
		}
		if strings.Contains(f, " ") || !d.know.Ontology.IsA(d.types[old], gazetteer.Person) {
			d.rename(old, id, d.entities[old].Labels[0].Text)
		}
	}
	for _, s := range d.Sentences {
		d.beginningsIn(s, whole)
	}
}

func (d *Document) beginningsIn(s *Sentence, whole map[string]string) {
	t := s.Tree
	for i := 0; i < t.Len(); i++ {
		if !capital(t.Word(i).Form) || d.Lang == "de" && i > 0 && oneOf(syntax.Pos(t, i-1), "DET", "ADJ", "NUM") && s.cover[i] < 0 {
			continue
		}
		for n := min(4, t.Len()-i); n >= 1; n-- {
			f := graph.Fold(d.textOf(s, i, i+n))
			id := whole[f]
			if id == "" || d.entities[id] == nil || d.aliases[f] != "" && d.aliases[f] != id && d.entities[d.aliases[f]] != nil || !d.partsOnly(s, i, i+n) || i+n < t.Len() && capital(t.Word(i+n).Form) && joinedTo(s, i+n) && s.cover[i+n] < 0 && syntax.Pos(t, i+n) != "NOUN" {
				continue
			}
			if n == 1 && s.cover[i] >= 0 {
				continue
			}
			d.uncover(s, i, i+n)
			d.alias(id, d.textOf(s, i, i+n))
			s.add(Mention{First: i, Last: i + n, Head: s.headOf(i, i+n), Span: d.nameSpan(s, i, i+n), Kind: Name, Entity: id, Type: d.types[id]})
			i += n - 1
			break
		}
	}
}
