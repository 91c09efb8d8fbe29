// The words of the page, in the languages of the labels.
const words = {
  en: {
    edgesN: ['{0} edge', '{0} edges'], noYear: 'Year not told', yearless: '{0} (no year)', about: 'about {0}', unsure: '{0} (uncertain)', between: '{0} – {1}', sinceDay: 'since {0}', untilDay: 'until {0}', seasons: ['spring', 'summer', 'autumn', 'winter'], differ_date: 'when', differ_number: 'how many', differ_place: 'where', differ_status: 'what became of it', differ_denial: 'whether', differ_accusation: 'accused and denied', differ_weekday: 'weekday', title: 'kg explorer', skip: 'Skip to the table of the graph', search: 'Find a person, country, group, place …', searchLabel: 'Find an entity in any language',
    none: 'Nothing has that name.', similar: 'Did you mean', calledBy: 'articles call it “{0}”', named: 'also {0}', nothingSaid: 'nothing is said of it',
    statements: ['{0} statement', '{0} statements'], statementsMany: '100 statements or more', language: 'Language', filters: 'Filters', filtersOn: 'Filters ({0})',
    clear: 'Clear all', drawing: 'Drawing', table: 'Table', fit: 'Fit', zoomIn: 'Zoom in', zoomOut: 'Zoom out', copy: 'Copy link', copied: 'The link is copied.', download: 'Download',
    details: 'Details', conflicts: 'Conflicts', timeline: 'Timeline', questions: 'Questions', panel: 'About the graph',
    startTitle: 'See who did what to whom, and who says so',
    startText: 'Search a name in any language, or begin with one of these. Every line of the drawing is proved by passages of the articles: select it to read them.',
    holds: '{0} articles · {1} entities · {2} statements', emptyStore: 'The store is empty.', emptyHint: 'Read articles into it with `kg ingest`, then load this page again.',
    relation: 'Relation', source: 'Source', articleLang: 'Language of the article', held: 'Certainty', types: 'Kind of neighbour', date: 'Date of the event', since: 'from', until: 'to',
    minSources: 'At least so many sources', undated: '{0} of {1} statements have no date; a date filter leaves them out.', dateForm: 'YYYY, YYYY-MM or YYYY-MM-DD', all: 'all',
    stated: 'stated', alleged: 'alleged', denied: 'denied', possible: 'possible', planned: 'planned', hypothetical: 'hypothetical', asked: 'asked',
    conflict: 'conflict', cooperation: 'cooperation', tie: 'tie', kinds: 'Kinds', lines: 'Lines', legend: 'Legend', widthIs: 'wider: more independent sources', dashedIs: 'dashed: only alleged', dottedIs: 'dotted: denied, planned, possible …',
    shown: '{0} entities, {1} edges', leftOut: '{0} more neighbours and {1} edges are not drawn: the eye cannot hold more.', narrow: 'Narrow it to', unread: 'There are more statements than are read at once; the counts are of a part.',
    nothingLeft: 'The filters leave nothing to draw.', alone: 'The articles say nothing that ties it to anything.',
    expand: 'Show its neighbours', collapse: 'Hide its neighbours', onlyThis: 'Show only this', names: 'Names', sameAs: 'Same as', edges: 'Edges in the drawing', noEdges: 'No edge in the drawing.',
    passages: ['{0} passage', '{0} passages'], sources: ['{0} source', '{0} sources'], inArticles: ['in {0} article', 'in {0} articles'], noEdgeClaim: 'makes no edge', saidBy: 'according to {0}', certainty: 'certainty', on: 'date', number: 'number', place: 'place', rule: 'rule', bytes: 'bytes {0}–{1}',
    read: 'Read in the article', more: 'Show more', close: 'Close', marked: ['{0} passage marked', '{0} passages marked'], part: 'Bytes {0}–{1} of {2}', earlier: 'Earlier text', later: 'Later text', original: 'Open the original',
    subject: 'Subject', object: 'Object', cue: 'tie', first: 'First', last: 'Last', sourcesCol: 'Sources', passagesCol: 'Passages', keys: 'Keys', tableHint: 'The same graph as a table. Select a row’s relation to read its passages.',
    keysText: 'Arrows go from node to node, . and , round a node’s edges, Enter opens, + − 0 zoom. Click on a node to show its neighbours.',
    canvas: 'Drawing of the graph. Arrow keys go from node to node, full stop and comma from edge to edge, Enter opens. The table has the same.',
    conflictsHint: 'Where the sources disagree about what is shown.', noConflicts: 'The sources do not disagree about what is shown.', agreeTitle: 'Where they agree', timelineHint: 'Dated statements about what is shown, as precise as the articles are.', noTimeline: 'No statement about what is shown has a date.',
    texts: 'Texts', inTexts: 'Search the articles for “{0}”', textsHint: 'Words in the articles, whatever their endings and accents; in quotation marks as they stand.', find: 'Find', noTexts: 'No article has all of these words.', free: 'Questions of your own, in Gizmo:', freePage: 'the query page', choose: 'Choose an entity first.', run: 'Ask', needed: 'needed', optional: 'optional', rows: ['{0} row', '{0} rows'], moreRows: 'There are more rows; narrow the question.', noRows: 'The articles say nothing of that.', back: 'All questions',
    retry: 'Try again', tooMany: 'Neighbours of {0} entities are shown, which is the most. Hide those of one first.', loading: 'Loading …', edgeSpoken: '{0} {1} {2}, {3}', nodeSpoken: '{0}, {1}, {2}', expanded: 'neighbours are shown', loaded: 'The drawing shows {0} entities and {1} edges.', file: 'File', noDates: '{0} more have no date.',
    notHere: '“{0}” is not in the store.', anew: 'Begin anew', languagesOf: { de: 'German', en: 'English', fr: 'French', und: 'unknown' },
  },
};
Object.assign(words, {
  de: {
    ...words.en,
    edgesN: ['{0} Kante', '{0} Kanten'], noYear: 'Jahr nicht genannt', yearless: '{0} (ohne Jahr)', about: 'etwa {0}', unsure: '{0} (unsicher)', between: '{0} – {1}', sinceDay: 'seit {0}', untilDay: 'bis {0}', seasons: ['Frühling', 'Sommer', 'Herbst', 'Winter'], differ_date: 'wann', differ_number: 'wie viele', differ_place: 'wo', differ_status: 'was daraus wurde', differ_denial: 'ob', differ_accusation: 'beschuldigt und bestritten', differ_weekday: 'Wochentag', title: 'kg-Explorer', skip: 'Zur Tabelle des Graphen springen', search: 'Person, Staat, Gruppe, Ort … finden', searchLabel: 'Eine Entität in jeder Sprache finden',
    none: 'Nichts heißt so.', similar: 'Gemeint war vielleicht', calledBy: 'in Artikeln „{0}“', named: 'auch {0}', nothingSaid: 'nichts wird darüber gesagt',
    statements: ['{0} Aussage', '{0} Aussagen'], statementsMany: '100 Aussagen oder mehr', language: 'Sprache', filters: 'Filter', filtersOn: 'Filter ({0})',
    clear: 'Alle aufheben', drawing: 'Zeichnung', table: 'Tabelle', fit: 'Einpassen', zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', copy: 'Link kopieren', copied: 'Der Link ist kopiert.', download: 'Herunterladen',
    details: 'Einzelheiten', conflicts: 'Widersprüche', timeline: 'Zeitleiste', questions: 'Fragen', panel: 'Zum Graphen',
    startTitle: 'Wer hat wem was getan, und wer sagt das?',
    startText: 'Suchen Sie einen Namen in jeder Sprache, oder beginnen Sie mit einem von diesen. Jede Linie der Zeichnung ist durch Stellen der Artikel belegt: Wählen Sie sie aus, um sie zu lesen.',
    holds: '{0} Artikel · {1} Entitäten · {2} Aussagen', emptyStore: 'Der Speicher ist leer.', emptyHint: 'Lesen Sie mit `kg ingest` Artikel ein, und laden Sie diese Seite neu.',
    relation: 'Beziehung', source: 'Quelle', articleLang: 'Sprache des Artikels', held: 'Gewissheit', types: 'Art des Nachbarn', date: 'Datum des Ereignisses', since: 'von', until: 'bis',
    minSources: 'Mindestens so viele Quellen', undated: '{0} von {1} Aussagen haben kein Datum; ein Datumsfilter lässt sie weg.', dateForm: 'JJJJ, JJJJ-MM oder JJJJ-MM-TT', all: 'alle',
    stated: 'als Tatsache', alleged: 'angeblich', denied: 'bestritten', possible: 'möglich', planned: 'geplant', hypothetical: 'angenommen', asked: 'gefragt',
    conflict: 'Konflikt', cooperation: 'Zusammenarbeit', tie: 'Verbindung', kinds: 'Arten', lines: 'Linien', legend: 'Legende', widthIs: 'breiter: mehr unabhängige Quellen', dashedIs: 'gestrichelt: nur angeblich', dottedIs: 'gepunktet: bestritten, geplant, möglich …',
    shown: '{0} Entitäten, {1} Kanten', leftOut: '{0} weitere Nachbarn und {1} Kanten sind nicht gezeichnet: Mehr fasst das Auge nicht.', narrow: 'Einschränken auf', unread: 'Es gibt mehr Aussagen, als auf einmal gelesen werden; die Zahlen gelten für einen Teil.',
    nothingLeft: 'Die Filter lassen nichts übrig.', alone: 'Die Artikel verbinden es mit nichts.',
    expand: 'Nachbarn zeigen', collapse: 'Nachbarn verbergen', onlyThis: 'Nur dies zeigen', names: 'Namen', sameAs: 'Dasselbe wie', edges: 'Kanten in der Zeichnung', noEdges: 'Keine Kante in der Zeichnung.',
    passages: ['{0} Stelle', '{0} Stellen'], sources: ['{0} Quelle', '{0} Quellen'], inArticles: ['in {0} Artikel', 'in {0} Artikeln'], noEdgeClaim: 'macht keine Kante', saidBy: 'laut {0}', certainty: 'Gewissheit', on: 'Datum', number: 'Zahl', place: 'Ort', rule: 'Regel', bytes: 'Bytes {0}–{1}',
    read: 'Im Artikel lesen', more: 'Mehr zeigen', close: 'Schließen', marked: ['{0} Stelle markiert', '{0} Stellen markiert'], part: 'Bytes {0}–{1} von {2}', earlier: 'Text davor', later: 'Text danach', original: 'Original öffnen',
    subject: 'Subjekt', object: 'Objekt', first: 'Zuerst', last: 'Zuletzt', sourcesCol: 'Quellen', passagesCol: 'Stellen', keys: 'Tasten', tableHint: 'Derselbe Graph als Tabelle. Wählen Sie die Beziehung einer Zeile, um die Stellen zu lesen.',
    keysText: 'Pfeile gehen von Knoten zu Knoten, . und , um die Kanten eines Knotens, Enter öffnet, + − 0 zoomen. Ein Klick auf einen Knoten zeigt seine Nachbarn.',
    canvas: 'Zeichnung des Graphen. Pfeiltasten gehen von Knoten zu Knoten, Punkt und Komma von Kante zu Kante, Enter öffnet. Die Tabelle hat dasselbe.',
    conflictsHint: 'Wo die Quellen einander über das Gezeigte widersprechen.', noConflicts: 'Die Quellen widersprechen einander nicht über das Gezeigte.', agreeTitle: 'Wo sie übereinstimmen', timelineHint: 'Datierte Aussagen über das Gezeigte, so genau wie die Artikel.', noTimeline: 'Keine Aussage über das Gezeigte hat ein Datum.',
    texts: 'Texte', inTexts: 'In den Artikeln nach „{0}“ suchen', textsHint: 'Wörter in den Artikeln, gleich welcher Endung; in Anführungszeichen so, wie sie dastehen.', find: 'Suchen', noTexts: 'Kein Artikel hat all diese Wörter.', free: 'Eigene Fragen, in Gizmo:', freePage: 'die Abfrageseite', choose: 'Wählen Sie zuerst eine Entität.', run: 'Fragen', needed: 'nötig', optional: 'freiwillig', rows: ['{0} Zeile', '{0} Zeilen'], moreRows: 'Es gibt mehr Zeilen; grenzen Sie die Frage ein.', noRows: 'Die Artikel sagen dazu nichts.', back: 'Alle Fragen',
    retry: 'Noch einmal', tooMany: 'Die Nachbarn von {0} Entitäten sind gezeigt, mehr geht nicht. Verbergen Sie zuerst die von einer.', loading: 'Wird geladen …', nodeSpoken: '{0}, {1}, {2}', expanded: 'Nachbarn sind gezeigt', loaded: 'Die Zeichnung zeigt {0} Entitäten und {1} Kanten.', file: 'Datei', noDates: '{0} weitere haben kein Datum.',
    notHere: '„{0}“ ist nicht im Speicher.', anew: 'Neu beginnen', languagesOf: { de: 'Deutsch', en: 'Englisch', fr: 'Französisch', und: 'unbekannt' },
  },
  fr: {
    ...words.en,
    edgesN: ['{0} arête', '{0} arêtes'], noYear: 'Année non dite', yearless: '{0} (sans année)', about: 'vers {0}', unsure: '{0} (incertain)', between: '{0} – {1}', sinceDay: 'depuis {0}', untilDay: 'jusqu’à {0}', seasons: ['printemps', 'été', 'automne', 'hiver'], differ_date: 'quand', differ_number: 'combien', differ_place: 'où', differ_status: 'ce qu’il en est advenu', differ_denial: 'si', differ_accusation: 'accusé et nié', differ_weekday: 'jour de la semaine', title: 'explorateur kg', skip: 'Aller au tableau du graphe', search: 'Trouver une personne, un pays, un groupe, un lieu …', searchLabel: 'Trouver une entité dans toute langue',
    none: 'Rien ne porte ce nom.', similar: 'Vouliez-vous dire', calledBy: 'les articles disent « {0} »', named: 'aussi {0}', nothingSaid: 'rien n’en est dit',
    statements: ['{0} énoncé', '{0} énoncés'], statementsMany: '100 énoncés ou plus', language: 'Langue', filters: 'Filtres', filtersOn: 'Filtres ({0})',
    clear: 'Tout effacer', drawing: 'Dessin', table: 'Tableau', fit: 'Ajuster', zoomIn: 'Agrandir', zoomOut: 'Réduire', copy: 'Copier le lien', copied: 'Le lien est copié.', download: 'Télécharger',
    details: 'Détails', conflicts: 'Désaccords', timeline: 'Chronologie', questions: 'Questions', panel: 'À propos du graphe',
    startTitle: 'Qui a fait quoi à qui, et qui le dit',
    startText: 'Cherchez un nom dans toute langue, ou commencez par l’un de ceux-ci. Chaque ligne du dessin est prouvée par des passages des articles : choisissez-la pour les lire.',
    holds: '{0} articles · {1} entités · {2} énoncés', emptyStore: 'Le dépôt est vide.', emptyHint: 'Lisez-y des articles avec `kg ingest`, puis rechargez cette page.',
    relation: 'Relation', source: 'Source', articleLang: 'Langue de l’article', held: 'Certitude', types: 'Genre du voisin', date: 'Date de l’événement', since: 'de', until: 'à',
    minSources: 'Au moins tant de sources', undated: '{0} énoncés sur {1} n’ont pas de date ; un filtre de date les laisse de côté.', dateForm: 'AAAA, AAAA-MM ou AAAA-MM-JJ', all: 'tous',
    stated: 'affirmé', alleged: 'allégué', denied: 'nié', possible: 'possible', planned: 'prévu', hypothetical: 'supposé', asked: 'demandé',
    conflict: 'conflit', cooperation: 'coopération', tie: 'lien', kinds: 'Genres', lines: 'Lignes', legend: 'Légende', widthIs: 'plus large : plus de sources indépendantes', dashedIs: 'tirets : seulement allégué', dottedIs: 'points : nié, prévu, possible …',
    shown: '{0} entités, {1} arêtes', leftOut: '{0} autres voisins et {1} arêtes ne sont pas dessinés : l’œil n’en saisit pas plus.', narrow: 'Restreindre à', unread: 'Il y a plus d’énoncés qu’il n’en est lu d’un coup ; les nombres sont ceux d’une partie.',
    nothingLeft: 'Les filtres ne laissent rien.', alone: 'Les articles ne le lient à rien.',
    expand: 'Montrer ses voisins', collapse: 'Cacher ses voisins', onlyThis: 'Ne montrer que lui', names: 'Noms', sameAs: 'Identique à', edges: 'Arêtes du dessin', noEdges: 'Aucune arête dans le dessin.',
    passages: ['{0} passage', '{0} passages'], sources: ['{0} source', '{0} sources'], inArticles: ['dans {0} article', 'dans {0} articles'], noEdgeClaim: 'ne fait pas d’arête', saidBy: 'selon {0}', certainty: 'certitude', on: 'date', number: 'nombre', place: 'lieu', rule: 'règle', bytes: 'octets {0}–{1}',
    read: 'Lire dans l’article', more: 'En montrer plus', close: 'Fermer', marked: ['{0} passage marqué', '{0} passages marqués'], part: 'Octets {0}–{1} sur {2}', earlier: 'Texte précédent', later: 'Texte suivant', original: 'Ouvrir l’original',
    subject: 'Sujet', object: 'Objet', first: 'Début', last: 'Fin', sourcesCol: 'Sources', passagesCol: 'Passages', keys: 'Touches', tableHint: 'Le même graphe en tableau. Choisissez la relation d’une ligne pour lire ses passages.',
    keysText: 'Les flèches vont de nœud en nœud, . et , d’arête en arête, Entrée ouvre, + − 0 pour le zoom. Un clic sur un nœud montre ses voisins.',
    canvas: 'Dessin du graphe. Les flèches vont de nœud en nœud, point et virgule d’arête en arête, Entrée ouvre. Le tableau dit la même chose.',
    texts: 'Textes', inTexts: 'Chercher « {0} » dans les articles', textsHint: 'Des mots des articles, quelles que soient leurs fins et leurs accents ; entre guillemets, tels quels.', find: 'Chercher', noTexts: 'Aucun article n’a tous ces mots.', free: 'Vos propres questions, en Gizmo :', freePage: 'la page de requêtes', conflictsHint: 'Où les sources se contredisent sur ce qui est montré.', noConflicts: 'Les sources ne se contredisent pas sur ce qui est montré.', agreeTitle: 'Où elles s’accordent', timelineHint: 'Énoncés datés sur ce qui est montré, aussi précis que les articles.', noTimeline: 'Aucun énoncé sur ce qui est montré n’a de date.',
    choose: 'Choisissez d’abord une entité.', run: 'Demander', needed: 'nécessaire', optional: 'facultatif', rows: ['{0} ligne', '{0} lignes'], moreRows: 'Il y a d’autres lignes ; précisez la question.', noRows: 'Les articles n’en disent rien.', back: 'Toutes les questions',
    retry: 'Réessayer', tooMany: 'Les voisins de {0} entités sont montrés, c’est le maximum. Cachez d’abord ceux d’une entité.', loading: 'Chargement …', nodeSpoken: '{0}, {1}, {2}', expanded: 'voisins montrés', loaded: 'Le dessin montre {0} entités et {1} arêtes.', file: 'Fichier', noDates: '{0} autres n’ont pas de date.',
    notHere: '« {0} » n’est pas dans le dépôt.', anew: 'Recommencer', languagesOf: { de: 'allemand', en: 'anglais', fr: 'français', und: 'inconnue' },
  },
});

let now = words.en;

/** speak chooses the language of the page; one that it does not know is English. */
export function speak(lang) {
  now = words[lang] ?? words.en;
  document.documentElement.lang = words[lang] ? lang : 'en';
}

/** t gives a text, with the values put in. Where there is a plural, the first value chooses. */
export function t(key, ...values) {
  let s = now[key];
  if (Array.isArray(s)) s = s[values[0] === 1 ? 0 : 1];
  return s.replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** languageName is the name of an article's language. */
export const languageName = (code) => now.languagesOf[code] ?? code;

/** day writes an EDTF date for a person, no more precisely than it is. */
export function day(edtf) {
  if (!edtf) return '';
  const [from, to] = edtf.split('/');
  if (to === undefined) return point(from);
  if (from === '..' || from === '') return t('untilDay', point(to));
  if (to === '..' || to === '') return t('sinceDay', point(from));
  if (from.startsWith('XXXX') && to.startsWith('XXXX')) return t('yearless', t('between', point(from, true), point(to, true)));
  return t('between', point(from), point(to));
}

function point(s, bare) {
  const m = /^(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d))?([~?%]?)$/.exec(s);
  if (!m) return s;
  const [, year, month, date, mark] = m;
  const locale = { en: 'en-GB' }[document.documentElement.lang] ?? document.documentElement.lang;
  const write = (options) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(Date.UTC(year === 'XXXX' ? 2000 : Number(year), (Number(month) || 1) - 1, Number(date) || 1)));
  let text = year;
  if (Number(month) >= 21 && Number(month) <= 24) text = `${now.seasons[Number(month) - 21]} ${year}`;
  else if (Number(month) > 12 || month === 'XX') return s;
  else if (month) text = write({ month: 'long', ...(date && { day: 'numeric' }), ...(year !== 'XXXX' && { year: 'numeric' }) });
  if (year === 'XXXX' && !bare) text = t('yearless', text);
  if (mark === '~') text = t('about', text);
  if (mark === '?' || mark === '%') text = t('unsure', text);
  return text;
}
