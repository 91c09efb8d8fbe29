package ingest

import (
	"context"
	"fmt"

	"kg/graph"
	"kg/ingest/article"
	"kg/ingest/mention"
	"kg/ingest/parse"
	"kg/ingest/parse/ud"
	"kg/ingest/syntax"
)

// SentenceTrace tells what was known of a sentence when its facts were read:
// enough to say at which step a fact was lost.
type SentenceTrace struct {
	Span     graph.Span
	Named    map[string]bool // entities that it names
	Referred map[string]bool // entities that its pronouns and definite nouns stand for
	Triggers map[string]bool // relations that one of its words is a trigger of
	Claims   []graph.Claim   // what was read of it, edges or not
	Opening  Opening
}

// Opening is the beginning of a sentence that begins with its subject, the
// finite verb right behind it; the zero value for other sentences.
type Opening struct {
	Subject, Verb graph.Span
	Pronoun       bool // the subject is a pronoun
	Common        bool // its first word has a capital only for being the first
}

// Trace reads an article as Read does and tells of each sentence what was known.
func (p *Pipeline) Trace(ctx context.Context, doc article.Doc) ([]SentenceTrace, []graph.Entity, error) {
	if p.frames[doc.Lang] == nil {
		return nil, nil, fmt.Errorf("%s: language %q is not read", doc.Source, doc.Lang)
	}
	r := p.reading(&doc)
	if err := r.run(ctx, doc.Analysed()); err != nil {
		return nil, nil, err
	}
	out := make([]SentenceTrace, len(r.d.Sentences))
	for k, s := range r.d.Sentences {
		x := SentenceTrace{Span: s.Span, Named: map[string]bool{}, Referred: map[string]bool{}, Triggers: map[string]bool{}}
		refs := r.refs(k)
		for i := 0; i < s.Tree.Len(); i++ {
			for _, mode := range []syntax.Mode{syntax.Whole, syntax.PrefixOnly, syntax.DemonymOnly} {
				for _, a := range refs(i, mode) {
					x.add(a.Entity, a.Via)
					if a.Alt != nil {
						x.add(a.Alt.Entity, a.Via)
					}
				}
			}
			for _, relation := range r.lang.Told(s.Tree, i) {
				x.Triggers[relation] = true
			}
		}
		for _, m := range s.Mentions {
			x.add(m.Entity, string(m.Kind))
		}
		for _, f := range r.facts[k] {
			x.Claims = append(x.Claims, r.claim(k, f))
		}
		x.Opening = opening(s.Tree)
		out[k] = x
	}
	return out, r.entities(), nil
}

func (x *SentenceTrace) add(entity, via string) {
	switch mention.Kind(via) {
	case mention.Nominal, mention.Pronoun:
		x.Referred[entity] = true
	default:
		x.Named[entity] = true
	}
}

func opening(t *parse.Tree) Opening {
	root := t.Root()
	s := t.Subject(root)
	if s < 0 {
		return Opening{}
	}
	first, v := t.Subtree(s)
	if first != 0 || v >= t.Len() || t.Word(v).Feats.VerbForm() != ud.VerbFormFin {
		return Opening{}
	}
	if v != root && (t.Word(v).Head != root || t.Word(v).UPOS != parse.AUX) {
		return Opening{}
	}
	return Opening{
		Subject: graph.Span{Start: t.Word(0).Start, End: t.Word(v - 1).End},
		Verb:    graph.Span{Start: t.Word(v).Start, End: t.Word(v).End},
		Pronoun: t.Word(s).UPOS == parse.PRON,
		Common:  common(t.Word(0).UPOS, t.Lang()),
	}
}

// common: the word has a capital at most for being the first of a sentence.
func common(u parse.UPOS, lang string) bool {
	switch u {
	case parse.PROPN, parse.X:
		return false
	case parse.NOUN:
		return lang != "de"
	case parse.ADJ:
		return lang != "en"
	}
	return true
}
