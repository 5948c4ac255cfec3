package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// program talks to the API with a token, and holds every request and answer against the description.
type program struct {
	t     *testing.T
	app   *fiber.App
	token string
	doc   *huma.OpenAPI
}

func newProgram(t *testing.T, app *fiber.App, s *models.Store, scope string) *program {
	t.Helper()
	secret, err := s.AddToken(context.Background(), models.System, "uji "+scope, scope)
	if err != nil {
		t.Fatal(err)
	}
	return &program{t: t, app: app, token: "Bearer " + secret, doc: describe("https://lapor.test", (&handlers{}).api())}
}

// ask returns status and decoded answer; a problem document is checked too.
func (p *program) ask(method, path, body string, headers ...string) (int, map[string]any) {
	p.t.Helper()
	status, raw, header := ask(p.t, p.app, method, apiRoot+path, body, append([]string{"Authorization", p.token}, headers...)...)
	var answer map[string]any
	if err := json.Unmarshal([]byte(raw), &answer); err != nil {
		p.t.Fatalf("%s %s: %d %s: %v", method, path, status, raw, err)
	}
	op := p.operation(method, path)
	if op == nil {
		return status, answer
	}
	if status >= 400 {
		if header.Get("Content-Type") != "application/problem+json" {
			p.t.Errorf("%s %s: %d told as %s", method, path, status, header.Get("Content-Type"))
		}
		p.check("problem of "+op.OperationID, op.Responses["default"].Content["application/problem+json"].Schema, answer)
		return status, answer
	}
	response := op.Responses[strconv.Itoa(status)]
	if response == nil {
		p.t.Fatalf("%s answers %d, which is not described", op.OperationID, status)
	}
	p.check("answer of "+op.OperationID, response.Content[fiber.MIMEApplicationJSON].Schema, answer)
	if op.RequestBody != nil {
		var sent any
		if err := json.Unmarshal([]byte(body), &sent); err != nil {
			p.t.Fatal(err)
		}
		p.check("request of "+op.OperationID, op.RequestBody.Content[fiber.MIMEApplicationJSON].Schema, sent)
	}
	return status, answer
}

// must asks for what has to succeed.
func (p *program) must(method, path, body string, headers ...string) map[string]any {
	p.t.Helper()
	status, answer := p.ask(method, path, body, headers...)
	if status >= 300 {
		p.t.Fatalf("%s %s: %d %v", method, path, status, answer)
	}
	return answer
}

// operation finds the description of a call by its address.
func (p *program) operation(method, path string) *huma.Operation {
	path, _, _ = strings.Cut(path, "?")
	given := strings.Split(apiRoot+path, "/")
	for pattern, item := range p.doc.Paths {
		parts := strings.Split(pattern, "/")
		same := len(parts) == len(given)
		for i := range parts {
			same = same && (parts[i] == given[i] || strings.HasPrefix(parts[i], "{"))
		}
		if same {
			return map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "DELETE": item.Delete}[method]
		}
	}
	return nil
}

func (p *program) check(what string, schema *huma.Schema, value any) {
	p.t.Helper()
	result := &huma.ValidateResult{}
	huma.Validate(p.doc.Components.Schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, value, result)
	for _, err := range result.Errors {
		p.t.Errorf("%s is not as described: %v", what, err)
	}
}

func (p *program) open(body string) string {
	p.t.Helper()
	number, _ := p.must("POST", "/tickets", body)["number"].(string)
	return number
}

func TestAPI_isAsDescribed(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "all")
	if _, err := s.SaveUnit(context.Background(), models.System, models.Unit{Slug: "dishub", Name: "Perhubungan", Kind: "agency", ParentID: 1, Active: true}); err != nil {
		t.Fatal(err)
	}
	user := officer(t, s)
	n := "/tickets/" + p.open(`{"text":"Lampu jalan mati di depan puskesmas","kind":"complaint","citizen":{"name":"Warga"},"lat":0.9,"long":104.5}`)
	p.must("POST", n+"/notes", `{"text":"Sudah pernah dilaporkan."}`)
	p.must("POST", n+"/classification", `{"priority":"high"}`)
	p.must("POST", n+"/assignment", fmt.Sprintf(`{"assignee":%d}`, user.ID))
	if got := p.must("GET", n+"/assignment", "")["assignee_name"]; got != "Rahasia Petugas" {
		t.Errorf("assigned to %v", got)
	}
	p.must("POST", n+"/assignment", `{"assignee":0}`)
	moved := p.must("POST", n+"/transfers", `{"unit":"dishub","reason":"Lampu jalan"}`)
	p.must("POST", fmt.Sprintf("%s/transfers/%v/return", n, moved["id"]), `{"reason":"Bukan lampu kami"}`)
	moved = p.must("POST", n+"/transfers", `{"unit":"dishub","reason":"Memang di sana"}`)
	if got := p.must("POST", fmt.Sprintf("%s/transfers/%v/acceptance", n, moved["id"]), "")["state"]; got != "accepted" {
		t.Errorf("the transfer is %v", got)
	}
	if got := p.must("POST", n+"/pause", `{"question":"Tiang nomor berapa?"}`)["status"]; got != "waiting" {
		t.Errorf("paused, it is %v", got)
	}
	p.must("DELETE", n+"/pause", "")
	p.must("POST", n+"/replies", `{"text":"Kami periksa."}`)
	p.must("POST", n+"/closure", `{"text":"Lampu sudah diganti."}`)
	p.must("POST", n+"/reopening", `{"reason":"Mati lagi"}`)
	p.must("POST", n+"/closure", `{"outcome":"archived","reason":"Laporan ganda"}`)
	for path, least := range map[string]int{
		n + "/messages": 5, n + "/transfers": 2, n + "/clocks": 2, n + "/events": 12, "/units": 2, "/categories": 0, "/accounts": 0,
		"/tickets?status=archived&kind=complaint&unit=dishub": 1,
	} {
		if items := p.must("GET", path, "")["items"].([]any); len(items) < least {
			t.Errorf("%s lists %d, want at least %d", path, len(items), least)
		}
	}
	clock := p.must("GET", n+"/clocks", "")["items"].([]any)[0].(map[string]any)
	if steps := clock["steps"].([]any); len(steps) == 0 || clock["policy"] == "" {
		t.Errorf("a clock without its reasons: %v", clock)
	}
	p.must("GET", n, "")
}

func TestAPI_describesEveryRoute(t *testing.T) {
	app, _ := open(t)
	status, raw, _ := ask(t, app, "GET", apiRoot+"/openapi.json", "")
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
			Responses   map[string]any
		}
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal([]byte(raw), &doc); status != 200 || err != nil || doc.OpenAPI != "3.1.0" {
		t.Fatalf("%d %s %v", status, doc.OpenAPI, err)
	}
	ids := map[string]bool{}
	for _, r := range app.GetRoutes(true) {
		path := apiParameter.ReplaceAllString(r.Path, "{$1}")
		if !strings.HasPrefix(path, "/api/") || r.Method == "HEAD" || strings.HasSuffix(path, "/openapi.json") {
			continue
		}
		op, ok := doc.Paths[path][strings.ToLower(r.Method)]
		if !ok {
			t.Errorf("%s %s is not described: list it in api() of routes.go", r.Method, r.Path)
			continue
		}
		if ids[op.OperationID] || len(op.Responses) < 2 {
			t.Errorf("%s %s: operation %q is named twice or has no answers", r.Method, r.Path, op.OperationID)
		}
		ids[op.OperationID] = true
		named := ""
		for _, parameter := range op.Parameters {
			if parameter.In == "path" {
				named += "{" + parameter.Name + "}"
			}
		}
		if want := strings.Join(apiBraces(path), ""); named != want {
			t.Errorf("%s %s has the parameters %q, want %q", r.Method, r.Path, named, want)
		}
	}
	for _, part := range strings.Split(raw, `"$ref":"#/components/schemas/`)[1:] {
		if name, _, _ := strings.Cut(part, `"`); doc.Components.Schemas[name] == nil {
			t.Errorf("nothing is called %s", name)
		}
	}
}

func apiBraces(path string) (found []string) {
	for _, part := range strings.Split(path, "/") {
		if strings.HasPrefix(part, "{") {
			found = append(found, part)
		}
	}
	return found
}

// TestAPI_examplesHold: an example in the description is a request that works.
func TestAPI_examplesHold(t *testing.T) {
	doc := describe("https://lapor.test", (&handlers{}).api())
	checked := 0
	for name, schema := range doc.Components.Schemas.Map() {
		for field, property := range schema.Properties {
			for _, example := range property.Examples {
				checked++
				result := &huma.ValidateResult{}
				huma.Validate(doc.Components.Schemas, property, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, example, result)
				if len(result.Errors) > 0 {
					t.Errorf("%s.%s: the example %v is not valid: %v", name, field, example, result.Errors)
				}
			}
		}
	}
	if checked < 8 {
		t.Errorf("only %d examples", checked)
	}
}

func TestAPI_asksEveryRouteForItsScope(t *testing.T) {
	app, s := open(t)
	all := newProgram(t, app, s, "all")
	number := all.open(`{"text":"Jalan rusak"}`)
	programs := map[string]*program{}
	for scope := range models.Scopes {
		programs[scope] = newProgram(t, app, s, scope)
	}
	for _, e := range all.routes() {
		path := strings.NewReplacer(":number", number, ":id", "1").Replace(e.path)
		if status, _, header := ask(t, app, e.method, apiRoot+path, "{}"); status != 401 || header.Get("WWW-Authenticate") != "Bearer" {
			t.Errorf("%s %s without a token: %d", e.method, e.path, status)
		}
		allowed := models.ScopesWith(e.capability)
		for scope, p := range programs {
			status, answer, _ := ask(t, app, e.method, apiRoot+path, "{}", "Authorization", p.token)
			if denied := status == 403; denied == slices.Contains(allowed, scope) {
				t.Errorf("%s %s with the scope %s: %d %v", e.method, e.path, scope, status, answer)
			}
		}
	}
}

func (p *program) routes() []endpoint { return (&handlers{}).api() }

func TestAPI_doesAWriteOnce(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "all")
	n := "/tickets/" + p.open(`{"text":"Jalan rusak"}`)
	for _, write := range []struct{ method, path, body string }{
		{"POST", n + "/notes", `{"text":"Catatan"}`},
		{"POST", n + "/replies", `{"text":"Jawaban"}`},
		{"POST", n + "/pause", `{"question":"Di mana?"}`},
		{"DELETE", n + "/pause", ""},
		{"POST", n + "/closure", `{"text":"Selesai"}`},
		{"POST", n + "/reopening", `{"reason":"Belum"}`},
	} {
		key := "kunci " + write.method + write.path
		first := p.must(write.method, write.path, write.body, "Idempotency-Key", key)
		before := len(p.must("GET", n+"/events", "")["items"].([]any))
		again := p.must(write.method, write.path, write.body, "Idempotency-Key", key)
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%s %s again:\n%v\nnot\n%v", write.method, write.path, again, first)
		}
		if after := len(p.must("GET", n+"/events", "")["items"].([]any)); after != before {
			t.Errorf("%s %s again wrote %d events", write.method, write.path, after-before)
		}
		if write.body == "" {
			continue
		}
		other := strings.Replace(write.body, `":"`, `":"lain `, 1)
		if status, told := p.ask(write.method, write.path, other, "Idempotency-Key", key); status != 409 || told["code"] != "conflict.request_key" {
			t.Errorf("%s %s with the key of something else: %d %v", write.method, write.path, status, told)
		}
	}
	if status, _ := p.ask("POST", n+"/notes", `{"text":" "}`, "Idempotency-Key", "gagal"); status != 422 {
		t.Errorf("an empty note: %d", status)
	}
	p.must("POST", n+"/notes", `{"text":"sekarang benar"}`, "Idempotency-Key", "gagal")
}

func TestAPI_listsInPages(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "tickets:write")
	for i := range 7 {
		p.open(fmt.Sprintf(`{"text":"Jalan rusak %d","kind":"complaint"}`, i))
	}
	seen, path, pages := map[string]bool{}, "/tickets?limit=3&kind=complaint", 0
	for path != "" && pages < 9 {
		page := p.must("GET", path, "")
		for _, item := range page["items"].([]any) {
			seen[item.(map[string]any)["number"].(string)] = true
		}
		pages++
		if path = ""; page["next"] != nil {
			path = "/tickets?limit=3&kind=complaint&cursor=" + page["next"].(string)
		}
	}
	if len(seen) != 7 || pages != 3 {
		t.Errorf("%d tickets in %d pages, want 7 in 3", len(seen), pages)
	}
	cursor := url.QueryEscape(p.must("GET", "/tickets?limit=3&kind=complaint", "")["next"].(string))
	for _, c := range []struct{ name, query, field string }{
		{"a cursor of another query", "kind=aspiration&cursor=" + cursor, "query.cursor"},
		{"a broken cursor", "cursor=zzz", "query.cursor"},
		{"an unknown parameter", "colour=red", "query.colour"},
		{"an unknown kind", "kind=x%27%3B+DROP+TABLE+tickets", "query.kind"},
		{"an unknown unit", "unit=tidak-ada", "query.unit"},
		{"a limit that is no number", "limit=banyak", "query.limit"},
	} {
		status, told := p.ask("GET", "/tickets?"+c.query, "")
		fields, _ := told["errors"].([]any)
		if status != 422 || len(fields) == 0 || fields[0].(map[string]any)["location"] != c.field {
			t.Errorf("%s: %d %v", c.name, status, told)
		}
	}
}

func TestAPI_tellsProblemsInTwoLanguages(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "all")
	for lang, want := range map[string]string{"id": "Bagian ini wajib diisi.", "en": "This must be filled in."} {
		_, told := p.ask("POST", "/tickets", `{"text":""}`, "Accept-Language", lang)
		field := told["errors"].([]any)[0].(map[string]any)
		if field["location"] != "body.text" || field["code"] != "invalid.required" || !strings.HasPrefix(field["message"].(string), want[:6]) {
			t.Errorf("%s: %v", lang, field)
		}
	}
}

func TestAPI_keepsTexts(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "all")
	for name, text := range map[string]string{
		"emoji":         "Terima kasih 🙏🏽 👨‍👩‍👧‍👦 🇮🇩",
		"right to left": "السلام عليكم، الطريق مكسور",
		"markup":        `<script>alert(1)</script> & "kutip" 'satu'`,
		"SQL":           `'; DROP TABLE tickets; --`,
		"longest":       strings.Repeat("ä", 20_000),
	} {
		body, err := json.Marshal(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		messages := p.must("GET", "/tickets/"+p.open(string(body))+"/messages", "")["items"].([]any)
		if got := messages[0].(map[string]any)["text"]; got != text {
			t.Errorf("%s came back as %.80q", name, got)
		}
	}
	body := `{"text":"` + strings.Repeat("x", 100_000) + `"}`
	status, told := p.ask("POST", "/tickets", body)
	if fields, _ := told["errors"].([]any); status != 422 || fields[0].(map[string]any)["code"] != "invalid.too_long" {
		t.Errorf("100,000 characters: %d %v", status, told)
	}
}

// FuzzAPI_bodies: whatever a program sends is taken or refused, never a fault of ours.
func FuzzAPI_bodies(f *testing.F) {
	for _, seed := range []string{
		`{"text":"Jalan rusak"}`, `{"text":"a","lat":1e400}`, `{"text":"a","lat":91,"long":0}`, `{"text":null}`, `[]`, `"`, `{}{}`, ``,
		`{"text":"a\u0000b\ud800"}`, `{"text":"a","received_at":"9999-12-31T23:59:59Z"}`, `{"text":"a","received_at":"0001-01-01T00:00:00Z"}`,
		`{"text":"a","citizen":{"email":"x","phone":"` + strings.Repeat("1", 400) + `"}}`, `{"text":"a","channel":"telepati"}`,
		`{"TEXT":"a","kind":"complaint","privacy":"rahasia"}`, "{\"text\":\"\xff\xfe\"}", `{"text":"a","unit":"'; --"}`, `{"assignee":1e99}`,
	} {
		f.Add(seed)
	}
	app, s := open(f)
	secret, err := s.AddToken(context.Background(), models.System, "uji", "all")
	if err != nil {
		f.Fatal(err)
	}
	first, err := s.Receive(context.Background(), models.Citizen, models.Intake{Text: "Jalan rusak", Channel: "form"})
	if err != nil {
		f.Fatal(err)
	}
	n := apiRoot + "/tickets/" + s.Number(first.Ticket)
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{apiRoot + "/tickets", n + "/notes", n + "/assignment", n + "/transfers", n + "/classification"} {
			status, answer, _ := ask(t, app, "POST", path, body, "Authorization", "Bearer "+secret)
			if status >= 500 {
				t.Errorf("POST %s %q: %d %s", path, body, status, answer)
			}
		}
	})
}
