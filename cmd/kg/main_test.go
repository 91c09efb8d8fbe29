package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kg/cmd/kg/internal/conf"
	"kg/graph/store"
)

var update = flag.Bool("update", false, "write the expected output of the scripts anew")

// The scripts run the real program: this test binary, started under the name
// kg. It starts itself for Gizmo as well, then under no name.
func TestMain(m *testing.M) {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	testscript.Main(m, map[string]func(){"kg": main})
}

// TestScripts runs testdata/script: every command, bad input, exit codes.
// A line `exits 3 kg …` in a script wants that exit code.
func TestScripts(t *testing.T) {
	seeds, err := filepath.Abs("../../seeds")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SEEDS", seeds)
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("NO_COLOR", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "edit": edit, "fill": fill, "lines": lines},
	})
}

// TestDefaultFile: the repository's config.yaml is the commented defaults.
func TestDefaultFile(t *testing.T) {
	const file = "../../config.yaml"
	want := conf.DefaultFile()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("config.yaml is not what `kg config --init -` writes; go test ./cmd/kg -update writes it")
	}
}
