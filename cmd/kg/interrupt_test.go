package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// cancelOn cancels when a text is written to it, as a person does who presses
// Ctrl-C on seeing it.
type cancelOn struct {
	bytes.Buffer
	text   string
	cancel func()
}

func (c *cancelOn) Write(p []byte) (int, error) {
	if strings.Contains(string(p), c.text) {
		c.cancel()
	}
	return c.Buffer.Write(p)
}

// An article that takes minutes is left soon after an interrupt; it is not in
// the store, and those before it are.
func TestInterruptHuge(t *testing.T) {
	t.Chdir(t.TempDir())
	long := strings.Repeat("Albania cut ties with Iran, and the minister met the president of France in Tirana. ", 100_000)
	for name, text := range map[string]string{"1.txt": "Suomen hallitus ilmoitti maanantaina katkaisevansa diplomaattiset suhteet naapurimaahansa Helsingissä.\n", "2.txt": long} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out bytes.Buffer
	var began time.Time
	err := &cancelOn{text: "warning: 1.txt", cancel: func() { began = time.Now(); cancel() }}
	code := run(ctx, []string{"--db", "s", "ingest", "."}, streams{strings.NewReader(""), &out, err}, nil)
	if took := time.Since(began); took > patience+20*time.Second {
		t.Errorf("an interrupt took %v", took)
	}
	if code != exitInterrupt || !strings.Contains(err.String(), "1 of 2 articles were done") || strings.Contains(err.String(), "2.txt") {
		t.Errorf("exit code %d\n%s%s", code, &out, err)
	}
}

// An interrupt keeps what was finished, and the next ingest does the rest.
func TestInterrupt(t *testing.T) {
	const n = 80
	dir := t.TempDir()
	t.Chdir(dir)
	for i := range n {
		text := fmt.Sprintf("France severs ties with Mali\n\nFrance severed relations with Mali on Monday for the %d. time.\n", i)
		if i == 0 {
			text = "Suomen hallitus ilmoitti maanantaina katkaisevansa diplomaattiset suhteet naapurimaahansa Helsingissä.\n"
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out bytes.Buffer
	err := &cancelOn{text: "warning: 000.txt", cancel: cancel}
	code := run(ctx, []string{"--db", "s", "ingest", ".", "--workers", "1"}, streams{strings.NewReader(""), &out, err}, nil)
	if code != exitInterrupt || !strings.Contains(err.String(), "are kept") {
		t.Fatalf("exit code %d\n%s%s", code, &out, err)
	}
	for _, want := range []string{"0 findings", fmt.Sprintf("in %d articles: 0 findings", n)} {
		var e bytes.Buffer
		args := []string{"--db", "s", "verify"}
		if want != "0 findings" { // the second time

			if code := run(context.Background(), []string{"--db", "s", "ingest", "."}, streams{nil, io.Discard, &e}, nil); code != exitOK {
				t.Fatalf("exit code %d\n%s", code, &e)
			}
		}
		if code := run(context.Background(), args, streams{nil, io.Discard, &e}, nil); code != exitOK || !strings.Contains(e.String(), want) {
			t.Errorf("exit code %d, want %q\n%s", code, want, &e)
		}
		if want == "0 findings" && strings.Contains(e.String(), fmt.Sprintf("in %d articles", n)) {
			t.Errorf("the interrupt stopped nothing\n%s", &e)
		}
	}
}
