// Package webhook posts facts to other programs, as JSON over HTTPS, signed. It reaches no private address unless that is
// allowed, follows no redirect, and knows neither tickets nor the database.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"

	"tanggap/channels"
)

// A receiver has so long to answer; what it says is not kept.
const (
	waitAtMost   = 15 * time.Second
	answerAtMost = 64 << 10
)

// Sender posts to any HTTPS address that is not private. It is safe for concurrent use.
type Sender struct {
	http  *http.Client
	allow []netip.Prefix
	now   func() time.Time
}

// New returns a sender that also reaches the private networks given.
func New(allow []netip.Prefix) *Sender { return build(allow, nil) }

func build(allow []netip.Prefix, trust *tls.Config) *Sender {
	s := &Sender{allow: allow, now: time.Now}
	// The address is judged when it is dialled, not when its name is looked up: a name can change in between.
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		return s.mayReach(address)
	}}
	s.http = &http.Client{
		Timeout: waitAtMost,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSClientConfig: trust, TLSHandshakeTimeout: 10 * time.Second,
			MaxIdleConns: 10, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true, // no proxy: it would hide the address
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s
}

var errPrivate = errors.New("a private address")

// mayReach refuses what is not on the public internet, unless it was allowed.
func (s *Sender) mayReach(address string) error {
	there, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := there.Addr().Unmap()
	for _, network := range s.allow {
		if network.Contains(ip) {
			return nil
		}
	}
	for _, network := range private {
		if network.Contains(ip) {
			return errPrivate
		}
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return errPrivate
	}
	return nil
}

// private are networks that net/netip does not call so, and that are not the public internet (RFC 6890, 6598, 6052, 3056).
var private = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
}

// Capabilities: facts are short.
func (s *Sender) Capabilities() channels.Capabilities { return channels.Capabilities{} }

// event is the body: the fact, with what makes it one delivery.
type event struct {
	ID string `json:"id"` // the same at every attempt
	*channels.Fact
}

// Send posts the fact. What the receiver answers decides: 2xx is taken over; 408, 425, 429 and 5xx are tried again, as is
// silence, because the receiver knows a repetition by its id; everything else, and a redirect, is refused for good.
func (s *Sender) Send(ctx context.Context, out *channels.Outbound) (channels.Receipt, error) {
	to, err := url.Parse(out.To)
	if err != nil || to.Scheme != "https" || to.Host == "" || out.Fact == nil {
		return channels.Receipt{}, channels.Permanent("address", nil)
	}
	body, err := json.Marshal(event{out.Key, out.Fact})
	if err != nil {
		return channels.Receipt{}, channels.Permanent("broken", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, out.To, bytes.NewReader(body))
	if err != nil {
		return channels.Receipt{}, channels.Permanent("address", nil)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Tanggap")
	request.Header.Set("Tanggap-Delivery", out.Key)
	request.Header.Set("Tanggap-Signature", Sign(out.Secret, s.now(), body))
	response, err := s.http.Do(request)
	if errors.Is(err, errPrivate) {
		return channels.Receipt{}, channels.Permanent("private_address", errPrivate)
	}
	if err != nil {
		return channels.Receipt{}, channels.Temporary("connect", errors.Unwrap(err)) // without the address, which may hold a key
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, answerAtMost))
	return receipt(response, out.Key)
}

func receipt(response *http.Response, key string) (channels.Receipt, error) {
	code := "http " + strconv.Itoa(response.StatusCode)
	switch status := response.StatusCode; {
	case status >= 200 && status < 300:
		return channels.Receipt{ID: key}, nil
	case status >= 300 && status < 400:
		return channels.Receipt{}, channels.Permanent("redirected", nil)
	case status == http.StatusTooManyRequests:
		wait, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return channels.Receipt{}, channels.RateLimited(code, time.Duration(min(max(wait, 5), 3600))*time.Second, nil)
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusTooEarly:
		return channels.Receipt{}, channels.Temporary(code, nil)
	}
	return channels.Receipt{}, channels.Permanent(code, nil)
}

// Sign returns the signature of a body sent at an instant: "t=UNIX,v1=HEX", HMAC-SHA256 over "UNIX.BODY". A receiver
// refuses what is older than some minutes, so that nobody can send the same again later.
func Sign(secret string, at time.Time, body []byte) string {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "."))
	mac.Write(body)
	return "t=" + stamp + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
