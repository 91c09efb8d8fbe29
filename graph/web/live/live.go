// Package live gives what serves requests a view of the store that does not
// change while it is used, and holds no lock between requests.
package live

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"kg/graph/store"
)

// Source gives handlers the store.
type Source interface {
	// View gives a consistent, read-only view. Every caller calls release
	// when it no longer reads. The error is ErrBusy when a writer has the
	// store for longer than a request waits.
	View(ctx context.Context) (st *store.Store, release func(), err error)
}

// ErrBusy says that no view could be had in time; try again later.
var ErrBusy = errors.New("the store is being written to")

const (
	wait  = 3 * time.Second       // for a writer
	pause = 20 * time.Millisecond // between attempts
)

// Store is a Source on a store that is opened when it is needed and closed
// when nobody reads.
type Store struct {
	open func(context.Context) (*store.Store, error)

	mu   sync.Mutex
	st   *store.Store
	refs int
}

// New makes a Source of a function that opens the store for reading.
func New(open func(context.Context) (*store.Store, error)) *Store {
	return &Store{open: open}
}

var _ Source = (*Store)(nil)

// View implements Source.
func (s *Store) View(ctx context.Context) (*store.Store, func(), error) {
	deadline := time.Now().Add(wait)
	for {
		st, err := s.take(ctx)
		if err == nil {
			return st, sync.OnceFunc(s.release), nil
		}
		if !errors.Is(err, store.ErrLocked) {
			return nil, nil, err
		}
		if time.Now().After(deadline) {
			return nil, nil, fmt.Errorf("%w: %w", ErrBusy, err)
		}
		select {
		case <-ctx.Done():
			return nil, nil, fmt.Errorf("%w: %w", ErrBusy, ctx.Err())
		case <-time.After(pause):
		}
	}
}

func (s *Store) take(ctx context.Context) (*store.Store, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.st == nil {
		st, err := s.open(ctx)
		if err != nil {
			return nil, err
		}
		s.st = st
	}
	s.refs++
	return s.st, nil
}

func (s *Store) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refs--; s.refs == 0 {
		s.st.Close() // it was opened for reading: nothing can be lost
		s.st = nil
	}
}
