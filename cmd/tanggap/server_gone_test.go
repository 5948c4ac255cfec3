package main

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// cable is what lies between the program and its server, and can be pulled.
type cable struct {
	address string
	server  string
	mu      sync.Mutex
	socket  net.Listener
	open    map[net.Conn]bool
}

func (c *cable) plug(t *testing.T) {
	t.Helper()
	socket, err := net.Listen("tcp", c.address)
	if err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.address, c.socket, c.open = socket.Addr().String(), socket, map[net.Conn]bool{}
	go func() {
		for {
			near, err := socket.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("unix", c.server)
			if err != nil {
				_ = near.Close()
				continue
			}
			c.mu.Lock()
			c.open[near], c.open[far] = true, true
			c.mu.Unlock()
			go func() { _, _ = io.Copy(near, far); _ = near.Close() }()
			go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
		}
	}()
}

func (c *cable) pull() {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.socket.Close()
	for conn := range c.open {
		_ = conn.Close()
	}
}

// TestServe_serverGone: PostgreSQL goes away under the running service, and comes back.
func TestServe_serverGone(t *testing.T) {
	address, err := url.Parse(onServer(t))
	if err != nil {
		t.Fatal(err)
	}
	folder := address.Query().Get("host")
	if !strings.HasPrefix(folder, "/") {
		t.Skip("TANGGAP_TEST_POSTGRES is not reached by a socket file")
	}
	port := address.Query().Get("port")
	if port == "" {
		port = "5432"
	}
	line := &cable{address: "127.0.0.1:0", server: filepath.Join(folder, ".s.PGSQL."+port)}
	line.plug(t)
	defer line.pull()
	token := tokenFor(t, "all")
	p := served(t, fmt.Sprintf("TANGGAP_DATABASE_URL=postgres://%s@%s%s?sslmode=disable", address.User, line.address, address.Path))
	if status, _ := p.get("/readyz"); status != 200 {
		t.Fatalf("it does not begin: %d %s", status, p.said.String())
	}
	line.pull()
	if status, page := p.get("/readyz"); status != 503 {
		t.Errorf("a monitor is told %d %s", status, page)
	}
	p.suffers(t, token, func() {
		if status, page := p.get("/api/v1/tickets", "Authorization", "Bearer "+token); status != 503 {
			t.Errorf("a reading program is told %d %.300s", status, page)
		}
		line.plug(t)
	})
	p.stop()
}
