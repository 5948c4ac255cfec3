package views

// families are the texts whose key is put together when a page is made: family and value. Every value has a text in
// both languages; a test keeps that. Errors, flashes, events and notices may have more than the ones below.
var families = map[string][]string{
	"status":      {"new", "open", "waiting", "answered", "resolved", "closed", "archived", "merged"},
	"kind":        {"complaint", "aspiration", "information", "suggestion", "criticism", "appreciation", "comment"},
	"priority":    {"normal", "high", "emergency"},
	"privacy":     {"named", "anonymous", "confidential"},
	"privacyhint": {"named", "anonymous", "confidential"},
	"role":        {"agent", "coordinator", "supervisor", "inspector", "auditor", "administrator"},
	"target":      {"first_response", "next_response", "resolution"},
	"level":       {"ok", "near", "late", "critical", "paused", "met", "missed", "none"},
	"clockstate":  {"running", "paused", "met", "late", "breached", "cancelled", "unanswered"},
	"flag":        {"near", "late", "critical"},
	"channel": {
		"form", "api", "phone", "letter", "visit", "email", "facebook", "instagram", "whatsapp", "telegram", "x",
		"tiktok", "youtube", "import",
	},
	"tab":      {"mine", "unit", "unassigned", "near", "late", "waiting", "handover", "all"},
	"empty":    {"mine", "unit", "unassigned", "near", "late", "waiting", "handover", "all"},
	"handover": {"pending", "late", "returned"},
	"send":     {"reply", "mail", "receipt"},
	"failure": {
		"address", "broken", "connect", "connection", "interrupted", "letter", "no_address", "no_answer", "no_connector",
		"smtp", "smtp_settings", "too_long",
	},
	"whyunit": {"given", "account", "category", "regency", "confidential"},
	"message": {"received", "queued", "sending", "sent", "failed", "unknown", "cancelled", "noted"},
	"reach":   {"web", "email", "hidden", "network", "nobody"},
	"step": {
		"received", "routed", "answered", "waiting", "reminded", "extended", "resolved", "unanswered", "confirmed", "archived",
		"reopened",
	},
	"skip":  {"weekend", "holiday", "closed", "day_zero", "after_hours", "paused", "resolved", "and_so_on"},
	"theme": {"auto", "light", "dark"},
	// The dashboard
	"grouping": {"unit", "kind", "channel", "category"},
	"column":   {"name", "received", "answered", "missed", "share", "median", "p90", "open", "late"},
	"step_of":  {"day", "week", "month"},
	"behind": {
		"received", "answered", "on_time", "missed", "measured", "overdue", "pending", "unanswered", "set_aside", "open",
		"late",
	},
	// The settings

	"section": {
		"overview", "units", "users", "accounts", "categories", "places", "policies", "calendars", "holidays",
		"tokens", "outbox",
	},
	"about": {
		"overview", "units", "users", "accounts", "categories", "places", "policies", "calendars", "holidays",
		"tokens", "outbox",
	},
	"adding": {
		"units", "users", "accounts", "categories", "places", "policies", "calendars", "holidays", "tokens",
	},
	"none": {
		"units", "users", "accounts", "categories", "places", "policies", "calendars", "holidays", "tokens",
		"periods", "added", "outbox",
	},
	"label": {
		"acceptance",
		"rate", "active", "after", "basis", "before", "calendar", "category", "channel", "code", "confidential", "confirmed",
		"created", "day", "email", "file", "first_response", "from", "handle", "holidaykind", "keywords", "kind",
		"extension", "lead", "line", "matches", "name", "name_en", "name_id", "next_response", "official", "parent", "position",
		"priority", "q", "reason", "resolution", "role", "scope", "seen", "slug", "status", "subdistrict", "to",
		"unit", "used", "valid", "valid_from", "valid_to", "warn", "what", "year", "zone", "mon", "tue", "wed",
		"thu", "fri", "sat", "sun", "ticket", "message", "attempts", "next",
	},
	"hint": {
		"acceptance",
		"rate", "account_active", "account_name", "account_unit", "basis", "category_active", "confidential", "confirmed",
		"handle", "holiday_basis", "holiday_file", "keywords", "name_en", "official", "place_code", "policy_active",
		"extension", "policy_position", "position", "role", "slug", "spans", "target", "target_open", "token_name", "unit_active",
		"unit_email", "user_active", "user_email", "user_units", "valid_from", "valid_to", "warn",
	},
	"blank":       {"all", "any", "coordinator", "every_calendar", "inherited", "none", "unit_calendar"},
	"group":       {"handover", "matches", "targets", "validity", "week", "period"},
	"note":        {"calendars", "holidays", "import", "period", "policies", "recompute", "users_more", "sends_more"},
	"part":        {"periods", "added", "changed", "missing", "rejected"},
	"button":      {"compare", "take_over"},
	"act":         {"end_sessions", "remove", "remove_period", "reset_password", "revoke", "retry", "confirm_send", "drop"},
	"confirm":     {"end_sessions", "remove", "remove_period", "reset_password", "revoke", "retry", "confirm_send", "drop"},
	"secret":      {"password", "token"},
	"warning":     {"holidays", "stuck"},
	"outkind":     {"receipt", "reply", "question", "reminder", "extended", "resolved", "unanswered", "digest", "password"},
	"unitkind":    {"regency", "agency", "subdistrict", "section"},
	"placekind":   {"subdistrict", "village"},
	"holidaykind": {"national", "joint_leave", "regional"},
	"certainty":   {"confirmed", "estimated"},
	"activity":    {"on", "off"},
	"hours":       {"off"},
	"valid":       {"no_limit", "always", "any", "calendar", "every_calendar"},
	"scope":       {"all", "metrics", "personal:read", "reports:read", "submit", "tickets:read", "tickets:write"},
	"zone":        {"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"},

	"event": {
		"opened", "received", "replied", "reply_queued", "reply_failed", "reply_cancelled", "noted", "classified",
		"assigned", "transferred", "transfer_accepted", "transfer_returned", "paused", "resumed", "resolved",
		"archived", "confirmed", "extension_asked", "extension_approved", "extension_refused", "due_changed",
		"reopened", "flagged", "recalendared", "retargeted", "merged", "file_read",
	},
	"notice": {
		"flag.near", "flag.late", "flag.critical", "assigned", "transferred", "returned", "send_failed", "urgent",
		"citizen_wrote", "reopened", "extension_asked", "extension_approved", "extension_refused",
	},
	"mailintro":  {"receipt", "reply", "question", "reminder", "extended", "resolved", "unanswered", "digest", "password"},
	"mailnext":   {"receipt", "reply", "question", "reminder", "extended", "resolved", "unanswered", "digest", "password"},
	"mailbutton": {"receipt", "reply", "question", "reminder", "extended", "resolved", "unanswered", "digest", "password"},
	"flash": {
		"extension_asked", "extension_approved", "extension_refused",
		"replied", "noted", "classified", "assigned", "transferred", "accepted", "returned", "paused", "resumed",
		"resolved", "archived", "reopened", "retried", "cancelled", "opened", "message_sent", "citizen_reopened", "citizen_confirmed", "left",
		"saved", "password_changed", "session_revoked", "sessions_revoked", "signed_out", "expired",
		"restored", "read",
	},
	"error": {
		"not_found", "denied", "unavailable", "internal", "csrf", "too_large", "rate", "login", "code", "method",
		"invalid.required", "invalid.too_long", "invalid.too_short", "invalid.choice", "invalid.unknown",
		"invalid.file_broken", "invalid.file_empty", "invalid.file_size", "invalid.file_type", "invalid.file_count",
		"invalid.position_half", "invalid.range", "invalid.email", "invalid.phone", "invalid.database_url",
		"invalid.taken", "invalid.password_wrong", "invalid.password_short", "invalid.password_common",
		"invalid.password_same", "invalid.date", "invalid.number", "invalid.amount", "invalid.calendar",
		"invalid.number_form", "invalid.cursor", "invalid.scope", "invalid.same_unit", "invalid.role",
		"invalid.generic", "invalid.moment", "invalid.too_old",
		"conflict.request_key", "conflict.no_policy", "conflict.answered", "conflict.closed", "conflict.not_closed",
		"conflict.paused", "conflict.not_paused", "conflict.transfer", "conflict.decided", "conflict.sent",
		"conflict.unanswered", "conflict.last_administrator", "conflict.in_use", "conflict.changed",
	},
}

// openFamilies may have values other rooms choose.
var openFamilies = []string{"error", "flash", "event", "notice"}
