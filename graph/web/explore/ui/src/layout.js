// Where nodes go. The same graph gets the same places: nothing is random, and
// nodes that have a place keep it.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

const golden = Math.PI * (3 - Math.sqrt(5));

/**
 * place gives each node a position.
 * @param nodes  [{id, expanded}] sorted by id
 * @param edges  [{subject, object}]
 * @param kept   Map of id to {x, y}: nodes that stay where they are
 * @param width, height  of the canvas, in pixels
 */
export function place(nodes, edges, kept, width, height) {
  const wide = Math.min(2, Math.max(0.6, width / Math.max(1, height)));
  const near = width < 600 ? 0.66 : 1; // on a phone nodes stand closer, so that their names stay readable
  const pairs = new Map();
  for (const e of edges) {
    const [source, target] = [e.subject, e.object].sort();
    if (source !== target) pairs.set(`${source} ${target}`, { source, target, n: (pairs.get(`${source} ${target}`)?.n ?? 0) + 1 });
  }
  const links = [...pairs.values()].sort((a, b) => (a.source + a.target < b.source + b.target ? -1 : 1));
  const degree = new Map();
  for (const l of links) for (const id of [l.source, l.target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  let best = null;
  for (let turn = 0; turn < tries; turn++) {
    const items = nodes.map((n) => ({ id: n.id, expanded: n.expanded }));
    const tied = links.map((l) => ({ ...l }));
    start(items, tied, kept, turn);
    settle(items, tied, degree, wide, near);
    const cost = tangle(items, tied);
    if (!best || cost < best.cost) best = { cost, items };
    if (cost === 0) break;
  }
  if (!kept.size) turnToFit(best.items, width, height);
  return new Map(best.items.map((n) => [n.id, { x: Math.round(n.x), y: Math.round(n.y) }]));
}

const tries = 8; // beginnings; the one that ends least tangled is taken

function settle(items, links, degree, wide, near) {
  const least = (l) => Math.min(degree.get(l.source.id), degree.get(l.target.id));
  forceSimulation(items)
    .force('link', forceLink(links).id((n) => n.id).distance((l) => near * (135 + 20 * Math.min(8, l.n) + 6 * Math.min(10, least(l)))).strength((l) => 0.7 / least(l)))
    .force('charge', forceManyBody().strength((n) => near * near * (n.expanded ? -2000 : -900)).distanceMax(900))
    .force('collide', forceCollide(60 * near).strength(0.9))
    .force('x', forceX(0).strength(0.045 / wide))
    .force('y', forceY(0).strength(0.045 * wide))
    .stop()
    .tick(items.length > 40 ? 220 : 360);
}

// turnToFit turns the whole so that it fills the canvas best. Names stand
// below nodes and are wider than high.
function turnToFit(items, width, height) {
  const turned = (n, a) => [n.x * Math.cos(a) - n.y * Math.sin(a), n.x * Math.sin(a) + n.y * Math.cos(a)];
  let best = { zoom: 0, a: 0 };
  for (let i = 0; i < 24; i++) {
    const a = (i * Math.PI) / 24;
    const at = items.map((n) => turned(n, a));
    const [w, h] = [0, 1].map((k) => Math.max(...at.map((p) => p[k])) - Math.min(...at.map((p) => p[k])));
    const zoom = Math.min(width / (w + 150), height / (h + 90));
    if (zoom > best.zoom * 1.001) best = { zoom, a };
  }
  for (const n of items) [n.x, n.y] = turned(n, best.a);
}

// tangle counts the lines that cross, and more heavily the nodes that lie on
// a line which is not theirs.
function tangle(items, links) {
  let n = 0;
  links.forEach((a, i) => {
    for (const b of links.slice(i + 1)) if (crosses(a.source, a.target, b.source, b.target)) n += 1;
    for (const c of items) if (c !== a.source && c !== a.target && distance(c, a.source, a.target) < 30) n += 2 + a.n;
  });
  return n;
}

const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
const crosses = (a, b, c, d) => a !== c && a !== d && b !== c && b !== d && side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);

function distance(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

// start puts nodes where the forces begin: new ones around a neighbour that
// has a place, turned by the golden angle.
function start(items, links, kept, turn) {
  const byId = new Map(items.map((n) => [n.id, n]));
  for (const n of items) {
    const at = kept.get(n.id);
    if (at) Object.assign(n, { x: at.x, y: at.y, fx: at.x, fy: at.y });
  }
  let i = 0;
  for (const n of items) {
    if (n.fx !== undefined) continue;
    i++;
    const tied = links.map((l) => (l.source === n.id ? l.target : l.target === n.id ? l.source : null)).filter(Boolean).map((id) => byId.get(id));
    const anchor = tied.find((t) => t?.fx !== undefined) ?? { x: 0, y: 0 };
    const r = n.expanded ? 40 : 120 + 14 * Math.sqrt(i);
    n.x = anchor.x + r * Math.cos((i + turn / tries) * golden * (1 + turn)) * 1.3;
    n.y = anchor.y + r * Math.sin((i + turn / tries) * golden * (1 + turn));
  }
}
