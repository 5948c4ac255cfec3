package main

import (
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"

	"tanggap/channels/email"
)

// config is everything the environment and the flags may set. All of it is text, so that one place tells what is wrong.
type config struct {
	Addr         string `env:"TANGGAP_ADDR" envDefault:"127.0.0.1:3000"`
	DatabaseURL  string `env:"TANGGAP_DATABASE_URL"`
	Data         string `env:"TANGGAP_DATA" envDefault:"./data"`
	Origin       string `env:"TANGGAP_ORIGIN"`
	Prefix       string `env:"TANGGAP_PREFIX" envDefault:"TGP"`
	Key          string `env:"TANGGAP_KEY"`
	Proxies      string `env:"TANGGAP_PROXIES" envDefault:"127.0.0.0/8,::1/128"`
	SMTPHost     string `env:"TANGGAP_SMTP_HOST"`
	SMTPPort     string `env:"TANGGAP_SMTP_PORT"`
	SMTPUser     string `env:"TANGGAP_SMTP_USER"`
	SMTPPassword string `env:"TANGGAP_SMTP_PASSWORD"`
	SMTPTLS      string `env:"TANGGAP_SMTP_TLS" envDefault:"starttls"`
	SMTPFrom     string `env:"TANGGAP_SMTP_FROM"`
	Telegram     string `env:"TANGGAP_TELEGRAM_TOKEN"`
	Webhooks     string `env:"TANGGAP_WEBHOOK_NETWORKS"`
}

// secrets may also come from a file, named by the variable with _FILE behind it, as service managers hand them over.
func (c *config) secrets() map[string]*string {
	return map[string]*string{
		"TANGGAP_DATABASE_URL": &c.DatabaseURL, "TANGGAP_KEY": &c.Key, "TANGGAP_SMTP_PASSWORD": &c.SMTPPassword,
		"TANGGAP_TELEGRAM_TOKEN": &c.Telegram,
	}
}

// errFlags marks what was typed wrongly, against what is set wrongly.
var errFlags = errors.New("")

// configured reads the environment, then the flags; what is wrong names the variable, the value and what is allowed.
func configured(name string, args []string, stderr io.Writer, more func(*flag.FlagSet)) (config, []string, error) {
	c, err := env.ParseAs[config]()
	if err != nil {
		return c, nil, err
	}
	if err := c.readSecrets(); err != nil {
		return c, nil, err
	}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // the caller tells the error, once
	flags.Usage = func() {}
	flags.StringVar(&c.Addr, "addr", c.Addr, "address to listen on (TANGGAP_ADDR)")
	flags.Func("database-url", "sqlite:FILE or postgres://… (TANGGAP_DATABASE_URL)", func(url string) error {
		c.DatabaseURL = url // no default shown: it may hold a password
		return nil
	})
	flags.StringVar(&c.Data, "data", c.Data, "folder of attachments and keys (TANGGAP_DATA)")
	if more != nil {
		more(flags)
	}
	err = flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage(stderr, name, true)
		flags.SetOutput(stderr)
		flags.PrintDefaults()
		return c, nil, err
	case err != nil:
		return c, nil, fmt.Errorf("%w%w; `tanggap help %s` lists what is known", errFlags, err, name)
	case flags.NArg() > 0:
		return c, nil, fmt.Errorf("%w%s takes no %q; `tanggap help %s` lists what is known", errFlags, name, flags.Arg(0), name)
	}
	return c, nil, c.check()
}

func (c *config) readSecrets() error {
	for name, value := range c.secrets() {
		file := os.Getenv(name + "_FILE")
		if file == "" {
			continue
		}
		if *value != "" {
			return fmt.Errorf("%s and %s_FILE are both set; allowed is one of them", name, name)
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("%s_FILE: %w; allowed is a file that this user may read", name, err)
		}
		*value = strings.TrimSpace(string(raw))
	}
	return nil
}

var tokenForm = regexp.MustCompile(`^[0-9]{5,16}:[A-Za-z0-9_-]{30,60}$`)

var prefixForm = regexp.MustCompile(`^[A-Z]{2,8}$`)

// check fills in what follows from the rest and names everything that cannot be used. Secrets are never repeated.
func (c *config) check() error {
	var wrong []error
	tell := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	if c.DatabaseURL == "" {
		c.DatabaseURL = "sqlite:" + filepath.Join(c.Data, "tanggap.db")
	}
	scheme, rest, _ := strings.Cut(c.DatabaseURL, ":")
	if !slices.Contains([]string{"sqlite", "postgres", "postgresql"}, scheme) || rest == "" {
		tell("TANGGAP_DATABASE_URL: %q is no database of ours; allowed are sqlite:FILE and postgres://USER@HOST/DATABASE", scheme+":")
	}
	if host, port, err := net.SplitHostPort(c.Addr); err != nil || !isPort(port) {
		tell("TANGGAP_ADDR: %q is no address; allowed is HOST:PORT, as 127.0.0.1:3000 or :3000", c.Addr)
	} else if c.Origin == "" {
		if host == "" {
			host = "127.0.0.1"
		}
		c.Origin = "http://" + net.JoinHostPort(host, port)
	}
	if o, err := url.Parse(c.Origin); c.Origin != "" &&
		(err != nil || o.Scheme != "http" && o.Scheme != "https" || o.Host == "" || strings.Trim(o.Path, "/") != "") {
		tell("TANGGAP_ORIGIN: %q is no origin; allowed is http:// or https:// with a host, as https://lapor.example", c.Origin)
	}
	c.Origin = strings.TrimSuffix(c.Origin, "/")
	if !prefixForm.MatchString(c.Prefix) {
		tell("TANGGAP_PREFIX: %q cannot begin a ticket number; allowed are two to eight capital letters, as TGP", c.Prefix)
	}
	if _, err := c.proxies(); err != nil {
		tell("TANGGAP_PROXIES: %w; allowed are networks with commas, as 10.0.0.0/8,::1/128, or nothing", err)
	}
	if _, err := c.key(); err != nil {
		wrong = append(wrong, err)
	}
	if _, err := networks(c.Webhooks); err != nil {
		tell("TANGGAP_WEBHOOK_NETWORKS: %w; allowed are networks with commas, as 10.20.0.0/16, or nothing", err)
	}
	if c.Telegram != "" && !tokenForm.MatchString(c.Telegram) {
		tell("TANGGAP_TELEGRAM_TOKEN: its value is no token of a bot; allowed is what @BotFather gives, as 123456789:AA…")
	}
	return errors.Join(append(wrong, c.checkSMTP())...)
}

func (c *config) checkSMTP() error {
	if c.SMTPHost == "" {
		return nil // no mail is sent
	}
	var wrong []error
	tell := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	if c.SMTPPort != "" && !isPort(c.SMTPPort) {
		tell("TANGGAP_SMTP_PORT: %q is no port; allowed is a number from 1 to 65535, or nothing for the usual one", c.SMTPPort)
	}
	if !slices.Contains(email.Modes, c.SMTPTLS) {
		tell("TANGGAP_SMTP_TLS: %q is not known; allowed are %s", c.SMTPTLS, strings.Join(email.Modes, ", "))
	}
	if _, err := mail.ParseAddress(c.SMTPFrom); err != nil {
		tell("TANGGAP_SMTP_FROM: %q is no address; allowed is an address, as Tanggap <lapor@selatbahari.example>", c.SMTPFrom)
	}
	return errors.Join(wrong...)
}

// smtp is how mail leaves; false when no server is set.
func (c *config) smtp() (email.Config, bool) {
	port, _ := strconv.Atoi(c.SMTPPort) // checked
	return email.Config{
		Host: c.SMTPHost, Port: port, User: c.SMTPUser, Password: c.SMTPPassword, TLS: c.SMTPTLS, From: c.SMTPFrom,
	}, c.SMTPHost != ""
}

// proxies are the networks of our own reverse proxies, which say where a request comes from.
func (c *config) proxies() ([]netip.Prefix, error) { return networks(c.Proxies) }

// networks reads several with commas.
func networks(list string) (all []netip.Prefix, err error) {
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no network", text)
		}
		all = append(all, network)
	}
	return all, nil
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && (n > 0 || text == "0")
}

// key is the house's own, 64 hexadecimal digits; none: kept in the data folder.
func (c *config) key() ([]byte, error) {
	key, err := hex.DecodeString(c.Key)
	if err != nil || (len(key) != 0 && len(key) != 32) {
		return nil, errors.New("TANGGAP_KEY: its value is no key; allowed are 64 hexadecimal digits (32 bytes), as `openssl rand -hex 32` makes")
	}
	return key, nil
}
