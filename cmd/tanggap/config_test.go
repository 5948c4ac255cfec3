package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestConfigured_namesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		variable, value string
		want            []string
	}{
		"no port":          {"TANGGAP_ADDR", "localhost", []string{`TANGGAP_ADDR: "localhost"`, "HOST:PORT"}},
		"port of letters":  {"TANGGAP_ADDR", "localhost:http", []string{`"localhost:http"`, "HOST:PORT"}},
		"other database":   {"TANGGAP_DATABASE_URL", "mysql://root:geheim@x/y", []string{"TANGGAP_DATABASE_URL", `"mysql:"`, "sqlite:FILE"}},
		"origin with path": {"TANGGAP_ORIGIN", "https://x.example/lapor", []string{"TANGGAP_ORIGIN", "/lapor", "https://"}},
		"prefix of digits": {"TANGGAP_PREFIX", "T1", []string{`TANGGAP_PREFIX: "T1"`, "capital letters"}},
		"short key":        {"TANGGAP_KEY", "c0ffee", []string{"TANGGAP_KEY", "64 hexadecimal digits"}},
		"missing file":     {"TANGGAP_KEY_FILE", "/nowhere/key", []string{"TANGGAP_KEY_FILE", "/nowhere/key", "may read"}},
		"encryption":       {"TANGGAP_SMTP_TLS", "ssl", []string{`TANGGAP_SMTP_TLS: "ssl"`, "starttls, tls, none"}},
		"sender":           {"TANGGAP_SMTP_FROM", "lapor", []string{`TANGGAP_SMTP_FROM: "lapor"`, "an address"}},
		"mail port":        {"TANGGAP_SMTP_PORT", "70000", []string{`TANGGAP_SMTP_PORT: "70000"`, "65535"}},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(c.variable, "TANGGAP_SMTP_") {
				t.Setenv("TANGGAP_SMTP_HOST", "mail.example")
				t.Setenv("TANGGAP_SMTP_FROM", "lapor@mail.example")
			}
			t.Setenv(c.variable, c.value)
			_, _, err := configured("check", nil, io.Discard, nil)
			if err == nil {
				t.Fatalf("%s=%s was taken", c.variable, c.value)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not tell %q", err, want)
				}
			}
			for _, secret := range []string{"geheim", "c0ffee"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("%q tells a secret", err)
				}
			}
		})
	}
}

func TestConfigured_secretsFromFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	key := strings.Repeat("ab", 32)
	if err := os.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TANGGAP_KEY_FILE", file)
	t.Setenv("TANGGAP_SMTP_PASSWORD_FILE", file)
	c, _, err := configured("check", nil, io.Discard, nil)
	if err != nil || c.Key != key || c.SMTPPassword != key {
		t.Errorf("key %q, password %q, %v; want both from the file", c.Key, c.SMTPPassword, err)
	}
	t.Setenv("TANGGAP_KEY", key)
	if _, _, err = configured("check", nil, io.Discard, nil); err == nil || !strings.Contains(err.Error(), "both set") {
		t.Errorf("variable and file together: %v", err)
	}
}
