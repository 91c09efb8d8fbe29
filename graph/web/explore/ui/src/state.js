// What the page shows is all in its address, so that a link can be shared and
// the browser's Back undoes a step.

const lists = { node: 'n', relation: 'rel', source: 'src', article_lang: 'in', held: 'held', type: 'type' };
const texts = { since: 'since', until: 'until', min_sources: 'min', lang: 'lang', tab: 'tab', view: 'view', query: 'q', words: 'words' };

export const usual = { min_sources: '', lang: '', tab: 'details', view: 'drawing' };

/** filterNames are the parts of the state that choose statements. */
export const filterNames = ['relation', 'source', 'article_lang', 'held', 'type', 'since', 'until', 'min_sources'];

/** read gives the state of an address. */
export function read(search) {
  const q = new URLSearchParams(search);
  const s = { selected: null, args: {} };
  for (const [k, p] of Object.entries(lists)) s[k] = [...new Set(q.getAll(p))].slice(0, 50);
  for (const [k, p] of Object.entries(texts)) s[k] = q.get(p) ?? usual[k] ?? '';
  if (q.get('at')) s.selected = { node: q.get('at') };
  if (q.get('s') && q.get('r') && q.get('o')) s.selected = { subject: q.get('s'), relation: q.get('r'), object: q.get('o') };
  for (const [k, v] of q) if (k.startsWith('q.')) s.args[k.slice(2)] = v;
  return s;
}

/** write gives the address of a state. */
export function write(s) {
  const q = new URLSearchParams();
  for (const [k, p] of Object.entries(lists)) for (const v of s[k]) q.append(p, v);
  for (const [k, p] of Object.entries(texts)) if (s[k] && s[k] !== usual[k]) q.set(p, s[k]);
  if (s.selected?.node) q.set('at', s.selected.node);
  if (s.selected?.relation) for (const [p, k] of [['s', 'subject'], ['r', 'relation'], ['o', 'object']]) q.set(p, s.selected[k]);
  for (const [k, v] of Object.entries(s.args)) if (v) q.set(`q.${k}`, v);
  const text = q.toString();
  return location.pathname + (text ? `?${text}` : '');
}

/** filters gives the parameters of the API that choose statements. */
export function filters(s) {
  return Object.fromEntries(filterNames.map((k) => [k, s[k]]));
}

/** filtered tells how many filters are set. */
export const filtered = (s) => filterNames.filter((k) => s[k]?.length).length;
