package handlers

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tanggap/models"
)

func zipped(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if part, err := w.Create("a.html"); err != nil {
		t.Fatal(err)
	} else if _, err := part.Write([]byte("<script>alert(1)</script>")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pictured(t *testing.T) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 40, 30))
	picture.Set(3, 3, color.White)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestUploads_areWhatTheirContentSays: a name and a claimed type mean nothing; what is taken is stored without what was
// hidden in it, and handed out so that no browser runs it.
func TestUploads_areWhatTheirContentSays(t *testing.T) {
	app, s := open(t)
	agent := officeOf(t, app, signIn(t, app, s, models.Coordinator, "pemkab"))
	script := "<html><script>alert(document.cookie)</script></html>"
	for _, c := range []struct {
		name, file string
		content    []byte
		taken      string // type; empty: refused
	}{
		{"a zip named .jpg", "foto.jpg", zipped(t), ""},
		{"a page named .png", "foto.png", []byte(script), ""},
		{"a program named .pdf", "surat.pdf", append([]byte("MZ\x90\x00"), make([]byte, 200)...), ""},
		{"a drawing with script", "peta.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), ""},
		{"a picture cut short", "foto.jpg", pictured(t)[:120], ""},
		{"nothing", "foto.jpg", nil, ""},
		{"a PDF that is a page too", "surat.html", []byte("%PDF-1.4\n" + script + "\n%%EOF"), "application/pdf"},
		{"a PDF that is a zip too", "surat.pdf", append([]byte("%PDF-1.4\n"), zipped(t)...), "application/pdf"},
		{"a picture with a page behind it", `..\..\foto".html`, append(pictured(t), script...), "image/jpeg"},
	} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		_ = form.WriteField("text", "Laporan dengan "+c.name)
		part, err := form.CreateFormFile("files", c.file)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(c.content)
		_ = form.Close()
		status, page, _ := ask(t, app, "POST", "/lapor", body.String(), "Content-Type", form.FormDataContentType())
		if c.taken == "" {
			if status != 422 || !strings.Contains(page, "Laporan dengan "+c.name+"</textarea>") {
				t.Errorf("%s: %d; want 422 with the text kept", c.name, status)
			}
			continue
		}
		if status != 200 {
			t.Errorf("%s: %d", c.name, status)
			continue
		}
		list, err := s.Tickets(context.Background(), models.System, models.TicketFilter{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		_, id, _ := strings.Cut(list.Rows[0].Number[4:], "-")
		ticket, _ := strconv.ParseInt(id, 10, 64)
		files, err := s.Attachments(context.Background(), models.System, ticket)
		if err != nil || len(files) != 1 || files[0].Type != c.taken || strings.ContainsAny(files[0].Name, `"/\`) ||
			strings.HasSuffix(files[0].Name, ".html") {
			t.Errorf("%s: kept as %+v, %v", c.name, files, err)
			continue
		}
		status, content, header := agent.browser.ask("GET", "/attachments/"+strconv.FormatInt(files[0].ID, 10), "")
		if status != 200 || header.Get("Content-Type") != c.taken || header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") ||
			strings.Contains(header.Get("Content-Security-Policy"), "script") {
			t.Errorf("%s: handed out as %d %v", c.name, status, header)
		}
		if c.taken == "image/jpeg" && strings.Contains(content, "script") {
			t.Errorf("%s: what was hidden behind it is still there", c.name)
		}
	}
	stored, _ := filepath.Glob(filepath.Join(s.Data, "attachments", "*", "*"))
	for _, path := range stored {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s may be read by others: %v", path, info.Mode())
		}
	}
	if len(stored) != 3 {
		t.Errorf("%d files are stored, want 3", len(stored))
	}
}
