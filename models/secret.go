package models

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// keyring holds the key of the house: it seals reporters and makes tracking codes.
type keyring struct {
	key  []byte
	aead cipher.AEAD
}

// Letters of tracking codes: Crockford's base 32, without I, L, O, U.
var codeLetters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// loadKeys takes the key given, else reads the 32 bytes of DATA/keys/house, making them the first time.
func (s *Store) loadKeys() (*keyring, error) {
	key, path := s.Key, filepath.Join(s.Data, "keys", "house")
	var err error
	if len(key) == 0 {
		if key, err = os.ReadFile(path); errors.Is(err, os.ErrNotExist) {
			key, err = makeKey(path)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("key of the house: %w", err)
	}
	if len(key) != 32 {
		return nil, fmt.Errorf("key of the house: %d bytes, must be 32 (TANGGAP_KEY or %s)", len(key), path)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &keyring{key: key, aead: aead}, err
}

func makeKey(path string) ([]byte, error) {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails (crypto/rand)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return os.ReadFile(path) // another instance was first
	}
	if err != nil {
		return nil, err
	}
	_, err = file.Write(key)
	return key, errors.Join(err, file.Sync(), file.Close())
}

func (k *keyring) mac(purpose string, data []byte) []byte {
	h := hmac.New(sha256.New, k.key)
	h.Write([]byte(purpose))
	h.Write(data)
	return h.Sum(nil)
}

// trackingCode makes the citizen's code (60 bits) of a ticket's salt.
func (k *keyring) trackingCode(salt []byte) string {
	letters := codeLetters.EncodeToString(k.mac("tracking", salt))[:12]
	return letters[:4] + "-" + letters[4:8] + "-" + letters[8:]
}

// newTracking returns a salt, its code and the hash the database keeps of the code.
func (k *keyring) newTracking() (salt []byte, code string, hash []byte) {
	salt = make([]byte, 12)
	_, _ = rand.Read(salt)
	code = k.trackingCode(salt)
	return salt, code, hashCode(code)
}

var codeReader = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1")

// hashCode forgives what people do to codes: case, spaces, dashes, O for 0, I and L for 1.
func hashCode(code string) []byte {
	sum := sha256.Sum256([]byte(codeReader.Replace(strings.ToUpper(strings.TrimSpace(code)))))
	return sum[:]
}

// seal encrypts with AES-256-GCM, the nonce in front.
func (k *keyring) seal(plain []byte) []byte {
	nonce := make([]byte, k.aead.NonceSize())
	_, _ = rand.Read(nonce)
	return k.aead.Seal(nonce, nonce, plain, nil)
}

// unseal returns what seal was given; an error when it was changed or another key sealed it.
func (k *keyring) unseal(sealed []byte) ([]byte, error) {
	if len(sealed) < k.aead.NonceSize() {
		return nil, errors.New("sealed data is too short")
	}
	nonce, rest := sealed[:k.aead.NonceSize()], sealed[k.aead.NonceSize():]
	return k.aead.Open(nil, nonce, rest, nil)
}
