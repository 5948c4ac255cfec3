package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"

	"github.com/valyala/fasthttp"
)

// connections are how many write at once.
var connections = []int{1, 16, 64}

// reports are what citizens write; each gets a number of its own, so that no two are alike.
var reports = []string{
	"Jalan berlubang di depan pasar ikan, sudah dua minggu belum ditambal, mohon diperbaiki nomor %d",
	"Air PDAM mati sejak kemarin di gang kerapu, anak sekolah tidak bisa mandi, laporan %d",
	"Lampu jalan padam di simpang tiga dekat balai desa, gelap dan rawan, tiang %d",
	"Sampah menumpuk di samping lapangan bola tidak diangkut seminggu, titik %d",
}

var written atomic.Int64

func report64() []byte {
	n := written.Add(1)
	return fmt.Appendf(nil, `{"kind":"complaint","text":%q}`, fmt.Sprintf(reports[n%int64(len(reports))], n))
}

// intake writes whole tickets, durable when answered, through the API.
func (h *house) intake(context.Context) error {
	for _, n := range connections {
		c := client(h.address, n)
		got := loadOn(h.process.Process.Pid, n, h.span, func(int) error {
			_, err := ask(c, "POST", "/api/v1/tickets", h.bearer(), report64(), 201)
			return err
		})
		aim := ""
		if n == 64 {
			aim = "≥ half of raw, p99 ≤ 60 ms"
		}
		h.add(fmt.Sprintf("intake, %d connections", n), got.String(), aim)
	}
	return nil
}

// yardsticks write the same rows into the same database with nothing around them: raw statements that share commits, and
// one commit for each through the ORM.
func (h *house) yardsticks(ctx context.Context) error {
	for kind, name := range map[string]string{"raw": "raw, shared commits", "orm": "ORM, one commit each"} {
		err := h.yardstick(ctx, kind, name, connections, func(c *fasthttp.HostClient) error {
			_, err := ask(c, "POST", "/", nil, report64(), 201)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// yardstick starts one in a process of its own and lets so many connections ask it.
func (h *house) yardstick(ctx context.Context, kind, name string, connections []int, do func(*fasthttp.HostClient) error) error {
	command := exec.CommandContext(ctx, os.Args[0], "yardstick", kind, h.url)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	defer func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("yardstick %s: %w", kind, err)
	}
	for _, n := range connections {
		c := client(strings.TrimSpace(address), n)
		got := loadOn(command.Process.Pid, n, h.span, func(int) error { return do(c) })
		h.add(fmt.Sprintf("yardstick: %s, %d connections", name, n), got.String(), "")
	}
	return nil
}
