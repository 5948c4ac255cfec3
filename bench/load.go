package main

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"
)

// taken is what a load came to.
type taken struct {
	rate     float64 // a second
	p50, p99 time.Duration
	cpu      time.Duration // of the program, for each; 0: not measured
	count    int           // with those of the warm-up
	failed   int
	first    error
	times    []time.Duration // where each is wanted
}

func (t taken) String() string {
	s := fmt.Sprintf("%.0f/s, p50 %s, p99 %s", t.rate, milliseconds(t.p50), milliseconds(t.p99))
	if t.cpu > 0 {
		s += fmt.Sprintf(", %s CPU", milliseconds(t.cpu))
	}
	if t.failed > 0 {
		s += fmt.Sprintf(", %d FAILED (%v)", t.failed, t.first)
	}
	return s
}

// load lets so many workers do something again and again for a while; the first tenth only warms up.
func load(workers int, span time.Duration, do func(worker int) error) taken {
	var failed, count atomic.Int64
	var first atomic.Pointer[error]
	times := make([][]time.Duration, workers)
	warm := time.Now().Add(span / 10)
	end := warm.Add(span)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for {
				from := time.Now()
				if from.After(end) {
					return
				}
				err := do(w)
				count.Add(1)
				if err != nil {
					failed.Add(1)
					first.CompareAndSwap(nil, &err)
				}
				if from.After(warm) {
					times[w] = append(times[w], time.Since(from))
				}
			}
		})
	}
	all.Wait()
	t := spread(slices.Concat(times...))
	t.rate /= span.Seconds()
	t.failed, t.count = int(failed.Load()), int(count.Load())
	if err := first.Load(); err != nil {
		t.first = *err
	}
	return t
}

// spread sorts times into their quantiles; the rate is how many there are.
func spread(times []time.Duration) taken {
	if len(times) == 0 {
		return taken{first: errors.New("nothing was done")}
	}
	slices.Sort(times)
	return taken{rate: float64(len(times)), p50: times[len(times)/2], p99: times[len(times)*99/100]}
}

// client keeps its connections open, as browsers and proxies do.
func client(address string, connections int) *fasthttp.HostClient {
	return &fasthttp.HostClient{
		Addr: address, MaxConns: connections, ReadTimeout: 30 * time.Second, MaxIdleConnDuration: time.Minute,
		Dial: func(addr string) (net.Conn, error) { return net.DialTimeout("tcp", addr, 5*time.Second) },
	}
}

// ask sends a request and wants a status.
func ask(c *fasthttp.HostClient, method, path string, headers map[string]string, body []byte, want int) ([]byte, error) {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(response)
	request.SetRequestURI("http://" + c.Addr + path)
	request.Header.SetMethod(method)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	request.SetBodyRaw(body)
	if err := c.Do(request, response); err != nil {
		return nil, err
	}
	if response.StatusCode() != want {
		return nil, fmt.Errorf("%s %s: status %d, want %d: %.200s", method, path, response.StatusCode(), want, response.Body())
	}
	return append([]byte(nil), response.Body()...), nil
}

// cookies sends a form and returns what the server wants remembered.
func cookies(c *fasthttp.HostClient, path string, headers map[string]string, form []byte) (string, int, error) {
	request, response := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(response)
	request.SetRequestURI("http://" + c.Addr + path)
	request.Header.SetMethod("POST")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	request.SetBodyRaw(form)
	if err := c.Do(request, response); err != nil {
		return "", 0, err
	}
	var pairs []string
	for _, value := range response.Header.PeekAll("Set-Cookie") {
		pair, _, _ := strings.Cut(string(value), ";")
		pairs = append(pairs, pair)
	}
	return strings.Join(pairs, "; "), response.StatusCode(), nil
}
