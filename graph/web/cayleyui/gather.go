//go:build ignore

// Gather copies Cayley's page and documents out of the module cache into the
// folder assets, which git ignores, for builds with the tag cayleyui.
package main

import (
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		log.Fatalf("where Cayley's module is: %v", err)
	}
	module := os.DirFS(strings.TrimSpace(string(out)))
	if err := os.RemoveAll("assets"); err != nil {
		log.Fatal(err)
	}
	for _, from := range []string{"static", "templates", "docs", "LICENSE", "AUTHORS"} {
		if err := fs.WalkDir(module, from, func(name string, d fs.DirEntry, err error) error { return copyFile(module, name, d, err) }); err != nil {
			log.Fatal(err)
		}
	}
}

func copyFile(module fs.FS, name string, d fs.DirEntry, err error) error {
	if err != nil || d.IsDir() || strings.HasPrefix(name, "docs/") && filepath.Ext(name) != ".md" {
		return err
	}
	b, err := fs.ReadFile(module, name)
	if err != nil {
		return err
	}
	to := filepath.Join("assets", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o644)
}
