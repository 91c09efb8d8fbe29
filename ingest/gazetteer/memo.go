package gazetteer

import "slices"

// Memo is what the lists have of one sentence, looked up once however often it
// is asked for. Nobody may change what it gives. It serves one goroutine.
type Memo struct {
	g      *Gazetteer
	lang   string
	tokens []string
	names  memo[Hit]
	roles  memo[RoleHit]
	heads  memo[HeadHit]
}

type memo[T any] struct {
	hits  []T
	known bool
}

// Memo remembers nothing yet.
func (g *Gazetteer) Memo(lang string) *Memo { return &Memo{g: g, lang: lang} }

// Match is that of the gazetteer.
func (m *Memo) Match(tokens []string) []Hit { return ask(m, &m.names, tokens, m.g.Match) }

// MatchRoles is that of the gazetteer.
func (m *Memo) MatchRoles(tokens []string) []RoleHit {
	return ask(m, &m.roles, tokens, m.g.MatchRoles)
}

// MatchHeads is that of the gazetteer.
func (m *Memo) MatchHeads(tokens []string) []HeadHit {
	return ask(m, &m.heads, tokens, m.g.MatchHeads)
}

// ask forgets all where the tokens are other ones.
func ask[T any](m *Memo, x *memo[T], tokens []string, match func(string, []string) []T) []T {
	if !slices.Equal(tokens, m.tokens) {
		*m = Memo{g: m.g, lang: m.lang, tokens: tokens}
	}
	if !x.known {
		*x = memo[T]{match(m.lang, tokens), true}
	}
	return x.hits
}
