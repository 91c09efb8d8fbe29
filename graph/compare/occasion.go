package compare

import (
	"slices"

	"kg/graph"
	"kg/graph/edtf"
)

// What makes two claims speak of one occasion, in days.
const (
	coarse       = 366 // longer dates sum up: "in the 1980s"
	monthly      = 31  // dates up to a month tell of one event
	nearby       = 7   // articles that came out so close tell of the same events, where neither gives a date
	sameStory    = 3   // the same, for what may happen daily
	development  = 1   // articles that came out so far apart may tell of what happened between them
	mostCompared = 3000
)

// length is the number of days that a date may mean, 0 if it has no end, or none can be read.
func length(date string) int {
	d, err := edtf.Parse(date)
	if err != nil || !d.Began || !d.Ended {
		return 0
	}
	return d.Last - d.First + 1
}

// sumsUp reports whether a date is of a time over which things add up: "since 2018", "in the 1980s".
func sumsUp(date string) bool {
	n := length(date)
	return n == 0 || n > coarse
}

// sameOccasion reports whether two claims of one fact may tell of the same event, or of the same time of a state.
func (r *run) sameOccasion(a, b said) bool {
	if r.lasts(a.Predicate) {
		return a.Date == "" || b.Date == "" || !edtf.Contradicts(a.Date, b.Date)
	}
	switch {
	case a.Date == "" && b.Date == "":
		gap, known := r.publishedApart(a, b)
		return !known || gap <= nearby
	case a.Date == "":
		return r.toldOf(a, b)
	case b.Date == "":
		return r.toldOf(b, a)
	case sumsUp(a.Date) || sumsUp(b.Date):
		return a.Date == b.Date
	case !edtf.Contradicts(a.Date, b.Date):
		return true
	}
	gap, ok := edtf.Gap(a.Date, b.Date)
	once := r.onceIn(a.Predicate)
	return ok && gap <= once && length(a.Date) <= once && length(b.Date) <= once
}

// toldOf reports whether an undated claim may tell of a dated one's event: it is dated to a month or less, and the article
// came out then, or nobody knows when.
func (r *run) toldOf(undated, dated said) bool {
	if n := length(dated.Date); n == 0 || n > monthly {
		return false
	}
	p := r.Article(undated.Article).Published
	if p == "" {
		return true
	}
	gap, ok := edtf.Gap(p, dated.Date)
	return !ok || gap <= monthly
}

// publishedApart is the number of days between two articles, if both tell when they came out.
func (r *run) publishedApart(a, b said) (int, bool) {
	x, y := r.Article(a.Article).Published, r.Article(b.Article).Published
	gap, ok := edtf.Gap(x, y)
	return gap, ok && x != "" && y != ""
}

// before reports whether the article of a came out before that of b, by a day at least.
func (r *run) before(a, b said) bool {
	x, y := r.Article(a.Article).Published, r.Article(b.Article).Published
	rel, err := edtf.Compare(x, y)
	gap, ok := r.publishedApart(a, b)
	return err == nil && ok && rel == edtf.Earlier && gap >= development
}

// otherVoice reports whether two claims are not of one mouth: of other articles, or of other speakers in one.
func otherVoice(a, b said) bool { return a.Article != b.Article || speaker(a) != speaker(b) }

func speaker(s said) string {
	if n := len(s.Speakers); n > 0 {
		return s.Speakers[n-1]
	}
	return ""
}

// sides sorts claims into groups such that the claims of two groups contradict each other. against tells whether two do. A
// claim that contradicts nothing, or that would fit several sides, is left out: it takes no side.
func sides(list []said, same func(a, b said) bool, against func(a, b said) bool) [][]said {
	if len(list) > mostCompared {
		list = list[:mostCompared]
	}
	foes := make([][]int, len(list))
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			if against(list[i], list[j]) {
				foes[i], foes[j] = append(foes[i], j), append(foes[j], i)
			}
		}
	}
	side := make([]int, len(list))
	var members [][]int
	for i := range list {
		side[i] = -1
		if len(foes[i]) == 0 {
			continue
		}
		var fits []int
		for k, m := range members {
			ok, near := true, false
			for _, j := range m {
				ok = ok && !slices.Contains(foes[i], j)
				near = near || same(list[i], list[j])
			}
			if ok && near {
				fits = append(fits, k)
			}
		}
		switch len(fits) {
		case 0:
			side[i] = len(members)
			members = append(members, []int{i})
		case 1:
			side[i] = fits[0]
			members[fits[0]] = append(members[fits[0]], i)
		}
	}
	return split(list, members, foes)
}

// split gives one list of sides for each quarrel: sides that no contradiction ties together are quarrels of their own. The
// quarrels follow each other, each closed by an empty side.
func split(list []said, members [][]int, foes [][]int) [][]said {
	home := map[int]int{}
	for k, m := range members {
		for _, i := range m {
			home[i] = k
		}
	}
	seen := make([]bool, len(members))
	var out [][]said
	for k := range members {
		if seen[k] {
			continue
		}
		todo := []int{k}
		seen[k] = true
		for n := 0; n < len(todo); n++ {
			for _, i := range members[todo[n]] {
				for _, j := range foes[i] {
					if h, ok := home[j]; ok && !seen[h] {
						seen[h] = true
						todo = append(todo, h)
					}
				}
			}
		}
		if len(todo) < 2 {
			continue
		}
		slices.Sort(todo)
		for _, h := range todo {
			var s []said
			for _, i := range members[h] {
				s = append(s, list[i])
			}
			out = append(out, s)
		}
		out = append(out, nil)
	}
	return out
}

// quarrels calls f for each list of sides that sides gave.
func quarrels(all [][]said, f func([][]said)) {
	from := 0
	for i, s := range all {
		if s == nil {
			f(all[from:i])
			from = i + 1
		}
	}
}

// affirmed are the claims that make an edge.
func affirmed(group []said) []said {
	var out []said
	for _, s := range group {
		if s.Edge() {
			out = append(out, s)
		}
	}
	return out
}

// denied reports whether a claim says that it is not so, as a fact or by somebody's word.
func denied(s said) bool {
	return s.Polarity == graph.Denied && (s.Modality == graph.Factual || s.Modality == graph.Alleged)
}
