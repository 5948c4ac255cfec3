// Package models is the domain: rows, verbs and all SQL, behind one concrete Store.
// Every verb and query takes an Actor, whose scope is the first WHERE.
// It must not know HTTP, templates, locales or a network's wire format.
package models
