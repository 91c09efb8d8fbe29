package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

// Source is an article that has been found but not read.
type Source struct {
	Name string                        // canonical: relative to the working folder where it lies inside, else absolute; slashes
	Open func() (io.ReadCloser, error) // if it has a Stat method, Read uses it
}

// FindOptions say what counts as an article.
type FindOptions struct {
	Dir        string    // names are relative to it; "" is the working folder
	Extensions []string  // taken in folders, lower case; nil: .txt .text .md .markdown
	Stdin      io.Reader // read for the path "-"; nil: os.Stdin
}

func (o FindOptions) extensions() []string {
	if o.Extensions != nil {
		return o.Extensions
	}
	return []string{".txt", ".text", ".md", ".markdown"}
}

// Find gives the articles under the paths: files as they are, folders with all
// that is below them, "-" for standard input. They are sorted by name, each
// once. What cannot be taken is a warning that names the path; the others go
// on. Files and folders whose names begin with a dot are left out of folders.
// It ends early only when ctx does.
func Find(ctx context.Context, paths []string, o FindOptions) ([]Source, []Warning) {
	f := finder{o: o, seen: map[string]bool{}, folders: map[string]string{}}
	base, err := filepath.Abs(o.Dir)
	if err != nil {
		base = ""
	}
	f.base = base
	for _, p := range paths {
		f.path(ctx, p)
	}
	sort.SliceStable(f.out, func(i, j int) bool { return f.out[i].Name < f.out[j].Name })
	return f.out, f.warnings
}

type finder struct {
	o        FindOptions
	base     string
	out      []Source
	warnings []Warning
	seen     map[string]bool   // names taken
	folders  map[string]string // real folder → path by which it was reached
	skipped  map[string]int    // endings of files left out of a folder
}

func (f *finder) warn(p, problem, hint string) {
	f.warnings = append(f.warnings, Warning{Source: filepath.ToSlash(p), Problem: problem, Hint: hint})
}

func (f *finder) path(ctx context.Context, p string) {
	switch {
	case p == Stdin:
		f.stdin()
		return
	case p == "":
		f.warn(`""`, "the path is empty", "give a file, a folder, or - for standard input")
		return
	case strings.IndexByte(p, 0) >= 0:
		f.warn(p, "the path holds a NUL byte", "")
		return
	}
	full := p
	if !filepath.IsAbs(p) {
		full = filepath.Join(f.base, p)
	}
	info, err := os.Stat(full)
	if err != nil {
		f.warn(p, reason(err), hintFor(err))
		return
	}
	f.skipped = map[string]int{}
	if info.IsDir() {
		f.folder(ctx, p, full, nil)
		f.noteSkipped(p)
		return
	}
	f.file(p, full, info)
}

func (f *finder) stdin() {
	if f.seen[Stdin] {
		return
	}
	f.seen[Stdin] = true
	r := f.o.Stdin
	if r == nil {
		r = os.Stdin
	}
	f.out = append(f.out, Source{Name: Stdin, Open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }})
}

// folder walks a folder; above holds the real paths of the folders over it.
func (f *finder) folder(ctx context.Context, p, full string, above []string) {
	if ctx.Err() != nil {
		return
	}
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		f.warn(p, reason(err), hintFor(err))
		return
	}
	for _, a := range above {
		if a == real {
			f.warn(p, "the link leads back to a folder above it", "the loop was not followed; take the link out")
			return
		}
	}
	if first, ok := f.folders[real]; ok {
		if first != p {
			f.warnings = append(f.warnings, Warning{Source: filepath.ToSlash(p), Problem: "same folder as " + Printable(first), Hint: "read once", Note: true})
		}
		return
	}
	f.folders[real] = p
	entries, err := os.ReadDir(full)
	if err != nil {
		f.warn(p, reason(err), hintFor(err))
	}
	above = append(above[:len(above):len(above)], real)
	for _, e := range entries {
		if ctx.Err() != nil {
			return
		}
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		f.entry(ctx, filepath.Join(p, e.Name()), filepath.Join(full, e.Name()), above)
	}
}

func (f *finder) entry(ctx context.Context, p, full string, above []string) {
	info, err := os.Stat(full)
	if err != nil {
		f.warn(p, reason(err), hintFor(err))
		return
	}
	if info.IsDir() {
		f.folder(ctx, p, full, above)
		return
	}
	ext := strings.ToLower(filepath.Ext(p))
	for _, x := range f.o.extensions() {
		if x == ext {
			f.file(p, full, info)
			return
		}
	}
	f.skipped[ext]++
}

func (f *finder) noteSkipped(p string) {
	if len(f.skipped) == 0 {
		return
	}
	var kinds []string
	total := 0
	for ext, n := range f.skipped {
		if ext == "" {
			ext = "without an ending"
		}
		kinds = append(kinds, fmt.Sprintf("%s: %d", Printable(ext), n))
		total += n
	}
	sort.Strings(kinds)
	if len(kinds) > 8 {
		kinds = append(kinds[:8], "…")
	}
	f.warnings = append(f.warnings, Warning{Source: filepath.ToSlash(p), Note: true,
		Problem: fmt.Sprintf("%d files of other kinds were left out (%s)", total, strings.Join(kinds, ", ")),
		Hint:    "in folders only " + strings.Join(f.o.extensions(), " ") + " are read; name a file to read it all the same"})
}

func (f *finder) file(p, full string, info fs.FileInfo) {
	if !info.Mode().IsRegular() {
		f.warn(p, "not a file but "+modeName(info.Mode()), "pipe it to kg as -")
		return
	}
	name := f.name(full)
	if f.seen[name] {
		return
	}
	f.seen[name] = true
	f.out = append(f.out, Source{Name: name, Open: func() (io.ReadCloser, error) { return openRegular(full) }})
}

// name is the canonical name of a file.
func (f *finder) name(full string) string {
	if rel, err := filepath.Rel(f.base, full); err == nil && f.base != "" && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		full = rel
	}
	return validName(filepath.ToSlash(filepath.Clean(full)))
}

// validName writes bytes that are not UTF-8 as %XX, since names are stored as text.
func validName(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// openRegular opens a file; it looks again, since opening a pipe would wait
// for ever.
func openRegular(full string) (io.ReadCloser, error) {
	info, err := os.Stat(full)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("not a file but %s", modeName(info.Mode()))
	}
	return os.Open(full)
}

// File is the source of one file by its path.
func File(path string) Source {
	return Source{Name: validName(filepath.ToSlash(path)), Open: func() (io.ReadCloser, error) { return openRegular(filepath.FromSlash(path)) }}
}

func modeName(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	case m.IsDir():
		return "a folder"
	}
	return "something else"
}

// reason words an error of the file system without repeating the path.
func reason(err error) string {
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read"
	case errors.As(err, &pe):
		return pe.Err.Error()
	}
	return err.Error()
}

// hinted is the reason with what to do, if that is known.
func hinted(err error) string {
	if h := hintFor(err); h != "" {
		return reason(err) + "; " + h
	}
	return reason(err)
}

func hintFor(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "check the spelling; a link may lead nowhere"
	case errors.Is(err, fs.ErrPermission):
		return "check its rights"
	case strings.Contains(err.Error(), "too many"):
		return "the link leads in a circle"
	}
	return ""
}

// FromFS gives the articles under root of a file system, such as the embedded
// ones, with their path in it as name.
func FromFS(fsys fs.FS, root string) ([]Source, []Warning) {
	var out []Source
	var warnings []Warning
	err := fs.WalkDir(fsys, root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			warnings = append(warnings, Warning{Source: p, Problem: reason(err), Hint: hintFor(err)})
			return nil
		}
		if e.IsDir() {
			return nil
		}
		for _, x := range (FindOptions{}).extensions() {
			if strings.ToLower(path.Ext(p)) == x {
				out = append(out, Source{Name: p, Open: func() (io.ReadCloser, error) { return fsys.Open(p) }})
			}
		}
		return nil
	})
	if err != nil {
		warnings = append(warnings, Warning{Source: root, Problem: reason(err)})
	}
	return out, warnings
}
