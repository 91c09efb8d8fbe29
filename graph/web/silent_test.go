package web

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Connections on which nothing is asked, as many as the server takes and more,
// keep nobody from being answered.
func TestSilentConnections(t *testing.T) {
	url, _, _ := running(t, func(s *Server) { s.slow = time.Minute }) // no help from the timeout
	for range connections + 44 {
		c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, _ = c.Write([]byte("GET /healthz HTTP/1.1\r\nHost:")) // and never the rest
	}
	client := &http.Client{Timeout: 20 * time.Second}
	r, err := client.Get(url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	if r.Body.Close(); r.StatusCode != http.StatusOK {
		t.Errorf("status %d", r.StatusCode)
	}
}
