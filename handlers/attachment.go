package handlers

import (
	"errors"
	"io"
	"mime"
	"os"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// sendFile sends an attachment: a picture is shown, everything else is saved; nothing in it may run or load anything.
func (h *handlers) sendFile(c *fiber.Ctx, a models.Attachment, body io.ReadCloser, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return fiber.ErrNotFound // the bytes are gone
	}
	if err != nil {
		return err
	}
	disposition := "attachment"
	if strings.HasPrefix(a.Type, "image/") {
		disposition = "inline"
	}
	c.Set("Content-Type", a.Type)
	c.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": a.Name}))
	c.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	c.Set("Cache-Control", "private, max-age=3600")
	return c.SendStream(body, int(a.Size))
}
