// The explorer. See ../README.md for how it is built.
import { cut, el, name, replace, save, visible } from './dom.js';
import { address, get, Problem } from './api.js';
import { Canvas, edgeId } from './canvas.js';
import { Filters } from './filters.js';
import { glyph, onScheme, toneGlyph } from './look.js';
import { agreementRow, conflictCard, timelineList } from './compared.js';
import { chip, Passages, Reader, textCard, thing } from './passages.js';
import { Questions } from './questions.js';
import { Search } from './search.js';
import { filtered, filters, read, write } from './state.js';
import { Table } from './table.js';
import { day, speak, t } from './words.js';

const $ = (id) => document.getElementById(id);

let state = read(location.search);
let meta = null;
let graph = null;
let asked = ''; // what the drawing was asked for
let loading = null;
let showing = null;

// --- the frame of the page -----------------------------------------------

const live = el('div', { class: 'sr', role: 'status', 'aria-live': 'polite' });
const announce = (text) => { live.textContent = text; };
const reader = new Reader(() => state);
const passages = new Passages((p) => reader.open(p));
const questions = new Questions({ state: () => state, meta: () => meta, go: (part) => go(part), node: (id) => add(id) });

function frame() {
  const tab = (id, label) => el('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'panel-body', 'data-tab': id, onclick: () => go({ tab: id }) }, label);
  const view = (id, label) => el('button', { type: 'button', 'data-view': id, 'aria-pressed': 'false', onclick: () => go({ view: id }) }, label);
  const search = new Search(t('searchLabel'), t('search'), { lang: () => state.lang, pick: (x) => { search.clear(); start(x.id); }, texts: (words) => go({ words, tab: 'texts' }) });
  search.input.id = 'search';
  document.title = t('title');
  const bar = el('header', { class: 'bar' },
    el('a', { class: 'brand', href: '/explore', onclick: (e) => { e.preventDefault(); go({ ...read(''), lang: state.lang }); } }, el('img', { src: '/explore/icon.svg', alt: '', width: 26, height: 26 }), el('span', {}, 'kg')),
    el('form', { role: 'search', onsubmit: (e) => e.preventDefault() }, search.box),
    el('div', { class: 'tools' },
      el('button', { type: 'button', id: 'toggle-filters', 'aria-expanded': 'false', 'aria-controls': 'filters', onclick: () => toggleFilters() }, t('filters')),
      el('details', { class: 'menu' }, el('summary', {}, t('download')), el('ul', {}, ['SVG', 'PNG', 'DOT', 'GEXF'].map((f) => el('li', {}, el('button', { type: 'button', onclick: (e) => { e.target.closest('details').open = false; download(f); } }, f))))),
      el('button', { type: 'button', onclick: share }, t('copy')),
      el('label', {}, el('span', { class: 'sr' }, t('language')), el('select', { id: 'lang', onchange: (e) => go({ lang: e.target.value }) }, ['en', 'de', 'fr'].map((l) => el('option', { value: l, selected: l === state.lang }, { en: 'English', de: 'Deutsch', fr: 'Français' }[l]))))));
  const stage = el('section', { class: 'stage', 'aria-label': t('drawing') },
    el('div', { class: 'stagebar' },
      el('div', { class: 'switch', role: 'group' }, view('drawing', t('drawing')), view('table', t('table'))),
      el('p', { id: 'counts', class: 'dim' }),
      el('div', { class: 'zoom', role: 'group', id: 'zoom' }, [['−', t('zoomOut'), () => canvas.zoom(0.8)], ['+', t('zoomIn'), () => canvas.zoom(1.25)], ['⤢', t('fit'), () => canvas.fit()]].map(([s, l, f]) => el('button', { type: 'button', class: 'icon', title: l, 'aria-label': l, onclick: f }, s)))),
    el('div', { id: 'notice', role: 'status' }),
    el('div', { class: 'drawing', id: 'drawing' },
      el('div', { id: 'canvas', tabindex: 0, role: 'application', 'aria-label': t('canvas'), onkeydown: (e) => canvas.key(e) && e.preventDefault() }),
      el('div', { id: 'empty' }),
      el('p', { class: 'keys' }, t('keysText'))),
    el('div', { id: 'table', tabindex: -1 }),
    el('details', { class: 'legend', open: innerWidth > 760 }, el('summary', {}, t('legend')), el('div', { id: 'legend' })));
  const panel = el('aside', { class: 'panel', 'aria-label': t('panel') },
    el('div', { role: 'tablist', class: 'tabs', onkeydown: tabKeys }, tab('details', t('details')), tab('conflicts', t('conflicts')), tab('timeline', t('timeline')), tab('texts', t('texts')), tab('questions', t('questions'))),
    el('div', { id: 'panel-body', role: 'tabpanel', tabindex: 0 }));
  replace(document.body, el('a', { class: 'skip', href: '#table', onclick: (e) => { e.preventDefault(); go({ view: 'table' }); $('table').focus(); } }, t('skip')),
    bar, el('main', {}, el('aside', { id: 'filters', class: 'filters', 'aria-label': t('filters') }), stage, panel), el('div', { id: 'progress', hidden: true }), live, reader.dialog);
}

let canvas, table, filterBox;

function build() {
  frame();
  canvas?.cy.destroy();
  canvas = new Canvas($('canvas'), {
    node: (id) => expand(id), edge: (e) => pickEdge(e), nothing: () => state.selected && go({ selected: null }),
    say: ({ node, edge, edges }) => announce(node ? t('nodeSpoken', visible(node.label), typeLabel(node.type), t('edgesN', edges)) + (node.expanded ? `, ${t('expanded')}` : '') : t('edgeSpoken', label(edge.subject), visible(edge.label), label(edge.object), t('sources', edge.sources))),
  });
  table = new Table($('table'), { edge: (e) => pickEdge(e), node: (id) => expand(id) });
  filterBox = new Filters($('filters'), { state: () => state, meta: () => meta, change: (part) => go(part), close: () => { toggleFilters(false); $('toggle-filters').focus(); } });
}

const typeLabel = (id) => meta.types.find((x) => x.id === id)?.label ?? id;
const label = (id) => visible(graph?.nodes.find((n) => n.id === id)?.label ?? id);

function tabKeys(e) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
  if (!by) return;
  const tabs = [...e.currentTarget.querySelectorAll('[role=tab]')];
  const next = tabs[(tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length];
  next.focus();
  next.click();
}

function toggleFilters(open = !document.body.classList.contains('with-filters')) {
  document.body.classList.toggle('with-filters', open);
  $('toggle-filters').setAttribute('aria-expanded', String(open));
  if (open) $('filters').querySelector('input')?.focus({ preventScroll: true });
}

// --- what can be done ----------------------------------------------------

/** go changes the state, the address, and what is shown. */
function go(part, how = 'push') {
  const before = state.lang;
  state = { ...state, ...part };
  const url = write(state);
  if (url !== location.pathname + location.search) history[`${how}State`](null, '', url);
  show(state.lang !== before);
}

const start = (id) => go({ node: [id], selected: { node: id }, tab: 'details', type: [] });

function add(id) {
  if (state.node.length === 0) return start(id);
  return expand(id);
}

function expand(id) {
  if (state.node.includes(id)) return go({ selected: { node: id }, tab: 'details' });
  if (state.node.length >= 12) {
    notice(t('tooMany', state.node.length));
    return go({ selected: { node: id }, tab: 'details' });
  }
  return go({ node: [...state.node, id], selected: { node: id }, tab: 'details' });
}

function collapse(id) { go({ node: state.node.filter((x) => x !== id), selected: state.node.length > 1 ? { node: id } : null }); }

function pickEdge(e) {
  go({ selected: { subject: e.subject, relation: e.relation, object: e.object }, tab: 'details' });
  if (innerWidth <= 760) document.querySelector('.panel').scrollIntoView({ behavior: 'smooth' });
}

async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    notice(t('copied'), 'good');
  } catch {
    prompt(t('copy'), location.href);
  }
}

const graphParams = (more = {}) => ({ node: state.node, lang: state.lang, ...filters(state), ...more });

async function download(format) {
  if (!graph?.nodes.length) return notice(t('choose'));
  if (format === 'SVG') return save('graph.svg', new Blob([canvas.svg()], { type: 'image/svg+xml' }));
  if (format === 'PNG') return save('graph.png', await canvas.png());
  const answer = await fetch(address('graph', graphParams({ format: format.toLowerCase() })));
  if (!answer.ok) return notice((await answer.json().catch(() => ({}))).detail ?? answer.statusText);
  return save(`graph.${format.toLowerCase()}`, await answer.blob());
}

// --- what is shown -------------------------------------------------------

function notice(text, kind = 'bad') {
  replace($('notice'), text && el('p', { class: `notice ${kind}` }, text));
  clearTimeout(notice.timer);
  if (text && kind === 'good') notice.timer = setTimeout(() => replace($('notice')), 3500);
}

async function show(language) {
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  try {
    if (language || !meta) {
      speak(state.lang);
      meta = await get('meta', { lang: state.lang }, signal);
      build();
      graph = null;
      asked = '';
    }
    $('lang').value = state.lang;
    switches();
    const wants = JSON.stringify(graphParams());
    if (wants !== asked) await load(wants, signal);
    canvas.select(state.selected);
    await panel();
  } catch (e) {
    if (e.name === 'AbortError') return;
    if (!(e instanceof Problem)) throw e;
    failed(e);
  } finally {
    if (!signal.aborted && $('progress')) $('progress').hidden = true;
  }
}

function failed(e) {
  if (!$('empty')) build0();
  const lost = [400, 404].includes(e.status);
  document.body.classList.add('welcome');
  replace($('empty'), el('div', { class: 'card' }, el('h2', {}, lost && state.node.length === 1 ? t('notHere', cut(state.node[0], 60)) : visible(e.message)),
    lost ? el('button', { type: 'button', class: 'primary', onclick: () => go({ ...read(''), lang: state.lang }) }, t('anew'))
      : el('button', { type: 'button', class: 'primary', onclick: () => { asked = ''; show(!meta); } }, t('retry'))));
  announce(e.message);
}

// build0 makes a page for an error that came before anything else.
function build0() {
  speak(state.lang);
  replace(document.body, el('main', { class: 'alone' }, el('div', { id: 'empty' })), live);
}

function switches() {
  document.body.dataset.view = state.view;
  document.body.dataset.tab = state.tab;
  for (const b of document.querySelectorAll('button[data-view]')) b.setAttribute('aria-pressed', String(b.dataset.view === state.view));
  for (const b of document.querySelectorAll('button[data-tab]')) {
    const on = b.dataset.tab === state.tab;
    b.setAttribute('aria-selected', String(on));
    b.tabIndex = on ? 0 : -1;
    if (on) $('panel-body').setAttribute('aria-labelledby', b.id);
  }
  const n = filtered(state);
  $('toggle-filters').textContent = n ? t('filtersOn', n) : t('filters');
}

async function load(wants, signal) {
  notice('');
  replace($('empty'));
  if (!state.node.length) {
    graph = { nodes: [], edges: [] };
    asked = wants;
    canvas.draw(graph, true);
    filterBox.show(null);
    return welcome();
  }
  const wait = setTimeout(() => {
    $('progress').hidden = false;
    if (!graph?.nodes.length) replace($('empty'), el('p', { class: 'dim' }, t('loading')));
  }, 150);
  try {
    const next = await get('graph', graphParams(), signal);
    const fresh = !graph?.nodes.length || !next.nodes.some((n) => graph.nodes.some((m) => m.id === n.id));
    graph = next;
    asked = wants;
    replace($('empty'));
    draw(fresh);
  } finally {
    clearTimeout(wait);
    $('progress').hidden = true;
  }
  return null;
}

function draw(fresh) {
  document.body.classList.remove('welcome');
  tooMuch(graph.left_out);
  legend();
  canvas.draw(graph, fresh);
  table.show(graph);
  filterBox.show(graph.facets);
  $('counts').textContent = t('shown', graph.nodes.length, graph.edges.length);
  announce(t('loaded', graph.nodes.length, graph.edges.length));
  if (!graph.edges.length) replace($('empty'), el('div', { class: 'card low' }, el('p', {}, filtered(state) || graph.facets.claims ? t('nothingLeft') : t('alone')), filtered(state) > 0 && el('button', { type: 'button', onclick: () => filterBox.clear() }, t('clear'))));
}

// tooMuch says what was left out of the drawing, and offers to filter.
function tooMuch(out) {
  if (!out.edges && !out.unread) return;
  const chips = [...out.types.slice(0, 4).map((x) => ['type', x]), ...out.relations.slice(0, 5).map((x) => ['relation', x])];
  replace($('notice'), el('div', { class: 'notice' }, el('p', {}, out.edges > 0 && t('leftOut', out.nodes, out.edges), out.unread && ` ${t('unread')}`),
    chips.length > 0 && el('p', { class: 'chips' }, `${t('narrow')}: `, chips.map(([part, x]) => el('button', { type: 'button', class: 'pill', onclick: () => go({ [part]: [x.id] }) }, visible(x.label), el('span', { class: 'count' }, x.count))))));
}

function welcome() {
  document.body.classList.add('welcome');
  $('counts').textContent = '';
  replace($('legend'));
  replace($('table'));
  replace($('empty'), el('div', { class: 'card' },
    el('h1', {}, meta.claims ? t('startTitle') : t('emptyStore')), el('p', {}, meta.claims ? t('startText') : t('emptyHint')),
    el('p', { class: 'chips' }, meta.start.map((n) => el('button', { type: 'button', class: 'pill', onclick: () => start(n.id) }, thing(n)))),
    el('p', { class: 'dim' }, t('holds', meta.articles, meta.entities, meta.claims))));
}

function legend() {
  const types = [...new Set(graph.nodes.map((n) => n.type))].sort((a, b) => typeLabel(a).localeCompare(typeLabel(b)));
  const tones = ['conflict', 'cooperation', 'tie'].filter((x) => graph.edges.some((e) => e.tone === x));
  replace($('legend'), el('ul', {}, types.map((x) => el('li', {}, glyph(x), typeLabel(x)))), el('ul', {}, tones.map((x) => el('li', {}, toneGlyph(x), t(x))),
    el('li', { class: 'dim' }, t('widthIs')), graph.edges.some((e) => e.edge && !e.held.stated) && el('li', { class: 'dim' }, t('dashedIs')), graph.edges.some((e) => !e.edge) && el('li', { class: 'dim' }, t('dottedIs'))));
}

async function panel() {
  showing?.abort();
  showing = new AbortController();
  const { signal } = showing;
  const box = $('panel-body');
  box.scrollTop = 0;
  try {
    if (state.tab === 'questions') await questions.show(box, signal);
    else if (state.tab === 'conflicts') await conflicts(box, signal);
    else if (state.tab === 'texts') await inTexts(box, signal);
    else if (state.tab === 'timeline') await timeline(box, signal);
    else await details(box, signal);
    if (!signal.aborted) keepFocus(box);
  } catch (e) {
    if (e.name === 'AbortError') return;
    if (!(e instanceof Problem)) throw e;
    replace(box, el('p', { class: 'error' }, visible(e.message)));
  }
}

// keepFocus goes to what replaced the element that had the focus.
function keepFocus(box) {
  if (document.activeElement && document.activeElement !== document.body) return;
  (focused === 'table' ? $('table') : focused === 'panel' ? box : null)?.focus({ preventScroll: true });
}

let focused = '';
document.addEventListener('focusin', (e) => { focused = e.target.closest('#table') ? 'table' : e.target.closest('.panel') ? 'panel' : ''; });

async function details(box, signal) {
  if (state.selected?.node) return aboutNode(box, state.selected.node, signal);
  if (state.selected?.relation) return aboutEdge(box, state.selected, signal);
  if (!graph.nodes.length) return replace(box, el('p', { class: 'empty' }, t('choose')));
  return replace(box, el('p', { class: 'dim' }, t('keysText')), edgeList(graph.edges));
}

async function aboutNode(box, id, signal) {
  const e = await get(`entities/${encodeURIComponent(id)}`, { lang: state.lang }, signal);
  const edges = graph.edges.filter((x) => x.subject === id || x.object === id);
  const open = state.node.includes(id);
  const langs = new Map();
  for (const n of [...e.labels, ...e.aliases]) langs.set(n.lang ?? '', [...(langs.get(n.lang ?? '') ?? []), n.text]);
  replace(box, el('h2', { class: 'subject' }, thing(e)), el('p', { class: 'dim' }, visible(e.type_label), ' · ', el('code', {}, visible(e.id))),
    el('p', { class: 'actions' }, open ? el('button', { type: 'button', onclick: () => collapse(id) }, t('collapse')) : el('button', { type: 'button', class: 'primary', onclick: () => expand(id) }, t('expand')),
      graph.nodes.length > 1 && (state.node.length > 1 || !open) && el('button', { type: 'button', onclick: () => start(id) }, t('onlyThis'))),
    el('h3', {}, t('edges')), edges.length ? edgeList(edges) : el('p', { class: 'empty' }, t('noEdges')),
    el('details', { class: 'names' }, el('summary', {}, t('names')), el('dl', {}, [...langs].map(([l, list]) => [el('dt', {}, l || '—'), el('dd', { lang: l || null }, list.flatMap((n, i) => [i > 0 && ', ', name(n)]))]),
      e.same_as.length > 0 && [el('dt', {}, t('sameAs')), el('dd', {}, e.same_as.map(visible).join(', '))])));
}

function edgeList(edges) {
  const of = (id) => graph.nodes.find((n) => n.id === id) ?? { id, label: id };
  const sorted = [...edges].sort((a, b) => b.sources - a.sources || b.passages - a.passages || (edgeId(a) < edgeId(b) ? -1 : 1));
  return el('ul', { class: 'edges' }, sorted.map((e) => el('li', {}, el('button', { type: 'button', onclick: () => pickEdge(e) },
    el('span', { class: 'sentence' }, name(of(e.subject).label), ' ', el('span', { class: `verb ${e.tone}` }, visible(e.label)), ' ', name(of(e.object).label)),
    el('span', { class: 'dim' }, t('sources', e.sources), ' · ', t('passages', e.passages), e.last && ` · ${day(e.last)}`, ' ', !e.held.stated && Object.keys(e.held).map(chip))))));
}

async function aboutEdge(box, edge, signal) {
  const e = graph.edges.find((x) => edgeId(x) === edgeId(edge));
  const relation = meta.relations.find((r) => r.id === edge.relation);
  const of = (id) => graph.nodes.find((n) => n.id === id) ?? { id, label: id };
  const list = el('div', {});
  const end = (id) => el('button', { type: 'button', class: 'cell', onclick: () => go({ selected: { node: id } }) }, thing(of(id)));
  replace(box, el('h2', { class: 'statement' }, end(edge.subject), ' ', el('span', { class: `verb ${relation?.tone ?? 'tie'}` }, visible(relation?.label ?? edge.relation)), ' ', end(edge.object)),
    e && el('p', { class: 'dim' }, t('sources', e.sources), ' · ', Object.entries(e.held).map(([h, n]) => [chip(h), ` ${n} `])), list);
  await passages.list(list, { subject: edge.subject, relation: edge.relation, object: edge.object, lang: state.lang, source: state.source, article_lang: state.article_lang }, signal);
}

async function conflicts(box, signal) {
  if (!state.node.length) return replace(box, el('p', { class: 'empty' }, t('choose')));
  replace(box, el('p', { class: 'dim' }, t('loading')));
  const about = { node: state.node, lang: state.lang };
  const [differ, agree] = await Promise.all([get('conflicts', about, signal), get('agreements', about, signal)]);
  return replace(box, el('p', { class: 'hint' }, t('conflictsHint')),
    differ.items.length ? differ.items.map((c) => conflictCard(c, (p) => reader.open(p), pickTriple)) : el('p', { class: 'empty' }, t('noConflicts')),
    agree.items.length > 0 && [el('h3', {}, t('agreeTitle')), el('ul', { class: 'edges' }, agree.items.map((x) => agreementRow(x, pickTriple)))]);
}

async function timeline(box, signal) {
  if (!state.node.length) return replace(box, el('p', { class: 'empty' }, t('choose')));
  replace(box, el('p', { class: 'dim' }, t('loading')));
  const a = await get('timeline', graphParams(), signal);
  return replace(box, el('p', { class: 'hint' }, a.items.length ? t('timelineHint') : t('noTimeline'), a.undated > 0 && ` ${t('noDates', a.undated)}`, a.unread && ` ${t('unread')}`), timelineList(a.items, pickTriple));
}

async function inTexts(box, signal) {
  const input = el('input', { type: 'search', value: state.words, 'aria-label': t('textsHint'), maxlength: 200 });
  const answer = el('div', { class: 'answer', 'aria-live': 'polite' });
  replace(box, el('form', { class: 'words', onsubmit: (e) => { e.preventDefault(); go({ words: input.value.trim() }); } }, input, el('button', { type: 'submit', class: 'primary' }, t('find'))), el('p', { class: 'hint' }, t('textsHint')), answer);
  if (!state.words) return;
  const a = await get('texts', { q: state.words, lang: state.lang }, signal);
  replace(answer, el('p', { class: 'dim' }, a.items.length ? `${t('passages', a.items.length)} ${t('inArticles', a.total)}` : t('noTexts'), a.more && ` · ${t('moreRows')}`),
    a.items.map((x) => textCard(x, (p) => reader.open(p), (s) => { go({ node: [...new Set([...state.node, s.subject.id, s.object.id])].slice(-12) }, 'replace'); pickTriple(s); })));
}

const pickTriple = (x) => pickEdge({ subject: x.subject.id, relation: x.relation.id, object: x.object.id });

addEventListener('popstate', () => { const lang = state.lang; state = read(location.search); defaults(); show(lang !== state.lang); });
addEventListener('keydown', (e) => {
  if (e.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement?.tagName)) { e.preventDefault(); $('search')?.focus(); }
  if (e.key === 'Escape' && document.body.classList.contains('with-filters') && innerWidth <= 1180) toggleFilters(false);
});
document.addEventListener('click', (e) => {
  if (document.body.classList.contains('with-filters') && innerWidth <= 1180 && e.target.isConnected && !e.target.closest('#filters, #toggle-filters')) toggleFilters(false);
  for (const d of document.querySelectorAll('details.menu[open]')) if (!d.contains(e.target)) d.open = false;
});
onScheme(() => meta && graph && draw(false));

function defaults() {
  if (!['en', 'de', 'fr'].includes(state.lang)) state.lang = ['de', 'fr'].find((l) => navigator.language?.startsWith(l)) ?? 'en';
  if (!['details', 'conflicts', 'timeline', 'texts', 'questions'].includes(state.tab)) state.tab = 'details';
  if (!['drawing', 'table'].includes(state.view)) state.view = 'drawing';
}

defaults();
show(true);
