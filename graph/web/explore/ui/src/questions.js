// The canned queries as forms.
import { el, name, replace, visible } from './dom.js';
import { get } from './api.js';
import { Search } from './search.js';
import { t } from './words.js';

/** Questions lists the canned queries, shows one as a form, and its answer. */
export class Questions {
  constructor(on) { this.on = on; } // {state(), go(part), meta(), node(id), article(id)}

  async show(box, signal) {
    this.list ??= (await get('queries', {}, signal)).items;
    const s = this.on.state();
    const one = this.list.find((q) => q.name === s.query);
    if (!one) return replace(box, el('ul', { class: 'questions' }, this.list.map((q) => el('li', {}, el('button', { type: 'button', onclick: () => this.on.go({ query: q.name, args: {} }) }, el('strong', {}, visible(q.title)), el('span', {}, visible(q.question)))))),
      el('p', { class: 'free' }, t('free'), ' ', el('a', { href: '/' }, t('freePage'))));
    return this.form(box, one, s, signal);
  }

  async form(box, q, s, signal) {
    const values = { ...s.args };
    const answer = el('div', { class: 'answer', 'aria-live': 'polite' });
    const form = el('form', { class: 'ask', onsubmit: (e) => { e.preventDefault(); this.on.go({ args: this.gather(q, values) }); } },
      q.params.map((p) => this.field(p, values)), el('button', { type: 'submit', class: 'primary' }, t('run')));
    replace(box, el('button', { type: 'button', class: 'link back', onclick: () => this.on.go({ query: '', args: {} }) }, `‹ ${t('back')}`),
      el('h2', {}, visible(q.title)), el('p', { class: 'dim' }, visible(q.question)), form, answer);
    const ready = q.params.every((p) => !p.required || values[p.name]);
    if (ready && (Object.keys(values).length || !q.params.some((p) => p.required))) await this.run(answer, q, values, signal);
    return null;
  }

  field(p, values) {
    const label = el('span', {}, visible(p.name), ' ', el('span', { class: 'dim' }, visible(p.help), p.required ? '' : ` (${t('optional')})`));
    const set = (e) => { values[p.name] = e.target.value.trim(); };
    if (p.type === 'entity') {
      const find = new Search(`${p.name}: ${p.help}`, '', { lang: () => this.on.state().lang, pick: (x) => { values[p.name] = x.id; find.input.value = visible(x.label); } }, p.required);
      find.input.addEventListener('input', () => { values[p.name] = find.input.value.trim(); });
      find.input.value = visible(values[p.name] ?? '');
      return el('div', { class: 'field' }, label, find.box);
    }
    if (p.type === 'relation') {
      return el('label', { class: 'field' }, label, el('select', { onchange: set }, el('option', { value: '' }, '—'), this.on.meta().relations.map((r) => el('option', { value: r.id, selected: values[p.name] === r.id }, visible(r.label)))));
    }
    return el('label', { class: 'field' }, label, el('input', { type: p.type === 'int' ? 'number' : 'text', value: values[p.name] ?? p.default, required: p.required, oninput: set, ...(p.type === 'date' && { placeholder: t('dateForm'), pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?' }) }));
  }

  gather(q, values) {
    return Object.fromEntries(q.params.map((p) => [p.name, values[p.name]]).filter(([, v]) => v));
  }

  async run(box, q, values, signal) {
    replace(box, el('p', { class: 'dim' }, t('loading')));
    let a;
    try {
      a = await get(`queries/${encodeURIComponent(q.name)}`, { ...Object.fromEntries(Object.entries(values).map(([k, v]) => [`param[${k}]`, v])), lang: this.on.state().lang }, signal);
    } catch (e) {
      if (e.name === 'AbortError') throw e;
      return replace(box, el('p', { class: 'error' }, e.message));
    }
    if (!a.rows.length) return replace(box, el('p', { class: 'empty' }, t('noRows')));
    return replace(box, el('p', { class: 'dim' }, t('rows', a.rows.length), a.more && ` · ${t('moreRows')}`),
      el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': visible(q.title) }, el('table', {},
        el('thead', {}, el('tr', {}, a.columns.map((c) => el('th', { scope: 'col', title: visible(c.help) }, visible(c.name))))),
        el('tbody', {}, a.rows.map((row) => el('tr', {}, row.map((cell, i) => el('td', {}, this.cell(cell, a.columns[i].type)))))))));
  }

  cell(values, type) {
    return values.map((v, i) => {
      const sep = i > 0 && ', ';
      if (type === 'entity' || type === 'entities') return [sep, el('button', { type: 'button', class: 'cell', onclick: () => this.on.node(v.id) }, name(v.label))];
      return [sep, name(v.label)];
    });
  }
}
