package handlers

import (
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/models/sla"
)

// openAPI describes the API from the types its operations use. It is no secret: it needs no token.
func (h *handlers) openAPI(c *fiber.Ctx) error {
	return c.JSON(describe(h.Store.Origin, h.api()))
}

var apiParameter = regexp.MustCompile(`:(\w+)`)

// describe writes the description in OpenAPI 3.1. Of huma it uses the making of schemas from Go types only
// (docs/decisions.md).
func describe(origin string, api []endpoint) *huma.OpenAPI {
	registry := huma.NewMapRegistry("#/components/schemas/", func(t reflect.Type, hint string) string {
		return strings.NewReplacer("Api", "", "API", "").Replace(huma.DefaultSchemaNamer(t, hint))
	})
	for from, to := range map[reflect.Type]reflect.Type{
		reflect.TypeFor[models.Kind](): reflect.TypeFor[kindWords](), reflect.TypeFor[models.Status](): reflect.TypeFor[statusWords](),
		reflect.TypeFor[models.Priority](): reflect.TypeFor[priorityWords](), reflect.TypeFor[models.Privacy](): reflect.TypeFor[privacyWords](),
		reflect.TypeFor[sla.Step](): reflect.TypeFor[apiStep](),
	} {
		registry.RegisterTypeAlias(from, to)
	}
	doc := &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Tanggap", Version: "1",
			Description: "Tickets of citizens, their answers and clocks. docs/api.md shows it with examples.",
		},
		Servers:    []*huma.Server{{URL: origin}},
		Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}},
		Security:   []map[string][]string{{"token": {}}},
	}
	problem := registry.Schema(reflect.TypeFor[apiProblem](), true, "")
	for _, e := range api {
		doc.AddOperation(e.describe(registry, problem))
	}
	return doc
}

func (e endpoint) describe(registry huma.Registry, problem *huma.Schema) *huma.Operation {
	path := apiRoot + apiParameter.ReplaceAllString(e.path, "{$1}")
	op := &huma.Operation{
		Method: e.method, Path: path, Summary: e.summary,
		OperationID: strings.ToLower(e.method) + strings.NewReplacer("/", "-", ":", "").Replace(e.path),
		Tags:        []string{strings.Split(e.path, "/")[1]},
		Description: "Needs a token with one of the scopes " + strings.Join(models.ScopesWith(e.capability), ", ") + ".",
		Responses: map[string]*huma.Response{
			strconv.Itoa(e.status()): {Description: http.StatusText(e.status()), Content: jsonOf(registry.Schema(e.out, true, ""))},
			"default":                {Description: "What went wrong", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: problem}}},
		},
	}
	for _, name := range apiParameter.FindAllStringSubmatch(e.path, -1) {
		op.Parameters = append(op.Parameters, &huma.Param{Name: name[1], In: "path", Required: true, Schema: &huma.Schema{Type: "string"}})
	}
	switch {
	case e.method == fiber.MethodGet:
		for i := range e.in.NumField() {
			field := e.in.Field(i)
			op.Parameters = append(op.Parameters, &huma.Param{
				Name: field.Tag.Get("query"), In: "query", Description: field.Tag.Get("doc"),
				Schema: huma.SchemaFromField(registry, field, ""),
			})
		}
		return op
	case e.in.NumField() > 0:
		op.RequestBody = &huma.RequestBody{Required: true, Content: jsonOf(registry.Schema(e.in, true, ""))}
	}
	op.Parameters = append(op.Parameters, &huma.Param{
		Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string"},
		Description: "Yours, one for each intended change: sent again within seven days, it is answered again and done once.",
	})
	return op
}

func jsonOf(schema *huma.Schema) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{fiber.MIMEApplicationJSON: {Schema: schema}}
}

// apiProblem is how a failure is told (RFC 9457); see fail.go.
type apiProblem struct {
	Type      string            `json:"type" example:"about:blank"`
	Status    int               `json:"status"`
	Code      string            `json:"code" doc:"Stable, for programs."`
	Title     string            `json:"title" doc:"For people, in the language of Accept-Language."`
	Detail    string            `json:"detail,omitempty"`
	Reference string            `json:"reference,omitempty" doc:"Ours; please quote it."`
	Errors    []apiProblemField `json:"errors,omitempty"`
}

type apiProblemField struct {
	Location string `json:"location" example:"body.text"`
	Code     string `json:"code" example:"invalid.required"`
	Message  string `json:"message"`
}

// apiStep is how a step of a clock is written (sla.Step.MarshalJSON).
type apiStep struct {
	Date    string `json:"date" format:"date"`
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Seconds int64  `json:"seconds,omitempty" doc:"Counted."`
	Skip    string `json:"skip,omitempty" doc:"Why nothing was counted: weekend, paused, the name of the holiday."`
	Day     int    `json:"day,omitempty" doc:"Which working day it is."`
}

// Words of the domain are described as the values they may have.
type (
	kindWords     string
	statusWords   string
	priorityWords string
	privacyWords  string
)

func (kindWords) Schema(huma.Registry) *huma.Schema     { return wordSchema(models.Kinds) }
func (statusWords) Schema(huma.Registry) *huma.Schema   { return wordSchema(models.Statuses) }
func (priorityWords) Schema(huma.Registry) *huma.Schema { return wordSchema(models.Priorities) }
func (privacyWords) Schema(huma.Registry) *huma.Schema  { return wordSchema(models.Privacies) }

func wordSchema[W ~string](words []W) *huma.Schema {
	s := &huma.Schema{Type: "string"}
	for _, w := range words {
		s.Enum = append(s.Enum, string(w))
	}
	return s
}
