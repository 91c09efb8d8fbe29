package web

import (
	"net"
	"net/http"
	"slices"
	"sync"
)

// silent keeps the connections that have not sent a request's header yet from
// taking the places of all others: beyond a number, the oldest is closed.
type silent struct {
	mu    sync.Mutex
	conns []net.Conn // the oldest first
}

// state is a hook for http.Server.ConnState.
func (s *silent) state(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if state != http.StateNew {
		if i := slices.Index(s.conns, c); i >= 0 {
			s.conns = slices.Delete(s.conns, i, i+1)
		}
		return
	}
	if s.conns = append(s.conns, c); len(s.conns) > silentConnections {
		_ = s.conns[0].Close() // its goroutine meets the error
		s.conns = slices.Delete(s.conns, 0, 1)
	}
}
