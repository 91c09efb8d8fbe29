package when

import "kg/graph/unit"

// spec is what a match has collected: the parts of a date or quantity, none of them resolved yet.
type spec struct {
	start, end   int32 // atoms
	year         [2]int16
	month, day   [2]int8
	ny, nm, nd   int8
	weekday      int8
	nweekday     int8
	season       int8
	part         int8
	period       int8
	ord          int8
	shift        int8
	yearRel      int8
	dayRel       int8
	hasShift     bool
	hasYearRel   bool
	hasDayRel    bool
	decadeShort  bool
	clash        bool // NUMERIC: which is the day cannot be told
	nsub, nnum   int8
	unit         int8 // index of timeUnits, -1 for none
	compare      int8
	decade       int16
	n            float64
	sub          [2]int32 // atoms at which DATE matched
	num          [2]numeral
	measure      int16 // index into units, -1 for none
	noun         [2]int32
	hasN, hasOne bool
	several      bool // a number of units that nobody states
	doubtful     bool // the comparator may be a preposition: "over two"
	near         bool // a weekday may lie ahead: the nearest one
}

// match is the best rule at a place.
type match struct {
	spec
	rule *rule
	idx  int
}

// scan is the work on one sentence.
type scan struct {
	g     *Grammar
	toks  []Token
	atoms []atom
	hits  []hit
}

func newScan(g *Grammar, tokens []Token) *scan {
	s := &scan{g: g, toks: tokens, atoms: cut(tokens)}
	for i := range s.atoms {
		a := &s.atoms[i]
		a.hitLo = int32(len(s.hits))
		if a.kind != digits {
			s.hits = g.lex.look(s.hits, s.atoms, i)
		}
		if len(g.multiples) > 0 && a.kind == word && int(a.hitLo) == len(s.hits) && len(a.text) > 6 && len(a.text) < 60 {
			var buf [64]byte
			if v, ok := g.compound(string(fold(buf[:0], a.text))); ok {
				s.hits = append(s.hits, hit{class: g.number, end: int32(i + 1), value: v})
			}
		}
		a.hitHi = int32(len(s.hits))
	}
	return s
}

func (s *scan) hitsAt(i int) []hit { return s.hits[s.atoms[i].hitLo:s.atoms[i].hitHi] }

// has says whether a word of the class starts at atom i.
func (s *scan) has(i int, class symbol) bool {
	if i < 0 || i >= len(s.atoms) {
		return false
	}
	for _, h := range s.hitsAt(i) {
		if h.class == class {
			return true
		}
	}
	return false
}

// match returns the longest match of the trie at atom i; of equal ones that of the earlier rule.
func (s *scan) match(root *state, i int) (match, bool) {
	a := &s.atoms[i]
	if a.hitLo == a.hitHi && a.kind != digits && a.kind != word || a.kind == word && a.hitLo == a.hitHi && !s.g.mayBeRoman(a) {
		return match{}, false
	}
	best := match{idx: -1}
	s.walk(root, i, spec{start: -1, unit: -1, measure: -1}, &best)
	if best.idx >= 0 && int(best.start) > i { // a rule with context must not keep a longer one without from its place
		if longer, ok := s.match(root, int(best.start)); ok && longer.end > best.end && (longer.rule.kind == quantityKind) == (best.rule.kind == quantityKind) {
			return longer, true
		}
	}
	return best, best.idx >= 0
}

// mayBeRoman lets unknown words through that could be a century ("XIXe").
func (g *Grammar) mayBeRoman(a *atom) bool {
	return g.set.roman && (a.text[0] == 'X' || a.text[0] == 'V' || a.text[0] == 'I')
}

func (s *scan) walk(at *state, i int, sp spec, best *match) {
	if at.rule >= 0 && best.yields(int32(i), sp.start, at.rule) {
		sp.end = int32(i)
		if s.bounded(int(sp.start), i) && sp.possible(s.g.units) && s.counts(&sp) {
			*best = match{spec: sp, rule: &s.g.rules[at.rule], idx: at.rule}
		}
	}
	for k := range at.edges {
		e := &at.edges[k]
		switch {
		case e.not:
			if !s.stands(&e.element, i) {
				s.walk(e.to, i, sp, best)
			}
		case i >= len(s.atoms):
		case e.sym < firstClass:
			next := sp
			if end, ok := s.shape(e.sym, i, &next); ok {
				s.step(e, i, end, next, best)
			}
		default:
			for _, h := range s.hitsAt(i) {
				if h.class == e.sym && (!e.limited || e.value == h.value) && !(e.alone && h.ambiguous) {
					next := sp
					end := s.fill(&next, h, i)
					s.step(e, i, end, next, best)
				}
			}
		}
	}
}

// yields says whether another match is better: longer, or begun earlier, or of an earlier rule.
func (m *match) yields(end, start int32, rule int) bool {
	switch {
	case m.idx < 0 || end != m.end:
		return m.idx < 0 || end > m.end
	case start != m.start:
		return start < m.start
	}
	return rule < m.idx
}

func (s *scan) step(e *edge, from, to int, next spec, best *match) {
	if e.context {
		next = spec{start: -1, unit: -1, measure: -1}
	} else if next.start < 0 {
		next.start = int32(from)
	}
	s.walk(e.to, to, next, best)
}

// stands says whether an element matches at atom i.
func (s *scan) stands(e *element, i int) bool {
	if i >= len(s.atoms) {
		return false
	}
	if e.sym < firstClass {
		var sp spec
		_, ok := s.shape(e.sym, i, &sp)
		return ok
	}
	for _, h := range s.hitsAt(i) {
		if h.class == e.sym && (!e.limited || e.value == h.value) && !(e.alone && h.ambiguous) {
			return true
		}
	}
	return false
}

// fill puts a word into the slot of its class and returns the atom after it.
func (s *scan) fill(sp *spec, h hit, i int) int {
	v := int8(0)
	if h.value > -100 && h.value < 100 {
		v = int8(h.value)
	}
	switch s.g.slots[h.class-firstClass] {
	case slotMonth:
		sp.month[min(sp.nm, 1)] = v
		sp.nm++
	case slotWeekday:
		if sp.nweekday++; sp.nweekday == 1 {
			sp.weekday = v
		}
	case slotSeason:
		sp.season = v
	case slotPart:
		sp.part = v
	case slotPeriod:
		sp.period = v
	case slotQuarter:
		sp.period, sp.ord = 1, v
	case slotShift:
		sp.shift, sp.hasShift = v, true
	case slotUnit:
		sp.unit = v
	case slotDayRel:
		sp.dayRel, sp.hasDayRel = v, true
	case slotYearRel:
		sp.yearRel, sp.hasYearRel = v, true
	case slotOrd:
		sp.ord = v
	case slotDecade:
		sp.decade = int16(h.value)
	case slotOne:
		sp.n, sp.hasN, sp.hasOne = 1, true, true
	case slotHalf:
		sp.n += 0.5
		sp.num[0].value += 0.5
	case slotSeveral:
		sp.several = true
	case slotCompare:
		sp.compare, sp.doubtful = v, h.ambiguous
	case slotVague:
		sp.num[0], sp.nnum = numeral{value: h.value, vague: true, end: h.end}, 1
	case slotAbout: // "une dizaine" is about ten
		sp.num[0], sp.nnum = numeral{value: h.value, end: h.end}, 1
		if sp.compare == 0 {
			sp.compare = 1
		}
	case slotMeasure:
		sp.measure = int16(h.value)
		return s.inclusive(int(h.end))
	}
	return int(h.end)
}

// inclusive takes in the rest of a form such as "Soldat:innen" or "employé·e·s", when all but its first part is listed.
func (s *scan) inclusive(end int) int {
	for end+1 < len(s.atoms) && s.glued(end) && s.glued(end+1) && s.atoms[end+1].kind == word {
		switch s.atoms[end].text {
		case ":", "*", "_", "·", "•":
			end += 2
		default:
			return end
		}
	}
	return end
}

// glued says whether nothing stands between atom i and the one before.
func (s *scan) glued(i int) bool { return i > 0 && i < len(s.atoms) && s.atoms[i].gap == 0 }

// bounded refuses matches that are a part of something longer: "15" of "15.3", "Juli" of "Juli-Angriff", "3" of "Ashraf-3".
func (s *scan) bounded(lo, hi int) bool {
	if lo < 0 || lo >= hi {
		return false
	}
	if s.glued(lo) {
		p := &s.atoms[lo-1]
		switch {
		case p.kind != mark:
			return false
		case p.text == "'" || p.text == "’" || p.text == "(" || p.text == "[":
		case s.glued(lo-1) && s.atoms[lo-2].kind != mark && (joins(p.text) || p.text == "–" && s.atoms[lo-2].kind == digits):
			return false
		case p.text == "#" || p.text == "@" || p.text == "/" || p.text == "_" || p.text == "\\":
			return false
		}
	}
	if s.glued(hi) {
		n := &s.atoms[hi]
		if n.kind != mark {
			return false
		}
		if s.glued(hi+1) && s.atoms[hi+1].kind != mark && (joins(n.text) || n.text == "–" && s.atoms[hi+1].kind == digits) {
			return false
		}
	}
	return true
}

// joins says whether a mark makes one expression of what stands left and right of it.
func joins(m string) bool {
	switch m {
	case "-", "\u2010", "\u2011", "/", ".", ",", ":", "_", "@", "=", "&", "+", "\\":
		return true
	}
	return false
}

// possible refuses ranges that fall, and numbers that read better as years: "the 2018 attacks".
func (sp *spec) possible(units *unit.Table) bool {
	if sp.nnum == 2 && sp.num[1].value < sp.num[0].value { // "£2bn and £1.4bn"
		return false
	}
	if sp.doubtful && sp.nnum > 0 && sp.num[0].word && (sp.measure < 0 || !units.Measure(int(sp.measure))) { // "hand over two men"
		return false
	}
	if n := &sp.num[0]; sp.nnum == 1 && sp.measure < 0 && sp.noun[1] == 0 && sp.unit < 0 && n.bare && n.value >= 1700 && n.value <= 2100 && int(n.value)%100 != 0 {
		return false
	}
	weak := sp.noun[1] > sp.noun[0] && sp.measure < 0 || sp.measure >= 0 && !units.Strong(int(sp.measure))
	if n := &sp.num[0]; weak && n.bare && sp.compare == 0 && n.value >= 1700 && n.value <= 2100 && int(n.value)%100 != 0 {
		return false
	}
	return true
}

// counts refuses a noun that is no unit behind a number that belongs to the name before it: "the Mate 9 phones". It cannot
// be told where all nouns have capitals.
func (s *scan) counts(sp *spec) bool {
	lo := int(sp.start)
	if sp.noun[1] == 0 || sp.measure >= 0 || s.g.set.nounStyle == "capital" || lo < 2 || s.atoms[lo].kind != digits {
		return true
	}
	p := &s.atoms[lo-1]
	return p.kind != word || p.caps == lower
}
