// Package regency holds the made-up regency that the demo and the seed command
// fill a database with: units, places, categories, people, holidays, and
// citizens who write in. Nobody and nothing in it exists. It knows the words
// of models/text and nothing of databases: pure data and generators.
package regency

// Name and the rest describe the regency itself.
const (
	Name   = "Kabupaten Selat Bahari"
	Domain = "selatbahari.example" // reserved top-level domain, never delivered
	Handle = "@pemkabselatbahari"
	Zone   = "Asia/Jakarta"
)
