package engine

import (
	"slices"
	"strings"
	"testing"

	"kg/ingest/parse/conllu"
)

const movable = `# sent_id = 1
1	Die	der	DET	ART	Case=Nom	2	det	_	_
2	Regierung	Regierung	NOUN	NN	Case=Nom|Gender=Fem|Number=Sing	3	nsubj	_	_
3	wies	weisen	VERB	VVFIN	VerbForm=Fin	0	root	_	_
4	ihn	er	PRON	PPER	Case=Acc	3	obj	_	_
5	am	an	ADP	APPR	_	6	case	_	_
6	Montag	Montag	NOUN	NN	Case=Dat	3	obl	_	_
7	aus	aus	ADP	PTKVZ	_	3	compound:prt	_	SpaceAfter=No
8	.	.	PUNCT	$.	_	3	punct	_	_

# sent_id = 2
1	Gestern	gestern	ADV	ADV	_	6	advmod	_	_
2	wurde	werden	AUX	VAFIN	VerbForm=Fin	6	aux:pass	_	_
3	Bamako	Bamako	PROPN	NE	Case=Nom|Gender=Neut|Number=Sing	6	nsubj:pass	_	_
4	von	von	ADP	APPR	_	5	case	_	_
5	Soldaten	Soldat	NOUN	NN	Case=Dat	6	obl	_	_
6	umstellt	umstellen	VERB	VVPP	VerbForm=Part	0	root	_	SpaceAfter=No
7	.	.	PUNCT	$.	_	6	punct	_	_

`

func golds(t *testing.T, text, source string) []*Gold {
	t.Helper()
	sents, err := conllu.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var out []*Gold
	for i := range sents {
		g, err := FromCoNLLU(&sents[i], source)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func TestMoved(t *testing.T) {
	data := golds(t, movable, "de_gsd")
	var got []string
	for _, g := range Moved(data, "de") {
		if roots(g) != 1 || slices.ContainsFunc(g.Heads, func(h int) bool { return h >= len(g.Forms) }) {
			t.Errorf("%q is no tree: %v", g.Forms, g.Heads)
		}
		got = append(got, strings.Join(g.Forms, " "))
	}
	want := []string{
		"Die Regierung wies ihn am Montag aus .",
		"Gestern wurde Bamako von Soldaten umstellt .",
		"Am Montag wies die Regierung ihn aus .",
		"Die Regierung , von Soldaten umstellt , wies ihn am Montag aus .",
		"Bamako wurde gestern von Soldaten umstellt .",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
