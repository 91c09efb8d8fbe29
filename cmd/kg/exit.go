package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"kg/graph/answer"
	"kg/graph/store"
)

// Exit codes; see exitHelp.
const (
	exitOK        = 0
	exitNone      = 1
	exitUsage     = 2
	exitInput     = 3
	exitStore     = 4
	exitInterrupt = 130
)

const exitHelp = `Exit codes of kg:

    0  all went well, and something was found
    1  nothing was found, or a check (verify, lint, conflicts) has findings
    2  the command line or the configuration is wrong
    3  an input is bad: an article, a data file, a query (others were still done)
    4  the store or the system failed: locked, damaged, not there, disk full
  130  interrupted; what was finished is kept

Data goes to stdout, everything else to stderr.`

// failure is an error with the exit code it stands for.
type failure struct {
	code int
	err  error // nil: nothing more to say
}

func (f *failure) Error() string {
	if f.err == nil {
		return ""
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

func fail(code int, format string, args ...any) error {
	return &failure{code, fmt.Errorf(format, args...)}
}

// quiet ends with a code without a message: it has been said.
func quiet(code int) error { return &failure{code: code} }

// exitCode maps an error to the code of the process.
func exitCode(err error) int {
	var f *failure
	var unknown *answer.NameError
	var nothing *answer.NothingError
	var params *answer.ParamError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &f):
		return f.code
	case errors.As(err, &unknown):
		if unknown.Kind == answer.ARelation {
			return exitUsage
		}
		return exitNone
	case errors.As(err, &nothing):
		return exitNone
	case errors.As(err, &params):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupt
	case errors.Is(err, store.ErrQuery):
		return exitInput
	}
	return exitStore
}

func newExitCodesHelp() *cobra.Command {
	return &cobra.Command{Use: "exit-codes", Short: "What the exit codes mean", Long: exitHelp}
}
