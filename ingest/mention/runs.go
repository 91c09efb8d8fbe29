package mention

import (
	"strings"

	"kg/ingest/gazetteer"
	"kg/ingest/syntax"
)

// discover finds names that no list has.
func (d *Document) discover(s *Sentence) {
	t := s.Tree
	if allCapital(s) {
		return // capitals tell nothing here
	}
	d.lowerHeads(s)
	d.germanNames(s)
	for i := 0; i < t.Len(); {
		if s.endsInDash() && (t.Word(i).Form == "," || t.Word(i).Form == "(") {
			break // the dateline goes on with date and agency
		}
		if s.cover[i] >= 0 || !d.nameWord(s, i) {
			i++
			continue
		}
		j := d.runEnd(s, i)
		d.named(s, i, j)
		i = j
	}
	d.quoted(s)
	d.defined(s)
	d.brackets(s)
	d.bracketParties(s)
	d.placesOnTheMove(s)
}

// runEnd is the end of the run of name words that begins at word i; particles
// between name words belong to it.
func (d *Document) runEnd(s *Sentence, i int) int {
	t := s.Tree
	j := i + 1
	for j < t.Len() {
		switch {
		case s.cover[j] < 0 && d.nameWord(s, j) && joinedTo(s, j):
			j++
		case j+1 < t.Len() && t.Word(j).Form == "&" && capital(t.Word(j+1).Form) && s.cover[j+1] < 0:
			j += 2 // "Finch & Rowe"
		case j+1 < t.Len() && t.Word(j).Form == "&" && d.lex.kinfirm.has(t.Word(j+1).Form):
			return j + 2 // "Gheysens & fils"
		case (j == i+1 || d.title(s, j-2) || j <= i+3) && d.nicknameEnd(s, j) > j:
			j = d.nicknameEnd(s, j)
		case s.cover[j] < 0 && d.hyphenated(t.Word(j).Form) && joinedTo(s, j):
			j++
		case j+1 < t.Len() && s.cover[j] < 0 && s.cover[j+1] < 0 && d.lex.Particles.has(t.Word(j).Form) && d.hyphenated(t.Word(j+1).Form) && joinedTo(s, j) && joinedTo(s, j+1):
			j += 2 // "Hamid wad el-Tom"
		case d.numbered(s, i, j):
			return j + 1
		case d.nobleTail(s, i, j) > j:
			return d.nobleTail(s, i, j)
		case j+1 < t.Len() && d.nobleParticle(s, i, j, j+1):
			j += 2
		case d.foreignLink(s, i, j) > j:
			j = d.foreignLink(s, i, j)
		case d.endsPerson(s, i, j):
			return j
		case d.ofPlace(s, i, j):
			m, _ := s.At(j + 1)
			d.uncover(s, m.First, m.Last)
			j = m.Last
		case d.twoParticles(s, j) && !d.prepositionalVon(s, i, j, j+2):
			j += 3 // "Van den Broeck"
		case d.oneParticle(s, j) && !d.prepositionalVon(s, i, j, j+1) && !d.ownedBy(s, i, j):
			j += 2
		case d.acronymOf(s, i, j) > j:
			j = d.acronymOf(s, i, j)
		case d.Lang == "fr" && (j == i+1 || j == i+2 && (d.articled(s, i) || oneOf(syntax.Form(t, i), "haute", "haut"))) && d.lowerTail(s, j) > j:
			return d.lowerTail(s, j)
		case d.Lang == "fr" && j == i+1 && d.onTheMove(s, i, j) > j:
			return d.onTheMove(s, i, j)
		case d.Lang == "fr" && d.purposeTail(s, i, j) > j:
			return d.purposeTail(s, i, j)
		case d.Lang == "fr" && j == i+1 && d.nounAndPlace(s, i, j) > j:
			end := d.nounAndPlace(s, i, j)
			d.uncover(s, j, end)
			return end
		case d.Lang == "fr" && d.strangeTail(s, i, j) > j:
			return d.strangeTail(s, i, j)
		case d.numberInside(s, i, j):
			j += 2
		case d.Lang == "fr" && j == i+1 && d.adjectiveTail(s, j):
			return j + 1
		case d.Lang == "fr" && j == i+1 && d.eventOf(s, j) > j:
			end := d.eventOf(s, j)
			d.uncover(s, j+1, end)
			return end
		case d.Lang == "en" && d.sloganParty(s, i, j) > j:
			end := d.sloganParty(s, i, j)
			d.uncover(s, j, end)
			return end
		case d.Lang == "en" && d.acronymsJoined(s, j):
			return j + 2
		case d.Lang == "en" && d.companyAnd(s, j), d.Lang == "en" && d.hyphenTail(s, i, j):
			j += 2
		case d.Lang == "en" && d.forState(s, i, j):
			d.uncover(s, j+1, j+2)
			j += 2
		case d.Lang == "en" && d.goesOn(s, i, j):
			j += 2
		case d.andName(s, i, j) > j:
			j = d.andName(s, i, j)
		case j+1 < t.Len() && d.extends(s, j), j+1 < t.Len() && d.possessiveName(s, i, j):
			j += 2
		default:
			e := d.tail(s, i, j)
			if e <= j {
				return j
			}
			j = e
		}
	}
	return j
}

// oneParticle: a particle of names stands at word j, and a capital behind it.
func (d *Document) oneParticle(s *Sentence, j int) bool {
	t := s.Tree
	return j+1 < t.Len() && s.cover[j] < 0 && s.cover[j+1] < 0 && d.lex.Particles.has(syntax.Form(t, j)) && joinedTo(s, j) &&
		joinedTo(s, j+1) && capital(t.Word(j+1).Form) && syntax.Pos(t, j+1) != "PUNCT"
}

// twoParticles: two particles of names stand from word j on, and a capital behind them.
func (d *Document) twoParticles(s *Sentence, j int) bool {
	t := s.Tree
	return j+2 < t.Len() && s.cover[j] < 0 && s.cover[j+2] < 0 && d.lex.Particles.has(syntax.Form(t, j)) && d.lex.Particles.has(syntax.Form(t, j+1)) &&
		joinedTo(s, j) && joinedTo(s, j+1) && joinedTo(s, j+2) && capital(t.Word(j+2).Form)
}

// numbered: "Division 44", "die Partei Polska 2050": the number at word j is of
// the name, because the word before it is one for a unit, or a noun introduces
// the name and nothing follows that could be counted.
func (d *Document) numbered(s *Sentence, i, j int) bool {
	t := s.Tree
	f := t.Word(j).Form
	if s.cover[j] >= 0 || !joinedTo(s, j) || len(f) > 5 || strings.Trim(f, "0123456789") != "" || s.titleCase {
		return false
	}
	if j+1 < t.Len() && !oneOf(syntax.Pos(t, j+1), "PUNCT", "AUX", "VERB", "ADP", "CCONJ", "PART", "SCONJ") {
		return false
	}
	if d.lex.Numbered.has(syntax.Form(t, j-1)) || d.shipsNumber(s, i, j) {
		return true
	}
	return len(f) <= 4 && (!s.skip[j] || futureYear(f)) && i > 0 && s.cover[i-1] < 0 && syntax.Pos(t, i-1) == "NOUN" && oneOf(d.kindOf(s, i-1), gazetteer.PoliticalGroup, gazetteer.ThreatActor)
}

// shipsNumber: "the Mutiara Biru 7, a trawler", "le chalutier Anka 3": the number ends the name of a ship.
func (d *Document) shipsNumber(s *Sentence, i, j int) bool {
	t := s.Tree
	if len(t.Word(j).Form) > 3 || s.skip[j] || i == 0 || s.cover[i-1] >= 0 {
		return false
	}
	return d.vessel(s, i-1) || d.explained(s, i, j+1) == gazetteer.Facility
}

// ofPlace: "Los Tigres del Guayas": a name that begins with an article goes on
// over a particle to a place.
func (d *Document) ofPlace(s *Sentence, i, j int) bool {
	m, ok := s.At(j + 1)
	return ok && j > i+1 && m.First == j+1 && m.Kind == Name && m.Type == gazetteer.Place && d.lex.articles.has(syntax.Form(s.Tree, i)) && d.lex.Particles.has(syntax.Form(s.Tree, j)) && joinedTo(s, j) && joinedTo(s, j+1)
}

// endsPerson: what looks like a particle is a preposition: behind it stands a
// common noun or the name of a body: "Lai Po-han von der Volksfront", "Juliaca
// von Polizisten", "Lai Po-han du Front populaire".
func (d *Document) endsPerson(s *Sentence, i, j int) bool {
	t := s.Tree
	f := syntax.Form(t, j)
	if d.Lang == "de" && oneOf(f, "der", "den", "die", "das", "dem", "des") && j+1 < t.Len() && syntax.Pos(t, j+1) == "NOUN" && d.commonNoun(t.Word(j+1).Form) {
		return true // "rechnen Badin der Gruppe APT28 zu"
	}
	if d.Lang == "de" && f == "von" || d.Lang == "fr" && oneOf(f, "du", "de", "des", "d'", "d’") && j-i >= 2 {
		k := j + 1
		for k < t.Len() && oneOf(syntax.Form(t, k), "der", "den", "dem", "la", "le", "l'", "l’") {
			k++
		}
		if k >= t.Len() || !capital(t.Word(k).Form) {
			return false
		}
		w := syntax.Form(t, k)
		return syntax.Pos(t, k) == "ADJ" || d.lex.suffixes[w] != "" || d.Lang == "de" && (syntax.Pos(t, k) == "NOUN" && d.commonNoun(t.Word(k).Form) || lookup(d.lex.suffixes, t, k) != "") ||
			d.Lang == "fr" && syntax.Pos(t, k) == "NOUN" && d.nouns != nil && d.nouns(w)
	}
	return false
}

// hyphenated: "al-Sudani", "el-Sissi", "d’Alva": a particle tied to a name by a
// hyphen or an apostrophe.
func (d *Document) hyphenated(form string) bool {
	for _, mark := range []string{"-", "’", "'"} {
		if particle, rest, ok := strings.Cut(form, mark); ok && (d.lex.Particles.has(particle) || particle == "d" || particle == "t") && capital(rest) {
			return true
		}
	}
	return false
}

// companyAnd: "Halvorsen & Lie".
func (d *Document) companyAnd(s *Sentence, j int) bool {
	t := s.Tree
	return j+1 < t.Len() && t.Word(j).Form == "&" && capital(t.Word(j+1).Form) && s.cover[j+1] < 0
}

// hyphenTail: "Lim Hoon-min": a given name's second syllable in small letters.
func (d *Document) hyphenTail(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i != 2 || j+1 >= t.Len() || t.Word(j).Form != "-" || t.Word(j).Start != t.Word(j-1).End || t.Word(j+1).Start != t.Word(j).End {
		return false
	}
	f := t.Word(j + 1).Form
	return len(f) <= 6 && strings.ToLower(f) == f && !strings.HasSuffix(f, "ed") && !d.lex.HyphenWords.has(f)
}

// forState: "Democratic Alliance for Lesotho": behind "for" the name of a state
// is of the name of a party.
func (d *Document) forState(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i < 2 || j+1 >= t.Len() || syntax.Form(t, j) != "for" || d.lex.suffixes[syntax.Form(t, j-1)] != gazetteer.PoliticalGroup {
		return false
	}
	m, ok := s.At(j + 1)
	return ok && m.Type == gazetteer.Country && m.Kind == Name && m.First == j+1 && m.Last == j+2
}

// goesOn: "Front for Concord and Renewal": the name of a body goes on behind
// "and" with a common noun that has a capital.
func (d *Document) goesOn(s *Sentence, i, j int) bool {
	t := s.Tree
	if j-i < 3 || j+1 >= t.Len() || syntax.Form(t, j) != "and" || s.cover[j+1] >= 0 || !capital(t.Word(j+1).Form) || !oneOf(syntax.Form(t, j-2), "for", "of") {
		return false
	}
	f := t.Word(j + 1).Form
	return syntax.Pos(t, j+1) != "VERB" && !acronym(f) && !d.know.Gazetteer.FirstName(f) && len(d.know.Gazetteer.Lookup(f)) == 0
}

// possessiveName: "People's Alliance", "St Brendan's Health": what follows the
// possessive belongs to the name.
func (d *Document) possessiveName(s *Sentence, i, j int) bool {
	t := s.Tree
	if f := t.Word(j).Form; f != "'s" && f != "’s" && f != "'" && f != "’" || !capital(t.Word(j+1).Form) || s.cover[j+1] >= 0 {
		return false
	}
	if oneOf(syntax.Form(t, i), "st", "st.") || d.lex.Possessors.has(syntax.Form(t, j-1)) {
		return true
	}
	if j > 1 && d.title(s, j-2) {
		return false // "Mr Dolinšek's Civic Alliance"
	}
	if d.someonesName(t.Word(j - 1).Form) {
		return false // "Tebogo Masilo … Masilo's Domkrag Front"
	}
	for k := j + 1; k < t.Len() && k < j+4 && capital(t.Word(k).Form); k++ {
		if typ := d.lex.suffixes[syntax.Form(t, k)]; typ != "" && typ != gazetteer.GovernmentBody && !d.know.Gazetteer.FirstName(t.Word(i).Form) {
			return true
		}
	}
	return false
}

// extends: "Council of Ministers", "Bank of Ghana's": a body's name goes on
// behind "of" with another capital.
func (d *Document) extends(s *Sentence, j int) bool {
	t := s.Tree
	if d.Lang == "en" && syntax.Form(t, j) == "of" && d.lex.suffixes[syntax.Form(t, j-1)] == gazetteer.Company && !oneOf(syntax.Form(t, j-1), "bank", "company", "corporation", "exchange") {
		return false // "Petrovac Steel of Niksic"
	}
	return oneOf(syntax.Form(t, j), "of", "for", "für", "de", "des", "du") && s.cover[j] < 0 && s.cover[j+1] < 0 &&
		capital(t.Word(j+1).Form) && d.lex.suffixes[syntax.Form(t, j-1)] != "" && joinedTo(s, j) && joinedTo(s, j+1)
}

// joinedTo: word j follows the one before it after a space or a hyphen only.
func joinedTo(s *Sentence, j int) bool { return joined(s, j-1) }
