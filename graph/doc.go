// Package graph holds the domain: articles, entities, claims, and how each is
// written as quads. It knows no store and imports nothing of kg.
//
// A claim is one statement that one passage of one article makes. It is
// proved by that passage: a half-open byte span of the article's stored text
// (Web Annotation's oa:TextPositionSelector, but in bytes). An edge
// (subject, predicate, object, article) exists while a claim supports it.
package graph
