package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// ErrNoGraphviz says that Graphviz's program dot is not installed.
var ErrNoGraphviz = errors.New("Graphviz is not installed: its program \"dot\" draws SVG and PNG; " +
	"install it (Debian: apt-get install graphviz, macOS: brew install graphviz), or take --format dot")

// maxDrawing bounds what dot may write, in bytes.
const maxDrawing = 512 << 20

// Graphviz draws a graph in the DOT language. format is one that dot knows,
// such as "svg" or "png". The source goes to dot by stdin, without a shell;
// dot is ended when ctx is, or after the time given (0: none).
func Graphviz(ctx context.Context, w io.Writer, format string, source []byte, limit time.Duration) error {
	program, err := exec.LookPath("dot")
	if err != nil {
		return ErrNoGraphviz
	}
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	cmd := exec.CommandContext(ctx, program, "-T"+format)
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(source)
	drawing, complaints := &limited{max: maxDrawing}, &limited{max: 4096}
	cmd.Stdout, cmd.Stderr = drawing, complaints
	err = cmd.Run()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("dot took longer than %s (export.timeout): draw less, with --entity, --relation or --min-sources", limit)
	case ctx.Err() != nil:
		return ctx.Err()
	case drawing.full:
		return fmt.Errorf("the drawing is larger than %d bytes: draw less, with --entity, --relation or --min-sources", maxDrawing)
	case err != nil:
		return fmt.Errorf("dot failed: %w: %s", err, Visible(strings.TrimSpace(complaints.String())))
	}
	_, err = w.Write(drawing.Bytes())
	return wrap(format, err)
}

// limited keeps what is written to it, up to a number of bytes.
type limited struct {
	bytes.Buffer
	max  int
	full bool
}

func (l *limited) Write(p []byte) (int, error) {
	if room := l.max - l.Len(); len(p) > room {
		l.full = true
		l.Buffer.Write(p[:max(room, 0)])
		return len(p), nil
	}
	return l.Buffer.Write(p)
}
