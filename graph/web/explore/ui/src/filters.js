// The filters: which statements the drawing is made of.
import { el, replace, visible } from './dom.js';
import { filtered } from './state.js';
import { toneGlyph } from './look.js';
import { languageName, t } from './words.js';

const many = 8; // boxes shown before "more"

/** Filters shows what can be filtered, and tells what was chosen. */
export class Filters {
  constructor(box, on) {
    this.box = box;
    this.on = on; // {change(part), meta(), state()}
  }

  /** show fills the box for a graph. */
  show(facets) {
    const s = this.on.state();
    const meta = this.on.meta();
    const focus = document.activeElement?.dataset?.filter;
    const tone = new Map(meta.relations.map((r) => [r.id, r.tone]));
    replace(this.box,
      el('div', { class: 'head' }, el('h2', {}, t('filters')), filtered(s) > 0 && el('button', { type: 'button', class: 'link', 'data-filter': 'clear', onclick: () => this.clear() }, t('clear')),
        el('button', { type: 'button', class: 'icon drawer', 'aria-label': t('close'), onclick: () => this.on.close() }, '✕')),
      this.boxes('held', t('held'), meta.held.map((h) => ({ id: h, label: t(h), count: facets?.held.find((x) => x.id === h)?.count ?? 0 })), s.held.length ? s.held : ['stated', 'alleged'], (x) => el('span', { class: `dot ${x.id}`, 'aria-hidden': 'true' })),
      this.boxes('relation', t('relation'), merge(facets?.relations, s.relation, meta.relations), s.relation, (x) => toneGlyph(tone.get(x.id) ?? 'tie')),
      this.boxes('source', t('source'), merge(facets?.sources, s.source), s.source),
      this.boxes('article_lang', t('articleLang'), merge(facets?.langs, s.article_lang).map((x) => ({ ...x, label: languageName(x.id) })), s.article_lang),
      this.boxes('type', t('types'), merge(facets?.types, s.type, meta.types), s.type),
      this.dates(s, facets),
      this.least(s));
    if (focus) this.box.querySelector(`[data-filter="${CSS.escape(focus)}"]`)?.focus();
  }

  clear() { this.on.change({ relation: [], source: [], article_lang: [], held: [], type: [], since: '', until: '', min_sources: '' }); }

  boxes(part, title, options, chosen, picture) {
    if (!options.length) return null;
    const rows = options.map((x) => el('label', { class: 'check' },
      el('input', { type: 'checkbox', checked: chosen.includes(x.id), 'data-filter': `${part} ${x.id}`, onchange: (e) => this.toggle(part, x.id, e.target.checked, chosen) }),
      picture?.(x), el('bdi', { class: 'label' }, visible(x.label)), el('span', { class: 'count' }, x.count)));
    const rest = rows.slice(many);
    return el('fieldset', {}, el('legend', {}, title), rows.slice(0, many),
      rest.length > 0 && el('details', { open: options.slice(many).some((x) => chosen.includes(x.id)) }, el('summary', {}, `+ ${rest.length}`), rest));
  }

  toggle(part, id, on, chosen) {
    let next = on ? [...chosen, id] : chosen.filter((x) => x !== id);
    if (part === 'held' && [...next].sort().join() === 'alleged,stated') next = [];
    this.on.change({ [part]: next });
  }

  dates(s, facets) {
    const field = (part, label) => el('label', { class: 'field' }, el('span', {}, label),
      el('input', { type: 'text', inputmode: 'numeric', size: 10, placeholder: '2022-09-07', title: t('dateForm'), pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?', value: s[part], 'data-filter': part,
        onchange: (e) => { if (e.target.reportValidity()) this.on.change({ [part]: e.target.value.trim() }); } }));
    return el('fieldset', {}, el('legend', {}, t('date')), el('div', { class: 'pair' }, field('since', t('since')), field('until', t('until'))),
      facets?.claims > 0 && el('p', { class: 'hint' }, t('undated', facets.undated, facets.claims)));
  }

  least(s) {
    return el('fieldset', {}, el('legend', {}, t('minSources')),
      el('input', { type: 'number', min: 1, max: 999, value: s.min_sources || '1', 'aria-label': t('minSources'), 'data-filter': 'min', onchange: (e) => this.on.change({ min_sources: e.target.value === '1' ? '' : e.target.value }) }));
  }
}

// merge lists what can be chosen: what there is, and what is chosen already.
function merge(options = [], chosen = [], terms = []) {
  const seen = new Set(options.map((x) => x.id));
  return [...options, ...chosen.filter((id) => !seen.has(id)).map((id) => ({ id, label: terms.find((x) => x.id === id)?.label ?? id, count: 0 }))];
}
