// Functions that all queries share.
//
// A claim belongs to one article, its oa:hasSource. (Its quads' label says the
// same, but labels() ends a path in distinct labels: of three claims of one
// article it gives one row.)

// claims lists the claims about f.subject, f.predicate and f.object, each
// "<id>" or not given; one of them must be. f.at is a further path that the
// claims must be on. Each claim has subject, predicate, object, article and,
// where it differs from the default, polarity and modality.
function claims(f) {
  var parts = [["<rdf:subject>", f.subject], ["<rdf:object>", f.object], ["<rdf:predicate>", f.predicate]];
  var path = f.at || null;
  parts.forEach(function (p) {
    if (!p[1]) return;
    path = path ? path.has(p[0], p[1]) : g.V(p[1]).in(p[0]);
  });
  return distinct(path.tag("claim")
    .save("<rdf:subject>", "subject").save("<rdf:predicate>", "predicate").save("<rdf:object>", "object")
    .save("<oa:hasSource>", "article")
    .saveOpt("<kg:polarity>", "polarity").saveOpt("<kg:modality>", "modality").saveOpt("<kg:from>", "from").tagArray());
}

// distinct drops repeated claims.
function distinct(list) {
  var seen = {};
  return list.filter(function (c) {
    if (seen[c.claim]) return false;
    return seen[c.claim] = true;
  });
}

// isEdge: affirmed, and stated as fact or alleged. What is denied, possible,
// planned, hypothetical or asked makes no edge, nor does a distance: what is
// 40 km from a place is not in it.
function isEdge(c) {
  return c.from !== c.object && !c.polarity && (!c.modality || c.modality === "alleged");
}

// status is how a claim holds what it says: "stated", "alleged", "denied", "planned", ...
function status(c) {
  return c.polarity || c.modality || "stated";
}

// emitGroups emits one row for each combination of the columns named, with the
// articles that say so in `sources`.
function emitGroups(list, columns, extra) {
  var rows = {}, order = [];
  list.forEach(function (c) {
    var key = columns.map(function (k) { return c[k]; }).join("\n");
    var row = rows[key];
    if (!row) {
      row = rows[key] = {};
      columns.forEach(function (k) { row[k] = c[k]; });
      row.seen = {};
      order.push(row);
    }
    row.seen[c.article] = true;
  });
  order.forEach(function (row) {
    row.sources = Object.keys(row.seen).sort();
    delete row.seen;
    if (!extra || extra(row)) g.emit(row);
  });
}

// values gives what stands at the predicate of a node, as a list.
function values(node, predicate) {
  return g.V(node).out(predicate).toArray().sort();
}
