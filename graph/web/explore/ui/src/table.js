// The graph as a table: the same facts for those who do not look at drawings.
import { el, replace, visible } from './dom.js';
import { thing, chip } from './passages.js';
import { day, t } from './words.js';

/** Table shows the edges of a graph. */
export class Table {
  constructor(box, on) {
    this.box = box;
    this.on = on; // {edge(e), node(id)}
    this.by = 'sources';
  }

  show(graph) {
    this.graph = graph;
    const nodes = new Map(graph.nodes.map((n) => [n.id, n]));
    const label = (id) => nodes.get(id)?.label ?? id;
    const keys = { subject: (e) => label(e.subject), relation: (e) => e.label, object: (e) => label(e.object), sources: (e) => -e.sources, passages: (e) => -e.passages, first: (e) => e.first || '~', last: (e) => e.last || '~' };
    const value = keys[this.by];
    const edges = [...graph.edges].sort((a, b) => { const [x, y] = [value(a), value(b)]; return typeof x === 'number' ? x - y : x.localeCompare(y); });
    const heads = [['subject', t('subject')], ['relation', t('relation')], ['object', t('object')], ['sources', t('sourcesCol')], ['passages', t('passagesCol')], ['first', t('first')], ['last', t('last')]];
    const node = (id) => el('button', { type: 'button', class: 'cell', onclick: () => this.on.node(id) }, thing(nodes.get(id) ?? { id, label: id }));
    replace(this.box, el('p', { class: 'hint' }, t('tableHint')),
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('table') }, el('table', {},
        el('thead', {}, el('tr', {}, heads.map(([k, h]) => el('th', { scope: 'col', 'aria-sort': this.by === k ? (k === 'sources' || k === 'passages' ? 'descending' : 'ascending') : null },
          el('button', { type: 'button', 'data-sort': k, onclick: () => { this.by = k; this.show(graph); this.box.querySelector(`[data-sort=${k}]`).focus(); } }, h))))),
        el('tbody', {}, edges.map((e) => el('tr', {},
          el('td', {}, node(e.subject)),
          el('td', {}, el('button', { type: 'button', class: `cell verb ${e.tone}`, onclick: () => this.on.edge(e) }, visible(e.label)), ' ', !e.held.stated && Object.keys(e.held).map(chip)),
          el('td', {}, node(e.object)),
          el('td', { class: 'number' }, e.sources), el('td', { class: 'number' }, e.passages),
          el('td', { class: 'date' }, day(e.first)), el('td', { class: 'date' }, day(e.last))))))));
  }
}
