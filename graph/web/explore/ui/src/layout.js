// Where nodes go. The same graph gets the same places: nothing is random, and
// nodes that have a place keep it.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

const golden = Math.PI * (3 - Math.sqrt(5));

/**
 * place gives each node a position.
 * @param nodes  [{id, expanded}] sorted by id
 * @param edges  [{subject, object}]
 * @param kept   Map of id to {x, y}: nodes that stay where they are
 * @param ratio  width over height of the canvas
 */
export function place(nodes, edges, kept, ratio) {
  const wide = Math.min(2, Math.max(0.6, ratio));
  const pairs = new Map();
  for (const e of edges) {
    const [source, target] = [e.subject, e.object].sort();
    if (source !== target) pairs.set(`${source} ${target}`, { source, target, n: (pairs.get(`${source} ${target}`)?.n ?? 0) + 1 });
  }
  const links = [...pairs.values()].sort((a, b) => (a.source + a.target < b.source + b.target ? -1 : 1));
  const degree = new Map();
  for (const l of links) for (const id of [l.source, l.target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const items = nodes.map((n) => ({ id: n.id, expanded: n.expanded }));
  start(items, links, kept);
  forceSimulation(items)
    .force('link', forceLink(links).id((n) => n.id).distance((l) => 130 + 16 * Math.min(8, l.n) + 6 * Math.min(10, Math.min(degree.get(l.source.id), degree.get(l.target.id)))).strength((l) => 0.7 / Math.min(degree.get(l.source.id), degree.get(l.target.id))))
    .force('charge', forceManyBody().strength((n) => (n.expanded ? -1500 : -850)).distanceMax(900))
    .force('collide', forceCollide(58).strength(0.9))
    .force('x', forceX(0).strength(0.045 / wide))
    .force('y', forceY(0).strength(0.045 * wide))
    .stop()
    .tick(420);
  return new Map(items.map((n) => [n.id, { x: Math.round(n.x), y: Math.round(n.y) }]));
}

// start puts nodes where the forces begin: new ones around a neighbour that
// has a place, turned by the golden angle.
function start(items, links, kept) {
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
    n.x = anchor.x + r * Math.cos(i * golden) * 1.3;
    n.y = anchor.y + r * Math.sin(i * golden);
  }
}
