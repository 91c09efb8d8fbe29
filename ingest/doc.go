// Package ingest turns an article into a record for the graph: read, clean,
// find language, sentences and tokens, parse, find mentions, match frames and
// patterns, say how each statement is held, resolve, date, prove.
//
// Every stage is a plain function on plain values; concurrency lives in Run.
package ingest
