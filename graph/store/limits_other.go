//go:build !linux

package store

import (
	"errors"
	"io"
	"runtime/debug"
	"syscall"
)

func childAttr() *syscall.SysProcAttr { return nil }

// limitMemory bounds the stacks. Only Linux has a hard limit of memory here;
// elsewhere the soft limit of the Go runtime and the deadline remain.
func limitMemory(int) { debug.SetMaxStack(64 << 20) }

func brokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}
