package syntax

import (
	"strings"

	"kg/ingest/parse"
)

// In which cases a noun phrase may stand, by the forms of its words.

// byGender is what the gender and number of the noun leave of the cases of its
// article: "der Gruppe" is no nominative, "der Konzern" nothing else.
func byGender(t *parse.Tree, p phrase) caseSet {
	f := t.Word(p.head).Feats
	for i := p.first; i < p.head; i++ {
		if Pos(t, i) != "DET" {
			continue
		}
		plural, gender := f.Number().String() == "Plur", f.Gender().String()
		switch form := Form(t, i); {
		case strings.HasSuffix(form, "er") && form != "ihr" && plural:
			return genitive
		case strings.HasSuffix(form, "er") && form != "ihr" && gender == "Fem":
			return notDirect
		case form == "der" && (gender == "Masc" || gender == "Neut"):
			return nominative
		case strings.HasSuffix(form, "en") && plural && (strings.HasSuffix(Form(t, p.head), "n") || strings.HasSuffix(Form(t, p.head), "s")):
			return dative
		case strings.HasSuffix(form, "en") && plural:
			return accusative // no dative plural without -n: the tagger's number is wrong
		case strings.HasSuffix(form, "en") && !plural && gender == "Masc":
			return accusative
		case (form == "ein" || form == "kein" || form == "sein" || form == "ihr") && gender == "Masc":
			return nominative
		}
		return allCases
	}
	return allCases
}

// caseSet is a set of German cases.
type caseSet int

const (
	nominative caseSet = 1 << iota
	accusative
	dative
	genitive
	allCases  = nominative | accusative | dative | genitive
	direct    = nominative | accusative
	notDirect = dative | genitive
)

func (c caseSet) has(x caseSet) bool { return c&x != 0 }

// determinerCases is what the form of an article or possessive allows.
func determinerCases(form string) caseSet {
	switch form {
	case "der":
		return nominative | notDirect
	case "die", "das", "alle", "mehrere", "beide":
		return direct
	case "den":
		return accusative | dative
	case "dem":
		return dative
	case "des":
		return genitive
	}
	switch {
	case strings.HasSuffix(form, "es"):
		return direct | genitive
	case strings.HasSuffix(form, "em"):
		return dative
	case strings.HasSuffix(form, "en"):
		return accusative | dative
	case strings.HasSuffix(form, "er") && form != "ihr" && len(form) > 3:
		return nominative | notDirect
	case strings.HasSuffix(form, "e"):
		return direct
	}
	return direct // ein, sein, kein
}

// adjectiveCases is what the ending of an adjective without an article allows.
func adjectiveCases(form string) caseSet {
	switch {
	case strings.HasSuffix(form, "em"):
		return dative
	case strings.HasSuffix(form, "en"):
		return accusative | dative
	case strings.HasSuffix(form, "er"):
		return nominative | notDirect
	case strings.HasSuffix(form, "e"), strings.HasSuffix(form, "es"):
		return direct
	}
	return allCases
}

// nameCases: a name without an article is in the genitive if its last word
// ends in -s, behind which no article is left out ("Moskaus"); names that end
// so in all cases are few beside them.
func nameCases(t *parse.Tree, first, last int) caseSet {
	w := t.Word(last - 1)
	if strings.HasSuffix(w.Form, "s") && (w.Feats.Case().String() == "Gen" || !strings.HasSuffix(w.Lemma, "s")) {
		return genitive
	}
	return allCases &^ genitive
}

// The arguments of a verb by fields: where the tree leads nowhere, they are
// the phrases of its clause that their case or preposition allows.

// placeHeads are nouns behind which "von" tells whose they are, and not who acts.
var placeHeads = []string{"flughafen", "hafen", "stadt", "universität", "provinz", "region", "bezirk", "gebiet", "vorort", "innenstadt", "zentrum", "bürgermeister", "gouverneur", "erzbischof", "bischof", "bahnhof", "insel", "küste", "altstadt"}
