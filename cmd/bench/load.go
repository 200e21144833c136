package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"sync"
	"time"

	"fenming/kit/calendar"
)

// clock is real time: a load test has no other.
const clock = realTime(0)

type realTime int

// Now returns real time.
func (realTime) Now() time.Time { return calendar.System{}.Now() }

// result is what the clients saw.
type result struct {
	done, failed int64
	latencies    []time.Duration
	sample       string // the first failure, to tell
}

func (r result) rate(length time.Duration) float64 { return float64(r.done) / length.Seconds() }

func (r result) percentile(p float64) float64 {
	if len(r.latencies) == 0 {
		return 0
	}
	return float64(r.latencies[int(p*float64(len(r.latencies)-1))].Microseconds()) / 1000
}

// drive lets clients send requests one after the other, each on a connection of
// its own, for a time. The client speaks HTTP by hand, so that it leaves the
// machine to the server.
func drive(s *server, make func(key string, client, n int) []byte, clients int, length time.Duration) (result, error) {
	results := make0(clients)
	end := clock.Now().Add(length)
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() { results[i] = client(s, make, i, end) })
	}
	group.Wait()
	var all result
	for _, r := range results {
		all.done += r.done
		all.failed += r.failed
		all.latencies = append(all.latencies, r.latencies...)
		if all.sample == "" {
			all.sample = r.sample
		}
	}
	slices.Sort(all.latencies)
	if all.done == 0 {
		return all, fmt.Errorf("no request succeeded: %s", all.sample)
	}
	return all, nil
}

func make0(n int) []result { return make([]result, n) }

func client(s *server, make func(string, int, int) []byte, id int, end time.Time) result {
	var r result
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		r.failed, r.sample = 1, err.Error()
		return r
	}
	defer func() { _ = c.Close() }()
	in := bufio.NewReaderSize(c, 16<<10)
	for n := 0; clock.Now().Before(end); n++ {
		request := make(s.key, id, n)
		begun := clock.Now()
		if _, err := c.Write(request); err != nil {
			r.failed, r.sample = r.failed+1, err.Error()
			return r
		}
		status, body, err := readReply(in)
		if err != nil {
			r.failed, r.sample = r.failed+1, err.Error()
			return r
		}
		if status < 200 || status > 299 {
			r.failed++
			if r.sample == "" {
				r.sample = fmt.Sprintf("%d %s", status, body)
			}
			continue
		}
		r.done++
		r.latencies = append(r.latencies, clock.Now().Sub(begun))
	}
	return r
}

func readReply(in *bufio.Reader) (int, []byte, error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("not HTTP: %q", line)
	}
	status, err := strconv.Atoi(string(line[9:12]))
	if err != nil {
		return 0, nil, err
	}
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, nil, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && textproto.CanonicalMIMEHeaderKey(string(name)) == "Content-Length" {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return 0, nil, err
			}
		}
	}
	body := make([]byte, length)
	_, err = io.ReadFull(in, body)
	return status, body, err
}
