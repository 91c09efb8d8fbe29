package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
)

// guard refuses requests that a hostile page makes a browser send, and those
// without the token.
type guard struct {
	names map[string]bool // hosts by name, lower case
	any   bool            // any IP address is right, not only those of this machine's loopback
	own   netip.Addr      // the address listened on
	token [sha256.Size]byte
	ask   bool // for the token
}

// Loopback reports whether only this machine can reach the address.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// ErrToken says that an address that others can reach needs a token.
var ErrToken = errors.New("an address that other machines can reach needs a token")

const leastToken = 16 // characters

func newGuard(o Options) (*guard, error) {
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", o.Listen, err)
	}
	local := Loopback(o.Listen)
	switch {
	case o.Token == "" && !local:
		return nil, ErrToken
	case o.Token != "" && len(o.Token) < leastToken:
		return nil, fmt.Errorf("the token has %d characters, the least is %d; `openssl rand -hex 32` makes one", len(o.Token), leastToken)
	}
	g := &guard{names: map[string]bool{"localhost": true}, any: !local, ask: o.Token != "", token: sha256.Sum256([]byte(o.Token))}
	for _, n := range o.Hosts {
		g.names[strings.ToLower(n)] = true
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		g.own = ip.Unmap()
	} else if host != "" {
		g.names[strings.ToLower(host)] = true
	}
	if name, err := os.Hostname(); err == nil && !local {
		g.names[strings.ToLower(name)] = true
	}
	return g, nil
}

// policy is the Content-Security-Policy of all that is ours.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func (g *guard) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !g.host(r.Host):
			fail(w, http.StatusMisdirectedRequest, "this server is not reached under that host name; name it with --host when you start kg serve")
		case !sameOrigin(r):
			fail(w, http.StatusForbidden, "requests from pages of other sites are refused")
		case g.ask && r.URL.Path != "/healthz" && !g.allowed(r):
			h.Set("WWW-Authenticate", `Basic realm="kg", charset="UTF-8"`)
			fail(w, http.StatusUnauthorized, "a token is wanted: as password, with any user name, or as `Authorization: Bearer TOKEN`")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// host reports whether the Host header names this server. Under any other
// name a page could reach it that had its own name point here (DNS rebinding);
// addresses are no names, so nobody can.
func (g *guard) host(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if ip, err := netip.ParseAddr(name); err == nil {
		return g.any || ip.Unmap().IsLoopback() || ip.Unmap() == g.own
	}
	return g.names[strings.ToLower(strings.TrimSuffix(name, "."))]
}

// sameOrigin refuses what a browser sends on behalf of another site's page,
// but following a link to a page of ours. Programs send neither header.
func sameOrigin(r *http.Request) bool {
	if o := r.Header.Get("Origin"); o != "" && o != "http://"+r.Host && o != "https://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document" && !strings.HasPrefix(r.URL.Path, "/api/")
}

// allowed reports whether the request has the token, as a bearer or as the
// password of any user. Hashes are compared, so that neither the length nor
// the time tells anything.
func (g *guard) allowed(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		_, token, ok = r.BasicAuth()
	}
	sum := sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(sum[:], g.token[:]) == 1 && ok
}

// fail answers with an error, in the form that Cayley's clients expect.
func fail(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": message}) // a client that is gone
}
