// Passages: the proof of an edge, and the article around it.
import { el, name, replace, visible, visibleText } from './dom.js';
import { get, Problem } from './api.js';
import { glyph } from './look.js';
import { day, languageName, t } from './words.js';

/** marks shows runs of text: the passage, and in it subject, object and the words that tie them. */
export function marks(runs, plain) {
  return runs.map((r) => {
    const text = visibleText(r.text);
    if (r.role) return el('mark', { class: r.role, title: r.role === 'hit' ? null : t(r.role) }, text);
    if (r.claim) return el('span', { class: plain ? null : 'said', 'data-claim': r.claim }, text);
    return el('span', { class: plain ? null : 'around' }, text);
  });
}

/** chip shows how a statement is held. */
export const chip = (held) => el('span', { class: `chip ${held}` }, t(held));

const fact = (label, value) => value && [el('dt', {}, label), el('dd', {}, value)];

/** card shows one passage. */
export function card(p, open, titled) {
  const chain = p.speakers.map((s) => s.label).join(' → ');
  const where = [p.source.outlet, p.source.agency, p.source.published].filter(Boolean).map(visible).join(' · ');
  const meta = el('dl', { class: 'facts' },
    fact(t('on'), p.date && el('span', { title: visible(p.date) }, day(p.date))), fact(t('certainty'), visible(p.certainty)), fact(t('number'), p.quantities.map(visible).join('; ')), fact(t('place'), p.place && name(p.place.label)),
    p.qualifiers.map((q) => fact(visible(q.key), visible(q.value))),
    fact(t('rule'), el('code', {}, visible(p.rule))));
  return el('article', { class: `passage${p.edge ? '' : ' no-edge'}` },
    titled && el('p', { class: 'statement' }, name(p.subject.label), ' ', el('span', { class: 'verb' }, p.relation.label), ' ', name(p.object.label)),
    el('p', { class: 'tags' }, chip(p.held), !p.edge && el('span', { class: 'note' }, t('noEdgeClaim')), chain && el('span', { class: 'speaker' }, t('saidBy', visible(chain)))),
    el('blockquote', { lang: p.source.lang, dir: 'auto' }, el('p', {}, marks(p.runs))),
    el('footer', {},
      el('p', { class: 'from' }, el('span', { class: 'file' }, name(p.source.title || p.source.name)), el('span', { class: 'dim' }, [where, languageName(p.source.lang), t('bytes', p.start, p.end)].filter(Boolean).join(' · '))),
      meta,
      el('button', { type: 'button', class: 'link', onclick: () => open(p) }, t('read'))));
}

/** textCard shows a part of an article in which words were found, and what was read out of it. */
export function textCard(x, open, pick) {
  const first = x.says[0];
  return el('article', { class: 'passage' },
    el('blockquote', { lang: x.source.lang, dir: 'auto' }, el('p', {}, marks(x.runs, true))),
    x.says.length > 0 && el('ul', { class: 'says' }, x.says.map((s) => el('li', {}, el('button', { type: 'button', class: 'cell', onclick: () => pick(s) }, name(s.subject.label), ' ', el('span', { class: 'verb' }, visible(s.relation.label)), ' ', name(s.object.label))))),
    el('footer', {}, el('p', { class: 'from' }, el('span', { class: 'file' }, name(x.source.title || x.source.name)), el('span', { class: 'dim' }, [x.source.outlet, x.source.published].filter(Boolean).map(visible).concat(languageName(x.source.lang), t('bytes', x.start, x.end)).join(' · '))),
      el('button', { type: 'button', class: 'link', onclick: () => open({ source: x.source, from: x.start, ...(first && { subject: first.subject, relation: first.relation, object: first.object }) }) }, t('read'))));
}

/** Passages is a list of passages, a page at a time. */
export class Passages {
  constructor(open) { this.open = open; }

  /** list fills box with the passages that params ask for. */
  async list(box, params, signal, titled) {
    const items = el('div', { class: 'passages' });
    const head = el('p', { class: 'dim' });
    const more = el('button', { type: 'button', class: 'wide', hidden: true }, t('more'));
    replace(box, head, items, more);
    let offset = 0;
    const page = async () => {
      more.disabled = true;
      const a = await get('passages', { ...params, offset, limit: 20 }, signal);
      const articles = new Set(a.items.map((p) => p.source.id)).size;
      if (offset === 0 && !a.more) head.textContent = `${t('passages', a.total)} ${t('inArticles', articles)}`;
      else head.textContent = t('passages', a.total);
      if (a.unread) head.append(` · ${t('unread')}`);
      items.append(...a.items.map((p) => card(p, this.open, titled)));
      offset += a.items.length;
      more.hidden = !a.more;
      more.disabled = false;
    };
    more.addEventListener('click', () => page().catch((e) => e.name !== 'AbortError' && replace(head, e.message)));
    await page();
  }
}

/** Reader shows an article in a dialog, with passages marked. */
export class Reader {
  constructor(state) {
    this.state = state;
    this.title = el('h2', { id: 'reader-title' });
    this.about = el('p', { class: 'dim' });
    this.text = el('div', { class: 'text', tabindex: 0, dir: 'auto' });
    this.dialog = el('dialog', { class: 'reader', 'aria-labelledby': 'reader-title' },
      el('header', {}, el('div', {}, this.title, this.about), el('button', { type: 'button', class: 'icon', onclick: () => this.dialog.close() }, el('span', { 'aria-hidden': 'true' }, '✕'), el('span', { class: 'sr' }, ''))), this.text);
    this.dialog.addEventListener('click', (e) => e.target === this.dialog && this.dialog.close());
    document.body.append(this.dialog);
  }

  /** open shows the article of a passage, and all that it says of the same edge. */
  async open(p) {
    this.dialog.querySelector('.sr').textContent = t('close');
    replace(this.title, name(p.source.title || p.source.name));
    replace(this.about, t('loading'));
    replace(this.text);
    if (!this.dialog.open) this.dialog.showModal();
    const edge = p.subject ? { subject: p.subject.id, relation: p.relation.id, object: p.object.id, lang: this.state().lang } : { lang: this.state().lang };
    try {
      await this.part(p, edge);
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      replace(this.about, e.message);
    }
  }

  async part(p, edge, from) {
    const a = await get(`articles/${encodeURIComponent(p.source.id)}`, { ...edge, from });
    this.text.lang = a.source.lang;
    const facts = [visible(a.source.name), visible(a.source.outlet), visible(a.source.published), languageName(a.source.lang), t('marked', a.marked)];
    if (a.to - a.from < a.length) facts.push(t('part', a.from, a.to, a.length));
    replace(this.about, facts.filter(Boolean).join(' · '), a.source.url && [' · ', el('a', { href: a.source.url, rel: 'noopener noreferrer', target: '_blank' }, t('original'))]);
    const step = (label, at) => el('button', { type: 'button', class: 'wide', onclick: () => this.part(p, edge, at).catch((e) => replace(this.about, e.message)) }, label);
    replace(this.text, a.from > 0 && step(t('earlier'), Math.max(0, a.from - 32768)), el('p', { class: 'body' }, marks(a.runs)), a.to < a.length && step(t('later'), a.to));
    const same = p.claim ? [...this.text.querySelectorAll('[data-claim]')].filter((s) => s.dataset.claim === p.claim) : [];
    (same[0] ?? this.text.querySelector('mark'))?.scrollIntoView({ block: 'center' });
    for (const s of same) s.classList.add('here');
  }
}

/** typeName is an entity with the picture of its type. */
export const thing = (n, props = {}) => el('span', { class: 'thing', ...props }, glyph(n.type), name(n.label));
