package views

import (
	"fmt"
	"html"
	"regexp"
)

// fixed is what a template says that never changes in one language: {{t "key"}}, {{icon "name"}}, {{asset "name"}}.
var fixed = regexp.MustCompile(`\{\{(t|icon|asset) "([^"]+)"\}\}`)

// settle writes the fixed texts of a template into its source, so that a request does not look them up again:
// most of a page's actions disappear, and a missing text stops the start instead of showing to a citizen.
func (v *Views) settle(lang, source string) (string, error) {
	var missing error
	settled := fixed.ReplaceAllStringFunc(source, func(action string) string {
		m := fixed.FindStringSubmatch(action)
		var text string
		var ok bool
		switch m[1] {
		case "t":
			text, ok = v.texts[lang].plain(m[2])
			text = html.EscapeString(text)
		case "icon":
			text, ok = v.assets.icon(m[2])
		case "asset":
			text, ok = v.assets.address(m[2])
		}
		if !ok {
			missing = fmt.Errorf("no %s %q", m[1], m[2])
		}
		return text
	})
	return settled, missing
}
