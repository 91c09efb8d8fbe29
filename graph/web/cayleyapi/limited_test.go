package cayleyapi

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// TestUnpackedIsBounded: what unpacks to more than is allowed is an error.
func TestUnpackedIsBounded(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	for range 1000 {
		io.WriteString(zw, "<a> <b> <c> .\n")
	}
	zw.Close()
	rd, err := unpack(&packed)
	if err != nil {
		t.Fatal(err)
	}
	rd.(*limited).most = 5000
	if qs, err := quad.ReadAll(quad.FormatByName("nquads").Reader(rd)); err == nil {
		t.Errorf("%d quads", len(qs))
	}
	_, err = rd.Read(make([]byte, 10))
	var large *http.MaxBytesError
	if !errors.As(err, &large) || large.Limit != 5000 {
		t.Errorf("got %v", err)
	}
	if rd, err := unpack(strings.NewReader("<a> <b> <c> .\n")); err != nil {
		t.Error(err)
	} else if qs, err := quad.ReadAll(quad.FormatByName("nquads").Reader(rd)); err != nil || len(qs) != 1 {
		t.Error(qs, err)
	}
	for _, short := range []string{"", "\x1f", "\x1f\x8b", "BZ"} {
		if rd, err := unpack(strings.NewReader(short)); err == nil {
			_, _ = io.ReadAll(rd) // an error is as good; a panic is not
		}
	}
}
