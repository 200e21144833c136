package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"fenming/cmd/house"
)

// server is the program under load.
type server struct {
	cmd     *exec.Cmd
	address string
	key     string
	pg      int // pid of the postmaster, 0 on SQLite
}

// start prepares an installation with one merchant and a key that may do
// everything the workloads do, and starts the real program on it.
func start(ctx context.Context, binary, engine, dir string) (*server, error) {
	database, owner := "sqlite:"+filepath.Join(dir, "fenming.db"), ""
	kek := "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	s := &server{}
	if engine == "postgres" {
		var err error
		if database, owner, err = newDatabase(ctx); err != nil {
			return nil, err
		}
		if s.pg, err = postmaster(); err != nil {
			return nil, err
		}
	}
	key, err := house.PrepareBench(ctx, house.Config{Data: dir, Database: database, Owner: owner, KEK: kek})
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s.key, s.address = key, fmt.Sprintf("127.0.0.1:%d", port)
	s.cmd = exec.CommandContext(ctx, binary, "serve", "--quiet", "--data", dir, "--db", database, "--listen", s.address,
		"--rate-key", "1000000")
	s.cmd.Env = append(os.Environ(), "FENMING_KEK="+kek)
	s.cmd.Stderr = os.Stderr
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	return s, s.ready()
}

func (s *server) ready() error {
	for range 200 {
		if r, err := http.Get("http://" + s.address + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.stop()
	return errors.New("the server did not become ready")
}

func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// cpuTime is processor time in ms.
type cpuTime struct{ server, database float64 }

func (c cpuTime) minus(o cpuTime) cpuTime {
	return cpuTime{c.server - o.server, c.database - o.database}
}

func (c cpuTime) per(n int64) float64 { return (c.server + c.database) / float64(max(1, n)) }

func (s *server) cpu() cpuTime {
	c := cpuTime{server: ticks(s.cmd.Process.Pid, false)}
	if s.pg != 0 {
		c.database = ticks(s.pg, true)
		for _, child := range children(s.pg) {
			c.database += ticks(child, false)
		}
	}
	return c
}

// ticks reads the processor time of a process in ms; waited adds that of
// children that have ended. The kernel counts in hundredths of a second.
func ticks(pid int, waited bool) float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+2:]))
	sum := 0.0
	last := 13
	if waited {
		last = 15
	}
	for _, f := range fields[11:last] {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return 0
		}
		sum += n * 10
	}
	return sum
}

func children(parent int) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var all []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+2:]))
		if len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			all = append(all, pid)
		}
	}
	return all
}

// postmaster finds the PostgreSQL server that listens on the port of the
// address given by make.
func postmaster() (int, error) {
	port := portOf(os.Getenv("FENMING_TEST_PG"))
	entries, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return 0, err
	}
	for _, path := range entries {
		raw, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(raw), "postgres") {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err == nil && listens(string(raw), port) && len(children(pid)) > 2 {
			return pid, nil
		}
	}
	return 0, fmt.Errorf("no PostgreSQL server on port %s found", port)
}

// listens looks for the port on the command line, or in the pid file of the
// data folder that the command line names.
func listens(cmdline, port string) bool {
	args := strings.Split(cmdline, "\x00")
	for i, a := range args {
		if a == "-p" && i+1 < len(args) && args[i+1] == port || a == "-p"+port || strings.HasSuffix(a, "port="+port) {
			return true
		}
		if a == "-D" && i+1 < len(args) && pidFilePort(args[i+1]) == port {
			return true
		}
	}
	return false
}

func pidFilePort(dir string) string {
	f, err := os.Open(filepath.Join(dir, "postmaster.pid"))
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if n == 4 {
			return strings.TrimSpace(lines.Text())
		}
	}
	return ""
}
