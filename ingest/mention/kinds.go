package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kg/graph"
	"kg/ingest/gazetteer"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// typeOf tells what kind of thing a new name is; "" if nothing tells.
func (d *Document) typeOf(s *Sentence, first, last int) string {
	t := s.Tree
	if d.opensDispatch(s, first, last) {
		return gazetteer.Place
	}
	if last-first == 1 && d.wordAtStart(s, first) && d.aliases[graph.Fold(t.Word(first).Form)] == "" {
		return ""
	}
	if d.Lang == "fr" && last-first > 1 && d.phraseName(s, first) && oneOf(d.kindOf(s, first-1), gazetteer.PoliticalGroup, gazetteer.Media) {
		return d.kindOf(s, first-1) // "le parti Cœur de la Tunisie"
	}
	if d.label(s, first, last) {
		return ""
	}
	if last-first == 1 && d.gang[t.Word(first).Form] {
		return gazetteer.ThreatActor
	}
	if k := d.foughtFor(s, first, last); k == gazetteer.PoliticalGroup {
		return k // "des combattants du Conseil de salut du Borkou"
	}
	if k := d.typeByWords(s, first, last); k != "" {
		return k
	}
	if k := d.typeByNeighbours(s, first, last); k != "" {
		return k
	}
	if k := d.typeByClause(s, first, last); k != "" {
		return k
	}
	if k := d.headed(s, first); k != "" && !d.know.Gazetteer.FirstName(s.Tree.Word(first).Form) {
		return k
	}
	if d.sure {
		return "" // what follows is a guess
	}
	return d.guessedType(s, first, last)
}

// typeByWords: the name's own words tell its kind, or what explains them.
func (d *Document) typeByWords(s *Sentence, first, last int) string {
	t := s.Tree
	if k := d.headOfTail(t, first, last); k != "" {
		return k
	}
	if k := d.ownWords(t, first, last); k != "" {
		if b := d.nounRightBehind(s, last); b != "" && d.lex.suffixes[syntax.Form(t, last-1)] == "" {
			return b
		}
		return k
	}
	if k := d.ledBody(s, first, last); k != "" {
		return k
	}
	if last-first == 1 && d.code(t.Word(first).Form) {
		return gazetteer.ThreatActor
	}
	if one, _, ok := strings.Cut(syntax.Form(t, first), "-"); ok && last-first == 1 && d.lex.begins[one] == gazetteer.PoliticalGroup {
		return gazetteer.PoliticalGroup // "Lashkar-e-Sabz"
	}
	if k := d.explained(s, first, last); k != "" {
		return k
	}
	if d.partyOf(s, first, last) {
		return gazetteer.PoliticalGroup
	}
	if d.codedBehind(s, last) {
		return gazetteer.ThreatActor
	}
	return d.employer(s, first, last)
}

// typeByNeighbours: what stands right beside the name tells its kind.
func (d *Document) typeByNeighbours(s *Sentence, first, last int) string {
	t := s.Tree
	if d.Lang == "de" && first > 0 && d.introduces(s, first-1) && joined(s, first-1) && !d.title(s, first-1) {
		if k := d.kindOf(s, first-1); k != "" {
			return k // "die Partei Nova Volja", though Nova is a first name
		}
	}
	if last-first >= 2 && d.afterPerson(s, first) && !d.ordinary(t, first, last) && d.beginsAs(t, first, last) == "" || d.ofNation(s, first, last) {
		return gazetteer.Person
	}
	if d.holderBehind(s, first, last) {
		return gazetteer.Person
	}
	if k := d.foughtFor(s, first, last); k != "" {
		return k
	}
	if k := d.nounBefore(s, first); k != "" && !d.titled(s, first) {
		if k == gazetteer.Company && d.dealer(s, first-1, first, last) {
			return gazetteer.Person
		}
		if k == gazetteer.Event && last-first == 1 && camel(t.Word(first).Form) {
			return gazetteer.Organization // "le forum BlackQuay"
		}
		return k
	}
	if k := d.beginsAs(t, first, last); k == gazetteer.PoliticalGroup && (!d.know.Gazetteer.FirstName(t.Word(first).Form) || d.hyphenated(t.Word(first+1).Form)) {
		return k
	}
	if k := d.kindAcross(s, first); k != "" {
		if k == gazetteer.Company && d.dealer(s, first-2, first, last) {
			return gazetteer.Person // "l’exploitant forestier X"
		}
		return k
	}
	if k := d.kindOfList(s, first); k != "" {
		return k
	}
	if k := d.kindOverComma(s, first, last); k != "" {
		return k
	}
	if k := d.nounOverComma(s, first, last); k != "" {
		return k
	}
	if d.Lang == "fr" && first > 1 && last < t.Len() && t.Word(first-1).Form == "(" && t.Word(last).Form == ")" && !acronym(t.Word(first).Form) {
		if m, ok := s.At(first - 2); ok && (m.Type == gazetteer.Place || m.Type == gazetteer.Facility) {
			return gazetteer.Place // "Vierzon (Cher)"
		}
	}
	if d.titled(s, first) && !d.firmAsOwner(s, first, last) || d.personal(s, first, last) || last-first >= 2 && d.entitled(s, last) {
		return gazetteer.Person
	}
	return d.introducedBy(s, first, last)
}

// typeByClause: the part that the name has in its clause or list tells its kind.
func (d *Document) typeByClause(s *Sentence, first, last int) string {
	t := s.Tree
	if d.townBehind(s, last) || last-first == 1 && d.saintly(t.Word(first).Form) || d.ruledPlace(s, first) || d.nearPlace(s, first, last) || d.firmOf(s, first, last) || d.withinPlace(s, first, last) {
		return gazetteer.Place
	}
	if d.related(s, first, last) || d.whoPresides(s, first, last) {
		return gazetteer.Person
	}
	if k := d.beginsAs(t, first, last); k != "" {
		return k
	}
	if last-first == 1 && camel(t.Word(first).Form) {
		if d.joinedAs(s, first) == gazetteer.ThreatActor {
			return gazetteer.ThreatActor // "two espionage groups, Volt Anchor and RedDune"
		}
		if d.softwareNear(s) {
			return gazetteer.Malware
		}
		return gazetteer.Organization
	}
	if k := d.joinedAs(s, first); k == gazetteer.Place || k != "" && last-first >= 2 && !d.ordinary(t, first, last) {
		return k
	}
	if d.takenPlace(s, first, last) && !d.ordinary(t, first, last) {
		return gazetteer.Place
	}
	if d.Lang == "en" && d.seatOf(s, last) {
		return gazetteer.Place
	}
	if k := d.trackedAs(s, first); k != "" {
		return k
	}
	head := s.headOf(first, last)
	if h := t.Word(head).Head; h >= 0 && last-first >= 2 && syntax.Base(t, head) == "obj" && d.lex.Bought.has(syntax.Lemma(t, h)) {
		return gazetteer.Company // "has bought X"
	}
	if d.Lang == "en" && last-first >= 2 && d.heads(s, head) {
		return gazetteer.Person
	}
	if d.Lang == "fr" && last-first >= 2 && last-first <= 4 && ledBy(t, first) {
		return gazetteer.Person
	}
	if d.behindLocative(s, first, last, head) {
		return gazetteer.Place
	}
	if d.Lang == "en" && first > 1 && oneOf(t.Word(first-1).Form, "'s", "’s") {
		if m, ok := s.At(first - 2); ok && m.Type == gazetteer.Country {
			return gazetteer.Organization // "South Korea's Hanjin Precision": a person would begin with a first name
		}
	}
	return ""
}

// behindLocative: the name stands behind a word for where something is, and is short
// enough for a place.
func (d *Document) behindLocative(s *Sentence, first, last, head int) bool {
	t := s.Tree
	p := syntax.Preposition(t, head)
	if p == "" || !d.lex.Locative.has(p) || syntax.Base(t, head) == "obj" {
		return false
	}
	short := last-first <= 2 || last-first == 3 && d.lex.Particles.has(syntax.Form(t, first+1))
	ofWork := first > 0 && t.Word(first-1).Form == "The" && !opens(s, first-1) // "in The Meridian Post"
	return short && !ofWork && !d.tiedTo(s, head, p) && !d.noPlace(s, first, last, p)
}

// guessedType: where nothing tells, names are of persons or of bodies.
func (d *Document) guessedType(s *Sentence, first, last int) string {
	t, head := s.Tree, s.headOf(first, last)
	definite := d.Lang == "en" && (syntax.Form(t, first) == "the" || first > 0 && syntax.Form(t, first-1) == "the") // "the Fourth Column"
	if last-first >= 2 && last-first <= 4 && !definite && !d.direction(s, last-1) && !d.ordinary(t, first, last) && d.namelike(s, first, last) && (syntax.Base(t, head) == "nsubj" || d.personPlace(s, head)) {
		return gazetteer.Person
	}
	if last-first == 1 && d.commonNoun(t.Word(first).Form) {
		return ""
	}
	if acronym(t.Word(first).Form) || last-first >= 2 || len(t.Word(first).Form) > 3 {
		return gazetteer.Organization
	}
	return ""
}

// trackedAs: "an actor that we track as X": the kind stands a few words before.
func (d *Document) trackedAs(s *Sentence, first int) string {
	t := s.Tree
	verb := first - 1
	if verb > 0 && oneOf(syntax.Form(t, verb), "itself", "themselves") {
		verb-- // "a gang calling itself X"
	}
	if d.Lang == "en" && verb > 0 && d.lex.Calls.has(syntax.Lemma(t, verb)) && syntax.Pos(t, verb) == "VERB" {
		for i := verb - 1; i >= 0 && i > first-6; i-- {
			if k := d.kindOf(s, i); k != "" && s.cover[i] < 0 {
				return k // "a crew it calls X"
			}
		}
	}
	switch d.Lang {
	case "fr":
		return d.underTheName(s, first)
	case "de":
		return d.calledInClause(s, first)
	}
	if first < 3 || syntax.Form(t, first-1) != "as" || !d.lex.CallsAs.has(syntax.Lemma(t, first-2)) && syntax.Form(t, first-2) != "to" {
		return ""
	}
	for i := first - 3; i >= 0 && i > first-9; i-- {
		if k := d.kindOf(s, i); k != "" && s.cover[i] < 0 {
			return k
		}
	}
	return ""
}

// underTheName: "le groupe, que nous suivons sous le nom de X", "un logiciel
// inédit, baptisé X": the kind stands some words before.
func (d *Document) underTheName(s *Sentence, first int) string {
	t := s.Tree
	p := first - 1
	if p > 1 && oneOf(syntax.Form(t, p), "de", "d'", "d’") {
		p--
	}
	if p < 2 || !d.lex.Named.at(t, p) && !d.lex.Calls.has(syntax.Lemma(t, p)) {
		return ""
	}
	for i := p - 1; i >= 0 && i > p-12; i-- {
		if k := d.kindOf(s, i); k != "" && s.cover[i] < 0 && syntax.Pos(t, i) == "NOUN" {
			return k
		}
	}
	return ""
}

// codedBehind: "X, which Microsoft tracks as Storm-1877", "X (UNC4210)": a
// number under which analysts list intruders stands a few words behind.
func (d *Document) codedBehind(s *Sentence, last int) bool {
	t := s.Tree
	if last+2 < t.Len() && syntax.Pos(t, last) == "ADP" && t.Word(last+1).Form == "," {
		last++ // "ordnen sie Bronze Heron zu, das Microsoft als Storm-2210 führt"
	}
	if last+1 >= t.Len() || !oneOf(t.Word(last).Form, ",", "(") {
		return false
	}
	for i := last + 1; i < min(t.Len(), last+10); i++ {
		if d.code(t.Word(i).Form) {
			return t.Word(last).Form == "(" || oneOf(syntax.Form(t, i-1), "as", "als", "de", "nom", "dubbed", "called")
		}
	}
	return false
}

// employer: "researchers at X", "Fachleute von X", "les chercheurs de X": whoever
// employs those who analyse is a firm or a body, and no place.
func (d *Document) employer(s *Sentence, first, last int) string {
	t := s.Tree
	if first < 2 || d.know.Gazetteer.FirstName(t.Word(first).Form) && last-first > 1 {
		return ""
	}
	if d.Lang == "fr" && syntax.Form(t, first-1) == "chez" && last-first <= 3 {
		return gazetteer.Company
	}
	if !oneOf(syntax.Form(t, first-1), "at", "with", "from", "bei", "von", "de", "d'", "d’") || !d.lex.Staff.at(t, first-2) || s.cover[first-2] >= 0 {
		return ""
	}
	if oneOf(syntax.Form(t, first-1), "from", "with", "von", "de", "d'", "d’") && d.beginsAs(t, first, last) == gazetteer.Place {
		return ""
	}
	return gazetteer.Company
}

// tiedTo: "tie it to X", "sold to X": no place is meant behind "to".
func (d *Document) tiedTo(s *Sentence, head int, p string) bool {
	h := s.Tree.Word(head).Head
	if p == "à" && h >= 0 && oneOf(syntax.Lemma(s.Tree, h), "appartenir", "vendre", "céder", "confier", "attribuer", "remettre", "imputer", "prêter", "reprocher", "demander", "rattacher", "lier", "succéder", "verser", "devoir", "livrer", "acheter", "ressembler") {
		return true
	}
	return p == "to" && h >= 0 && oneOf(syntax.Lemma(s.Tree, h), "tie", "link", "attribute", "ascribe", "connect", "trace", "belong", "sell", "lend", "owe", "swear", "pledge", "speak", "talk", "give", "award", "hand", "pin")
}

// seatOf: "the Sukhumi-based line": the name is a place.
func (d *Document) seatOf(s *Sentence, last int) bool {
	t := s.Tree
	return last+1 < t.Len() && t.Word(last).Form == "-" && oneOf(syntax.Form(t, last+1), "based", "headquartered", "born", "registered")
}

// heads: "is headed by X": whoever heads, chairs or leads something is a person.
func (d *Document) heads(s *Sentence, head int) bool {
	t := s.Tree
	h := t.Word(head).Head
	return h >= 0 && syntax.Preposition(t, head) == "by" && oneOf(syntax.Lemma(t, h), "head", "lead", "chair", "found", "command", "helm", "direct") ||
		h >= 0 && syntax.Base(t, head) == "obj" && oneOf(syntax.Lemma(t, h), "succeed", "replace", "appoint", "elect", "arrest", "detain", "sack", "marry", "nominate", "extradite", "sentence", "imprison", "jail", "assassinate")
}

// ledBy: "dirigé par X": only a person leads.
func ledBy(t *parse.Tree, first int) bool {
	return first > 1 && syntax.Form(t, first-1) == "par" && oneOf(syntax.Lemma(t, first-2), "diriger", "présider", "conduire", "mener", "commander", "représenter", "incarner") &&
		syntax.Pos(t, first-2) != "NOUN" || ledInTree(t, first)
}

// ledInTree: "est dirigée depuis Chengdu par X".
func ledInTree(t *parse.Tree, first int) bool {
	if first < 2 || syntax.Form(t, first-1) != "par" || syntax.Rel(t, first) != "obl:agent" {
		return false
	}
	h := t.Word(first).Head
	return h >= 0 && syntax.Pos(t, h) == "VERB" && oneOf(syntax.Lemma(t, h), "diriger", "présider", "conduire", "mener", "commander", "représenter", "incarner", "fonder", "emmener", "animer")
}

// ownWords: a word of the name itself says it ("… Party", "Ministry of …").
func (d *Document) ownWords(t *parse.Tree, first, last int) string {
	if last-first < 2 {
		f := syntax.Form(t, first)
		if k := strings.LastIndexByte(f, '-'); k > 2 && first == last-1 && d.lex.suffixes[f[k+1:]] == gazetteer.Media {
			return gazetteer.Media // "Corse-Matin", "Ostsee-Zeitung"
		}
		return ""
	}
	k := d.lex.suffixes[syntax.Form(t, last-1)]
	if k == "" {
		k = lookup(d.lex.suffixes, t, last-1)
	}
	if k != "" && !(last-first > 2 && k == gazetteer.Company && !capital(t.Word(last-2).Form) && d.lex.Particles.has(t.Word(last-2).Form) && !d.lex.Links.has(t.Word(last-2).Form)) {
		return k // not "Yovana Ticona del Solar"
	}
	if f := t.Word(last - 1).Form; d.lex.legal.has(strings.ToLower(f)) && (acronym(f) || capital(f) && len(f) > 2) {
		return gazetteer.Company // "Nordhaven Group AS"
	}
	for i := first + 1; i < last-1; i++ {
		if t.Word(i).Form == "&" {
			return gazetteer.Company // "Tönnies & Haack"
		}
	}
	if !capital(t.Word(first).Form) {
		return ""
	}
	if k := lookup(d.lex.suffixes, t, first); k != "" || d.Lang == "en" {
		return k
	}
	return d.lex.ends[syntax.Form(t, last-1)]
}

// titled: a title or an office stands right before the name, also across a
// comma with its complement ("its chief executive, X", "la porte-parole du
// gouvernement béninois, X").
func (d *Document) titled(s *Sentence, first int) bool {
	t := s.Tree
	p := first - 1
	if m, ok := s.At(p); ok && d.Lang == "de" && m.Kind == Demonym && joined(s, p) {
		return true // "der Bulgare Orlin Roussev"
	}
	if p < 0 || s.cover[p] >= 0 {
		return false
	}
	if syntax.Form(t, p) != "," {
		return d.title(s, p) || d.official(s, p) || d.agentNoun(s, p) || d.Lang == "fr" && d.titledAcross(s, p)
	}
	for n := 0; n < 7 && p-1-n >= 0; n++ {
		i := p - 1 - n
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return false
		}
		if (d.official(s, i) || d.Lang == "fr" && d.lex.PersonTitle.at(t, i)) && s.cover[i] < 0 {
			return true
		}
	}
	return false
}

// firmAsOwner: "son propriétaire, Pêcheries Lamantin": what owns is a firm where
// its name is made of common words.
func (d *Document) firmAsOwner(s *Sentence, first, last int) bool {
	t := s.Tree
	return first > 1 && t.Word(first-1).Form == "," && oneOf(syntax.Lemma(t, first-2), "owner", "operator", "parent", "propriétaire", "exploitant", "Eigentümer", "Eigentümerin", "Betreiber", "Eigner", "eigentümer", "eigentümerin", "betreiber", "eigner") &&
		!d.know.Gazetteer.FirstName(t.Word(first).Form) && d.ordinary(t, first, last)
}

// titledAcross: "l’homme d’affaires russe X", "la cheffe rebelle Y": a French
// title with its adjectives and complement before word p+1.
func (d *Document) titledAcross(s *Sentence, p int) bool {
	t := s.Tree
	for n := 0; p > 0 && n < 3; n, p = n+1, p-1 {
		if m, ok := s.At(p); syntax.Pos(t, p) != "ADJ" && (!ok || m.Kind != Adjective) {
			break
		}
	}
	if d.title(s, p) && s.cover[p] < 0 {
		return true
	}
	return p > 1 && syntax.Pos(t, p) == "NOUN" && oneOf(syntax.Form(t, p-1), "de", "d'", "d’") && d.lex.PersonTitle.at(t, p-2) && d.kindOf(s, p) == ""
}

// ofNation: "le Zambien X": a noun for a person by the nation stands before.
func (d *Document) ofNation(s *Sentence, first, last int) bool {
	if d.Lang != "fr" || first < 2 || last-first < 2 {
		return false
	}
	m, ok := s.At(first - 1)
	return ok && (m.Kind == Demonym || m.Kind == Adjective) && capital(s.Tree.Word(first-1).Form) && syntax.Pos(s.Tree, first-2) == "DET"
}

// agentNoun: a noun that by its ending tells who somebody is, and no kind of
// body: "the epidemiologist X", "an arms broker X".
func (d *Document) agentNoun(s *Sentence, i int) bool {
	f := s.Tree.Word(i).Form
	if d.Lang != "en" || syntax.Pos(s.Tree, i) != "NOUN" || capital(f) || d.kindOf(s, i) != "" || d.lex.Members.has(f) || d.lex.State.has(f) || len(f) < 5 {
		return false
	}
	if one, ok := strings.CutSuffix(f, "s"); ok && d.lex.AgentPlurals.has(one) {
		return true
	}
	return d.lex.Agents.has(f) && !d.lex.NoAgents.has(f)
}

// afterPerson: "commanders A and B": joined by a conjunction to a person.
func (d *Document) afterPerson(s *Sentence, first int) bool {
	if first < 2 || syntax.Pos(s.Tree, first-1) != "CCONJ" {
		return false
	}
	m, ok := s.At(first - 2)
	return ok && m.Type == gazetteer.Person
}

// entitled: an office follows the name after a comma: "X, a former minister".
func (d *Document) entitled(s *Sentence, last int) bool {
	t := s.Tree
	if last >= t.Len() || syntax.Form(t, last) != "," {
		return false
	}
	for i := last + 1; i < t.Len() && i < last+6; i++ {
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ", "PRON":
			return false
		}
		if d.Lang == "fr" && i == last+1 && syntax.Pos(t, i) == "NOUN" && d.lex.PersonTitle.at(t, i) && d.kindOf(s, i) == "" {
			return true // "X, figure de l’opposition"
		}
		if s.role[i] != nil {
			return i+1 >= t.Len() || syntax.Pos(t, i+1) != "NOUN" || d.kindOf(s, i+1) == "" // not "an activist network"
		}
	}
	return false
}

// personal: it begins with a first name, or a person's title is its apposition.
func (d *Document) personal(s *Sentence, first, last int) bool {
	t := s.Tree
	n := last - first
	if n >= 2 && n <= 5 && d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return true
	}
	if n == 1 && d.surnames[graph.Fold(t.Word(first).Form)] != "" {
		return true
	}
	head := s.headOf(first, last)
	for _, c := range t.Children(head) {
		if syntax.Base(t, c) == "appos" && d.official(s, c) {
			return n >= 2
		}
	}
	h := t.Word(head).Head
	return h >= 0 && n >= 2 && (syntax.Base(t, head) == "appos" || syntax.Base(t, head) == "flat") && d.official(s, h)
}

// nounAt: word i is a common noun, or a word that is read as one before a name.
func (d *Document) nounAt(s *Sentence, i int) bool {
	if d.Lang != "de" && capital(s.Tree.Word(i).Form) && !opens(s, i) {
		return false
	}
	return syntax.Pos(s.Tree, i) == "NOUN" || d.Lang == "en" && d.vessel(s, i) || d.Lang == "fr" && d.nounAsAdjective(s, i) ||
		syntax.Pos(s.Tree, i) == "X" && d.kindOf(s, i) == gazetteer.Malware
}

// nounBefore: the type that a common noun right before the name tells, as in
// "the airline Zephyr Atlantic".
func (d *Document) nounBefore(s *Sentence, first int) string {
	if first > 1 && d.lex.Technical.has(s.Tree.Word(first-1).Form) && s.cover[first-1] < 0 {
		first-- // "l'implant macOS X"
	}
	if first == 0 || s.cover[first-1] >= 0 || s.role[first-1] != nil || !d.nounAt(s, first-1) {
		return ""
	}
	if d.vessel(s, first-1) {
		return gazetteer.Facility
	}
	if first > 2 && d.Lang == "en" && oneOf(syntax.Form(s.Tree, first-1), "maker", "trader", "dealer", "runner", "buster", "broker") && s.Tree.Word(first-2).Form == "-" {
		return gazetteer.Person // "the bomb-maker X"
	}
	if d.penalty(s.Tree, first-1) {
		return ""
	}
	if d.houseOf(s, first-1) {
		return gazetteer.Company
	}
	return d.kindOf(s, first-1)
}

// nounAsAdjective: "le rançongiciel X": the tagger took the noun between the article and the name for an adjective.
func (d *Document) nounAsAdjective(s *Sentence, i int) bool {
	return i > 0 && syntax.Pos(s.Tree, i) == "ADJ" && syntax.Pos(s.Tree, i-1) == "DET" && d.nouns != nil && d.nouns(s.Tree.Word(i).Form)
}

// penalty: "condamné à deux ans de prison X": the noun at word i is no building.
func (d *Document) penalty(t *parse.Tree, i int) bool {
	return i > 1 && syntax.Form(t, i-1) == "de" && d.lex.Terms.has(syntax.Form(t, i-2))
}

// partyOf: "Idriss Benkhelifa (Horizons)": in brackets behind a person of whom
// the sentence says that he sits in a parliament or council stands the party.
func (d *Document) partyOf(s *Sentence, first, last int) bool {
	t := s.Tree
	if first < 2 || last >= t.Len() || t.Word(first-1).Form != "(" || t.Word(last).Form != ")" {
		return false
	}
	if m, ok := s.At(first - 2); !ok || m.Type != gazetteer.Person {
		return false
	}
	if last-first > 1 && d.Lang != "de" && !s.Heading && !d.know.Gazetteer.FirstName(t.Word(first).Form) && t.Word(first).Form != "The" && !s.inRole[first] {
		return true // "Nei Rotia Beero (Tobwaan te Mauri)"
	}
	for i := range first {
		if s.role[i] != nil && oneOf(s.role[i].Kind, "lawmaker", "senator", "deputy", "member_of_parliament", "mayor", "minister", "governor", "politician", "candidate") || d.lex.Seated.at(t, i) {
			return true
		}
	}
	return false
}

// kindOfList: "deux filiales de X, Y et Z": what the plural before the comma is
// are Y and Z.
func (d *Document) kindOfList(s *Sentence, first int) string {
	t := s.Tree
	if d.Lang == "de" || first < 3 {
		return ""
	}
	i := first - 1
	for n := 0; n < 12 && i > 1 && (t.Word(i).Form == "," || syntax.Form(t, i) == "et" || syntax.Form(t, i) == "and" || syntax.Pos(t, i) == "PROPN"); n++ {
		i--
	}
	if i >= first-1 || t.Word(i+1).Form != "," && !(syntax.Pos(t, i+1) == "PROPN" && i < first-2) {
		return ""
	}
	for n := 0; n < 6 && i >= 0; i, n = i-1, n+1 {
		switch syntax.Pos(t, i) {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return ""
		case "NOUN":
			if d.official(s, i) || d.title(s, i) || s.inRole[i] || capital(t.Word(i).Form) || d.lex.Members.at(t, i) {
				return ""
			}
			if k := d.kindOf(s, i); k != "" && t.Word(i).Feats.Number().String() == "Plur" && s.cover[i] < 0 {
				if k == gazetteer.Place || k == gazetteer.Facility || k == gazetteer.Event {
					return ""
				}
				return k
			}
		}
	}
	return ""
}

// kindAcross: "le groupe indien X", "le fabricant turc de drones Y", "le gang de
// hackers Z": in French the noun that tells the kind stands before its
// adjectives and its complement; of "l’américain X" only the adjective is left.
func (d *Document) kindAcross(s *Sentence, first int) string {
	t := s.Tree
	if d.Lang != "fr" || first < 2 {
		return ""
	}
	adjective := func(i int) bool {
		m, ok := s.At(i)
		return ok && m.Kind == Adjective && !capital(t.Word(i).Form) || !ok && syntax.Pos(t, i) == "ADJ" && !capital(t.Word(i).Form)
	}
	p := first - 1
	for p > 0 && p > first-4 && adjective(p) {
		p--
	}
	if m, ok := s.At(first - 1); p == first-2 && ok && m.Kind == Adjective && oneOf(syntax.Form(t, p), "le", "la", "l'", "l’") {
		return gazetteer.Company
	}
	noun := func(i int) bool {
		return i > 0 && syntax.Pos(t, i) == "NOUN" && s.cover[i] < 0 && (!capital(t.Word(i).Form) || acronym(t.Word(i).Form))
	}
	if p < first-1 && noun(p) && !d.official(s, p) && !d.title(s, p) {
		if k := d.kindOf(s, p); k != gazetteer.PoliticalGroup || !d.trading(s, p+1, first) {
			return k
		}
		return gazetteer.Company
	}
	c := p // the complement
	for noun(c) && p > 3 && adjective(p-1) && p > c-2 {
		p-- // "le parti d’extrême droite X"
	}
	if p < 3 || !noun(c) || !oneOf(syntax.Form(t, p-1), "de", "d'", "d’") {
		return ""
	}
	for p -= 2; p > 0 && p > c-5 && adjective(p); p-- {
		continue
	}
	k := ""
	if noun(p) && !d.official(s, p) && !d.title(s, p) {
		k = d.kindOf(s, p)
	}
	if k != "" && oneOf(syntax.Lemma(t, c), "hacker", "pirate", "cybercriminel", "cyberespion", "hacktiviste", "ransomware", "rançongiciel", "cyberespionnage") {
		return gazetteer.ThreatActor
	}
	return k
}

// introducedBy: a common noun beside the name says what it is ("the firm X",
// "X, a militia", "a group named X").
func (d *Document) introducedBy(s *Sentence, first, last int) string {
	t := s.Tree
	head := s.headOf(first, last)
	if first > 0 && s.cover[first-1] < 0 && syntax.Pos(t, first-1) == "NOUN" {
		if k := d.kindOf(s, first-1); k != "" {
			return k
		}
	}
	// an opening quotation mark between noun and name
	if first > 1 && syntax.Pos(t, first-1) == "PUNCT" && isQuote(t.Word(first-1).Form) {
		if k := d.kindOf(s, first-2); k != "" {
			return k
		}
		if d.lex.Named.at(t, first-2) && first > 2 {
			if k := d.kindOf(s, first-3); k != "" {
				return k
			}
		}
	}
	if first > 1 && d.lex.Named.at(t, first-1) {
		if k := d.kindOf(s, first-2); k != "" {
			return k
		}
	}
	// "the X militia", "la société X": the noun right after; "the village of X"
	if last < t.Len() && d.Lang == "en" && syntax.Pos(t, last) != "VERB" && !capital(t.Word(last).Form) {
		if k := d.kindOf(s, last); k != "" {
			return k
		}
		if last+1 < t.Len() && syntax.Pos(t, last) == "NOUN" && syntax.Pos(t, last+1) == "NOUN" {
			if k := d.kindOf(s, last+1); k == gazetteer.Malware || k == gazetteer.ThreatActor {
				return k // "the GLASSTOKEN web shell"
			}
		}
	}
	if first > 1 && oneOf(syntax.Form(t, first-1), "of", "de", "d'", "d’", "von") {
		if k := d.kindOf(s, first-2); k == gazetteer.Place || k == gazetteer.Facility {
			return k
		}
	}
	if h := t.Word(head).Head; h >= 0 && (syntax.Base(t, head) == "appos" || syntax.Base(t, head) == "flat" || syntax.Base(t, head) == "compound") && !colonBetween(t, h, first) {
		if k := d.kindOf(s, h); k != "" && syntax.Pos(t, h) == "NOUN" {
			if k == gazetteer.Company && d.tradesman(s, h, first, last) {
				return gazetteer.Person // "her publisher, X"
			}
			return k
		}
	}
	if k := d.complemented(s, head); k != "" {
		return k
	}
	if h := t.Word(head).Head; h >= 0 && syntax.Base(t, head) == "nmod" && oneOf(syntax.Preposition(t, head), "of", "de", "von") {
		if k := d.kindOf(s, h); k == gazetteer.Place {
			return k
		}
	}
	for _, c := range t.Children(head) {
		if b := syntax.Base(t, c); b == "appos" || b == "parataxis" {
			if k := d.kindOf(s, c); k != "" {
				return k
			}
		}
	}
	return ""
}

// colonBetween: of "Rapport de menace : X" the first word does not say what X is, nor
// of "le mouvement, dont X est membre".
func colonBetween(t *parse.Tree, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if t.Word(k).Form == ":" || oneOf(syntax.Form(t, k), "dont", "que", "qui", "où") {
			return true
		}
	}
	return false
}

// trading: one of the adjectives tells a line of business: "le groupe pétrolier X".
func (d *Document) trading(s *Sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if d.lex.Business.at(s.Tree, i) {
			return true
		}
	}
	return false
}

// complemented: "le fabricant de puces Velden", where the parser ties the name to
// the complement of the noun that tells its kind.
func (d *Document) complemented(s *Sentence, head int) string {
	t := s.Tree
	c := t.Word(head).Head
	if c < 0 || c > head || syntax.Pos(t, c) != "NOUN" || syntax.Preposition(t, head) != "" || !oneOf(syntax.Base(t, head), "appos", "flat", "nmod") {
		return ""
	}
	h := t.Word(c).Head
	if h < 0 || syntax.Base(t, c) != "nmod" || syntax.Pos(t, h) != "NOUN" || d.kindOf(s, c) != "" {
		return ""
	}
	return d.kindOf(s, h)
}

func oneOf(s string, in ...string) bool {
	for _, x := range in {
		if s == x {
			return true
		}
	}
	return false
}

func isQuote(w string) bool {
	return strings.ContainsAny(w, "\"“”„«»‘’‚‹›") && utf8.RuneCountInString(w) <= 2
}

func acronym(w string) bool {
	up := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			up++
		}
	}
	return up >= 2
}
