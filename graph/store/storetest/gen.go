package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"kg/graph"
)

// Gen makes articles about a small world, the same for the same seed: some
// entities are in most of them, most entities in few.
type Gen struct {
	r        *rand.Rand
	entities int // size of the world
}

// NewGen makes a generator with a world of that many entities.
func NewGen(seed uint64, entities int) *Gen {
	return &Gen{r: rand.New(rand.NewPCG(seed, 7)), entities: entities}
}

var verbs = []string{"accused", "attacked", "met", "severed", "supports"}

// Article makes an article with the ID, with so many sentences.
func (g *Gen) Article(id string, sentences int) graph.Record {
	b := &builder{rec: graph.Record{Article: graph.Article{
		ID: id, Source: "made/" + id + ".txt", SHA256: fmt.Sprintf("%064x", g.r.Uint64()),
		Lang: "en", Title: "Title of " + id, Published: "2024-05-01", Rules: "test-1",
	}}, seen: map[string]bool{}}
	for range sentences {
		s, o := g.pick(), g.pick()
		for o == s {
			o = g.pick()
		}
		b.sentence(g.Entity(s), verbs[g.r.IntN(len(verbs))], g.Entity(o), g.r.IntN(8))
	}
	b.rec.Article.Text = b.text.String()
	return b.rec
}

// pick prefers small numbers: entities that everybody writes about.
func (g *Gen) pick() int {
	if g.r.IntN(3) == 0 {
		return g.r.IntN(min(5, g.entities))
	}
	return g.r.IntN(g.entities)
}

// Entity makes the entity of that number. Two thirds are curated.
func (g *Gen) Entity(n int) graph.Entity {
	e := graph.Entity{
		ID: fmt.Sprintf("state-%d", n), Type: "Country", Curated: true,
		Labels:  []graph.Name{{Text: fmt.Sprintf("Ländchen %d", n), Lang: "de"}, {Text: fmt.Sprintf("Landia %d", n), Lang: "en"}},
		Aliases: []graph.Name{{Text: fmt.Sprintf("L%d", n)}},
		SameAs:  []string{fmt.Sprintf("wd:Q%d", n)},
	}
	if n%3 == 2 {
		e = graph.Entity{ID: fmt.Sprintf("person:ada_%d", n), Type: "Person",
			Labels: []graph.Name{{Text: fmt.Sprintf("Ada %d", n), Lang: "en"}}}
		if g.r.IntN(4) == 0 {
			e.Aliases = []graph.Name{{Text: fmt.Sprintf("Mrs %d", n), Lang: "en"}}
		}
	}
	return e
}

// builder writes the text and the claims that it proves.
type builder struct {
	rec  graph.Record
	text strings.Builder
	seen map[string]bool
}

func (b *builder) mention(e graph.Entity) graph.Span {
	name := e.Label("en")
	at := b.text.Len()
	b.text.WriteString(name)
	if !b.seen[e.ID] {
		b.seen[e.ID] = true
		b.rec.Entities = append(b.rec.Entities, e)
	}
	return graph.Span{Start: at, End: b.text.Len()}
}

func (b *builder) sentence(s graph.Entity, verb string, o graph.Entity, kind int) {
	c := graph.Claim{Article: b.rec.Article.ID, Subject: s.ID, Predicate: verb, Object: o.ID, Rule: "made"}
	start := b.text.Len()
	c.SubjectAt = b.mention(s)
	b.text.WriteString(" ")
	cue := b.text.Len()
	b.text.WriteString(verb)
	c.CueAt = graph.Span{Start: cue, End: b.text.Len()}
	b.text.WriteString(" ")
	c.ObjectAt = b.mention(o)
	b.text.WriteString(".")
	c.Span = graph.Span{Start: start, End: b.text.Len()}
	c.Exact = b.text.String()[start:]
	b.text.WriteString(" ")
	switch kind {
	case 0:
		c.Polarity = graph.Denied
	case 1:
		c.Modality, c.Speakers = graph.Alleged, []string{o.ID, s.ID}
	case 2:
		c.Modality = graph.Planned
	case 3:
		c.Date, c.Qualifiers = "2022-07", []graph.Qualifier{{Key: "mode", Value: "cyber"}}
	}
	b.rec.Claims = append(b.rec.Claims, c)
}
