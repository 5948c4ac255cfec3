// Package brotli stands where fasthttp wants a brotli of its own, and refuses: the program sends gzip and takes no
// compressed bodies (handlers/guard.go). The real one is a megabyte and a half of the binary. docs/decisions.md.
package brotli

import (
	"errors"
	"io"
)

// The bounds of levels, as fasthttp names them.
const (
	BestSpeed       = 0
	BestCompression = 11
)

var errWithout = errors.New("brotli is not spoken here")

// Reader reads nothing.
type Reader struct{}

// NewReader returns a reader that fails.
func NewReader(io.Reader) *Reader { return &Reader{} }

// Reset changes nothing.
func (*Reader) Reset(io.Reader) {}

// Read always fails.
func (*Reader) Read([]byte) (int, error) { return 0, errWithout }

// Writer writes nothing.
type Writer struct{}

// NewWriter returns a writer that fails when it is used; the error is always nil, as fasthttp expects.
func NewWriter(io.Writer, int) (*Writer, error) { return &Writer{}, nil }

// Reset changes nothing.
func (*Writer) Reset(io.Writer) {}

// Write always fails.
func (*Writer) Write([]byte) (int, error) { return 0, errWithout }

// Flush always fails.
func (*Writer) Flush() error { return errWithout }

// Close has nothing to close.
func (*Writer) Close() error { return nil }
