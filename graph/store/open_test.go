package store_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kg/graph"
	"kg/graph/store"
	"kg/graph/store/storetest"
)

// made makes a store with a few articles, closed.
func made(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, dir)
	g := storetest.NewGen(1, 20)
	for _, id := range []string{"a", "b", "c"} {
		if _, err := s.Put(context.Background(), []graph.Record{g.Article(id, 5)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// refused opens the store and wants an error of the kind that names it.
func refused(t *testing.T, dir string, o store.Options, want error, words ...string) {
	t.Helper()
	start := time.Now()
	s, err := store.Open(context.Background(), dir, o)
	if err == nil {
		s.Close()
		t.Errorf("%s was opened, want %v", dir, want)
		return
	}
	if !errors.Is(err, want) {
		t.Errorf("%v, want %v", err, want)
	}
	for _, w := range append(words, dir) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%v: lacks %q", err, w)
		}
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("%v: took %v", err, took)
	}
}

func TestOpenLocked(t *testing.T) {
	dir := made(t)
	s := open(t, dir)
	defer s.Close()
	refused(t, dir, store.Options{}, store.ErrLocked, "in use")
	// Another process too.
	exe, _ := os.Executable()
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), writerEnv+"="+dir+"|0|1|0")
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "in use") {
		t.Errorf("another process: %v: %s", err, out)
	}
}

// slots are the files that readers left in the store.
func slots(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "readers", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestReadersBesideOtherWriter: a reader sees the state that it began with,
// knows when there is a newer one, and leaves nothing behind.
func TestReadersBesideOtherWriter(t *testing.T) {
	ctx := context.Background()
	dir := made(t)
	read := func() *store.Store {
		t.Helper()
		s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	before := read() // nobody writes
	w := open(t, dir)
	early := read() // the writer gives the copy
	want := storetest.Lines(t, w)
	g := storetest.NewGen(1, 20)
	if early.Stale() {
		early.Close()
		early = read() // the copy may be younger than the state it was asked for
	}
	if _, err := w.Put(ctx, []graph.Record{g.Article("d", 5)}); err != nil {
		t.Fatal(err)
	}
	late := read()
	for name, s := range map[string]*store.Store{"before": before, "early": early} {
		if !slices.Equal(storetest.Lines(t, s), want) {
			t.Errorf("%s: other quads than when it was opened", name)
		}
		if !s.Stale() {
			t.Errorf("%s: does not know of the new article", name)
		}
	}
	if got := storetest.Lines(t, late); !slices.Equal(got, storetest.Lines(t, w)) || len(got) == len(want) {
		t.Error("a new reader does not see what was written")
	}
	for _, s := range []*store.Store{before, early, w, late} { // the writer before a reader
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if left := slots(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestDeadReader: what a killed reader leaves is swept, what a living one has is not.
func TestDeadReader(t *testing.T) {
	dir := made(t)
	dead := filepath.Join(dir, "readers", "1-dead")
	for _, f := range []string{"1-dead/x.sst", "1-dead.lock", "1-dead.want", "2-dead.part/x.sst"} {
		f = filepath.Join(dir, "readers", f)
		if err := errors.Join(os.MkdirAll(filepath.Dir(f), 0o755), os.WriteFile(f, nil, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := open(t, dir)
	defer w.Close()
	if _, err := os.Stat(dead); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the dead one's files were kept")
	}
	if left := slots(t, dir); len(left) != 2 {
		t.Errorf("the living one's slot: %v", left)
	}
}

func TestOpenMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	refused(t, dir, store.Options{ReadOnly: true}, store.ErrNotFound, "kg ingest")
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a reader made the folder")
	}
	empty := t.TempDir()
	refused(t, empty, store.Options{ReadOnly: true}, store.ErrNotFound)
	open(t, filepath.Join(t.TempDir(), "deep", "er", "store")).Close()
}

func TestOpenOther(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, file, store.Options{}, store.ErrDamaged, "is a file")
	refused(t, filepath.Join(file, "below"), store.Options{}, store.ErrDamaged)
	refused(t, filepath.Dir(file), store.Options{}, store.ErrDamaged, "other files")
	if _, err := store.Open(context.Background(), "", store.Options{}); err == nil {
		t.Error("no name was accepted")
	}
}

func TestOpenSchema(t *testing.T) {
	dir := made(t)
	marker := filepath.Join(dir, "kg.json")
	if err := os.WriteFile(marker, []byte(`{"format":"kg store","schema":99}`), 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, store.Options{}, store.ErrSchema, "99")
	if err := os.WriteFile(marker, []byte(`nonsense`), 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, store.Options{}, store.ErrDamaged)
}

// TestOpenUnfinished: making the store was interrupted before its marker.
func TestOpenUnfinished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	open(t, dir).Close()
	if err := os.Remove(filepath.Join(dir, "kg.json")); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	defer s.Close()
	if got := storetest.Lines(t, s); len(got) != 0 {
		t.Errorf("quads in a new store: %v", got)
	}
}

// TestDamage breaks each file of a store in turn. Opening or reading it must
// end in an error or in the right answer, never in a panic.
func TestDamage(t *testing.T) {
	dir := made(t)
	s := open(t, dir)
	want := strings.Join(storetest.Lines(t, s), "\n")
	s.Close()
	files, err := filepath.Glob(filepath.Join(dir, "data", "*"))
	if err != nil || len(files) < 3 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, f := range files {
		for _, how := range []string{"remove", "truncate", "garbage", "flip"} {
			copied := filepath.Join(t.TempDir(), "store")
			if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			spoil(t, filepath.Join(copied, "data", filepath.Base(f)), how)
			got, err := readAll(copied)
			if err == nil && got != want && !strings.HasSuffix(f, ".log") {
				t.Errorf("%s %s: other quads, and no error", how, filepath.Base(f))
			}
			if err != nil && !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s %s: %v", how, filepath.Base(f), err)
			}
			if err != nil && (strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "; restore it")) {
				t.Errorf("%s %s: %v: want one line that says what to do", how, filepath.Base(f), err)
			}
		}
	}
}

func spoil(t *testing.T, file, how string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	switch how {
	case "remove":
		err = os.Remove(file)
	case "truncate":
		err = os.WriteFile(file, b[:len(b)/2], 0o644)
	case "garbage":
		err = os.WriteFile(file, []byte(strings.Repeat("garbage ", len(b)/8+1)), 0o644)
	case "flip":
		for i := 7; i < len(b); i += 97 {
			b[i] ^= 0x55
		}
		err = os.WriteFile(file, b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func readAll(dir string) (string, error) {
	s, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		return "", err
	}
	defer s.Close()
	var out []string
	for q, err := range s.Quads(context.Background()) {
		if err != nil {
			return "", err
		}
		out = append(out, q.String())
	}
	return strings.Join(out, "\n"), nil
}

// TestReadOnly reads a store on a file system that cannot be written, and in a
// folder that can.
func TestReadOnly(t *testing.T) {
	dir := made(t)
	check := func(dir string) {
		t.Helper()
		s, err := store.Open(context.Background(), dir, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if got := storetest.Lines(t, s); len(got) == 0 {
			t.Error("no quads")
		}
		if _, err := s.Put(context.Background(), nil); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("put: %v", err)
		}
		if _, err := s.Forget(context.Background(), "a"); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("forget: %v", err)
		}
		if err := s.Import(context.Background(), nil); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("import: %v", err)
		}
	}
	check(dir)
	mnt := t.TempDir()
	if out, err := exec.Command("mount", "--bind", "-o", "ro", dir, mnt).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount: %v: %s", err, out)
	}
	defer exec.Command("umount", "-l", mnt).Run()
	check(mnt)
	refused(t, mnt, store.Options{}, store.ErrReadOnly)
}
