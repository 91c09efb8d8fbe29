package explore

import (
	"unicode/utf8"

	"kg/graph"
)

type articleList struct {
	Total int      `json:"total"`
	More  bool     `json:"more"`
	Items []source `json:"items"`
}

// articles answers /articles: what is in the store, by ID.
func articles(q *request) (any, error) {
	limit, err := q.number("limit", 100, 1, maxPage)
	if err != nil {
		return nil, err
	}
	offset, err := q.number("offset", 0, 0, 1<<30)
	if err != nil {
		return nil, err
	}
	all, err := q.st.Articles(q.ctx)
	if err != nil {
		return nil, err
	}
	out := articleList{Total: len(all), Items: []source{}}
	all = all[min(offset, len(all)):]
	out.More = len(all) > limit
	for _, a := range all[:min(limit, len(all))] {
		out.Items = append(out.Items, newSource(a))
	}
	return out, nil
}

// articleText is a part of an article, with the passages asked for marked.
type articleText struct {
	Source source `json:"source"`
	From   int    `json:"from"` // bytes of the stored text
	To     int    `json:"to"`
	Length int    `json:"length"` // of the whole text
	Runs   []run  `json:"runs"`
	Marked int    `json:"marked"` // passages of the article that were asked for
}

// article answers /articles/{id}: its text, or as much of it as one answer
// holds, with the passages of an edge or a claim marked. Without `from` the
// part is around the first passage.
func article(q *request) (any, error) {
	id := q.http.PathValue("id")
	if _, err := q.st.ArticleHead(q.ctx, id); err != nil {
		return nil, err
	}
	q.values.Set("source", id)
	limit, err := q.number("limit", maxWindow/2, 1, maxWindow)
	if err != nil {
		return nil, err
	}
	from, err := q.number("from", -1, 0, 1<<30)
	if err != nil {
		return nil, err
	}
	var marked []graph.Claim
	if q.values.Get("claim") != "" || q.values.Get("subject") != "" || q.values.Get("object") != "" {
		by, err := q.claimFilter()
		if err != nil {
			return nil, err
		}
		if marked, _, err = q.claims(by, func(graph.Claim) bool { return true }); err != nil {
			return nil, err
		}
	}
	a := q.texts.Article(id)
	part := partOf(a.Text, from, limit, marked)
	return articleText{Source: newSource(a), From: part.Start, To: part.End, Length: len(a.Text),
		Runs: runs(a.Text, part, marked), Marked: len(marked)}, nil
}

// partOf chooses which part of the text is given: all of it if it is short,
// else from `from`, or around the first passage.
func partOf(text string, from, limit int, marked []graph.Claim) graph.Span {
	if from < 0 {
		from = 0
		if len(text) > limit && len(marked) > 0 {
			from = max(0, marked[0].Span.Start-limit/4)
		}
	}
	from = min(from, len(text))
	to := min(len(text), from+limit)
	return graph.Span{Start: wholeRune(text, from), End: wholeRune(text, to)}
}

// wholeRune moves an offset back to where a character begins.
func wholeRune(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
