// Package text owns what Tanggap knows about language: cleaning what people
// type, search tokens, personal data, likeness, and suggestions with reasons.
// Everything is a pure function over strings. It must not know tickets, time,
// databases or networks.
package text
