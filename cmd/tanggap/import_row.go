package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tanggap/models"
)

// What other systems call kinds and degrees of privacy.
var (
	importKinds = map[string]models.Kind{
		"pengaduan": models.Complaint, "keluhan": models.Complaint, "laporan": models.Complaint,
		"aspirasi": models.Aspiration, "permintaan informasi": models.Information, "permohonan informasi": models.Information,
		"informasi": models.Information, "pertanyaan": models.Information, "masukan": models.Suggestion,
		"saran": models.Suggestion, "kritik": models.Criticism, "apresiasi": models.Appreciation, "komentar": models.Comment,
	}
	importPrivacies = map[string]models.Privacy{
		"anonim": models.Anonymous, "rahasia": models.Confidential, "terbuka": models.Named, "publik": models.Named,
		"bernama": models.Named,
	}
)

// intake is a row as Receive wants it; a fault names what is wrong with it. It is called in the order of the rows.
func (i *importing) intake(r row) (models.Intake, error) {
	if r.broken != nil {
		return models.Intake{}, r.broken
	}
	if len(r.fields) != len(i.columns.header) {
		return models.Intake{}, fault(fmt.Sprintf("has %d fields where the first row has %d", len(r.fields), len(i.columns.header)))
	}
	get := func(name string) string {
		if at, ok := i.columns.at[name]; ok {
			return strings.TrimSpace(r.fields[at])
		}
		return ""
	}
	in := models.Intake{
		Text: get("text"), Place: get("place"), Name: get("name"), Email: get("email"), Phone: get("phone"),
		Channel: i.channel, Unit: i.unit, Privacy: models.Named, Quiet: true,
	}
	if title := get("title"); title != "" && !strings.HasPrefix(in.Text, title) {
		in.Text = strings.TrimSpace(title + "\n" + in.Text)
	}
	wrong := errors.Join(
		choose(&in.Kind, get, "kind", importKinds, models.Kinds),
		choose(&in.Privacy, get, "privacy", importPrivacies, models.Privacies),
		choose(&in.Channel, get, "channel", nil, models.Channels),
		choose(&in.Category, get, "category", i.columns.categories, nil),
		choose(&in.Unit, get, "unit", i.columns.units, nil),
		position(&in.Lat, get("lat"), "lat"), position(&in.Long, get("long"), "long"),
		i.moment(&in.At, get("received_at")),
	)
	in.Request = i.request(&in, get("external_id"), r)
	return in, wrong
}

// choose sets a value by its own name or by what others call it; an empty cell leaves it as it is.
func choose[T ~string](out *T, get func(string) string, name string, others map[string]T, own []T) error {
	said := get(name)
	if said == "" {
		return nil
	}
	if at := slices.IndexFunc(own, func(v T) bool { return plain(string(v)) == plain(said) }); at >= 0 {
		*out = own[at]
		return nil
	}
	if v, ok := others[plain(said)]; ok {
		*out = v
		return nil
	}
	return fault(fmt.Sprintf("%s %q is not known here", name, said))
}

// position reads degrees, with a decimal point or an Indonesian comma.
func position(out **float64, said, name string) error {
	if said == "" {
		return nil
	}
	v, err := strconv.ParseFloat(strings.Replace(said, ",", ".", 1), 64)
	if err != nil {
		return fault(fmt.Sprintf("%s %q is no number of degrees", name, said))
	}
	*out = &v
	return nil
}

func (i *importing) moment(out *models.Time, said string) error {
	if said == "" {
		return nil
	}
	zone, err := time.LoadLocation(i.zone)
	if err != nil {
		return err
	}
	at, err := readMoment(said, zone)
	if err != nil {
		return err
	}
	*out = models.At(at)
	if *out > i.store.Clock() {
		return fault(fmt.Sprintf("received_at %q is still to come", said))
	}
	return nil
}

// request names the row, so that a second run finds it: by its id in the other system, or by everything it says. Equal
// rows without an id are matters of their own; they are told apart by which of them it is.
func (i *importing) request(in *models.Intake, id string, r row) models.Request {
	hash := sha256.New()
	for _, f := range importFields() {
		if at, ok := i.columns.at[f.name]; ok {
			fmt.Fprintf(hash, "%s=%d:%s\n", f.name, len(r.fields[at]), r.fields[at])
		}
	}
	digest := [sha256.Size]byte(hash.Sum(nil))
	request := models.Request{Scope: "import:" + i.source, Digest: digest[:]}
	if id != "" {
		in.ExternalID = i.source + ":" + id
		request.Key = "id:" + id
		return request
	}
	i.seen[digest]++
	request.Key = fmt.Sprintf("row:%x:%d", digest, i.seen[digest])
	return request
}

// rejectable tells whether an error is about this row, and not about the house.
func rejectable(err error) bool {
	var f fault
	if errors.As(err, &f) {
		return true
	}
	code := models.ErrorCode(err)
	return code == models.Invalid || code == models.Conflict
}

// reason is what is wrong with a row, in words for whoever puts it right.
func reason(err error) string {
	var told []string
	if e := models.AsError(err); e != nil {
		for _, one := range e.Fields() {
			words := strings.TrimPrefix(strings.TrimPrefix(one.Key, "invalid."), "conflict.")
			if one.Key == "conflict.request_key" {
				words = "was imported before with other content"
			}
			for j := 0; j+1 < len(one.Args); j += 2 {
				words += fmt.Sprintf(", %s %v", strings.ToLower(fmt.Sprint(one.Args[j])), one.Args[j+1])
			}
			told = append(told, strings.TrimSpace(one.Field+" "+strings.ReplaceAll(words, "_", " ")))
		}
		return strings.Join(told, "; ")
	}
	for line := range strings.Lines(err.Error()) {
		told = append(told, strings.TrimSpace(line))
	}
	return strings.Join(told, "; ")
}
