// Package email hands mail to an SMTP server. It knows headers, encryption and the answers of servers, and neither
// tickets nor texts.
package email

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"tanggap/channels"
)

// Config is how to reach the server.
type Config struct {
	Host     string
	Port     int // 0: 587 for starttls, 465 for tls, 25 for none
	User     string
	Password string
	TLS      string // one of Modes
	From     string // "Name <address>" or an address
}

// Modes of encryption: STARTTLS demanded, TLS from the first byte, or none (a relay on the same machine).
var Modes = []string{"starttls", "tls", "none"}

// Each phase of a conversation, connecting and handing over, has this long.
const phaseAtMost = 30 * time.Second

// Sender sends through one SMTP server, one connection per mail; it is safe for concurrent use.
type Sender struct {
	config Config
	from   mail.Address
	domain string
	tls    *tls.Config // nil: the certificates the machine trusts
}

// New checks the configuration without connecting.
func New(config Config) (*Sender, error) {
	from, err := mail.ParseAddress(config.From)
	if err != nil {
		return nil, fmt.Errorf("sender %q: %w", config.From, err)
	}
	s := &Sender{config: config, from: *from}
	_, s.domain, _ = strings.Cut(from.Address, "@")
	_, err = s.client()
	return s, err
}

// Capabilities: mail has no limit that a text of ours could reach.
func (s *Sender) Capabilities() channels.Capabilities { return channels.Capabilities{} }

// Send hands one mail over. The Message-ID is made of the key, so a mail that arrives twice is recognised as one.
// An unknown outcome is returned only when the server had everything and did not answer.
func (s *Sender) Send(ctx context.Context, out *channels.Outbound) (channels.Receipt, error) {
	id := out.Key + "@" + s.domain
	message, err := s.compose(out, id)
	if err != nil {
		return channels.Receipt{}, channels.Permanent("address", err)
	}
	client, err := s.client()
	if err != nil {
		return channels.Receipt{}, channels.Temporary("smtp_settings", err)
	}
	handed := make(chan error, 1)
	go func() { handed <- client.DialAndSendWithContext(ctx, message) }()
	select {
	case err = <-handed:
	case <-ctx.Done(): // the library does not watch the context once it is connected
		return channels.Receipt{}, channels.Unknown("interrupted", ctx.Err())
	}
	if err == nil || message.IsDelivered() { // what goes wrong after the server took it changes nothing
		return channels.Receipt{ID: id}, nil
	}
	return channels.Receipt{}, failure(err)
}

func (s *Sender) client() (*gomail.Client, error) {
	c := s.config
	options := []gomail.Option{gomail.WithTimeout(phaseAtMost), gomail.WithHELO(s.domain)}
	switch c.TLS {
	case "tls":
		options = append(options, gomail.WithSSLPort(false))
	case "none":
		options = append(options, gomail.WithTLSPortPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	}
	if s.tls != nil {
		options = append(options, gomail.WithTLSConfig(s.tls))
	}
	if c.Port != 0 {
		options = append(options, gomail.WithPort(c.Port))
	}
	if c.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(c.User), gomail.WithPassword(c.Password))
	}
	return gomail.NewClient(c.Host, options...)
}

// References kept of a long thread: the first mail and the newest (RFC 5322 asks for lines that stay readable).
const referencesAtMost = 20

func (s *Sender) compose(out *channels.Outbound, id string) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.From(s.from.String()); err != nil {
		return nil, err
	}
	if err := m.To(out.To); err != nil {
		return nil, err
	}
	m.Subject(out.Subject)
	m.SetDate()
	m.SetMessageIDWithValue(id)
	references := out.References
	if len(references) > referencesAtMost {
		references = append([]string{references[0]}, references[len(references)-referencesAtMost+1:]...)
	}
	answered := out.InReplyTo
	if answered == "" && len(references) > 0 {
		answered = references[len(references)-1]
	}
	if answered != "" {
		m.SetGenHeader(gomail.HeaderInReplyTo, bracketed(answered))
	}
	if len(references) > 0 {
		all := make([]string, len(references))
		for i, one := range references {
			all[i] = bracketed(one)
		}
		m.SetGenHeader(gomail.HeaderReferences, strings.Join(all, " "))
	}
	if out.Automatic {
		m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
		m.SetGenHeader("X-Auto-Response-Suppress", "All")  // what Exchange looks at instead
	}
	m.SetBodyString(gomail.TypeTextPlain, out.Text)
	if out.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, out.HTML)
	}
	return m, nil
}

func bracketed(id string) string { return "<" + strings.Trim(id, "<>") + ">" }

// failure tells what an error of a conversation means. What the server says to recipient or content is about this
// mail; everything before (connection, login, sender) is about the house and may be put right while the mail waits.
func failure(err error) error {
	var refused *gomail.SendError
	if !errors.As(err, &refused) {
		return channels.Temporary("connect"+status(err), err)
	}
	code := strings.TrimSpace(strconv.Itoa(refused.ErrorCode()) + " " + refused.EnhancedStatusCode())
	about := refused.Reason == gomail.ErrSMTPRcptTo || refused.Reason == gomail.ErrSMTPData ||
		refused.Reason == gomail.ErrSMTPDataClose
	switch class := refused.ErrorCode() / 100; {
	case refused.Reason == gomail.ErrGetRcpts, class == 5 && about:
		return channels.Permanent("smtp "+code, err)
	case class == 4 || class == 5:
		return channels.Temporary("smtp "+code, err)
	case refused.Reason == gomail.ErrSMTPDataClose:
		return channels.Unknown("no_answer", err)
	}
	return channels.Temporary("connection", err) // broken off before the end of the mail: not taken over (RFC 5321, 4.2.5)
}

// status is the code of an answer before any mail was offered, with a blank before it.
func status(err error) string {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return " " + strconv.Itoa(answer.Code)
	}
	return ""
}
