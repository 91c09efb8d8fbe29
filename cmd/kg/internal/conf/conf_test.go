package conf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestDefaultFileIsTheDefaults(t *testing.T) {
	file := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(file, []byte(DefaultFile()), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Load(Source{File: file})
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range Keys() {
		s := c.Settings[i]
		if s.Origin == "default" {
			t.Errorf("%s is not in the file", k.Name)
		}
		if !k.paths && Show(s.Value) != Show(k.Default) {
			t.Errorf("%s is %v, not %v", k.Name, s.Value, k.Default)
		}
	}
	if c.Ingest.MaxBytes != 16<<20 || c.Query.Timeout != 30*time.Second || len(c.Ingest.Languages) != 3 || c.Store.Path != filepath.Join(filepath.Dir(file), ".kg/store") {
		t.Errorf("%+v", c)
	}
}

func TestDefaultsAreValid(t *testing.T) {
	for _, k := range Keys() {
		if err := k.valid(k.Default); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
	}
}

func TestPasswordsAreHidden(t *testing.T) {
	if s := Show("postgres://kg:secret@host/db"); strings.Contains(s, "secret") {
		t.Error(s)
	}
	_, err := Load(Source{Dir: t.TempDir(), Environ: []string{"KG_STORE_PATH=postgres://kg:secret@ho st:x/db"}})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

// FuzzYAML: no file panics; what is accepted has every key.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{DefaultFile(), "store: {path: x}", "a: &a [*a]", "store:\n  path: 1\n", "{", "- x", "store: !!binary x", "ingest: {workers: 1e3}", "<<: {a: b}", "? [a]\n: b"} {
		f.Add(s)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, s string) {
		file := filepath.Join(dir, "c.yaml")
		if err := os.WriteFile(file, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := Load(Source{File: file})
		if err == nil && len(c.Settings) != len(Keys()) {
			t.Errorf("%d settings", len(c.Settings))
		}
	})
}
