// Package smtptest is an SMTP server for tests, on a port of this machine, as net/http/httptest is for HTTP. It refuses
// what real servers refuse: the name in front of the recipient's @ says what happens to a mail.
package smtptest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"
)

// Recipients that are not simply taken; anything else is.
const (
	Nobody  = "nobody"  // 550 5.1.1: no such mailbox
	Grey    = "grey"    // 451 4.7.1 the first time, taken the second
	Full    = "full"    // 452 4.2.2 every time
	Cut     = "cut"     // the connection breaks before the end of the mail
	Silent  = "silent"  // takes the whole mail, keeps it, and breaks off without an answer
	Held    = "held"    // takes the whole mail, keeps it, and never answers
	Spam    = "spam"    // 554 5.7.1 after the whole mail
	Slow    = "slow"    // takes it after Options.Slow
	Leaving = "leaving" // takes it and breaks off right after the answer
)

// Options change what the server asks for.
type Options struct {
	TLS      bool   // TLS from the first byte
	StartTLS bool   // offers STARTTLS
	Password string // asks for a login with it; any user
	Refuse   bool   // 550 5.7.1 to every sender
	Slow     time.Duration
}

// Server holds what it took.
type Server struct {
	Host  string
	Port  int
	Roots *x509.CertPool // of its certificate

	options Options
	tls     *tls.Config
	mu      sync.Mutex
	taken   []Mail
	tried   map[string]int
}

// Mail is one that was taken, with the envelope it came in.
type Mail struct {
	From, To  string
	Encrypted bool
	Raw       string
}

// Message parses the mail.
func (m Mail) Message(t testing.TB) *mail.Message {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(m.Raw))
	if err != nil {
		t.Fatalf("the server got %q: %v", m.Raw, err)
	}
	return message
}

// Start serves until the test ends.
func Start(t testing.TB, options Options) *Server {
	t.Helper()
	certificate, roots := certify(t)
	s := &Server{
		options: options, Roots: roots, tried: map[string]int{},
		tls: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	at := listener.Addr().(*net.TCPAddr)
	s.Host, s.Port = at.IP.String(), at.Port
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if options.TLS {
				conn = tls.Server(conn, s.tls)
			}
			go (&session{Server: s, conn: conn, encrypted: options.TLS}).talk()
		}
	}()
	return s
}

// Taken returns the mails the server has, in the order they came.
func (s *Server) Taken() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.taken...)
}

// session is one connection.
type session struct {
	*Server
	conn      net.Conn
	in        *bufio.Reader
	encrypted bool
	known     bool
	from, to  string
}

func (s *session) say(format string, args ...any) {
	_, _ = fmt.Fprintf(s.conn, format+"\r\n", args...)
}

func (s *session) talk() {
	defer func() { _ = s.conn.Close() }()
	s.in = bufio.NewReader(s.conn)
	s.say("220 smtptest ESMTP")
	for {
		line, err := s.in.ReadString('\n')
		if err != nil || !s.answer(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

// answer returns false when the connection is to end.
func (s *session) answer(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO", "HELO":
		s.greet()
	case "STARTTLS":
		s.say("220 2.0.0 go ahead")
		s.conn, s.encrypted = tls.Server(s.conn, s.tls), true
		s.in = bufio.NewReader(s.conn)
	case "AUTH":
		return s.login(rest)
	case "MAIL":
		s.sender(rest)
	case "RCPT":
		s.recipient(rest)
	case "DATA":
		return s.data()
	case "QUIT":
		s.say("221 2.0.0 bye")
		return false
	default:
		s.say("250 2.0.0 ok")
	}
	return true
}

func (s *session) greet() {
	s.say("250-smtptest")
	if s.options.StartTLS && !s.encrypted {
		s.say("250-STARTTLS")
	}
	if s.options.Password != "" {
		s.say("250-AUTH PLAIN")
	}
	s.say("250-8BITMIME")
	s.say("250 ENHANCEDSTATUSCODES")
}

func (s *session) login(rest string) bool {
	raw, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
	if s.known = strings.HasSuffix(string(raw), "\x00"+s.options.Password); !s.known {
		s.say("535 5.7.8 wrong password")
		return true
	}
	s.say("235 2.7.0 welcome")
	return true
}

func (s *session) sender(rest string) {
	if s.options.Password != "" && !s.known {
		s.say("530 5.7.0 log in first")
		return
	}
	if s.options.Refuse {
		s.say("550 5.7.1 not from you")
		return
	}
	s.from = address(rest)
	s.say("250 2.1.0 ok")
}

func (s *session) recipient(rest string) {
	s.to = address(rest)
	s.mu.Lock()
	s.tried[s.to]++
	times := s.tried[s.to]
	s.mu.Unlock()
	switch name := s.who(); {
	case name == Nobody:
		s.say("550 5.1.1 <%s> unknown here", s.to)
	case name == Grey && times == 1:
		s.say("451 4.7.1 <%s> greylisted, come back later", s.to)
	case name == Full:
		s.say("452 4.2.2 <%s> is full", s.to)
	default:
		s.say("250 2.1.5 ok")
	}
}

func (s *session) data() bool {
	s.say("354 go on")
	var raw strings.Builder
	for {
		line, err := s.in.ReadString('\n')
		if err != nil || s.who() == Cut {
			return false
		}
		if line == ".\r\n" {
			break
		}
		raw.WriteString(strings.TrimPrefix(line, "."))
	}
	switch s.who() {
	case Spam:
		s.say("554 5.7.1 looks like spam")
		return true
	case Slow:
		time.Sleep(s.options.Slow)
	}
	s.mu.Lock()
	s.taken = append(s.taken, Mail{From: s.from, To: s.to, Encrypted: s.encrypted, Raw: raw.String()})
	s.mu.Unlock()
	switch s.who() {
	case Silent:
		return false
	case Held:
		_, _ = s.in.ReadByte() // until the other side goes
		return false
	}
	s.say("250 2.0.0 taken")
	return s.who() != Leaving
}

func (s *session) who() string {
	name, _, _ := strings.Cut(s.to, "@")
	return name
}

// address takes what stands in <> of MAIL FROM:<a@b> SIZE=….
func address(rest string) string {
	_, rest, _ = strings.Cut(rest, "<")
	found, _, _ := strings.Cut(rest, ">")
	return found
}

func certify(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}, roots
}
