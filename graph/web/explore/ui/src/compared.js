// Where sources differ, where they agree, and when what happened.
import { el, name, visible } from './dom.js';
import { card, chip } from './passages.js';
import { day, t } from './words.js';

const sentence = (x) => [name(x.subject.label), ' ', el('span', { class: 'verb' }, visible(x.relation.label)), ' ', name(x.object.label)];

/** conflictCard shows both sides of a conflict with their passages. */
export function conflictCard(c, open, pick) {
  return el('section', { class: 'disagree' },
    el('p', { class: 'tags' }, el('span', { class: 'chip denied' }, t(`differ_${c.kind}`)), c.what && el('span', { class: 'dim' }, visible(c.what))),
    el('h3', { class: 'sentence' }, el('button', { type: 'button', class: 'cell', onclick: () => pick(c) }, sentence(c))),
    el('p', { class: 'why', lang: 'en' }, visible(c.why)),
    el('div', { class: 'sides' }, c.sides.map((s) => el('details', { class: 'side' },
      el('summary', {}, el('strong', {}, c.kind === 'date' ? day(s.value) : visible(s.text || s.value)), el('span', { class: 'dim' }, t('sources', s.sources), ' · ', t('passages', s.total))),
      s.passages.map((p) => card(p, open))))));
}

/** agreementRow shows what several independent sources say. */
export function agreementRow(x, pick) {
  return el('li', {}, el('button', { type: 'button', onclick: () => pick(x) }, el('span', { class: 'sentence' }, sentence(x)), el('span', { class: 'dim' }, t('sources', x.sources), ': ', x.originators.map(visible).join(', '))));
}

/** timelineList shows dated statements by year. */
export function timelineList(items, pick) {
  const years = new Map();
  for (const x of items) {
    const year = /^\d{4}/.exec(x.date.replace(/^\.\.\//, ''))?.[0] ?? t('noYear');
    years.set(year, [...(years.get(year) ?? []), x]);
  }
  return [...years].map(([year, list]) => el('section', { class: 'year' }, el('h3', {}, year), el('ol', { class: 'times' }, list.map((x) => el('li', { class: `n${Math.min(4, x.sources)}` },
    el('time', { title: visible(x.date) }, day(x.date)),
    el('button', { type: 'button', onclick: () => pick(x) }, el('span', { class: 'sentence' }, sentence(x)), el('span', { class: 'dim' }, t('sources', x.sources), ' ', x.planned ? chip('planned') : !x.held.stated && Object.keys(x.held).map(chip))))))));
}
