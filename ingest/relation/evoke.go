package relation

import (
	"slices"
	"strconv"
	"strings"

	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// Evokes reports whether a noun tells of an event of its own: it is an attack, or a frame of nouns has it for a trigger.
func (l *Language) Evokes(t *parse.Tree, i int) bool {
	if syntax.Pos(t, i) != "NOUN" {
		return false
	}
	if l.attacks.Match(t, i) {
		return true
	}
	return l.anyFrame(t, i, func(f *Frame) bool { return f.pos == "NOUN" && !lasting[f.Relation] })
}

// TheAttack reports whether a word is a definite noun for an attack.
func (l *Language) TheAttack(t *parse.Tree, i int) bool {
	return l.attacks.Match(t, i) && syntax.Definite(t, i)
}

// CarriesOut reports whether a verb only says that something is done: "launched an attack".
func (l *Language) CarriesOut(t *parse.Tree, i int) bool { return l.light.Match(t, i) }

// lasting relations are states that nouns name without telling of an event: "ally", "minister", "member".
var lasting = map[string]bool{"official_of": true, "located_in": true, "hosted_in": true, "part_of": true, "member_of": true, "allied_with": true,
	"linked_to": true, "opposes": true}

// Tells reports whether a word is a trigger of the relation, whatever stands beside it.
func (l *Language) Tells(t *parse.Tree, i int, relation string) bool {
	return l.anyFrame(t, i, func(f *Frame) bool { return f.Relation == relation })
}

// anyFrame reports whether a frame that the word may evoke is of a kind. What a speaker
// calls a thing ("a violation") tells of nothing by itself.
func (l *Language) anyFrame(t *parse.Tree, i int, ok func(*Frame) bool) bool {
	for _, w := range []string{syntax.Lemma(t, i), syntax.Form(t, i)} {
		for _, f := range l.byLemma[w] {
			if !(f.speaker && f.pos == "NOUN") && ok(f) {
				return true
			}
		}
	}
	return false
}

// Act reports whether a word is a noun for any act of a government or group:
// "decision", "measure".
func (l *Language) Act(t *parse.Tree, i int) bool { return l.acts.Match(t, i) }

// Charge reports whether a word is a noun for an accusation.
func (l *Language) Charge(t *parse.Tree, i int) bool {
	return syntax.Pos(t, i) == "NOUN" && l.charges.Match(t, i)
}

// Court reports whether a word is a noun for a court, or for those who prosecute.
func (l *Language) Court(t *parse.Tree, i int) bool {
	return syntax.Pos(t, i) == "NOUN" && l.courts.Match(t, i)
}

// Also reports whether a word says that others did the same: "also".
func (l *Language) Also(t *parse.Tree, i int) bool { return l.also.Match(t, i) }

// CallsIn reports whether a verb says that an envoy is called in.
func (l *Language) CallsIn(t *parse.Tree, i int) bool { return l.callsIn.Match(t, i) }

// Envoy reports whether a word is a noun for a diplomat.
func (l *Language) Envoy(t *parse.Tree, i int) bool {
	return syntax.Pos(t, i) == "NOUN" && l.envoys.Match(t, i)
}

// Contest reports whether the sentence tells of sport, where states beat and sink each
// other: it has a word that only sport has, or a score.
func (l *Language) Contest(t *parse.Tree) bool {
	for i := 0; i < t.Len(); i++ {
		if l.contests.Match(t, i) || i > 0 && score(joinedNumber(t, i), 150) {
			return true
		}
	}
	return false
}

// Match reports whether the sentence has a word that only sport has, or the score of a
// match of few goals ("3-1"; "52-48" may be a vote).
func (l *Language) Match(t *parse.Tree) bool {
	for i := 0; i < t.Len(); i++ {
		if l.contests.Match(t, i) || i > 0 && score(joinedNumber(t, i), 15) {
			return true
		}
	}
	return false
}

// joinedNumber is word i, with the hyphen and the number that the tokenizer cut off it.
func joinedNumber(t *parse.Tree, i int) string {
	w := t.Word(i)
	if i+2 < t.Len() && syntax.Pos(t, i) == "NUM" && t.Word(i+1).Start == w.End && t.Word(i+2).Start == t.Word(i+1).End && syntax.Is(t, i+1, "-", "–") {
		return w.Form + "-" + t.Word(i+2).Form
	}
	return w.Form
}

// score: "3-1", "91-88", "0:3", each below a limit; "9:30" is a time.
func score(w string, limit int) bool {
	if len(w) == 3 && w[1] == ':' {
		return goals(w[:1], limit) && goals(w[2:], limit)
	}
	a, b, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	return ok && goals(a, limit) && goals(b, limit)
}

func goals(w string, limit int) bool {
	n, err := strconv.Atoi(w)
	return err == nil && len(w) <= 3 && n < limit
}

// ListsBy reports whether verb v has a noun for sanctions or a list beside it, by itself or
// behind its object: "mit Sanktionen belegt", "auf die Liste gesetzt".
func (l *Language) ListsBy(t *parse.Tree, v int) bool {
	for w := 0; w < t.Len(); w++ {
		if syntax.Pos(t, w) != "NOUN" || !l.bans.Match(t, w) && !l.lists.Match(t, w) || syntax.Base(t, w) == "nsubj" {
			continue
		}
		h := t.Word(w).Head
		for n := 0; n < 2 && h >= 0 && h != v && !syntax.Verbal(t, h); n++ {
			h = t.Word(h).Head
		}
		if h == v {
			return true
		}
	}
	return false
}

// Told are the relations that a word is a trigger of, each once, whatever stands beside it.
func (l *Language) Told(t *parse.Tree, i int) []string {
	var out []string
	l.anyFrame(t, i, func(f *Frame) bool {
		if f.Relation != Echo && !slices.Contains(out, f.Relation) {
			out = append(out, f.Relation)
		}
		return false
	})
	return out
}

// OfCharge reports whether a preposition leads to what somebody is accused of.
func (l *Language) OfCharge(preposition string) bool {
	return slices.Contains(l.Lists["ofcharge"], preposition)
}

// disapproves: whoever does what the verb says speaks against its object, which then
// is not his own: "lashed out at a resolution that …".
func (l *Language) disapproves(t *parse.Tree, i int) bool {
	return l.Tells(t, i, "criticized") || l.Tells(t, i, "condemned") || l.Tells(t, i, "denied")
}

// takesUp: a noun for an act behind a comma takes up what the clause before it told,
// whatever the parser tied it to: "expelled the envoy, a move that Kenya deplored".
func (l *Language) takesUp(t *parse.Tree, i int) bool {
	if !l.Act(t, i) || syntax.Pos(t, i) != "NOUN" || !syntax.Relative(t, i) {
		return false
	}
	first := i
	for first > 0 && t.Word(first-1).Head == i && syntax.Pos(t, first-1) != "PUNCT" {
		first--
	}
	return first > 0 && syntax.Form(t, first-1) == "," && t.Word(first).Feats.Definite().String() != "Def"
}
