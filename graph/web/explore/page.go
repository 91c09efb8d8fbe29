package explore

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// dist is what `npm run build` made of ui/src; see ui/README.md.
//
//go:embed ui/dist
var dist embed.FS

// pagePolicy lets the page load what this server has, and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}

// page adds the files of the page to mux.
func (s *server) page(mux *http.ServeMux) error {
	files, err := fs.Sub(dist, "ui/dist")
	if err != nil {
		return fmt.Errorf("the explorer's page: %w", err)
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return fmt.Errorf("the explorer's page: %w", err)
	}
	for _, e := range entries {
		body, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return fmt.Errorf("the explorer's page: %w", err)
		}
		h := asset(body, contentTypes[path.Ext(e.Name())])
		if e.Name() == "index.html" {
			mux.Handle("GET "+Page, h)
			continue
		}
		mux.Handle("GET "+Page+"/"+e.Name(), h)
	}
	return nil
}

// asset serves one file; browsers keep it, and ask each time whether it is
// still the same.
func asset(body []byte, contentType string) http.Handler {
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("ETag", etag)
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if strings.Contains(r.Header.Get("If-None-Match"), etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", contentType)
		_, _ = w.Write(body) // the client went away; nothing is to be done
	})
}
