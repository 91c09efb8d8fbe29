// Package pgtest gives tests a PostgreSQL server: the one that
// KG_TEST_POSTGRES names, or one of their own, started from the programs that
// are installed and stopped at the end.
package pgtest

import (
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/lib/pq" // the driver
)

// Env names a server to use, such as postgres://user@localhost/postgres. The
// user must be allowed to make databases.
const Env = "KG_TEST_POSTGRES"

// Server is a running server.
type Server struct {
	dsn string
	n   atomic.Int64
}

// Start gives a server, or skips the test where there is none and none can be started.
func Start(t testing.TB) *Server {
	t.Helper()
	if dsn := os.Getenv(Env); dsn != "" {
		return &Server{dsn: dsn}
	}
	bin, err := binaries()
	if err != nil {
		t.Skipf("no PostgreSQL: %v; install it, or name a server in %s", err, Env)
	}
	dsn, err := start(t, bin)
	if err != nil {
		t.Skipf("PostgreSQL does not start: %v; name a server in %s", err, Env)
	}
	return &Server{dsn: dsn}
}

// Database makes a database and gives its address.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	db, err := sql.Open("postgres", s.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("kg_test_%d_%d", os.Getpid(), s.n.Add(1))
	if _, err := db.Exec(`CREATE DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sql.Open("postgres", s.dsn)
		if err != nil {
			t.Error(err)
			return
		}
		defer db.Close()
		if _, err := db.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Log(err)
		}
	})
	u, err := url.Parse(s.dsn)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func binaries() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(p), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian's place
	if err != nil || len(found) == 0 {
		return "", errors.New("initdb is not installed")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// start makes a cluster in a folder of its own and runs it on a free port. The
// server refuses to run as root: then it runs as the user postgres.
func start(t testing.TB, bin string) (string, error) {
	dir, err := os.MkdirTemp("", "kg-pg-")
	if err != nil {
		return "", err
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	attr := &syscall.SysProcAttr{}
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return "", err
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return "", err
		}
	}
	run := func(name string, args ...string) error {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir, cmd.SysProcAttr = dir, attr
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", name, err, out)
		}
		return nil
	}
	data := filepath.Join(dir, "data")
	if err := run("initdb", "-D", data, "-U", "kg", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"); err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	opts := fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", port)
	if err := run("pg_ctl", "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", opts, "start"); err != nil {
		return "", err
	}
	t.Cleanup(func() {
		if err := run("pg_ctl", "-D", data, "-m", "immediate", "stop"); err != nil {
			t.Error(err)
		}
	})
	return fmt.Sprintf("postgres://kg@127.0.0.1:%d/postgres?sslmode=disable", port), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
