// Command kg reads news articles and answers who did what to whom, when,
// according to whom, and proves each answer with a passage.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"kg/graph/store"
)

func main() {
	if os.Getenv(store.WorkerEnv) != "" {
		os.Exit(store.WorkerMain())
	}
	os.Exit(process())
}

// process runs the command line of this process. The first interrupt asks it
// to stop in good order; the second ends it.
func process() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop()
	}()
	return run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, os.Environ())
}
