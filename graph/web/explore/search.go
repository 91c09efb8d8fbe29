package explore

import (
	"slices"
	"sort"
	"strings"

	"kg/graph"
	"kg/graph/store"
)

// found is the answer of /search.
type found struct {
	Items       []hit  `json:"items"`
	Suggestions []node `json:"suggestions"` // similar names, where nothing has the one asked for
}

type hit struct {
	node
	TypeLabel string `json:"type_label"`
	Name      string `json:"name"`      // the name that matched; "" where articles call it otherwise
	NameLang  string `json:"name_lang"` // "" when it is of no language
	Exact     bool   `json:"exact"`
	Claims    int    `json:"claims"`   // that have it as subject or object, counted up to 100
	MeantBy   string `json:"meant_by"` // the name that articles call it by, where it is no name of its own; "" else
}

// search answers /search: entities by a name, or the beginning of one, in any
// language.
func search(q *request) (any, error) {
	text := strings.TrimSpace(q.values.Get("q"))
	if text == "" {
		return nil, bad("q is empty; give a name or the beginning of one")
	}
	limit, err := q.number("limit", 10, 1, 50)
	if err != nil {
		return nil, err
	}
	exact, similar, err := q.st.FindEntity(q.ctx, text)
	if err != nil {
		return nil, err
	}
	begin, err := q.st.EntitiesNamed(q.ctx, text, limit)
	if err != nil {
		return nil, err
	}
	out := found{Items: []hit{}, Suggestions: []node{}}
	seen := map[string]bool{}
	for _, list := range [][]graph.Entity{exact, begin} {
		for _, e := range list {
			if !seen[e.ID] && len(out.Items) < limit {
				seen[e.ID] = true
				h, err := q.hit(e, text)
				if err != nil {
					return nil, err
				}
				out.Items = append(out.Items, h)
			}
		}
	}
	if err := q.addMeant(&out, exact, seen); err != nil {
		return nil, err
	}
	if len(out.Items) == 0 {
		for _, e := range similar {
			out.Suggestions = append(out.Suggestions, q.node(e.ID))
		}
	}
	sort.SliceStable(out.Items, func(i, j int) bool { // what nothing is said of comes last
		return out.Items[i].Claims > 0 && out.Items[j].Claims == 0
	})
	return out, q.ctx.Err()
}

func (q *request) hit(e graph.Entity, text string) (hit, error) {
	h := hit{node: node{e.ID, short(e.Label(q.lang)), e.Type}, TypeLabel: q.s.typeLabel(e.Type, q.lang)}
	want := graph.Fold(text)
	best := 0
	for _, n := range slices.Concat(e.Labels, e.Aliases) {
		f := graph.Fold(n.Text)
		score := 0
		switch {
		case n.Text == text:
			score = 8
		case f == want:
			score = 4
		case strings.HasPrefix(f, want):
			score = 2
		case strings.Contains(f, want):
			score = 1
		}
		if n.Lang == q.lang {
			score *= 2
		}
		if score > best {
			best, h.Name, h.NameLang, h.Exact = score, short(n.Text), n.Lang, f == want
		}
	}
	var err error
	h.Claims, err = q.countClaims(e.ID)
	return h, err
}

// countClaims counts the claims of an entity, up to 100.
func (q *request) countClaims(id string) (int, error) {
	n := 0
	for _, by := range []store.Filter{{Subject: id}, {Object: id}} {
		for _, err := range q.st.Claims(q.ctx, by) {
			if err != nil {
				return 0, err
			}
			if n++; n >= 100 {
				return n, nil
			}
		}
	}
	return n, nil
}

// maxMentions bounds the articles read to find who else is meant by a name.
const maxMentions = 20

// addMeant adds the entities that articles mean when they write a name of one
// of the matches: a capital's name often stands for its government.
func (q *request) addMeant(out *found, matches []graph.Entity, seen map[string]bool) error {
	for _, e := range matches {
		own := map[string]bool{}
		for _, n := range slices.Concat(e.Labels, e.Aliases) {
			own[graph.Fold(n.Text)] = true
		}
		ids, err := q.st.Mentions(q.ctx, e.ID, maxMentions)
		if err != nil {
			return err
		}
		for _, id := range ids {
			for c, err := range q.st.Claims(q.ctx, store.Filter{Article: id}) {
				if err != nil {
					return err
				}
				if err := q.addEnds(out, c, own, seen); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// addEnds adds the ends of a claim that its passage calls by one of the names.
func (q *request) addEnds(out *found, c graph.Claim, own, seen map[string]bool) error {
	text := q.texts.Article(c.Article).Text
	for _, end := range []struct {
		id string
		at graph.Span
	}{{c.Subject, c.SubjectAt}, {c.Object, c.ObjectAt}} {
		if seen[end.id] || end.at.Len() == 0 || !end.at.In(len(text)) {
			continue
		}
		written := text[end.at.Start:end.at.End]
		if !own[graph.Fold(written)] {
			continue
		}
		seen[end.id] = true
		h, err := q.hit(q.names.Entity(end.id), written)
		if err != nil {
			return err
		}
		h.MeantBy, h.Exact = short(written), false
		out.Items = append(out.Items, h)
	}
	return nil
}
