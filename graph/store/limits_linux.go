package store

import (
	"bytes"
	"errors"
	"os"
	"runtime/debug"
	"strconv"
	"syscall"
)

// childAttr makes a child end with its parent.
func childAttr() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// limitMemory bounds the address space of this process to what it has now and
// so many MB more, and its stacks to a part of that. Best effort: where the
// system refuses, the soft limit of the Go runtime stays.
func limitMemory(mb int) {
	debug.SetMaxStack(64 << 20)
	if raceDetector {
		return // it maps terabytes
	}
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return
	}
	first, _, _ := bytes.Cut(b, []byte(" "))
	pages, err := strconv.ParseUint(string(first), 10, 64)
	if err != nil {
		return
	}
	limit := pages*uint64(os.Getpagesize()) + uint64(mb)<<20
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit})
}

func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
