package syntax

import "kg/ingest/parse"

// Topological fields of the German clause (Drach 1937; Höhle 1986): in a main
// clause one phrase stands before the finite verb (Vorfeld), the others
// between it and the end of the verbal bracket (Mittelfeld). They need no
// tree, only tags, and so hold where a tree fails.

// Vorfeld gives the head of the bare noun phrase that stands directly before
// the finite verb of the clause of verb v, in a subordinate clause that of the
// first bare noun phrase; nil if another kind of phrase stands there.
func Vorfeld(t *parse.Tree, v int) []int {
	first, last, finite := clause(t, v)
	if finite < 0 || Passive(t, v) {
		return nil
	}
	if verbFinal(t, finite, last) {
		// "…, dass das Land gestern seine Beziehungen abgebrochen hat": the
		// first bare phrase is the subject
		for _, c := range nounChunks(t, first, min(v, finite)) {
			if !c.prep {
				return []int{c.head}
			}
		}
		return nil
	}
	chunks := nounChunks(t, first, finite)
	if len(chunks) != 1 || chunks[0].prep || chunks[0].last != finite {
		return nil
	}
	return Coordinated(t, chunks[0].head)
}

// verbFinal: the finite verb closes its clause, as in subordinate clauses.
func verbFinal(t *parse.Tree, finite, last int) bool {
	for i := finite + 1; i < last; i++ {
		if p := Pos(t, i); p != "VERB" && p != "AUX" && p != "PART" {
			return false
		}
	}
	return true
}

// Mittelfeld gives the heads of the bare noun phrases behind the finite verb
// of the clause of verb v, in surface order.
func Mittelfeld(t *parse.Tree, v int) []int {
	first, last, finite := clause(t, v)
	if finite < 0 {
		return nil
	}
	var out []int
	chunks := nounChunks(t, finite+1, last)
	if verbFinal(t, finite, last) {
		chunks = nounChunks(t, first, min(v, finite))
		for i, c := range chunks {
			if !c.prep { // the first is the subject
				chunks = chunks[i+1:]
				break
			}
		}
	}
	for _, c := range chunks {
		if !c.prep {
			out = append(out, c.head)
		}
	}
	return out
}

// clause is the range of words between the marks and conjunctions around verb
// v, and its finite verb, -1 if it has none.
func clause(t *parse.Tree, v int) (first, last, finite int) {
	first, last = 0, t.Len()
	for i := v - 1; i >= 0; i-- {
		if boundary(t, i) {
			first = i + 1
			break
		}
	}
	for i := v + 1; i < t.Len(); i++ {
		if boundary(t, i) {
			last = i
			break
		}
	}
	finite = -1
	for i := first; i < last; i++ {
		w := t.Word(i)
		if p := w.UPOS.String(); (p == "VERB" || p == "AUX") && w.Feats.VerbForm().String() == "Fin" {
			return first, last, i
		}
	}
	return first, last, finite
}

// ClauseOf is the half-open range of words between the marks and conjunctions
// around verb v.
func ClauseOf(t *parse.Tree, v int) (first, last int) {
	first, last, _ = clause(t, v)
	return first, last
}

func boundary(t *parse.Tree, i int) bool {
	switch Pos(t, i) {
	case "PUNCT", "SCONJ":
		return true
	}
	return false
}

// chunk is a noun phrase found by tags alone.
type chunk struct {
	head, last int // its noun; the word after it
	prep       bool
}

// nounChunks finds noun phrases: DET? (ADJ|NUM)* (NOUN|PROPN)+. One that
// begins with a genitive article right after another noun belongs to that.
func nounChunks(t *parse.Tree, first, last int) []chunk {
	var out []chunk
	for i := first; i < last; {
		start, prep := i, false
		if Pos(t, i) == "ADP" {
			prep = !Is(t, i, "zufolge", "gegenüber", "halber", "entlang") // these stand behind their noun
			i++
		}
		genitive := false
		begin := i
		for i < last && (Pos(t, i) == "DET" || Pos(t, i) == "ADJ" || Pos(t, i) == "NUM") {
			genitive = genitive || i == begin && Is(t, i, "des", "eines", "einer")
			i++
		}
		head := -1
		for i < last && (Pos(t, i) == "NOUN" || Pos(t, i) == "PROPN") {
			if head < 0 {
				head = i
			}
			i++
		}
		switch {
		case head < 0:
			i = max(i, start+1)
		case genitive && len(out) > 0 && out[len(out)-1].last == start:
			out[len(out)-1].last = i
		default:
			out = append(out, chunk{head: head, last: i, prep: prep})
		}
	}
	return out
}
