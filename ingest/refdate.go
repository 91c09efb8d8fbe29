package ingest

import (
	"time"

	"kg/ingest/when"
)

// refOf makes the anchor of relative dates from an EDTF date of a whole day;
// anything less precise gives no anchor, for nothing is guessed.
func refOf(edtf string) when.Ref {
	d, err := time.Parse(time.DateOnly, edtf)
	if err != nil {
		return when.Ref{}
	}
	day := when.Day{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
	return when.Ref{Published: day}
}
