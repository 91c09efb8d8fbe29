package relation

import (
	"embed"
	"io/fs"

	"kg/graph"
	"kg/graph/ontology"
	"kg/ingest/parse"
	"kg/ingest/syntax"
)

//go:embed data
var shipped embed.FS

// Shipped is the frames that kg ships, a folder for each language under data/.
func Shipped() fs.FS { return shipped }

// harmful relations are acts of which one accuses somebody.
var harmful = map[string]bool{"attacked": true, "targeted": true, "leaked": true, "claimed": false, "influenced": true}

// blaming says what it is to tell of a harmful act, by the class of the word
// by which it is told: to find it by inquiry is to attribute it; to say it of
// somebody else is to accuse.
var blaming = map[string]string{"conclude": "attributed", "claim": "accused", "speech": "accused", "according_to": "accused"}

// Derive gives the facts that follow from who says what: whoever says that X
// attacked Y accuses X; an analyst who concludes it attributes the attack to X.
func (l *Language) Derive(t *parse.Tree, facts []Fact, refs Referents, o *ontology.Ontology) []Fact {
	var out []Fact
	for _, f := range facts {
		a := f.Assertion
		relation := blaming[a.Class]
		tied := f.Relation == "linked_to" && o.IsA(f.Object.Type, "Country") && !o.IsA(f.Subject.Type, "Country")
		if tied && relation != "" {
			relation = "attributed" // "the firm said that the group has ties to Iran"
		}
		if !harmful[f.Relation] && !tied || relation == "" || len(a.Speakers) == 0 || a.Polarity != graph.Affirmed {
			continue
		}
		if a.Modality != graph.Factual && a.Modality != graph.Alleged {
			continue
		}
		w := a.Speakers[len(a.Speakers)-1]
		for _, s := range refs(w, syntax.Whole) {
			if o.IsA(s.Type, "Media") {
				continue
			}
			if s.Entity == f.Subject.Entity && f.Relation == "attacked" && claims(o, s.Type) {
				out = append(out, Fact{Rule: f.Rule + "+claimed", Relation: "claimed", Subject: s, Object: f.Object, Trigger: f.Trigger,
					Assertion: Assertion{Confidence: a.Confidence, Speakers: a.Speakers[:len(a.Speakers)-1]}})
				continue
			}
			kind := relation
			if o.IsA(s.Type, "Company") {
				kind = "attributed" // a firm investigates, it does not accuse
			}
			behind := []Ref{f.Subject}
			if tied {
				behind = append(behind, f.Object) // a state to which those behind it are tied
			}
			for _, x := range behind {
				if kind == "accused" && o.IsA(x.Type, "Malware") {
					continue // a tool is nobody to accuse
				}
				if s, ob, ok := Fit(o, kind, s, x); ok {
					b := Assertion{Confidence: a.Confidence, Speakers: a.Speakers[:len(a.Speakers)-1]}
					out = append(out, Fact{Rule: f.Rule + "+" + kind, Relation: kind, Subject: s, Object: ob, Trigger: f.Trigger, Assertion: b, Reported: true})
				}
			}
		}
	}
	return out
}

// claims: groups claim what they say that they did; states announce it.
func claims(o *ontology.Ontology, typ string) bool {
	return o.IsA(typ, "PoliticalGroup") || o.IsA(typ, "ThreatActor")
}

// Sources gives the nouns that a preposition names as the source of the sentence
// ("according to X", "laut X", "selon X"), in surface order.
func (l *Language) Sources(t *parse.Tree) []int {
	var out []int
	for i := 0; i < t.Len(); i++ {
		if p := syntax.Preposition(t, i); p != "" && l.assert.class["according_to"].Has(p) {
			out = append(out, i)
		}
	}
	return out
}

// Sayers gives the subjects of the verbs of saying in a sentence, in surface order.
func (l *Language) Sayers(t *parse.Tree) []int {
	var out []int
	for i := 0; i < t.Len(); i++ {
		if !syntax.Verbal(t, i) {
			continue
		}
		for _, class := range []string{"speech", "claim", "conclude", "deny"} {
			if l.assert.is(t, i, class) {
				s := syntax.Own(t, i)
				if s < 0 && syntax.Base(t, i) == "parataxis" {
					s = tagSubject(t, i)
				}
				if s >= 0 {
					out = append(out, s)
				}
				break
			}
		}
	}
	return out
}
