// Small helpers to build the page. Text becomes text nodes, never HTML.

/** el makes an element. Properties that begin with "on" are listeners; the rest are attributes; null and false are left out. */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** svg makes an element of a drawing. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

function fill(node, props, children) {
  for (const [k, v] of Object.entries(props)) {
    if (v === null || v === undefined || v === false) continue;
    if (k.startsWith('on')) node.addEventListener(k.slice(2), v);
    else if (k === 'value') node.value = v;
    else node.setAttribute(k, v === true ? '' : String(v));
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/** name is a text of an article or a name, kept apart from the direction of what is around it. */
export const name = (s, props = {}) => el('bdi', props, visible(s));

const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2060\ufeff\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;
const escape = (c) => (c === '\n' || c === '\t' || c === '\r' ? ' ' : `\\u${c.codePointAt(0).toString(16).padStart(4, '0')}`);

/** visible shows characters that steer a line (bidirectional controls, control characters, invisible ones) as escapes. */
export const visible = (s) => String(s ?? '').replace(unsafe, escape);

/** visibleText does the same to text of several lines. */
export const visibleText = (s) => String(s ?? '').replace(unsafe, (c) => (c === '\n' ? c : escape(c)));

/** cut shortens a name. */
export function cut(s, n) {
  const runes = [...visible(s)];
  return runes.length <= n ? runes.join('') : `${runes.slice(0, n - 1).join('').trimEnd()}…`;
}

/** replace puts new children into an element. */
export function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/** save hands a file to the browser. */
export function save(filename, blob) {
  const url = URL.createObjectURL(blob);
  const a = el('a', { href: url, download: filename, hidden: true });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
