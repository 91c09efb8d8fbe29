// The search box: a combobox over the names of entities in all languages.
import { el, name, replace, visible } from './dom.js';
import { get } from './api.js';
import { glyph } from './look.js';
import { t } from './words.js';

let count = 0;

/** Search is an input that finds entities. */
export class Search {
  /** @param on {pick(entity), lang(), texts?(words): search in the articles} */
  constructor(label, placeholder, on, required) {
    this.on = on;
    const id = `find${++count}`;
    this.list = el('ul', { id: `${id}-list`, role: 'listbox', class: 'options', hidden: true, 'aria-label': label });
    this.input = el('input', { id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}-list`, 'aria-label': label, placeholder, maxlength: 200, required });
    this.status = el('div', { class: 'sr', role: 'status' });
    this.box = el('div', { class: 'find' }, this.input, this.list, this.status);
    this.items = [];
    this.at = -1;
    this.input.addEventListener('input', () => this.later());
    this.input.addEventListener('keydown', (e) => this.key(e));
    this.input.addEventListener('focus', () => this.items.length && this.input.value && this.show(true));
    this.input.addEventListener('blur', () => setTimeout(() => this.show(false), 150));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 120);
  }

  async ask() {
    const text = this.input.value.trim();
    this.abort?.abort();
    if (!text) return this.show(false);
    this.abort = new AbortController();
    try {
      const a = await get('search', { q: text, lang: this.on.lang(), limit: 10 }, this.abort.signal);
      this.asked = text;
      this.fill(a);
    } catch (e) {
      if (e.name === 'AbortError') return;
      replace(this.list, el('li', { class: 'empty' }, e.message));
      this.items = [];
      this.show(true);
    }
  }

  fill(a) {
    this.items = a.items.length ? a.items : a.suggestions;
    const rows = this.items.map((x, i) => el('li', { role: 'option', id: `${this.input.id}-${i}`, 'aria-selected': 'false', onmousedown: (e) => { e.preventDefault(); this.pick(i); } },
      glyph(x.type), el('span', { class: 'what' }, name(x.label, { class: 'label' }), this.why(x)), x.type_label && el('span', { class: 'kind' }, x.type_label, el('br'), this.said(x))));
    if (this.on.texts) {
      const text = this.asked;
      this.items = [...this.items, { texts: text }];
      rows.push(el('li', { role: 'option', class: 'texts', id: `${this.input.id}-${rows.length}`, 'aria-selected': 'false', onmousedown: (e) => { e.preventDefault(); this.pick(this.items.length - 1); } }, t('inTexts', visible(text))));
    }
    if (!a.items.length) rows.unshift(el('li', { class: 'empty', role: 'presentation' }, t('none'), a.suggestions.length > 0 && ` ${t('similar')}:`));
    replace(this.list, rows);
    this.at = -1;
    this.mark(a.items.length || (this.on.texts && !a.suggestions.length) ? 0 : -1);
    this.show(true);
    this.status.textContent = a.items.length ? a.items.map((x) => visible(x.label)).join(', ') : t('none');
  }

  why(x) {
    if (x.meant_by) return el('span', { class: 'dim' }, t('calledBy', visible(x.meant_by)));
    if (x.name && x.name !== x.label) return el('span', { class: 'dim' }, t('named', visible(x.name)));
    return null;
  }

  said(x) {
    return el('span', { class: 'dim' }, x.claims === 0 ? t('nothingSaid') : x.claims >= 100 ? t('statementsMany') : t('statements', x.claims));
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
  }

  mark(i) {
    this.list.querySelectorAll('[role=option]').forEach((o, k) => o.setAttribute('aria-selected', String(k === i)));
    this.at = i;
    if (i >= 0) {
      this.input.setAttribute('aria-activedescendant', `${this.input.id}-${i}`);
      this.list.querySelector(`#${this.input.id}-${i}`)?.scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  async key(e) {
    const n = this.items.length;
    if (e.key === 'ArrowDown' && n) { this.show(true); this.mark((this.at + 1) % n); } else if (e.key === 'ArrowUp' && n) { this.show(true); this.mark((this.at - 1 + n) % n); } else if (e.key === 'Escape') this.show(false);
    else if (e.key === 'Enter') {
      e.preventDefault();
      clearTimeout(this.timer);
      if (this.asked !== this.input.value.trim()) await this.ask();
      if (this.at >= 0) this.pick(this.at);
      return;
    } else return;
    e.preventDefault();
  }

  pick(i) {
    const x = this.items[i];
    this.show(false);
    if (x.texts) return this.on.texts(x.texts);
    return this.on.pick(x);
  }

  clear() {
    this.input.value = '';
    this.asked = '';
    this.items = [];
    this.show(false);
  }
}
