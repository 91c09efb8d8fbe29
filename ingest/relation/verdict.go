package relation

import (
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

// longestVerdict is how many words a sentence has at most that only says that what
// was told right before is not so.
const longestVerdict = 9

// Verdict reports whether the sentence calls what was told right before untrue: "This is
// false.", "Bewertung: Falsch.", "Rien de tout cela n’est vrai."
func (l *Language) Verdict(t *parse.Tree) bool {
	end, words := t.Len(), 0
	for i := 0; i < t.Len(); i++ {
		if t.Word(i).Form == ":" && i > 2 {
			end = i // "Pourquoi c’est faux : …"
			break
		}
		if syntax.Pos(t, i) != "PUNCT" {
			words++
		}
	}
	if words > longestVerdict || end == t.Len() && len(l.Sayers(t)) > 0 {
		return false
	}
	untrue, truth, no := false, false, false
	for i := 0; i < end; i++ {
		untrue = untrue || l.assert.is(t, i, "verdict")
		truth = truth || l.assert.is(t, i, "truth")
		no = no || l.assert.is(t, i, "negator") || l.assert.is(t, i, "nothing")
	}
	return untrue && !no || truth && no && !untrue
}

// Rumour reports whether the sentence begins by saying that it only repeats what goes
// round: "Claim: …", "Behauptung: …", "Ce que l’on vérifie : …".
func (l *Language) Rumour(t *parse.Tree) bool {
	for i := 0; i < min(t.Len(), 7); i++ {
		if t.Word(i).Form == ":" {
			return i > 0 && l.assert.is(t, i-1, "rumour")
		}
	}
	return false
}
