// Package live gives what serves requests a view of the store that does not
// change while it is used, and keeps nobody from writing.
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

// Fixed is a Source of a store that stays open, and that this process alone
// writes to.
type Fixed struct{ Store *store.Store }

// View implements Source.
func (f Fixed) View(context.Context) (*store.Store, func(), error) { return f.Store, func() {}, nil }

// Store is a Source that all requests share. It takes a new view when the
// store has changed, and none while nobody asks.
type Store struct {
	open func(context.Context) (*store.Store, error)
	wait time.Duration // for a writer
	gap  time.Duration // least time between looks for changes
	idle time.Duration // after which the view is let go

	mu      sync.Mutex
	cur     *shared       // nil: none
	looked  time.Time     // when cur was last found fresh
	took    time.Duration // to open cur
	opening chan struct{} // closed when the one who opens is done; nil: nobody does
	timer   *time.Timer
	closed  bool
}

// shared is a store and the number of its users.
type shared struct {
	st   *store.Store
	refs int
}

var _ Source = (*Store)(nil)

// New makes a Source of a function that opens the store for reading.
func New(open func(context.Context) (*store.Store, error)) *Store {
	return &Store{open: open, wait: 3 * time.Second, gap: 200 * time.Millisecond, idle: time.Minute}
}

// View implements Source. The view is that of a moment ago at most; while one
// request takes a newer one, others go on with the last.
func (s *Store) View(ctx context.Context) (*store.Store, func(), error) {
	for {
		sh, wait := s.take()
		switch {
		case sh != nil:
			return sh.st, sync.OnceFunc(func() { s.release(sh) }), nil
		case wait == nil:
			if err := s.renew(ctx); err != nil {
				return nil, nil, err
			}
		default:
			select {
			case <-wait:
			case <-ctx.Done():
				return nil, nil, fmt.Errorf("%w: %w", ErrBusy, ctx.Err())
			}
		}
	}
}

// take gives the view in use if it will do, or a channel to wait on while
// another takes a view, or neither: then the caller must renew.
func (s *Store) take() (*shared, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.cur != nil && (s.opening != nil || s.fresh()):
		s.cur.refs++
		return s.cur, nil
	case s.opening != nil:
		return nil, s.opening
	}
	s.opening = make(chan struct{})
	return nil, nil
}

// fresh looks whether the store has changed. Taking a view costs the more the
// larger the store, so that one which changes all the time is not looked at
// all the time.
func (s *Store) fresh() bool {
	if time.Since(s.looked) < max(s.gap, 10*s.took) {
		return true
	}
	if s.cur.st.Stale() {
		return false
	}
	s.looked = time.Now()
	return true
}

// renew opens the store anew. Where a writer is in the way, the last view is
// as good as before.
func (s *Store) renew(ctx context.Context) error {
	start := time.Now()
	st, err := s.openWait(context.WithoutCancel(ctx)) // others wait for it, too
	s.mu.Lock()
	old := s.cur
	switch {
	case err == nil:
		s.cur, s.took = &shared{st: st}, time.Since(start)
		s.looked = time.Now()
	case errors.Is(err, ErrBusy) && old != nil:
		err, old = nil, nil
		s.looked = time.Now()
	default:
		old = nil
	}
	if old != nil && old.refs > 0 {
		old = nil // the last of its users closes it
	}
	close(s.opening)
	s.opening = nil
	s.mu.Unlock()
	old.close()
	return err
}

func (s *Store) openWait(ctx context.Context) (*store.Store, error) {
	ctx, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	for {
		st, err := s.open(ctx)
		if !errors.Is(err, store.ErrLocked) && ctx.Err() == nil {
			return st, err
		}
		if err == nil {
			return st, nil
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %w", ErrBusy, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// release ends one use of a view.
func (s *Store) release(sh *shared) {
	s.mu.Lock()
	sh.refs--
	switch {
	case sh.refs > 0:
		sh = nil
	case sh == s.cur && !s.closed && !sh.st.Blocks():
		sh = nil
		s.letGoLater()
	case sh == s.cur:
		s.cur = nil
	}
	s.mu.Unlock()
	sh.close()
}

// letGoLater lets go of the view when nobody asks for a while: it keeps files
// on the disk that a writer has replaced.
func (s *Store) letGoLater() {
	if s.timer == nil {
		s.timer = time.AfterFunc(s.idle, s.letGo)
		return
	}
	s.timer.Reset(s.idle)
}

func (s *Store) letGo() {
	s.mu.Lock()
	sh := s.cur
	if sh != nil && sh.refs == 0 {
		s.cur = nil
	} else {
		sh = nil
	}
	s.mu.Unlock()
	sh.close()
}

// Look makes the next View look for changes: this process has written.
func (s *Store) Look() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.looked, s.took = time.Time{}, 0
}

// Close lets go of the view when its last user does.
func (s *Store) Close() {
	s.mu.Lock()
	s.closed = true
	if s.timer != nil {
		s.timer.Stop()
	}
	s.mu.Unlock()
	s.letGo()
}

// close closes a store that was opened for reading: nothing can be lost.
func (sh *shared) close() {
	if sh != nil {
		_ = sh.st.Close() // what it leaves behind is swept when the store is opened next
	}
}
