package models

import (
	"bytes"
	"encoding/json"

	"tanggap/models/text"
)

// Reads returns what a citizen or a colleague wrote as the actor may read it: the numbers, addresses and papers of
// people in it are shortened unless the actor may see them. Answers of ours are what the citizen got, and stay whole.
func (a Actor) Reads(s string) string {
	if a.Can(ReadPersonal) {
		return s
	}
	return text.Mask(s)
}

// ReadsData does the same with the data of an event: words in it are shortened, ids and times are not.
func (a Actor) ReadsData(raw string) json.RawMessage {
	if raw == "" {
		return json.RawMessage("{}")
	}
	if a.Can(ReadPersonal) {
		return json.RawMessage(raw)
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(raw)))
	decoder.UseNumber() // ids and instants stay as they are written
	var data any
	if err := decoder.Decode(&data); err != nil {
		return json.RawMessage("{}") // nothing rather than something unread
	}
	var masked bytes.Buffer
	encoder := json.NewEncoder(&masked)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(maskedWords(data)); err != nil {
		return json.RawMessage("{}")
	}
	return bytes.TrimSpace(masked.Bytes())
}

func maskedWords(data any) any {
	switch value := data.(type) {
	case string:
		return text.Mask(value)
	case []any:
		for i := range value {
			value[i] = maskedWords(value[i])
		}
	case map[string]any:
		for key := range value {
			value[key] = maskedWords(value[key])
		}
	}
	return data
}
