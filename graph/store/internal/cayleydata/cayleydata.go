// Package cayleydata puts the test data of Cayley's conformance suites where
// they look for it. The data is read from Cayley's module; none is copied here.
package cayleydata

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Chdir moves the test to a folder from which the suites find data/testdata.nq.
func Chdir(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Skipf("the suite needs the source of Cayley's module: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "data", "testdata.nq"))
	if err != nil {
		t.Skipf("the suite needs the test data of Cayley's module: %v", err)
	}
	root := t.TempDir()
	deep := filepath.Join(root, "a", "b", "c", "d") // the suites look in ../../../../data
	for _, d := range []string{deep, filepath.Join(root, "data")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "data", "testdata.nq"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(deep)
}
