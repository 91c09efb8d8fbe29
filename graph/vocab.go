package graph

import "strings"

// Prefixes of the short IRIs that name kg's own things.
const (
	ArticlePrefix = "article:"
	ClaimPrefix   = "claim:"
)

// Gazetteer labels the quads of curated entities: they belong to no article.
const Gazetteer = "kg:gazetteer"

// Predicates, as short IRIs. Sources: RDF 1.1, RDFS, SKOS, OWL, Web Annotation
// (oa), Dublin Core terms, schema.org, PROV-O; kg: is kg's own.
const (
	RDFType      = "rdf:type"
	RDFSubject   = "rdf:subject"
	RDFPredicate = "rdf:predicate"
	RDFObject    = "rdf:object"
	RDFSLabel    = "rdfs:label"
	SKOSAltLabel = "skos:altLabel"
	OWLSameAs    = "owl:sameAs"
	OAExact      = "oa:exact"
	OASource     = "oa:hasSource" // claim → article; its quads' label says the same, but Gizmo's labels() drops rows

	KGStart      = "kg:start"
	KGEnd        = "kg:end"
	KGMarks      = "kg:marks"
	KGPolarity   = "kg:polarity"
	KGModality   = "kg:modality"
	KGSpeaker    = "kg:speaker"
	KGSpeakers   = "kg:speakers" // the chain in order, only where it has more than one link
	KGConfidence = "kg:confidence"
	KGDate       = "kg:date"
	KGQuantity   = "kg:quantity"
	KGFrom       = "kg:from" // entity from which a distance is counted
	KGPlace      = "kg:place"
	KGRule       = "kg:rule"
	KGQualifier  = "kg:q." // prefix: kg:q.mode

	KGCountry = "kg:country" // curated place or body → state

	KGArticle    = "kg:Article" // type
	KGSource     = "kg:source"
	KGSHA256     = "kg:sha256"
	KGTextSHA256 = "kg:textSha256"
	KGText       = "kg:text"
	KGRules      = "kg:rules"
	KGAgency     = "kg:agency"
	KGDateline   = "kg:dateline"

	DCTitle        = "dcterms:title"
	DCLanguage     = "dcterms:language"
	DCIssued       = "dcterms:issued"
	DCPublisher    = "dcterms:publisher"
	SchemaURL      = "schema:url"
	SchemaMentions = "schema:mentions"
)

// Namespaces maps the prefixes of short IRIs to the absolute IRIs that exports
// write. IRIs with none of these prefixes are kg's own, under the base IRI.
var namespaces = map[string]string{
	"rdf":     "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rdfs":    "http://www.w3.org/2000/01/rdf-schema#",
	"skos":    "http://www.w3.org/2004/02/skos/core#",
	"owl":     "http://www.w3.org/2002/07/owl#",
	"oa":      "http://www.w3.org/ns/oa#",
	"prov":    "http://www.w3.org/ns/prov#",
	"dcterms": "http://purl.org/dc/terms/",
	"schema":  "https://schema.org/",
	"xsd":     "http://www.w3.org/2001/XMLSchema#",
	"wd":      "http://www.wikidata.org/entity/",
}

// ExpandIRI gives the absolute form of a short IRI; base is put before what has
// no standard prefix.
func ExpandIRI(short, base string) string {
	if p, rest, ok := strings.Cut(short, ":"); ok {
		if ns, ok := namespaces[p]; ok {
			return ns + rest
		}
	}
	return base + short
}

// ShortenIRI undoes ExpandIRI. An IRI of neither kind is returned as it is.
func ShortenIRI(abs, base string) string {
	if rest, ok := strings.CutPrefix(abs, base); ok && base != "" {
		return rest
	}
	best, short := 0, abs
	for p, ns := range namespaces {
		if rest, ok := strings.CutPrefix(abs, ns); ok && len(ns) > best {
			best, short = len(ns), p+":"+rest
		}
	}
	return short
}
