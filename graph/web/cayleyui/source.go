package cayleyui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"

	"github.com/cayleygraph/cayley/query"
)

//go:generate go run gather.go

// Assets is the folder of Cayley's module, or what of it was gathered and
// embedded when this program was built with the tag cayleyui.
func Assets() (fs.FS, error) {
	if embedded != nil {
		return fs.Sub(embedded, "assets")
	}
	dir, err := module()
	if err != nil {
		return nil, err
	}
	return os.DirFS(dir), nil
}

var errMissing = errors.New("this kg was built without it, and Go's module cache has no copy of Cayley's module: " +
	"run `go generate ./graph/web/cayleyui` and build with `go build -tags cayleyui ./cmd/kg`")

// module is the folder of Cayley's module on this machine: that of the source
// file of one of its functions, as the compiler noted it. With -trimpath that
// is the module's path and version, which lie in the module cache.
func module() (string, error) {
	pc := reflect.ValueOf(query.RegisterLanguage).Pointer()
	file, _ := runtime.FuncForPC(pc).FileLine(pc)
	dir := strings.TrimSuffix(filepath.ToSlash(file), "/query/session.go")
	if dir == filepath.ToSlash(file) {
		return "", fmt.Errorf("%w (its code is said to be in %s)", errMissing, file)
	}
	places := []string{filepath.FromSlash(dir)}
	if !filepath.IsAbs(dir) {
		places = nil
		for _, cache := range caches() {
			places = append(places, filepath.Join(cache, filepath.FromSlash(dir)))
		}
	}
	for _, p := range places {
		if info, err := os.Stat(filepath.Join(p, "templates", "query.html")); err == nil && info.Mode().IsRegular() {
			return p, nil
		}
	}
	return "", errMissing
}

// caches are the places of Go's module cache.
func caches() []string {
	var out []string
	if c := os.Getenv("GOMODCACHE"); c != "" {
		out = append(out, c)
	}
	for _, p := range filepath.SplitList(os.Getenv("GOPATH")) {
		out = append(out, filepath.Join(p, "pkg", "mod"))
	}
	if home, err := os.UserHomeDir(); err == nil {
		out = append(out, filepath.Join(home, "go", "pkg", "mod"))
	}
	return out
}
