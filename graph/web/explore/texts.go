package explore

import (
	"errors"
	"strings"

	"kg/graph/answer"
)

// textList is the answer of /texts.
type textList struct {
	Total int       `json:"total"` // articles in whose texts all words are
	More  bool      `json:"more"`  // there are more than are given
	Items []textHit `json:"items"`
}

// textHit is a part of an article in which words were found.
type textHit struct {
	Source source      `json:"source"`
	Start  int         `json:"start"` // bytes of the stored text
	End    int         `json:"end"`
	Runs   []run       `json:"runs"`
	Says   []statement `json:"says"` // what was read out of it
}

// texts answers /texts: passages that have all words, whatever their endings.
func texts(q *request) (any, error) {
	text := strings.TrimSpace(q.values.Get("q"))
	if text == "" {
		return nil, bad("q is empty; give words to search for")
	}
	limit, err := q.number("limit", 20, 1, 50)
	if err != nil {
		return nil, err
	}
	out := textList{Items: []textHit{}}
	found, err := q.reader.Search(q.ctx, text, answer.SearchOptions{Most: limit, Lang: q.values.Get("article_lang")})
	var none *answer.NothingError
	if errors.As(err, &none) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	out.Total, out.More = found.Articles, found.More || found.Articles > len(found.Passages)
	for _, p := range found.Passages {
		h := textHit{Source: newSource(q.names.Article(p.Article)), Start: p.Start, End: p.End, Runs: []run{}, Says: []statement{}}
		for _, piece := range p.Pieces {
			h.Runs = append(h.Runs, run{Text: piece.Text, Role: string(piece.Role)})
		}
		for _, s := range p.Says {
			h.Says = append(h.Says, q.statement(s.Subject.ID, s.Predicate, s.Object.ID))
		}
		out.Items = append(out.Items, h)
	}
	return out, nil
}
