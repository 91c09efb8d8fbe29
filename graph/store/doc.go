// Package store keeps the graph in Cayley. It is the only package that opens
// a Cayley store: in memory, embedded on disk, or on PostgreSQL.
//
// What it promises: an article is wholly in or wholly out, whatever happens
// and at whatever moment; after any sequence of Put and Forget the quads are
// those of a fresh store of the same articles; what Put or Forget returned
// without an error is on disk.
//
// Beside the quads a store keeps an index of its own (see index.go): what is
// needed to find names and to know what changed. It is derived from the quads,
// written in the same transaction, and never exported.
package store
