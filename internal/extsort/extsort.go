// Package extsort sorts more lines than memory holds.
package extsort

import (
	"bufio"
	"container/heap"
	"fmt"
	"io"
	"iter"
	"os"
	"sort"
	"strings"
)

// Memory is how many bytes of lines are commonly kept before they go to a temporary file.
const Memory = 256 << 20

// Sorter sorts lines by byte value, which for UTF-8 is by code point. Lines
// hold no line break. What does not fit in memory is kept in sorted runs in
// one temporary folder and merged on reading.
type Sorter struct {
	limit int
	size  int
	buf   []string
	dir   string
	runs  []string
}

// New makes a sorter that keeps limit bytes of lines in memory.
func New(limit int) *Sorter { return &Sorter{limit: limit} }

// Add takes a line, which holds no line break.
func (s *Sorter) Add(line string) error {
	s.buf = append(s.buf, line)
	s.size += len(line) + 16
	if s.size < s.limit {
		return nil
	}
	return s.spill()
}

func (s *Sorter) spill() (err error) {
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "kg-sort-"); err != nil {
			return fmt.Errorf("sort: %w", err)
		}
	}
	sort.Strings(s.buf)
	f, err := os.CreateTemp(s.dir, "run-")
	if err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<16)
	for _, l := range s.buf {
		w.WriteString(l)
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil { // keeps the first error of the writes above
		f.Close()
		return fmt.Errorf("sort: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	s.runs = append(s.runs, f.Name())
	clear(s.buf)
	s.buf, s.size = s.buf[:0], 0
	return nil
}

// Close removes the temporary files. A file that cannot be removed stays in
// the system's folder for such files.
func (s *Sorter) Close() {
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

// Lines gives all lines in order, equal ones next to each other.
func (s *Sorter) Lines() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		sort.Strings(s.buf)
		if len(s.runs) == 0 {
			for _, l := range s.buf {
				if !yield(l, nil) {
					return
				}
			}
			return
		}
		if err := s.merge(yield); err != nil {
			yield("", err)
		}
	}
}

func (s *Sorter) merge(yield func(string, error) bool) error {
	var h runHeap
	mem := &run{buf: s.buf}
	defer func() { h.closeAll() }()
	for _, name := range s.runs {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("sort: %w", err)
		}
		r := &run{f: f, r: bufio.NewReaderSize(f, 1<<16)}
		h = append(h, r)
		if err := r.next(); err != nil {
			return err
		}
	}
	if err := mem.next(); err != nil {
		return err
	}
	h = append(h, mem)
	h.dropEnded()
	heap.Init(&h)
	for len(h) > 0 {
		if !yield(h[0].line, nil) {
			return nil
		}
		if err := h[0].next(); err != nil {
			return err
		}
		if h[0].ended {
			h[0].close()
			heap.Pop(&h)
		} else {
			heap.Fix(&h, 0)
		}
	}
	return nil
}

// run is one sorted run: a file, or what is still in memory.
type run struct {
	f     *os.File
	r     *bufio.Reader
	buf   []string
	line  string
	ended bool
}

func (r *run) next() error {
	if r.r == nil {
		if r.ended = len(r.buf) == 0; !r.ended {
			r.line, r.buf = r.buf[0], r.buf[1:]
		}
		return nil
	}
	line, err := r.r.ReadString('\n')
	switch {
	case err == io.EOF && line == "":
		r.ended = true
		return nil
	case err != nil:
		return fmt.Errorf("sort: %w", err)
	}
	r.line = strings.TrimSuffix(line, "\n")
	return nil
}

func (r *run) close() {
	if r.f != nil {
		_ = r.f.Close() // opened for reading only
	}
}

type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].line < h[j].line }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func (h *runHeap) dropEnded() {
	keep := (*h)[:0]
	for _, r := range *h {
		if r.ended {
			r.close()
		} else {
			keep = append(keep, r)
		}
	}
	*h = keep
}

func (h runHeap) closeAll() {
	for _, r := range h {
		r.close()
	}
}
