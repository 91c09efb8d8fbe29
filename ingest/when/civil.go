package when

// Days are counted from 1970-01-01; the arithmetic is Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".

func daysFrom(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

func civil(days int) Day {
	days += 719468
	era := floorDiv(days, 146097)
	doe := days - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := Day{Year: yoe + era*400, Month: mp + 3, Day: doy - (153*mp+2)/5 + 1}
	if d.Month > 12 {
		d.Month -= 12
		d.Year++
	}
	return d
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// weekday of a day number: Monday is 1, Sunday 7 (ISO 8601).
func weekday(days int) int { return ((days+3)%7+7)%7 + 1 }

func monthLength(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// number of days since 1970, for a Day that is known to the day.
func (d Day) number() int { return daysFrom(d.Year, d.Month, d.Day) }

func (d Day) full() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// plus moves a day by whole months, and stays inside the month reached (31 January + 1 month = 28 February).
func (d Day) plus(months int) Day {
	m := d.Year*12 + d.Month - 1 + months
	y := floorDiv(m, 12)
	out := Day{Year: y, Month: m - y*12 + 1, Day: d.Day}
	out.Day = min(out.Day, monthLength(out.Year, out.Month))
	return out
}

// checked drops the parts of a reference that no calendar has.
func (r Ref) checked() Ref {
	r.Published, r.Anchor = r.Published.checked(), r.Anchor.checked()
	if r.Year < 1 || r.Year > 9999 {
		r.Year = 0
	}
	return r
}

func (d Day) checked() Day {
	if d.Year < 1 || d.Year > 9999 {
		return Day{}
	}
	if d.Month < 1 || d.Month > 12 {
		return Day{Year: d.Year}
	}
	if d.Day < 1 || d.Day > monthLength(d.Year, d.Month) {
		d.Day = 0
	}
	return d
}
