package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"kg/ingest/article"
)

// filled repeats a unit up to so many bytes.
func filled(unit string, bytes int) string { return strings.Repeat(unit, bytes/len(unit)) }

// counted writes n lines of a format with two names that differ from line to line.
func counted(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, madeName(i), madeName(i+7919))
	}
	return b.String()
}

// madeName is the i-th of 65,536 words that look like names.
func madeName(i int) string {
	const consonants, vowels = "bcdfghklmnprstvz", "aeiou"
	s := ""
	for k := range 4 {
		s += string(consonants[i%16]) + string(vowels[(i/16+k)%5])
		i /= 16
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// hostile are texts that no newspaper prints. Most took seconds to minutes, or
// had no end, in some version of kg.
func hostile() map[string]string {
	const size = 40_000
	return map[string]string{
		"accusers":        counted(2000, "Mr %s %s accused Iran of attacking Albania. "),
		"acronyms":        counted(1500, "The Front for %s (F%[2]s) met. "),
		"attacks":         filled("Iran attacked Israel, and Israel attacked Iran, and ", size) + "it was over.",
		"bodies":          counted(500, "The %s Ministry attacked the %s Party. The ministry said so. "),
		"brackets":        strings.Repeat("(", size) + "Iran" + strings.Repeat(")", size),
		"capital letters": filled("IRAN ATTACKS ISRAEL ", size),
		"Chinese":         "Iran attacked Israel. " + filled("伊朗袭击了以色列", 4*size),
		"clauses":         "Iran " + filled("attacked Israel and the minister said that ", size) + "it was over.",
		"combining marks": "Iran attacked Israel. " + filled("e"+strings.Repeat("\u0301", 50)+" ", 4*size) + "a" + strings.Repeat("\u0301", size),
		"commas":          filled(", ", 2*size),
		"dates":           filled("On Monday, 1 May 2020 Iran attacked Israel last week. ", size),
		"genitives":       filled("Iran's minister's ", size),
		"hyphens":         filled("Iran-Israel-", size),
		"languages mixed": filled("Iran attacked Israel. Der Iran griff Israel an. L'Iran a attaqué Israël. Иран атаковал Израиль.\n\n", size),
		"lines":           filled("Iran\n", size),
		"list of names":   counted(4000, "%s, ") + "met.",
		"names":           counted(1500, "%s %s visited Iran. "),
		"names joined":    counted(3000, "%sov and %sov and ") + "Iran met in Tirana.",
		"numbers":         filled("12,000 ", size),
		"of of of":        filled("the minister of the president of ", size) + "Iran met Edi Rama.",
		"offices":         counted(500, "Prime Minister %s met Foreign Minister %s. "),
		"one long word":   filled("Xé", 50*size),
		"pronouns":        "The minister visited Iran. " + filled("He said that she told him that they met her. ", 2*size),
		"quotation marks": filled("“He said ”", 2*size) + filled("\" ", size),
		"right to left":   "Iran attacked Israel. " + filled("\u202eقال الوزير إن إيران هاجمت إسرائيل. ", 2*size),
		"slashes":         filled("Iran/Israel/", size),
		"titles":          filled("President Prime Minister Foreign Minister ", size),
		"who who who":     "The minister " + filled("who met the president ", size) + ".",
		"zero width":      filled("\u200b", 2*size) + filled("Ir\u200ban attacked Is\u200drael. ", size),
	}
}

// TestHostile: each is read in the time that its length asks for, a second or
// two, and what is found can be stored.
func TestHostile(t *testing.T) {
	const spare = time.Minute // the machine may be busy, and the race detector slow
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			d, err := article.Parse("x.txt", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			d.Lang = "en"
			ctx, cancel := context.WithTimeout(context.Background(), spare)
			defer cancel()
			done := make(chan error, 1)
			go func() {
				rec, _, err := pipeline(t).Read(ctx, d)
				if err == nil {
					_, err = rec.Quads()
				}
				done <- err
			}()
			select {
			case err := <-done:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(spare):
				t.Errorf("not read within %v", spare)
			}
		})
	}
}
