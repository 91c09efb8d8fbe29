package export

import (
	"encoding/csv"
	"io"
	"sort"
	"strconv"
	"strings"
)

// csvHeader names the columns in the order of Fact.
func csvHeader() []string {
	return []string{"id", "subject", "subject_label", "subject_type", "subject_text", "predicate",
		"object", "object_label", "object_type", "object_text", "source", "article", "title", "outlet", "published", "lang",
		"quote", "start", "end", "cue", "edge", "polarity", "modality", "speaker", "speakers",
		"confidence", "date", "quantity", "place", "qualifiers", "rule"}
}

func (f Fact) csvRow() []string {
	return []string{f.ID, f.Subject, f.SubjectLabel, f.SubjectType, f.SubjectText, f.Predicate,
		f.Object, f.ObjectLabel, f.ObjectType, f.ObjectText, f.Source, f.Article, f.Title, f.Outlet, f.Published, f.Lang,
		f.Quote, strconv.Itoa(f.Start), strconv.Itoa(f.End), f.Cue, strconv.FormatBool(f.Edge), f.Polarity, f.Modality,
		f.Speaker, strings.Join(f.Speakers, " "), f.Confidence, f.Date, f.Quantity, f.Place, joinQualifiers(f.Qualifiers), f.Rule}
}

func joinQualifiers(m map[string]string) string {
	parts := make([]string, 0, len(m))
	for k, v := range m {
		parts = append(parts, k+"="+v)
	}
	sort.Strings(parts)
	return strings.Join(parts, "; ")
}

// CSV writes one claim a row (RFC 4180, UTF-8, header line, LF) with the
// columns of Fact. Cells that a spreadsheet would run as a formula are made
// harmless, see SafeCell; JSONL has the verbatim text.
func CSV(w io.Writer, claims Claims, o Options) error {
	cw := csv.NewWriter(w)
	if err := cw.Write(csvHeader()); err != nil {
		return wrap("csv", err)
	}
	for c, err := range claims {
		if err != nil {
			return err
		}
		row := NewFact(c, o).csvRow()
		for i := range row {
			row[i] = SafeCell(row[i])
		}
		if err := cw.Write(row); err != nil {
			return wrap("csv", err)
		}
	}
	cw.Flush()
	return wrap("csv", cw.Error())
}

// SafeCell puts an apostrophe before a text that begins with a character that
// spreadsheets take for a formula (= + - @ TAB CR LF; OWASP, CSV Injection).
// Numbers stay as they are.
func SafeCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}
