package handlers

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"tanggap/models"
)

const (
	// A body without files: a text of 20,000 characters, however it is written, is a quarter of it.
	bodyAtMost = 1 << 20
	// Five files of ten megabytes each, and the form around them.
	filesAtMost = models.FilesAtMost*models.FileSizeAtMost + 1<<20
	// Files come over slow connections: ten megabytes at 256 kbit/s take more than five minutes.
	filesWithin = 10 * time.Minute
)

// bodies lets only forms with files be large, and gives them time. It is asked once the header is read.
func bodies(header *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if bytes.HasPrefix(header.ContentType(), []byte(fiber.MIMEMultipartForm)) && !bytes.HasPrefix(header.RequestURI(), []byte("/api/")) {
		return fasthttp.RequestConfig{MaxRequestBodySize: filesAtMost, ReadTimeout: filesWithin}
	}
	return fasthttp.RequestConfig{}
}

// address is where a request comes from: what our own proxies say, else who is connected. A visitor may write into
// X-Forwarded-For what they like; each proxy appends whom it saw, so it is read from the end.
func (h *handlers) address(c *fiber.Ctx) netip.Addr {
	at, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	at = at.Unmap()
	chain := strings.Split(forwarded(c), ",")
	for i := len(chain) - 1; i >= 0 && h.trusts(at); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(chain[i]))
		if err != nil {
			break
		}
		at = before.Unmap()
	}
	return at
}

func forwarded(c *fiber.Ctx) string {
	return string(bytes.Join(c.Request().Header.PeekAll(fiber.HeaderXForwardedFor), []byte(",")))
}

func (h *handlers) trusts(at netip.Addr) bool {
	for _, proxy := range h.Proxies {
		if proxy.Contains(at) {
			return true
		}
	}
	return false
}

// source is the address as throttles count it: whoever has one of IPv6 has the other 2^64 of its network too.
func (h *handlers) source(c *fiber.Ctx) string {
	at := h.address(c)
	if at.Is6() {
		network, _ := at.Prefix(64)
		return network.String()
	}
	return at.String()
}

// Wrong tokens one address may bring in a minute.
var tokenThrottle = models.Throttle{Purpose: "token", Limit: 60, Window: time.Minute}

// wrongToken refuses a request whose token is none, and in the end the address it comes from.
func (h *handlers) wrongToken(c *fiber.Ctx) error {
	if err := h.Store.Try(c.UserContext(), tokenThrottle, h.source(c)); err != nil {
		return err
	}
	return fiber.ErrUnauthorized
}

// pace holds a program to the writes a minute its token was made for; most tokens have no such limit, and cost nothing.
func (h *handlers) pace(c *fiber.Ctx, who models.Actor) error {
	if who.Rate == 0 || c.Method() == fiber.MethodGet {
		return nil
	}
	limit := models.Throttle{Purpose: "writes", Limit: who.Rate, Window: time.Minute}
	return h.Store.Try(c.UserContext(), limit, strconv.FormatInt(who.ID, 10))
}
