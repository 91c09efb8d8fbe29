package pattern

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"kg/graph"
)

// maxWidth is the largest number of tokens that one match can cover. It keeps
// the time linear in the length of the sentence.
const maxWidth = 60

// Match finds all relations in one sentence. The matches of one rule are
// leftmost-longest; where several rules find the same relation between the
// same mentions, the one with more qualifiers, then the longer, is kept. The
// order is by First, Last, then rule. Headline says that the sentence is a
// headline. Mentions with an impossible range are ignored.
func (s *Set) Match(lang string, toks []Token, ms []Mention, headline bool) []Match {
	l := s.langs[lang]
	if l == nil || len(toks) == 0 || len(ms) < 2 {
		return nil
	}
	v := newMachine(s, l, toks, ms)
	defer v.release()
	var out []found
	for _, i := range l.candidates(v.toks) {
		p := l.programs[i]
		if p.headline && !headline {
			continue
		}
		out = append(out, v.scan(p)...)
	}
	return best(out)
}

// found is a match with the place of its rule in the order of rules.
type found struct {
	Match
	rule int
}

func (l *language) candidates(toks []tokenInfo) []int {
	seen := map[int]bool{}
	out := append([]int(nil), l.always...)
	for i := range toks {
		for _, id := range toks[i].feats {
			for _, p := range l.byTrigger[id] {
				if !seen[p] {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	sort.Ints(out)
	return out
}

// tokenInfo is a token as the machine sees it.
type tokenInfo struct {
	feats   []int32
	word    string
	barrier bool
	inside  bool // part of a mention
	punct   bool
	upos    string
	quote   bool
	role    bool // of class "role"
}

func (l *language) info(t Token) tokenInfo {
	ti := tokenInfo{word: foldWord(t.Text), upos: t.UPOS}
	ti.barrier = l.barriers[ti.word]
	ti.punct = !hasLetterOrDigit(ti.word)
	ti.quote = ti.word == `"` || ti.word == "'"
	add := func(k testKind, val string) {
		if id := l.feats.ids[featKey(k, val)]; id != 0 {
			ti.feats = append(ti.feats, id)
		}
	}
	add(isWord, ti.word)
	if t.Lemma != "" {
		add(isLemma, foldWord(t.Lemma))
	}
	if t.UPOS != "" {
		add(isUPOS, t.UPOS)
	}
	for _, c := range t.Classes {
		add(isClass, c)
		ti.role = ti.role || c == "role"
	}
	return ti
}

func hasLetterOrDigit(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// meets reports whether the token meets the condition. A mere part of speech
// is not met by a barrier word.
func (p *pred) meets(t *tokenInfo) bool { return p.test(t, !t.barrier) }

// takes is meets for a token that the pattern would consume: a mere part of
// speech does not take a token of a mention either.
func (p *pred) takes(t *tokenInfo) bool { return p.test(t, !t.barrier && !t.inside) }

func (p *pred) test(t *tokenInfo, upos bool) bool {
	for _, id := range t.feats {
		if p.any[id] || upos && p.upos[id] {
			return true
		}
	}
	for _, part := range p.parts {
		if part.partOf(t.word) {
			return true
		}
	}
	for _, c := range p.conjs {
		if meetsAll(c, t) {
			return true
		}
	}
	return false
}

func meetsAll(c []featTest, t *tokenInfo) bool {
	for _, ft := range c {
		has := ft.part.val != "" && ft.part.partOf(t.word)
		for _, id := range ft.ids {
			for _, f := range t.feats {
				has = has || f == id
			}
		}
		if has == ft.not {
			return false
		}
	}
	return true
}

// capture is a linked list, newest first, of what a thread has seen.
type capture struct {
	kind int // >= 0: position of a save; captureS, captureO: a mention
	val  int
	prev *capture
}

const (
	captureS = -1
	captureO = -2
)

type thread struct {
	pc   int
	caps *capture
}

type machine struct {
	set    *Set
	lang   *language
	text   []Token
	toks   []tokenInfo
	ms     []Mention
	forms  []uint8 // form of each mention
	starts [][]int // mentions that start at a token, longest first
	end    int     // tokens up to the final punctuation
	*scratch
}

// scratch is the memory of a machine's runs, which the next machine takes over.
type scratch struct {
	lists   [][]thread // by position
	visited [][]uint32 // by position and pc, the run that was last there
	run     uint32
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// next begins a run over n tokens.
func (x *scratch) next(n int) {
	if x.run++; x.run == 0 { // after four thousand million runs
		for _, at := range x.visited {
			clear(at)
		}
		x.run = 1
	}
	for len(x.lists) <= n {
		x.lists, x.visited = append(x.lists, nil), append(x.visited, nil)
	}
}

// release gives the memory to the next machine. What it found stays.
func (v *machine) release() {
	for i := range min(len(v.lists), len(v.toks)+1) {
		clear(v.lists[i][:cap(v.lists[i])]) // lets go of the captures
	}
	scratches.Put(v.scratch)
	v.scratch = nil
}

func newMachine(s *Set, l *language, toks []Token, ms []Mention) *machine {
	n := len(toks)
	v := &machine{set: s, lang: l, text: toks, ms: ms, toks: make([]tokenInfo, n),
		starts: make([][]int, n), scratch: scratches.Get().(*scratch)}
	for i, t := range toks {
		v.toks[i] = l.info(t)
	}
	for i, m := range ms {
		if m.First < 0 || m.Last > n || m.First >= m.Last {
			continue
		}
		v.starts[m.First] = append(v.starts[m.First], i)
		for k := m.First; k < m.Last; k++ {
			v.toks[k].inside = true
		}
	}
	for _, at := range v.starts {
		sort.SliceStable(at, func(i, j int) bool { return ms[at[i]].Last > ms[at[j]].Last })
	}
	v.forms = make([]uint8, len(ms))
	for i := range ms {
		v.forms[i] = formBit(ms[i].Form)
		if v.metonym(i) {
			v.forms[i] = formMetonym
		}
	}
	v.end = n
	for v.end > 0 && v.toks[v.end-1].punct && v.toks[v.end-1].word != ")" {
		v.end--
	}
	return v
}

// metonym reports whether mention i is a second reading, as a state, of the
// name of a place: "Tirana".
func (v *machine) metonym(i int) bool {
	m := &v.ms[i]
	if m.First < 0 || m.First >= len(v.starts) || v.set.onto.IsA(m.Type, "Place") || !v.set.onto.IsA(m.Type, "Organization") {
		return false
	}
	for _, k := range v.starts[m.First] {
		if o := &v.ms[k]; o.Last == m.Last && v.set.onto.IsA(o.Type, "Place") {
			return true
		}
	}
	return false
}

// scan finds the leftmost-longest matches of one rule. After a match the
// search goes on at its last mention, so that chains ("Manëz, near Durrës,
// in Albania") are followed.
func (v *machine) scan(p *program) []found {
	var out []found
	for at := 0; at < len(v.toks); {
		if !v.canStart(p, at) {
			at++
			continue
		}
		end, caps := v.longest(p, at)
		if end < 0 || p.clause && v.negated(at, end) {
			at++
			continue
		}
		ms, last := v.matches(p, at, end, caps)
		out = append(out, ms...)
		at = max(at+1, last)
	}
	return out
}

// canStart is a quick look whether any first instruction takes the token.
func (v *machine) canStart(p *program, at int) bool {
	for _, pc := range p.first {
		switch in := &p.insts[pc]; in.op {
		case opToken:
			if p.preds[in.x].takes(&v.toks[at]) {
				return true
			}
		case opSlot:
			if v.toks[at].quote {
				return true
			}
			for _, m := range v.starts[at] {
				if v.fits(in.slot, m) {
					return true
				}
			}
		default:
			return true
		}
	}
	return false
}

// negated reports whether a negation stands in the clause that holds the
// match, from the punctuation before it to the punctuation behind it.
func (v *machine) negated(first, end int) bool {
	for first > 0 && !v.toks[first-1].punct {
		first--
	}
	for end < len(v.toks) && !v.toks[end].punct {
		end++
	}
	for i := first; i < end; i++ {
		if v.lang.negations[v.toks[i].word] {
			return true
		}
	}
	return false
}

// longest runs the program from one position; the end is -1 without a match.
func (v *machine) longest(p *program, start int) (int, *capture) {
	if p.notAfter != nil && v.after(p.notAfter, start) || p.notNear != nil && v.near(p.notNear, start) {
		return -1, nil
	}
	v.next(len(v.toks))
	limit := min(len(v.toks), start+maxWidth)
	for i := start; i <= limit; i++ {
		v.lists[i] = v.lists[i][:0]
	}
	end, caps := -1, (*capture)(nil)
	v.add(p, thread{0, nil}, start)
	for pos := start; pos <= limit; pos++ {
		for k := 0; k < len(v.lists[pos]); k++ {
			t := v.lists[pos][k]
			if p.insts[t.pc].op == opAccept {
				if pos > end && pos > start && !(p.notBefore != nil && pos < len(v.toks) && p.notBefore.meets(&v.toks[pos])) {
					end, caps = pos, t.caps
				}
				continue
			}
			v.step(p, t, pos, limit)
		}
	}
	return end, caps
}

// after reports whether what stands before start meets the guard. Words that
// belong to the noun phrase (determiners, adjectives, titles, quotes) are skipped.
func (v *machine) after(guard *pred, start int) bool {
	for i := start - 1; i >= 0; i-- {
		t := &v.toks[i]
		if guard.meets(t) {
			return true
		}
		if t.upos != "DET" && t.upos != "ADJ" && t.upos != "NUM" && !t.quote && !t.role {
			return false
		}
	}
	return false
}

// near reports whether one of the four tokens before start meets the guard,
// up to the nearest punctuation.
func (v *machine) near(guard *pred, start int) bool {
	for i := start - 1; i >= 0 && i >= start-4 && !v.toks[i].punct; i-- {
		if guard.meets(&v.toks[i]) {
			return true
		}
	}
	return false
}

func (v *machine) step(p *program, t thread, pos, limit int) {
	in := &p.insts[t.pc]
	if pos >= len(v.toks) {
		return
	}
	switch in.op {
	case opToken:
		if pos < limit && p.preds[in.x].takes(&v.toks[pos]) {
			v.add(p, thread{t.pc + 1, t.caps}, pos+1)
		}
	case opGap:
		if pos < limit && v.gapToken(in.gap, pos) {
			v.add(p, thread{t.pc + 1, t.caps}, pos+1)
		}
	case opSlot:
		v.slot(p, t, in, pos, limit)
	}
}

func (v *machine) gapToken(g *gapNode, pos int) bool {
	t := &v.toks[pos]
	if t.barrier || t.inside && !g.mentions {
		return false
	}
	return !t.punct || g.commas && t.word == ","
}

// slot takes each mention that fits. Quotation marks round it and an acronym
// in brackets behind it belong to it.
func (v *machine) slot(p *program, t thread, in *inst, pos, limit int) {
	s := in.slot
	quoted := 0
	if v.toks[pos].quote && pos+1 < len(v.toks) {
		quoted = 1
	}
	for _, m := range v.starts[pos+quoted] {
		if !v.fits(s, m) {
			continue
		}
		end := v.ms[m].Last
		if in.last != nil && !in.last.meets(&v.toks[end-1]) {
			continue
		}
		if quoted == 1 && end < len(v.toks) && v.toks[end].quote {
			end++
		}
		if end > limit {
			continue
		}
		caps := t.caps
		switch s.role {
		case 'S':
			caps = &capture{captureS, m, caps}
		case 'O':
			caps = &capture{captureO, m, caps}
		}
		v.add(p, thread{t.pc + 1, caps}, end)
		if q := v.acronymBehind(end); q > end && q <= limit {
			v.add(p, thread{t.pc + 1, caps}, q)
		}
	}
}

// acronymBehind gives the position behind "( ACRONYM )" at pos, or pos.
func (v *machine) acronymBehind(pos int) int {
	if pos+2 >= len(v.toks) || v.toks[pos].word != "(" {
		return pos
	}
	for _, m := range v.starts[pos+1] {
		if end := v.ms[m].Last; v.acronym(m) && end < len(v.toks) && v.toks[end].word == ")" {
			return end + 1
		}
	}
	return pos
}

// acronym: marked so, or one word of capitals.
func (v *machine) acronym(i int) bool {
	m := &v.ms[i]
	if m.Form == FormAcronym {
		return true
	}
	w := v.text[m.First].Text
	return m.Last == m.First+1 && len(w) > 1 && strings.ToUpper(w) == w && hasLetterOrDigit(w)
}

func (v *machine) mentionAt(s *slotNode, pos int) bool {
	if pos >= len(v.toks) {
		return false
	}
	for _, m := range v.starts[pos] {
		if v.fits(s, m) {
			return true
		}
	}
	return false
}

func (v *machine) fits(s *slotNode, i int) bool {
	m := &v.ms[i]
	if s.forms&v.forms[i] == 0 {
		return false
	}
	for _, t := range s.except {
		if v.set.onto.IsA(m.Type, t) {
			return false
		}
	}
	if m.Type == "" || m.Type == "Thing" {
		return s.untyped
	}
	for _, t := range s.types {
		if v.set.onto.IsA(m.Type, t) {
			return true
		}
	}
	return false
}

func formBit(form string) uint8 {
	switch form {
	case FormAcronym:
		return formAcronym
	case FormAdjective:
		return formAdjective
	case FormDemonym:
		return formDemonym
	case FormNominal:
		return formNominal
	case FormCompound:
		return formCompound
	case FormName, "":
		return formName
	}
	return 0
}

// add puts a thread on the list of a position, following instructions that take no token.
func (v *machine) add(p *program, t thread, pos int) {
	if v.visited[pos] == nil || len(v.visited[pos]) < len(p.insts) {
		v.visited[pos] = make([]uint32, len(p.insts)+64)
	}
	if v.visited[pos][t.pc] == v.run {
		return
	}
	v.visited[pos][t.pc] = v.run
	switch in := &p.insts[t.pc]; in.op {
	case opSplit:
		v.add(p, thread{in.x, t.caps}, pos)
		v.add(p, thread{in.y, t.caps}, pos)
	case opJump:
		v.add(p, thread{in.x, t.caps}, pos)
	case opSave:
		v.add(p, thread{t.pc + 1, &capture{in.x, pos, t.caps}}, pos)
	case opNot:
		if pos >= len(v.toks) || !p.preds[in.x].meets(&v.toks[pos]) {
			v.add(p, thread{t.pc + 1, t.caps}, pos)
		}
	case opNotSlot:
		if !v.mentionAt(in.slot, pos) {
			v.add(p, thread{t.pc + 1, t.caps}, pos)
		}
	case opBegin:
		if pos == 0 || pos == 1 && v.toks[0].punct {
			v.add(p, thread{t.pc + 1, t.caps}, pos)
		}
	case opEnd:
		if pos >= v.end {
			v.add(p, thread{t.pc + 1, t.caps}, pos)
		}
	default:
		v.lists[pos] = append(v.lists[pos], t)
	}
}

// matches turns the captures into one match for each pair of subject and
// object; last is the start of the rightmost mention.
func (v *machine) matches(p *program, first, end int, caps *capture) (out []found, last int) {
	var subjects, objects []int
	saves := make([][]int, 2*len(p.groups))
	for c := caps; c != nil; c = c.prev {
		switch {
		case c.kind == captureS:
			subjects = append(subjects, c.val)
		case c.kind == captureO:
			objects = append(objects, c.val)
		default:
			saves[c.kind] = append(saves[c.kind], c.val)
		}
	}
	for _, at := range saves {
		slices.Reverse(at)
	}
	m := Match{Rule: v.set.rules[p.rule].ID, Relation: p.relation, First: first, Last: end}
	m.CueFirst, m.CueLast = first, first
	if len(saves[0]) > 0 && len(saves[1]) > 0 {
		m.CueFirst, m.CueLast = saves[0][0], saves[1][len(saves[1])-1]
	}
	m.Qualifiers = v.qualifiers(p, saves)
	for i := len(subjects) - 1; i >= 0; i-- {
		for k := len(objects) - 1; k >= 0; k-- {
			m.Subject, m.Object = subjects[i], objects[k]
			last = max(last, v.ms[m.Subject].First, v.ms[m.Object].First)
			if v.allowed(p.relation, &v.ms[m.Subject], &v.ms[m.Object]) {
				out = append(out, found{m, p.rule})
			}
		}
	}
	return out, last
}

func (v *machine) allowed(relation string, s, o *Mention) bool {
	r := v.set.onto.Relation(relation)
	return v.typeIn(s.Type, r.Domain) && v.typeIn(o.Type, r.Range)
}

func (v *machine) typeIn(t string, wider []string) bool {
	if t == "" || t == "Thing" {
		return true // the slot has accepted it
	}
	for _, w := range wider {
		if v.set.onto.IsA(t, w) {
			return true
		}
	}
	return false
}

func (v *machine) qualifiers(p *program, saves [][]int) []graph.Qualifier {
	var out []graph.Qualifier
	for _, q := range p.quals {
		if q.group < 0 {
			out = append(out, graph.Qualifier{Key: q.key, Value: q.value})
			continue
		}
		var toks []Token // of all parts of the group
		for i, from := range saves[2*q.group] {
			if to := saves[2*q.group+1][i]; from < to {
				toks = append(toks, v.text[from:to]...)
			}
		}
		switch {
		case len(toks) == 0:
		case q.value != "":
			out = append(out, graph.Qualifier{Key: q.key, Value: q.value})
		default:
			out = append(out, graph.Qualifier{Key: q.key, Value: joinTokens(toks)})
		}
	}
	return out
}

// joinTokens writes tokens as text: a space between two, none round apostrophes and before punctuation.
func joinTokens(toks []Token) string {
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			prev, w := foldWord(toks[i-1].Text), foldWord(t.Text)
			if !strings.HasSuffix(prev, "'") && !strings.HasPrefix(w, "'") && w != "," && w != ")" && prev != "(" && prev != "-" && w != "-" {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

// best drops repeated findings and puts the rest in order.
func best(all []found) []Match {
	type key struct {
		relation        string
		subject, object int
	}
	better := func(a, b found) bool {
		if len(a.Qualifiers) != len(b.Qualifiers) {
			return len(a.Qualifiers) > len(b.Qualifiers)
		}
		if a.Last-a.First != b.Last-b.First {
			return a.Last-a.First > b.Last-b.First
		}
		return a.rule < b.rule
	}
	at := map[key]int{}
	var keep []found
	for _, f := range all {
		k := key{f.Relation, f.Subject, f.Object}
		if i, ok := at[k]; !ok {
			at[k] = len(keep)
			keep = append(keep, f)
		} else if better(f, keep[i]) {
			keep[i] = f
		}
	}
	sort.SliceStable(keep, func(i, j int) bool {
		a, b := keep[i], keep[j]
		switch {
		case a.First != b.First:
			return a.First < b.First
		case a.Last != b.Last:
			return a.Last < b.Last
		case a.rule != b.rule:
			return a.rule < b.rule
		case a.Subject != b.Subject:
			return a.Subject < b.Subject
		}
		return a.Object < b.Object
	})
	out := make([]Match, len(keep))
	for i, f := range keep {
		out[i] = f.Match
	}
	return out
}
