// Command bench measures the program from outside: it starts the real server on
// each database, drives it over HTTP with 1, 16 and 64 clients, and reads the
// processor time of server and database from the kernel. The load client's own
// time is left out. It prints what the README may quote; it asserts nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	seconds := flag.Float64("seconds", 5, "length of each run")
	only := flag.String("db", "", "sqlite or postgres; empty: both")
	binary := flag.String("bin", "bin/fenming", "the program to measure")
	profile := flag.String("workloads", "post-spread,post-hot,decide", "what to run")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *only, *profile, time.Duration(*seconds*float64(time.Second))); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary, only, workloads string, length time.Duration) error {
	fmt.Println(machine())
	fmt.Printf("%-9s %-12s %8s %10s %9s %9s %9s %12s %12s\n", "database", "workload", "clients", "op/s", "p50 ms", "p99 ms",
		"failed", "CPU ms/op", "of it db")
	for _, engine := range []string{"sqlite", "postgres"} {
		if only != "" && only != engine {
			continue
		}
		if err := measure(ctx, binary, engine, strings.Split(workloads, ","), length); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return nil
}

func measure(ctx context.Context, binary, engine string, workloads []string, length time.Duration) error {
	dir, err := os.MkdirTemp("", "fenming-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := start(ctx, binary, engine, dir)
	if err != nil {
		return err
	}
	defer s.stop()
	for _, name := range workloads {
		make, ok := requests[name]
		if !ok {
			return fmt.Errorf("no workload %q", name)
		}
		for _, clients := range []int{1, 16, 64} {
			// A short run first fills caches and opens connections.
			if _, err := drive(s, make, clients, length/5); err != nil {
				return err
			}
			before := s.cpu()
			r, err := drive(s, make, clients, length)
			if err != nil {
				return err
			}
			used := s.cpu().minus(before)
			fmt.Printf("%-9s %-12s %8d %10.0f %9.2f %9.2f %9d %12.3f %12.3f\n", engine, name, clients, r.rate(length),
				r.percentile(0.50), r.percentile(0.99), r.failed, used.per(r.done), used.database/float64(max(1, r.done)))
		}
	}
	return nil
}

func machine() string {
	model := "unknown processor"
	if raw, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.SplitSeq(string(raw), "\n") {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	out, err := exec.Command("nproc").Output()
	if err != nil {
		out = []byte("?")
	}
	version, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		version = []byte("?")
	}
	wd, err := os.Getwd()
	if err != nil {
		wd = "."
	}
	return fmt.Sprintf("# %s, %s cores, %s, load client on the same machine, %s", model, strings.TrimSpace(string(out)),
		strings.TrimSpace(string(version)), filepath.Base(wd))
}
