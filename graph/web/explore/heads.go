package explore

import (
	"sync"

	"kg/graph"
	"kg/graph/store"
)

// head is what filters and counts need to know of an article.
type head struct{ lang, agency string }

// heads keeps what was read of articles while requests get the same store: a
// hub is in thousands of articles, and each would be read for each request.
type heads struct {
	mu sync.Mutex
	st *store.Store
	of map[string]head
}

// mostHeads bounds the memory of heads, some 100 bytes each.
const mostHeads = 200_000

func (h *heads) get(st *store.Store, id string) (head, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.st != st {
		return head{}, false
	}
	x, ok := h.of[id]
	return x, ok
}

func (h *heads) put(st *store.Store, id string, x head) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.st != st || len(h.of) >= mostHeads {
		h.st, h.of = st, map[string]head{}
	}
	h.of[id] = x
}

// head of an article; one of an unknown article is empty.
func (q *request) head(id string) head {
	if x, ok := q.s.heads.get(q.st, id); ok {
		return x
	}
	a := q.names.Article(id)
	x := head{a.Lang, graph.Fold(a.Agency)}
	if q.names.Err() == nil {
		q.s.heads.put(q.st, id, x)
	}
	return x
}
