package main

import (
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/caarlos0/env/v11"
)

// config is everything the environment and the flags may set.
type config struct {
	Addr        string `env:"TANGGAP_ADDR" envDefault:"127.0.0.1:3000"`
	DatabaseURL string `env:"TANGGAP_DATABASE_URL"`
	Data        string `env:"TANGGAP_DATA" envDefault:"./data"`
	Origin      string `env:"TANGGAP_ORIGIN"`
	Prefix      string `env:"TANGGAP_PREFIX" envDefault:"TGP"`
	Key         string `env:"TANGGAP_KEY"`
	KeyFile     string `env:"TANGGAP_KEY_FILE"`
}

// configured reads the environment, then the flags; what is wrong names the variable, the value and what is allowed.
func configured(name string, args []string, stderr io.Writer, more func(*flag.FlagSet)) (config, []string, error) {
	c, err := env.ParseAs[config]()
	if err != nil {
		return c, nil, err
	}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&c.Addr, "addr", c.Addr, "address to listen on (TANGGAP_ADDR)")
	flags.StringVar(&c.DatabaseURL, "database-url", c.DatabaseURL, "sqlite:FILE or postgres://… (TANGGAP_DATABASE_URL)")
	flags.StringVar(&c.Data, "data", c.Data, "folder of attachments and keys (TANGGAP_DATA)")
	if more != nil {
		more(flags)
	}
	if err := flags.Parse(args); err != nil {
		return c, nil, err
	}
	return c, flags.Args(), c.check()
}

func (c *config) check() error {
	if c.DatabaseURL == "" {
		c.DatabaseURL = "sqlite:" + filepath.Join(c.Data, "tanggap.db")
	}
	scheme, _, _ := strings.Cut(c.DatabaseURL, ":")
	if scheme != "sqlite" && scheme != "postgres" && scheme != "postgresql" {
		return fmt.Errorf("TANGGAP_DATABASE_URL: scheme %q is not known; allowed are sqlite:FILE and postgres://…", scheme)
	}
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return fmt.Errorf("TANGGAP_ADDR: %q is no address; allowed is HOST:PORT, as 127.0.0.1:3000", c.Addr)
	}
	if c.Origin == "" {
		c.Origin = "http://" + c.Addr
	}
	if c.KeyFile != "" {
		raw, err := os.ReadFile(c.KeyFile)
		if err != nil {
			return fmt.Errorf("TANGGAP_KEY_FILE: %w", err)
		}
		c.Key = strings.TrimSpace(string(raw))
	}
	return nil
}

// key is the house's own, 64 hexadecimal digits; none: kept in the data folder.
func (c *config) key() ([]byte, error) {
	key, err := hex.DecodeString(c.Key)
	if err != nil || (len(key) != 0 && len(key) != 32) {
		return nil, fmt.Errorf("TANGGAP_KEY: must be 64 hexadecimal digits (32 bytes)")
	}
	return key, nil
}
