// Package infile reads small files that people name.
package infile

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// ErrLarge says that a file is larger than it may be.
var ErrLarge = errors.New("the file is too large")

// Read gives the bytes of a file of at most limit bytes; of more, such as those of a
// device without an end, it is an [ErrLarge]. Other errors are those of the system.
func Read(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrLarge, limit)
	}
	return b, nil
}
