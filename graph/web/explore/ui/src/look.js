// How types of entities and tones of edges look. Shapes differ as well as
// colours, so that no one has to tell colours apart.
import { svg } from './dom.js';

const ngon = (n, turn = -90) => Array.from({ length: n }, (_, i) => {
  const a = ((turn + (360 * i) / n) * Math.PI) / 180;
  return [round(Math.cos(a)), round(Math.sin(a))];
});
const round = (x) => Math.round(x * 1000) / 1000;

// A shape is a list of corners in a square from -1 to 1, or a word that the
// drawing library knows.
const shapes = {
  circle: 'ellipse',
  card: 'round-rectangle',
  box: [[-1, -0.8], [1, -0.8], [1, 0.8], [-1, 0.8]],
  hall: [[-1, -0.35], [0, -1], [1, -0.35], [1, 0.85], [-1, 0.85]],
  hexagon: ngon(6, 0),
  octagon: ngon(8, 22.5),
  diamond: [[-1, 0], [0, -1], [1, 0], [0, 1]],
  notch: [[-1, -0.85], [0.45, -0.85], [1, -0.3], [1, 0.85], [-1, 0.85]],
  pin: [[-0.95, -0.8], [0.95, -0.8], [0, 1]],
  tower: [[-0.6, -1], [0.6, -1], [1, 0.95], [-1, 0.95]],
  slant: [[-0.6, -0.8], [1, -0.8], [0.6, 0.8], [-1, 0.8]],
  star: ngon(5).flatMap((p, i) => [p, ngon(5, 90)[(i + 3) % 5].map((x) => round(x * 0.5))]),
  flag: [[-1, -0.75], [1, -0.75], [0.55, 0], [1, 0.75], [-1, 0.75]],
  step: [[-1, -0.2], [-0.1, -0.2], [-0.1, -0.85], [1, -0.85], [1, 0.85], [-1, 0.85]],
};

const types = {
  Person: ['circle', '#b7791f'], Country: ['card', '#2b6cb0'], Organization: ['box', '#5a67a8'],
  GovernmentBody: ['hall', '#4a6fa5'], InternationalOrganization: ['hexagon', '#23806a'], Company: ['step', '#6b46c1'],
  PoliticalGroup: ['octagon', '#c05621'], ThreatActor: ['diamond', '#c53030'], Media: ['notch', '#77775a'],
  Place: ['pin', '#4d7c1f'], Facility: ['tower', '#3a7f79'], Event: ['slant', '#b83280'], Malware: ['star', '#9b2c4c'],
  Position: ['flag', '#8a7748'], Document: ['notch', '#718096'],
  Statement: ['notch', '#5f6b7a'], other: ['circle', '#7a7a7a'],
};

const tones = {
  light: { conflict: '#b4372f', cooperation: '#1f7a5c', tie: '#64708a' },
  dark: { conflict: '#ef8a7d', cooperation: '#62c7a2', tie: '#93a1bb' },
};

const darkness = matchMedia('(prefers-color-scheme: dark)');

/** onScheme calls f when the reader changes between dark and light. */
export const onScheme = (f) => darkness.addEventListener('change', f);

/** palette gives the colours of the present scheme. */
export function palette() {
  return darkness.matches
    ? { dark: true, ground: '#151a21', ink: '#e6e9ef', muted: '#9aa5b8', accent: '#7cc0f5', tone: tones.dark }
    : { dark: false, ground: '#fbfaf7', ink: '#1d2433', muted: '#5d677a', accent: '#1a64a0', tone: tones.light };
}

function mix(a, b, part) {
  const [x, y] = [a, b].map((c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16)));
  return `#${x.map((v, i) => Math.round(v * part + y[i] * (1 - part)).toString(16).padStart(2, '0')).join('')}`;
}

/** styleOf gives shape, fill and line of a type of entity. */
export function styleOf(type) {
  const [shape, base] = types[type] ?? types.other;
  const p = palette();
  return {
    shape: shapes[shape],
    fill: p.dark ? mix(base, p.ground, 0.42) : mix(base, '#ffffff', 0.2),
    line: p.dark ? mix(base, '#ffffff', 0.62) : base,
  };
}

/** outline draws a shape around the origin, of half the width and height given. */
export function outline(shape, w, h, attrs) {
  if (shape === 'ellipse') return svg('ellipse', { rx: w, ry: h, ...attrs });
  if (shape === 'round-rectangle') return svg('rect', { x: -w, y: -h * 0.8, width: 2 * w, height: 1.6 * h, rx: w * 0.3, ...attrs });
  return svg('polygon', { points: shape.map(([x, y]) => `${round(x * w)},${round(y * h)}`).join(' '), 'stroke-linejoin': 'round', ...attrs });
}

/** glyph is a small picture of a type of entity. */
export function glyph(type) {
  const s = styleOf(type);
  return svg('svg', { class: 'glyph', viewBox: '-13 -13 26 26', 'aria-hidden': 'true' }, outline(s.shape, 10, 10, { fill: s.fill, stroke: s.line, 'stroke-width': 2 }));
}

/** toneGlyph is a small picture of an edge. */
export function toneGlyph(tone, held) {
  return svg('svg', { class: 'tone', viewBox: '0 0 26 10', 'aria-hidden': 'true' },
    svg('path', { d: 'M1 5h17', stroke: palette().tone[tone], 'stroke-width': 2, 'stroke-dasharray': { alleged: '4 3', none: '1 3' }[held] ?? null }),
    svg('path', { d: { conflict: 'M25 5l-8-4v8z', cooperation: 'M25 5l-8-4 2.5 4-2.5 4z', tie: 'M18 5l-3-3.5m3 3.5l-3 3.5' }[tone], fill: tone === 'tie' ? 'none' : palette().tone[tone], stroke: palette().tone[tone], 'stroke-width': tone === 'tie' ? 1.5 : 0 }));
}

/** arrows by tone, in the drawing library's words. */
export const arrows = { conflict: 'triangle', cooperation: 'vee', tie: 'chevron' };
