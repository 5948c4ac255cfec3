package models

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Passwords have at least ten characters (NIST SP 800-63B asks for eight and no other rules); two hundred at most,
// because the hash reads them whole.
const (
	PasswordAtLeast = 10
	passwordAtMost  = 200
)

// Work of one password: the second of OWASP's equivalent argon2id settings, some 30 ms on the machines meant.
// The numbers stand in every hash, so they can be raised without locking anybody out.
const (
	argonMemory  = 19 * 1024 // KiB
	argonTime    = 2
	argonThreads = 1
)

// hashing bounds how many passwords are worked on at once: each takes 19 MB.
var hashing = make(chan struct{}, 4)

var base64raw = base64.RawStdEncoding

// HashPassword returns the argon2id hash of a password with its parameters, in the usual string form.
func HashPassword(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails (crypto/rand)
	sum := argon(password, salt, argonTime, argonMemory, argonThreads)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		base64raw.EncodeToString(salt), base64raw.EncodeToString(sum))
}

func argon(password string, salt []byte, time, memory uint32, threads uint8) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, time, memory, threads, 32)
}

// nobodysHash is compared with when there is no such account, so that the answer takes the same time.
var nobodysHash = sync.OnceValue(func() string { return HashPassword("nobody has this password") })

// passwordMatches reports whether the hash was made of the password; an error when it is no hash of ours.
func passwordMatches(hash, password string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errors.New("password hash of an unknown form")
	}
	var memory, time uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &threads); err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	salt, err := base64raw.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	want, err := base64raw.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	return subtle.ConstantTimeCompare(want, argon(password, salt, time, memory, threads)) == 1, nil
}

// easy are beginnings and words that guessers try first here.
var easy = []string{
	"password", "qwerty", "1234567", "abcdef", "admin", "tanggap", "indonesia", "katasandi", "rahasia", "bismillah",
	"sayang", "merdeka", "pemkab", "kabupaten", "selamat", "iloveyou",
}

// checkPassword is Invalid for a password that is too short, too long or among the first anybody would try.
func checkPassword(field, password string, u *User) error {
	switch n := utf8.RuneCountInString(password); {
	case n < PasswordAtLeast:
		return invalid(field, "password_short", "Limit", PasswordAtLeast)
	case n > passwordAtMost:
		return invalid(field, "too_long", "Limit", passwordAtMost)
	}
	plain := strings.ToLower(password)
	local, _, _ := strings.Cut(strings.ToLower(u.Email), "@")
	known := append(slices.Clone(easy), local)
	for _, word := range known {
		// A long sentence may hold such a word; a short password that is mostly one may not.
		if word != "" && strings.Contains(plain, word) && len(plain)-len(word) < 5 {
			return invalid(field, "password_common")
		}
	}
	if strings.Trim(plain, plain[:1]) == "" {
		return invalid(field, "password_common")
	}
	return nil
}
