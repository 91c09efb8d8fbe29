package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// endToEnd times `kg ingest` on files: texts of the evaluation set, three to a
// file, so that a file has about 400 words, in three languages.
func endToEnd(ctx context.Context, w io.Writer, o options, kg string) error {
	folder := filepath.Join(o.dir, "files")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	words := 0
	for _, lang := range []string{"en", "de", "fr"} {
		texts, err := filepath.Glob(filepath.Join("testdata/eval", lang, "*", "*.txt"))
		if err != nil || len(texts) == 0 {
			return fmt.Errorf("no texts in testdata/eval: run it in the folder of the repository: %w", err)
		}
		for n := range o.ingest / 3 {
			text := fmt.Sprintf("No %d\n\n", n) // no two files are the same
			for i := range 3 {
				b, err := os.ReadFile(texts[(n+i*7)%len(texts)])
				if err != nil {
					return err
				}
				text += string(b) + "\n\n"
			}
			words += len(strings.Fields(text))
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%05d.txt", lang, n)), []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	cmd := exec.CommandContext(ctx, kg, "--db", filepath.Join(o.dir, "ingested"), "ingest", folder)
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("kg ingest: %w: %s", err, out)
	}
	took := time.Since(began).Seconds()
	cpu := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	files := o.ingest / 3 * 3
	_, err := fmt.Fprintf(w, "\n`kg ingest` of %d files of %d words, the start of the program included: %.0f files and %.0f words a second by the clock, %.0f words a second of processor time\n",
		files, words/files, float64(files)/took, float64(words)/took, float64(words)/cpu)
	return err
}
