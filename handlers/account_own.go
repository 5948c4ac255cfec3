package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// ownAccount fills in one's signature, and the keys one's own programs have.
func (h *handlers) ownAccount(c *fiber.Ctx, who models.Actor, data *views.Account) error {
	data.Signature, data.SignatureLimit = signedIn(c).user.Signature, models.SignatureAtMost
	data.Answers, data.Scopes = who.Can(models.AnswerTickets), who.OwnScopes()
	tokens, err := h.Store.OwnTokens(c.UserContext(), who)
	for _, t := range tokens {
		data.Tokens = append(data.Tokens, views.OwnToken{
			ID: t.ID, Name: t.Name, Scopes: strings.Split(t.Scope, ","), Since: t.CreatedAt.Std(), Used: moment(t.UsedAt),
		})
	}
	return err
}

func (h *handlers) setSignature(c *fiber.Ctx, who models.Actor) error {
	words := c.FormValue("signature")
	err := h.Store.SetSignature(c.UserContext(), who, words)
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showAccount(c, who, &views.Page{Errors: told}, func(d *views.Account) { d.Signature = words })
	}
	if err != nil {
		return err
	}
	return h.done(c, "/account#signature", "saved")
}

// addOwnToken shows the secret once, on the answer itself.
func (h *handlers) addOwnToken(c *fiber.Ctx, who models.Actor) error {
	form := views.TokenForm{Name: c.FormValue("name"), Scopes: map[string]bool{}}
	scopes := typed(c, "scope")
	for _, scope := range scopes {
		form.Scopes[scope] = true
	}
	secret, err := h.Store.AddOwnToken(c.UserContext(), who, form.Name, scopes)
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showAccount(c, who, &views.Page{Errors: told}, func(d *views.Account) { d.Token = form })
	}
	if err != nil {
		return err
	}
	return h.showAccount(c, who, &views.Page{}, func(d *views.Account) { d.TokenSecret = secret })
}

func (h *handlers) revokeOwnToken(c *fiber.Ctx, who models.Actor) error {
	err := withID(c, func(id int64) error { return h.Store.RevokeOwnToken(c.UserContext(), who, id) })
	if err != nil {
		return err
	}
	return h.done(c, "/account#tokens", "revoked")
}
