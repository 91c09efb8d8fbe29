// Functions that all queries share, and `ontology`: its relations ("<accused>"),
// which of them are symmetric, its types ("Country"), and which of those act.
//
// A claim belongs to one article, its oa:hasSource. (Its quads' label says the
// same, but labels() ends a path in distinct labels: of three claims of one
// article it gives one row.)

// edges lists what the articles say as fact or as alleged, each subject,
// predicate and object once: of f.subject, f.predicate and f.object, each "<id>"
// or not given. It reads no claims: a column "articles of subject predicate
// object" has kg look up who says so. Of a symmetric relation it gives those
// in which an end that is given stands on either side.
function edges(f) {
  var out = [];
  function add(s, p, o) { out.push({subject: s, predicate: p, object: o}); }
  (f.predicate ? [f.predicate] : ontology.relations).forEach(function (p) {
    var both = ontology.symmetric[p];
    if (f.subject && f.object) {
      if (g.V(f.subject).has(p, f.object).toArray().length) add(f.subject, p, f.object);
      if (both && f.subject !== f.object && g.V(f.object).has(p, f.subject).toArray().length) add(f.object, p, f.subject);
      return;
    }
    var s = f.subject || both && f.object, o = f.object || both && f.subject;
    if (s) each(g.V(s).out(p), function (x) { add(s, p, x); });
    if (o) each(g.V(o).in(p), function (x) { if (x !== s) add(x, p, o); });
    if (!s && !o) {
      each(g.V(p).in("<rdf:predicate>").out("<rdf:subject>"), function (x) {
        each(g.V(x).out(p), function (y) { add(x, p, y); });
      });
    }
  });
  return out;
}

// each calls f with each end of a path, once.
function each(path, f) { path.unique().toArray().sort().forEach(function (x) { f(x); }); }

// emitAll emits each row.
function emitAll(rows) { rows.forEach(function (r) { g.emit(r); }); }

// claims lists the claims about f.subject, f.predicate and f.object, each
// "<id>" or not given; one of them must be. f.at is a further path that the
// claims must be on. Each claim has subject, predicate, object, article and,
// where it differs from the default, polarity and modality.
function claims(f) {
  var fields = {subject: "<rdf:subject>", object: "<rdf:object>", predicate: "<rdf:predicate>"};
  var path = f.at || null;
  Object.keys(fields).forEach(function (k) {
    if (f[k]) path = path ? path.has(fields[k], f[k]) : g.V(f[k]).in(fields[k]);
  });
  path = path.tag("claim").save("<oa:hasSource>", "article");
  Object.keys(fields).forEach(function (k) {
    if (!f[k]) path = path.save(fields[k], k);
  });
  var found = distinct(path.saveOpt("<kg:polarity>", "polarity").saveOpt("<kg:modality>", "modality").tagArray());
  found.forEach(function (c) {
    Object.keys(fields).forEach(function (k) { if (f[k]) c[k] = f[k]; });
  });
  return found;
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
// planned, hypothetical or asked makes no edge.
function isEdge(c) {
  return !c.polarity && (!c.modality || c.modality === "alleged");
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

// text is the first of the values, or "".
function text(node, predicate) { return values(node, predicate)[0] || ""; }

// days gives the first and the last day of a date in EDTF, "2022-09" or
// "2013/..", as texts that sort; null where it does not name a year.
function days(edtf) {
  if (!edtf) return null;
  var ends = String(edtf).replace(/[~?%]/g, "").split("/");
  function day(d, digits, month, date) {
    if (d === "" || d === "..") return date === "-01" ? "0000" : "9999";
    var m = /^(\d{3})(\d|X)(-\d\d)?(-\d\d)?$/.exec(d);
    return m && m[1] + (m[2] === "X" ? digits : m[2]) + (m[3] || month) + (m[4] || date);
  }
  var first = day(ends[0], "0", "-01", "-01"), last = day(ends[ends.length - 1], "9", "-12", "-31");
  return first && last ? [first, last] : null;
}

// issued is when an article was published, or "".
var issuedOf = {};
function issued(article) {
  if (issuedOf[article] === undefined) issuedOf[article] = text(article, "<dcterms:issued>");
  return issuedOf[article];
}

// within: the claim speaks of a time that overlaps since to until, either of
// which may be missing. Where it gives no year, its article's date counts.
function within(c, since, until) {
  if (!since && !until) return true;
  var at = days(text(c.claim, "<kg:date>")) || days(issued(c.article));
  if (!at) return false;
  return (!since || at[1] >= days(since)[0]) && (!until || at[0] <= days(until)[1]);
}

// inside: the place is in the country, or is it.
var insideOf = {};
function inside(place, country, depth) {
  if (place === country) return true;
  if (depth === 4) return false;
  var key = place + " " + country;
  if (insideOf[key] === undefined) {
    insideOf[key] = false; // circles end here
    insideOf[key] = values(place, "<located_in>").some(function (p) { return inside(p, country, (depth || 0) + 1); });
  }
  return insideOf[key];
}

// happenedIn: the claim names a place in the country as where it happened, or
// is about a place in it.
function happenedIn(c, country) {
  if (!country) return true;
  return values(c.claim, "<kg:place>").some(function (p) { return inside(p, country); }) ||
    [c.subject, c.object].some(function (x) { return x !== country && inside(x, country); });
}
