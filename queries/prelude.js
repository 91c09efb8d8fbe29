// Functions that all queries share, and `ontology`: its relations ("<accused>"),
// which of them are symmetric, its types ("Country"), and which of those act.
//
// A claim belongs to one article, its oa:hasSource. (Its quads' label says the
// same, but labels() ends a path in distinct labels: of three claims of one
// article it gives one row.)

// kg has functions that are not written in JavaScript. They read the index of
// claims, which knows of each its subject, predicate, object, status, date,
// speakers, article and the article's date.
var kg = g.V("<kg:native>").toArray()[0];
kg.know(ontology);

// claims lists the claims wanted. f has some of: subject, predicate, object,
// speaker, place, article, each "<id>" (predicate may be a list), denied: true,
// order: "object" (by object, subject and predicate; else by subject, object
// and predicate). Each claim has claim, subject, predicate, object, article,
// status, edge, date, issued, speakers and, where it differs from the default,
// polarity and modality. f.at is a path that the claims must be on.
function claims(f) { return f.at ? claimsAt(f) : kg.claims(f); }

// eachClaim calls fn with each claim wanted, in order, as they are read, until
// fn gives false.
function eachClaim(f, fn) { kg.eachClaim(f, fn); }

// edges lists what the articles say as fact or as alleged, each subject,
// predicate and object once, in order. Fields of f as for claims. Of a symmetric
// relation it gives those in which an end that is given stands on either side.
function edges(f) { return kg.edges(f); }

// emitEdges emits them as they are read, with their articles in sources.
function emitEdges(f) { kg.emitEdges(f); }

// each calls f with each end of a path, once.
function each(path, f) { path.unique().toArray().sort().forEach(function (x) { f(x); }); }

// emitAll emits each row.
function emitAll(rows) { rows.forEach(function (r) { g.emit(r); }); }

// claimsAt finds claims by a path.
function claimsAt(f) {
  var fields = {subject: "<rdf:subject>", object: "<rdf:object>", predicate: "<rdf:predicate>"};
  var path = f.at;
  Object.keys(fields).forEach(function (k) {
    if (f[k]) path = path.has(fields[k], f[k]);
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
  if (c.edge !== undefined) return c.edge;
  return !c.polarity && (!c.modality || c.modality === "alleged");
}

// status is how a claim holds what it says: "stated", "alleged", "denied", "planned", ...
function status(c) {
  return c.polarity || c.modality || "stated";
}

// emitGroups emits one row for each combination of the columns named, with the
// articles that say so in `sources`. Instead of a list of claims it takes what
// claims() takes, or a list of such; then the columns are of subject, predicate,
// object, status, date and speaker, and the number of claims is in `statements`.
function emitGroups(list, columns) {
  if (!Array.isArray(list) || (list.length && !list[0].claim)) return kg.emitGroups(list, columns);
  var rows = {}, order = [];
  list.forEach(function (c) { groupInto(rows, order, c, columns); });
  order.forEach(emitGroup);
}

function groupInto(rows, order, c, columns) {
  var key = columns.map(function (k) { return c[k]; }).join("\n");
  var row = rows[key];
  if (!row) {
    row = rows[key] = {};
    columns.forEach(function (k) { row[k] = c[k]; });
    row.seen = {};
    order.push(row);
  }
  row.seen[c.article] = true;
}

function emitGroup(row) {
  row.sources = Object.keys(row.seen).sort();
  delete row.seen;
  g.emit(row);
}

// eachGroup is emitGroups for claims that are read as they come: fn is called
// with each claim wanted, may give it columns, and leaves out those for which
// it gives false. The claims of one subject and object are a group, and rows
// come when these have been read.
function eachGroup(f, columns, fn) {
  var rows = {}, order = [], pair = "";
  function flush() {
    order.sort(function (a, b) {
      for (var i = 0; i < columns.length; i++) {
        var x = a[columns[i]], y = b[columns[i]];
        if (x !== y) return x < y ? -1 : 1;
      }
      return 0;
    }).forEach(emitGroup);
    rows = {}; order = [];
  }
  eachClaim(f, function (c) {
    var p = c.subject + " " + c.object;
    if (p !== pair) flush();
    pair = p;
    if (fn(c) !== false) groupInto(rows, order, c, columns);
  });
  flush();
}

// values gives what stands at the predicate of a node, as a list.
function values(node, predicate) { return kg.values(node, predicate); }

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
  var at = days(c.date === undefined ? text(c.claim, "<kg:date>") : c.date) || days(c.issued === undefined ? issued(c.article) : c.issued);
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
