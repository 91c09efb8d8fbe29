package mention

import (
	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// officePhrase is an office beside a person's name.
type officePhrase struct {
	person Mention
	word   int      // last word of the office
	noun   int      // the noun beside it for its body, -1 if there is none
	owner  bool     // a possessive stands before it
	types  []string // of the body
	rather []string // of these, those that come first
}

// officePhrase reads the words around the office beside a name; ok is false if
// there is none, if they name a body, or if they tell of a body that nothing refers to.
func (d *Document) officePhrase(s *Sentence, m Mention) (officePhrase, bool) {
	p := officePhrase{person: m, word: -1, noun: -1}
	first, last := 0, 0 // the words behind the office that may say whose it is
	left := d.officeLeft(s, m.First)
	if left >= 0 {
		p.word, first, last = left, left+1, m.First
	}
	if left < 0 || d.know.address[s.role[left].Kind] { // "Colonel X, the army spokesman"
		if w, end := d.officeRight(s, m.Last); w >= 0 {
			p.word, first, last = w, w+1, end
		}
	}
	if p.word < 0 || s.Tree.Word(p.word).Feats.Number().String() == "Plur" && d.Lang != "de" {
		return p, false
	}
	if !d.behindOffice(s, &p, first, last) || !d.beforeOffice(s, &p) {
		return p, false
	}
	if p.noun >= 0 {
		p.types = d.nounTypes(s, p.noun)
	} else if p.types == nil {
		d.bareTypes(s, &p)
	}
	return p, p.types != nil
}

// office: word i ends the word for an office by which one acts for a body. An
// "official residence" is none.
func (s *Sentence) office(i int) bool {
	if i >= 0 && i < s.Tree.Len() && s.Tree.Word(i).Form == "official" && syntax.Pos(s.Tree, i) == "ADJ" {
		return false
	}
	return i >= 0 && i < s.Tree.Len() && s.cover[i] < 0 && s.role[i] != nil && held[s.role[i].Kind]
}

// officeLeft is the office before the name that begins at word first: right
// before it, before a form of address ("spokesman Colonel X"), or before a comma
// and its complement; -1 if there is none.
func (d *Document) officeLeft(s *Sentence, first int) int {
	p := first - 1
	for p >= 0 && s.cover[p] < 0 && (s.role[p] != nil && d.know.address[s.role[p].Kind] || s.inRole[p] && s.role[p] == nil) {
		p--
	}
	if p < 0 {
		return -1
	}
	if s.office(p) {
		return p
	}
	if syntax.Form(s.Tree, p) == "," {
		if w := d.officeBefore(s, p+1); w >= 0 {
			return w
		}
	}
	if q := d.beforePortfolio(s, p); q != p && s.office(q) {
		return q
	}
	if s.office(first - 1) {
		return first - 1
	}
	return -1
}

// officeRight is the office in an apposition behind a name ("X, the firm's
// founder, said") and where the apposition ends; -1 if there is none.
func (d *Document) officeRight(s *Sentence, from int) (word, end int) {
	t := s.Tree
	word = -1
	if m, ok := s.At(from - 1); ok {
		if w := d.appointed(s, m); w >= 0 {
			return w, w + 1
		}
	}
	if from >= t.Len() || syntax.Form(t, from) != "," {
		return -1, 0
	}
	joined, and := false, -1
	for i := from + 1; i < t.Len() && i < from+10; i++ {
		if s.cover[i] >= 0 && !d.onBody(s, i) {
			if and > 0 {
				return word, and // "ministre de l’urbanisme et chef de l’Unir"
			}
			return -1, 0
		}
		switch p := syntax.Pos(t, i); {
		case p == "PUNCT" && syntax.Form(t, i) != "-":
			if !oneOf(syntax.Form(t, i), ",", ".") {
				return -1, 0
			}
			return word, i
		case p == "CCONJ" && word >= 0:
			joined, and = true, i // "the chairman and chief executive"
		case p == "NOUN" && joined && s.role[i] == nil && !s.inRole[i]:
			joined = false // "and a brother of the president"
		case p == "VERB" || p == "AUX" || p == "CCONJ" || p == "SCONJ" || p == "PRON" && word < 0 && d.pronounAt(s, i):
			return -1, 0
		}
		if s.office(i) && (word < 0 || joined) {
			word, joined = i, false
		}
	}
	return -1, 0
}

// onBody: word i is an adjective of a state or place that stands with a noun for a
// body, whose body it does not tell: "le numéro deux du groupe français".
func (d *Document) onBody(s *Sentence, i int) bool {
	m, ok := s.At(i)
	if !ok || m.Kind != Adjective {
		return false
	}
	h := s.Tree.Word(i).Head
	if h < 0 || s.role[h] != nil || s.cover[h] >= 0 {
		return false
	}
	k := d.kindOf(s, h)
	return k == gazetteer.Company || k == gazetteer.Organization || k == gazetteer.PoliticalGroup || k == gazetteer.Media
}

// appointed is the office that a verb gives to the person: "named X chief
// executive", "ernannte X zum Finanzminister", "X as chairman"; -1 if there is none.
func (d *Document) appointed(s *Sentence, m Mention) int {
	t := s.Tree
	v := t.Word(m.Head).Head
	if v < 0 || !d.lex.Appoint.at(t, v) || t.Negated(v) {
		return -1
	}
	for _, c := range t.Children(v) {
		if syntax.Base(t, c) == "aux" && !oneOf(syntax.Lemma(t, c), "have", "be", "avoir", "être", "haben", "sein", "werden") {
			return -1 // "may name"
		}
	}
	for i := m.Last; i < t.Len() && i < m.Last+7; i++ {
		switch p := syntax.Pos(t, i); {
		case s.cover[i] >= 0, p == "VERB", p == "PUNCT", p == "CCONJ":
			return -1
		case s.office(i):
			return i
		case !s.inRole[i] && p != "ADP" && p != "DET" && p != "ADJ" && p != "SCONJ" && p != "ADV":
			return -1
		}
	}
	return -1
}

// pronounAt: word i is a pronoun that owns nothing.
func (d *Document) pronounAt(s *Sentence, i int) bool {
	p, ok := d.pronoun(s, i)
	return !ok || !p.Possessive
}

// behindOffice reads the complement of an office: "head of the movement", "chef
// de la mission"; false if it names something, or tells of what no body is.
func (d *Document) behindOffice(s *Sentence, p *officePhrase, first, last int) bool {
	for i := first; i < last; i++ {
		if d.onBody(s, i) {
			continue
		}
		if s.cover[i] >= 0 {
			return false
		}
		switch syntax.Pos(s.Tree, i) {
		case "VERB", "AUX", "SCONJ":
			return false
		case "DET":
			if d.firstTold(s, i) {
				return false // "the leader of a gang"
			}
		case "ADJ":
			if d.lex.OrganAdj.at(s.Tree, i) && p.noun < 0 {
				p.noun = i // "le porte-parole militaire"
			}
		case "NOUN", "PROPN":
			if !d.bodyNoun(s, p, i) {
				return false
			}
		}
	}
	return true
}

// beforeOffice reads what stands before an office in its phrase: "the firm's
// new", "company", "former army"; false if it names something.
func (d *Document) beforeOffice(s *Sentence, p *officePhrase) bool {
	t := s.Tree
	for i := p.word - 1; i >= 0 && i > p.word-8; i-- {
		if s.inRole[i] && s.role[i] == nil {
			continue // the first words of the office
		}
		if d.onBody(s, i) {
			continue
		}
		if s.cover[i] >= 0 {
			return false
		}
		switch syntax.Pos(t, i) {
		case "DET", "PRON":
			return d.mayOpen(s, p, i)
		case "ADJ", "NUM", "PART":
			if d.lex.OrganAdj.at(t, i) && p.noun < 0 {
				p.noun = i // "military spokesman"
			}
		case "NOUN", "PROPN":
			if !d.bodyNoun(s, p, i) || i+1 < p.word && d.firstTold(s, i-1) {
				return false // "a gang's leader"
			}
		case "PUNCT":
			if syntax.Form(t, i) != "-" {
				return true
			}
		default:
			return true
		}
	}
	return true
}

// mayOpen: the article or possessive at word i, before an office, leaves it open
// whose it is. One of several spokesmen is of the body that the noun beside tells;
// what a person has is nobody else's.
func (d *Document) mayOpen(s *Sentence, p *officePhrase, i int) bool {
	if oneOf(syntax.Form(s.Tree, i), "dessen", "deren", "dont", "whose") {
		return false
	}
	if d.firstTold(s, i) {
		return p.noun >= 0
	}
	if x, ok := d.lex.Pronouns[syntax.Form(s.Tree, i)]; ok && x.Possessive {
		p.owner = true
		return len(s.anaph[i]) == 0 && (x.Gender == "" || d.Lang != "en")
	}
	return syntax.Pos(s.Tree, i) == "DET" && d.lex.Definite.at(s.Tree, i)
}

// firstTold: word i is an article before what the text speaks of for the first time.
func (d *Document) firstTold(s *Sentence, i int) bool {
	return i >= 0 && syntax.Pos(s.Tree, i) == "DET" && oneOf(syntax.Form(s.Tree, i), "a", "an", "un", "une", "ein", "eine", "einer", "einem", "einen", "eines")
}

// bodyNoun notes noun i as the one for the body; false if it is no such noun,
// nor tells a part of a body ("head of sales", "medical director").
func (d *Document) bodyNoun(s *Sentence, p *officePhrase, i int) bool {
	if s.inRole[i] || s.skip[i] || s.role[p.word].Kind == "minister" { // "ministre des Mines"
		return true
	}
	bare := i == p.word-1 || i > 0 && oneOf(syntax.Form(s.Tree, i-1), "of", "de", "d'", "d’", "für")
	if bare && (d.lex.Branch.at(s.Tree, i) || d.lex.Portfolio.at(s.Tree, i)) {
		return true
	}
	if d.know.places(s.role[p.word].Kind) && i == p.word-1 && (d.lex.Region.at(s.Tree, i) || d.kindOf(s, i) == gazetteer.Place) {
		return true // "state governor"
	}
	if d.nounTypes(s, i) == nil {
		return d.lex.Branch.at(s.Tree, i) || d.lex.Portfolio.at(s.Tree, i)
	}
	if p.noun < 0 {
		p.noun = i
	}
	return !d.contrasted(s, i)
}

// contrasted: "the rival gang's leader", "the regional government's head".
func (d *Document) contrasted(s *Sentence, i int) bool {
	for _, c := range s.Tree.Children(i) {
		if syntax.Base(s.Tree, c) == "amod" && (d.lex.Contrast.at(s.Tree, c) && !d.lex.Once.at(s.Tree, c) || d.lex.Local.at(s.Tree, c)) {
			return true
		}
	}
	return false
}
