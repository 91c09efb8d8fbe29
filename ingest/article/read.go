package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// DefaultLimit is the largest size of an article, in bytes.
const DefaultLimit = 16 << 20

// What can be wrong with a file that is read.
var (
	ErrTooLarge = errors.New("too large")
	ErrChanged  = errors.New("changed while it was read")
)

// Read reads a source of at most limit bytes (0: [DefaultLimit]). A larger one
// is ErrTooLarge before its content is read where its size is known; one that
// changes meanwhile is ErrChanged; one without bytes is ErrEmpty; one that is
// no text is ErrBinary. Errors name the source.
func Read(ctx context.Context, src Source, limit int64) ([]byte, error) {
	raw, err := read(ctx, src, limit)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Printable(src.Name), err)
	}
	return raw, nil
}

func read(ctx context.Context, src Source, limit int64) (raw []byte, err error) {
	if limit <= 0 {
		limit = DefaultLimit
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := src.Open()
	if err != nil {
		return nil, errors.New(hinted(err))
	}
	defer func() {
		if cerr := r.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("close: %w", cerr)
		}
	}()
	before := stat(r)
	if before != nil && before.IsDir() {
		return nil, errors.New("is a folder")
	}
	if before != nil && before.Size() > limit {
		return nil, tooLarge(before.Size(), limit)
	}
	raw, err = io.ReadAll(io.LimitReader(&contextReader{ctx, r}, limit+1))
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("read: %s", reason(err))
	}
	if int64(len(raw)) > limit {
		return nil, tooLarge(0, limit)
	}
	if after := stat(r); before != nil && after != nil &&
		(after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(raw)) != after.Size()) {
		return nil, fmt.Errorf("%w; read it again when it is complete", ErrChanged)
	}
	if len(raw) == 0 {
		return nil, ErrEmpty
	}
	if e, _ := byMark(raw); e == nil && utf16Shape(raw) == nil && isBinary(raw) {
		return nil, fmt.Errorf("%w; kg reads plain text and Markdown", ErrBinary)
	}
	return raw, nil
}

func tooLarge(size, limit int64) error {
	if size > 0 {
		return fmt.Errorf("%w: %d bytes, the limit is %d; raise ingest.max_bytes or split the file", ErrTooLarge, size, limit)
	}
	return fmt.Errorf("%w: more than the limit of %d bytes; raise ingest.max_bytes or split the file", ErrTooLarge, limit)
}

func stat(r io.Reader) fs.FileInfo {
	s, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return nil
	}
	info, err := s.Stat()
	if err != nil || !info.Mode().IsRegular() && !info.IsDir() {
		return nil
	}
	return info
}

// contextReader stops reading when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
