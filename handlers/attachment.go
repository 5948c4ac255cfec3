package handlers

import (
	"errors"
	"io"
	"mime"
	"os"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"tanggap/models"
)

// filePolicies let browsers show a file of ours by their own means and nothing else: no script runs in it, and it is
// not of our origin. The viewer of PDFs in Chromium does not start in a sandbox.
var filePolicies = map[string]string{
	"image/jpeg": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
	"image/png":  "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
	"video/mp4":  "sandbox; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",

	"application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
}

func (h *handlers) attachment(c *fiber.Ctx, who models.Actor) error {
	return withID(c, func(id int64) error {
		a, body, err := h.Store.File(c.UserContext(), who, id)
		return h.sendFile(c, a, body, err)
	})
}

// sendFile sends an attachment, or the part of it that a player asks for. Who may have it is asked every time; the
// bytes go out once, because a name always means the same content.
func (h *handlers) sendFile(c *fiber.Ctx, a models.Attachment, body io.ReadSeekCloser, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return fiber.ErrNotFound // the bytes are gone
	}
	if err != nil {
		return err
	}
	policy, disposition := filePolicies[a.Type], "inline"
	if policy == "" {
		policy, disposition = "sandbox; default-src 'none'", "attachment"
	}
	c.Set("Content-Type", a.Type)
	c.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": a.Name}))
	c.Set("Content-Security-Policy", policy)
	c.Set("Cache-Control", "private, no-cache")
	c.Set("ETag", `"`+a.Sha256+`"`)
	c.Set("Accept-Ranges", "bytes")
	if c.Get("If-None-Match") == `"`+a.Sha256+`"` {
		return errors.Join(body.Close(), c.SendStatus(fiber.StatusNotModified))
	}
	if asked := c.Get("Range"); asked != "" {
		return h.sendRange(c, a, body, asked)
	}
	return c.SendStream(body, int(a.Size))
}

func (h *handlers) sendRange(c *fiber.Ctx, a models.Attachment, body io.ReadSeekCloser, asked string) error {
	size := int(a.Size)
	from, to, err := fasthttp.ParseByteRange([]byte(asked), size)
	if err == nil {
		_, err = body.Seek(int64(from), io.SeekStart)
	}
	if err != nil {
		c.Set("Content-Range", "bytes */"+strconv.Itoa(size))
		return errors.Join(body.Close(), c.SendStatus(fiber.StatusRequestedRangeNotSatisfiable))
	}
	c.Status(fiber.StatusPartialContent)
	c.Set("Content-Range", "bytes "+strconv.Itoa(from)+"-"+strconv.Itoa(to)+"/"+strconv.Itoa(size))
	return c.SendStream(body, to-from+1)
}
