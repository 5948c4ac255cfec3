package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"
	_ "golang.org/x/image/webp" // decoded, written again as JPEG

	"tanggap/models/text"
)

// Limits of attachments (issue of the first working whole): five files of ten megabytes.
const (
	FilesAtMost    = 5
	FileSizeAtMost = 10 << 20
	// A picture of more pixels than this is refused before it is decoded: 50 megapixels are 200 MB of memory.
	pixelsAtMost = 50_000_000
)

// fileTypes are what is taken, by content, with the ending they are given.
var fileTypes = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".jpg", "application/pdf": ".pdf", "video/mp4": ".mp4",
}

// Upload is a file on its way in; Keep has already written its content to the data folder.
type Upload struct {
	Name   string
	Type   string
	Size   int64
	Sha256 string
}

// Keep checks one uploaded file by its content, writes pictures again without EXIF and position, and stores the
// content durably under its SHA-256. Invalid names what is wrong with it; field is the form's.
func (s *Store) Keep(field, name string, content []byte) (Upload, error) {
	name = fileName(name)
	if len(content) == 0 {
		return Upload{}, invalid(field, "file_empty", "Name", name)
	}
	if len(content) > FileSizeAtMost {
		return Upload{}, invalid(field, "file_size", "Name", name, "Megabytes", FileSizeAtMost>>20)
	}
	kind := mimetype.Detect(content)
	base, _, _ := strings.Cut(kind.String(), ";")
	if _, ok := fileTypes[base]; !ok {
		return Upload{}, invalid(field, "file_type", "Name", name, "Type", base)
	}
	if strings.HasPrefix(base, "image/") {
		clean, cleanType, err := redraw(content, base)
		if err != nil {
			return Upload{}, invalid(field, "file_broken", "Name", name)
		}
		content, base = clean, cleanType
	}
	sum := sha256.Sum256(content)
	u := Upload{Name: name, Type: base, Size: int64(len(content)), Sha256: hex.EncodeToString(sum[:])}
	u.Name = strings.TrimSuffix(u.Name, filepath.Ext(u.Name)) + fileTypes[base]
	return u, s.writeFile(u.Sha256, content)
}

// redraw decodes and encodes a picture, which drops EXIF, position and whatever was hidden behind it.
func redraw(content []byte, kind string) ([]byte, string, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || config.Width*config.Height > pixelsAtMost {
		return nil, "", errors.Join(err, errors.New("picture cannot be read or is too large"))
	}
	picture, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	if kind == "image/png" {
		err = png.Encode(&out, picture)
		return out.Bytes(), "image/png", err
	}
	if kind == "image/jpeg" {
		picture = upright(picture, orientation(content))
	}
	err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: 85})
	return out.Bytes(), "image/jpeg", err
}

// fileName keeps the last part of what a client calls the file, without anything a path or header could trip over.
func fileName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < 32 || strings.ContainsRune(`"/<>|:*?%`, r) {
			return '_'
		}
		return r
	}, text.Excerpt(text.Clean(name), 100))
	if name == "" || name == "." {
		return "lampiran"
	}
	return name
}

func (s *Store) filePath(sum string) string {
	return filepath.Join(s.Data, "attachments", sum[:2], sum)
}

// writeFile stores content under its hash: synced, then renamed, so that a name always means the whole content.
func (s *Store) writeFile(sum string, content []byte) error {
	path := s.filePath(sum)
	if now := time.Now(); os.Chtimes(path, now, now) == nil {
		return nil // there already, and now too young for PurgeFiles
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return s.diskError(err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return s.diskError(err)
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return s.diskError(err)
	}
	return nil
}

func (s *Store) diskError(err error) error {
	return &Error{Code: Unavailable, Key: "unavailable", cause: fmt.Errorf("write attachment: %w", err)}
}

// discard removes files of an intake that failed, unless another ticket holds the same content.
func (s *Store) discard(ctx context.Context, files []Upload) {
	for _, f := range files {
		var n int64
		err := s.find(context.WithoutCancel(ctx), &n, "SELECT COUNT(*) FROM attachments WHERE sha256 = ?", f.Sha256)
		if err == nil && n == 0 {
			_ = os.Remove(s.filePath(f.Sha256))
		}
	}
}

// attach writes the rows of files that Keep has stored.
func (tx *Tx) attach(t *Ticket, message int64, files []Upload) error {
	for _, f := range files {
		err := tx.exec(`INSERT INTO attachments (ticket_id, message_id, name, type, size, sha256, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, t.ID, message, f.Name, f.Type, f.Size, f.Sha256, tx.now)
		if err != nil {
			return err
		}
	}
	return nil
}

// Attachments returns the files of a ticket; NotFound outside the actor's scope.
func (s *Store) Attachments(ctx context.Context, who Actor, ticket int64) ([]Attachment, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	messages := conversation
	if who.Kind == ByCitizen {
		messages = theirs
	}
	var files []Attachment
	err := s.find(ctx, &files, "SELECT a.* FROM ("+messages+") AS said JOIN attachments a ON a.message_id = said.id"+
		" AND a.ticket_id = said.ticket_id ORDER BY a.id", ticket, ticket)
	return files, err
}

// File returns one attachment of a ticket the actor may see, and its content; the caller closes it. NotFound for any
// other, and when the content is gone. Its name is masked like everything a citizen writes.
func (s *Store) File(ctx context.Context, who Actor, id int64) (Attachment, *os.File, error) {
	where, args := who.scope()
	var a Attachment
	err := s.find(ctx, &a, `SELECT a.* FROM attachments a JOIN tickets t ON t.id = a.ticket_id
		WHERE `+where+" AND a.id = ?", append(args, id)...)
	if err != nil {
		return a, nil, err
	}
	if a.ID == 0 {
		return a, nil, errNotFound
	}
	a.Name = text.Mask(a.Name)
	file, err := os.Open(s.filePath(a.Sha256))
	if errors.Is(err, os.ErrNotExist) {
		return a, nil, errNotFound
	}
	return a, file, err
}

// OpenAttachment returns one file and its content; the caller closes it. NotFound outside the actor's scope.
func (s *Store) OpenAttachment(ctx context.Context, who Actor, ticket, id int64) (Attachment, io.ReadSeekCloser, error) {
	files, err := s.Attachments(ctx, who, ticket)
	if err != nil {
		return Attachment{}, nil, err
	}
	for _, a := range files {
		if a.ID == id {
			file, err := os.Open(s.filePath(a.Sha256))
			return a, file, err
		}
	}
	return Attachment{}, nil, errNotFound
}
