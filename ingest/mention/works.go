package mention

import (
	"strings"

	"kg/ingest/syntax"
)

// works finds the titles of novels, films and the like, whose words name
// nothing of the world, and the sentences that tell their story.
func (d *Document) works() {
	since := 3     // sentences since a work was named
	story := false // the paragraph has named a work by its title in quotation marks
	for _, s := range d.Sentences {
		since++
		story = story && !s.opens
		noun := d.workNoun(s)
		if first, last := d.narrating(s); last > first {
			d.skipTitle(s, first, last)
			since, s.Plot = 0, true
			continue
		}
		if noun >= 0 && d.reviewed(s, noun) {
			since, story, s.Plot = 0, true, present(s)
			continue
		}
		if noun < 0 {
			s.Plot = since <= 2 && d.goesOnWithPlot(s) || story && present(s)
			continue
		}
		if first, last := d.workTitle(s, noun); last > first {
			d.skipTitle(s, first, last)
			since = 0
			s.Plot = d.tellsPlot(s, first, last)
		} else {
			s.Plot = since <= 2 && d.goesOnWithPlot(s)
		}
	}
}

func (d *Document) skipTitle(s *Sentence, first, last int) {
	d.uncover(s, first, last)
	for i := first; i < last; i++ {
		s.skip[i] = true
	}
}

// narrating is the range of a title in quotation marks that tells a story, whatever
// kind of work it is: "« La Rupture » raconte comment …". Newspapers report, and are known.
func (d *Document) narrating(s *Sentence) (first, last int) {
	t := s.Tree
	for v := 3; v < t.Len(); v++ {
		if !d.lex.Narrate.has(syntax.Lemma(t, v)) || !syntax.Verbal(t, v) || !isQuote(t.Word(v-1).Form) {
			continue
		}
		for k := v - 2; k >= 0 && k > v-longestTitle; k-- {
			if !isQuote(t.Word(k).Form) {
				continue
			}
			if m, ok := s.At(k + 1); !capital(t.Word(k+1).Form) || ok && m.Kind == Name && d.know.Gazetteer.Entry(m.Entity) != nil {
				return 0, 0
			}
			return k + 1, v - 1
		}
	}
	return 0, 0
}

// longestTitle is how many words before the verb the title of a work may begin.
const longestTitle = 10

// workNoun is the first word of the sentence that tells a kind of work, -1 if none.
func (d *Document) workNoun(s *Sentence) int {
	for i := 0; i < s.Tree.Len(); i++ {
		if p := syntax.Pos(s.Tree, i); (p == "NOUN" || p == "PROPN") && s.cover[i] < 0 && d.lex.Works.at(s.Tree, i) {
			return i
		}
	}
	return -1
}

// reviewed: the title, in quotation marks, opens a sentence on the work and its author: "In
// “The Winter Courier”, her third novel, X returns to Vienna". The paragraph then tells the
// story, as far as it is in the present tense.
func (d *Document) reviewed(s *Sentence, noun int) bool {
	t := s.Tree
	from := 0
	if from < t.Len() && oneOf(syntax.Form(t, from), "in", "with", "dans", "avec") {
		from++
	}
	for from < t.Len() && d.Lang == "de" && from < 5 && !isQuote(t.Word(from).Form) {
		from++ // "In ihrem neuen Roman „Das Haus …“"
	}
	if from+2 >= t.Len() || !isQuote(t.Word(from).Form) || !capital(t.Word(from+1).Form) || d.Lang == "de" && (noun > from || !oneOf(syntax.Form(t, 0), "in", "mit")) {
		return false
	}
	for k := from + 2; k < min(t.Len(), from+longestTitle); k++ {
		if isQuote(t.Word(k).Form) {
			if d.Lang != "de" && (noun < k || noun > k+9) {
				return false // a quotation
			}
			d.skipTitle(s, from+1, k)
			return true
		}
	}
	return false
}

// workTitle is the range of the title behind the noun: what stands in
// quotation marks, in English and French also the capitals right behind it.
func (d *Document) workTitle(s *Sentence, noun int) (first, last int) {
	t := s.Tree
	for i := noun + 1; i+2 < t.Len(); i++ {
		if !isQuote(t.Word(i).Form) {
			continue
		}
		for k := i + 1; k < t.Len() && k < i+12; k++ {
			if isQuote(t.Word(k).Form) {
				if capital(t.Word(i+1).Form) && t.Word(k-1).Form != "," && t.Word(k-1).Form != "." {
					return i + 1, k
				}
				break
			}
		}
		return 0, 0 // a quotation, or the first half of one
	}
	if d.Lang == "de" || capital(t.Word(noun).Form) && noun > 0 {
		return 0, 0
	}
	k := noun + 1
	if k < t.Len() && t.Word(k).Form == "," {
		k++
	}
	first = k
	for k < t.Len() && (capital(t.Word(k).Form) && !s.inRole[k] || k > first && oneOf(syntax.Form(t, k), "of", "the", "and", "in", "for", "de", "des", "du", "la", "le", "les", "l'", "l’", "d'", "d’", "et") || k > first+1 && d.Lang == "fr" && oneOf(syntax.Pos(t, k), "NOUN", "ADJ") && s.cover[k] < 0) {
		k++
	}
	if k-first < 2 || !capital(t.Word(first).Form) || !oneOf(syntax.Pos(t, first), "DET", "NOUN", "ADJ", "PROPN", "ADP") || syntax.Pos(t, first) == "PROPN" && d.know.Gazetteer.FirstName(t.Word(first).Form) {
		return 0, 0
	}
	return first, k
}

// tellsPlot: the sentence that names the work also tells its story.
func (d *Document) tellsPlot(s *Sentence, first, last int) bool {
	for i := 0; i < s.Tree.Len(); i++ {
		if (i < first || i >= last) && syntax.Verbal(s.Tree, i) && d.lex.Plot.has(syntax.Lemma(s.Tree, i)) {
			return true
		}
	}
	return false
}

// goesOnWithPlot: "In it, Hungary attacks Romania", in the present tense.
func (d *Document) goesOnWithPlot(s *Sentence) bool {
	low := strings.ToLower(strings.Join(s.tokens(), " "))
	told := false
	for _, w := range d.lex.InPlot {
		told = told || strings.HasPrefix(low, w+" ")
	}
	for i := 0; i < s.Tree.Len() && d.Lang == "fr"; i++ {
		told = told || s.Tree.Word(i).Form == "y" // "La Pologne y attaque la Lituanie"
	}
	return told && s.Tree.Len() > 0 && present(s)
}

// present: the first finite verb is in the present tense.
func present(s *Sentence) bool {
	for i := 0; i < s.Tree.Len(); i++ {
		w := s.Tree.Word(i)
		if p := w.UPOS.String(); (p == "VERB" || p == "AUX") && w.Feats.VerbForm().String() == "Fin" {
			return w.Feats.Tense().String() == "Pres"
		}
	}
	return false
}
