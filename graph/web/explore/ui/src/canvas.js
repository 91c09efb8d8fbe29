// The drawing of the graph.
import cytoscape from 'cytoscape';
import { cut, svg, visible } from './dom.js';
import { arrows, onScheme, outline, palette, styleOf } from './look.js';
import { place } from './layout.js';

const fonts = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

export const edgeId = (e) => JSON.stringify([e.subject, e.relation, e.object]);
const widthOf = (sources) => Math.min(8, 1.4 + 2 * Math.log2(Math.max(1, sources)));
const lineOf = (e) => (!e.edge ? 'dotted' : e.held.stated ? 'solid' : 'dashed');

function sheet() {
  const p = palette();
  return [
    { selector: 'node', style: {
      width: 34, height: 34, shape: (n) => (typeof n.data('shape') === 'string' ? n.data('shape') : 'polygon'),
      'shape-polygon-points': (n) => (typeof n.data('shape') === 'string' ? '-1 -1 1 -1 0 1' : n.data('shape').flat().map((x) => Math.max(-1, Math.min(1, x))).join(' ')),
      'background-color': 'data(fill)', 'border-color': 'data(line)', 'border-width': 1.6,
      label: 'data(label)', color: p.ink, 'font-family': fonts, 'font-size': 12.5, 'text-wrap': 'wrap', 'text-max-width': 128,
      'text-valign': 'bottom', 'text-margin-y': 6, 'text-outline-color': p.ground, 'text-outline-width': 2.5, 'line-height': 1.15,
      'overlay-opacity': 0, 'transition-property': 'opacity', 'transition-duration': 120 } },
    { selector: 'node[shape = "round-rectangle"]', style: { height: 28, width: 36 } },
    { selector: 'node[?expanded]', style: { width: 50, height: 50, 'border-width': 3, 'font-size': 15, 'font-weight': 600 } },
    { selector: 'node[shape = "round-rectangle"][?expanded]', style: { height: 42, width: 54 } },
    { selector: 'edge', style: {
      width: 'data(width)', 'line-color': 'data(color)', 'target-arrow-color': 'data(color)', 'line-style': 'data(line)',
      'line-dash-pattern': [7, 5], 'target-arrow-shape': 'data(arrow)', 'arrow-scale': 0.95, 'curve-style': 'bezier', 'control-point-step-size': 34,
      'target-distance-from-node': 3, 'source-distance-from-node': 2, 'loop-direction': '-45deg',
      'font-family': fonts, 'font-size': 10.5, color: 'data(color)', 'text-rotation': 'autorotate', 'text-outline-color': p.ground, 'text-outline-width': 2.5,
      opacity: 0.86, 'overlay-opacity': 0 } },
    { selector: 'edge.named', style: { label: 'data(label)' } },
    { selector: '.faded', style: { opacity: 0.16 } },
    { selector: 'node:selected, node.cursor', style: { 'underlay-color': p.accent, 'underlay-opacity': 0.28, 'underlay-padding': 8, 'underlay-shape': 'ellipse' } },
    { selector: 'edge:selected, edge.cursor', style: { label: 'data(label)', opacity: 1, 'z-index': 9, 'font-size': 12, 'font-weight': 600, 'underlay-color': p.accent, 'underlay-opacity': 0.24, 'underlay-padding': 4 } },
    { selector: 'edge.hover', style: { label: 'data(label)', opacity: 1, 'z-index': 8 } },
  ];
}

/** Canvas draws graphs into a box, and says what is chosen. */
export class Canvas {
  /** @param on {node(id), edge(edge), nothing(), say(text)} */
  constructor(box, on) {
    this.box = box;
    this.on = on;
    this.cy = cytoscape({ container: box, style: sheet(), minZoom: 0.2, maxZoom: 3, selectionType: 'single', boxSelectionEnabled: false, pixelRatio: 'auto' });
    this.cy.on('tap', 'node', (e) => on.node(e.target.id()));
    this.cy.on('tap', 'edge', (e) => on.edge(e.target.data('edge')));
    this.cy.on('tap', (e) => e.target === this.cy && on.nothing());
    this.cy.on('mouseover', 'edge', (e) => e.target.addClass('hover'));
    this.cy.on('mouseout', 'edge', (e) => e.target.removeClass('hover'));
    this.cy.on('mouseover', 'node', (e) => this.light(e.target));
    this.cy.on('mouseout', 'node', () => this.light(null));
    this.cy.on('mouseover', 'node, edge', () => box.classList.add('pointing'));
    this.cy.on('mouseout', 'node, edge', () => box.classList.remove('pointing'));
    let width = 0;
    new ResizeObserver(() => {
      this.cy.resize();
      if (width && Math.abs(box.clientWidth - width) > 40) this.fit();
      width = box.clientWidth;
    }).observe(box);
    onScheme(() => this.graph && this.restyle());
  }

  /** draw shows a graph of the API. Nodes that were there stay where they are. */
  draw(graph, fresh) {
    this.graph = graph;
    this.cy.resize(); // what stands above and below may have changed
    const kept = new Map();
    if (!fresh) this.cy.nodes().forEach((n) => kept.set(n.id(), { ...n.position() }));
    const before = kept.size;
    const at = place(graph.nodes, graph.edges, kept, this.box.clientWidth, this.box.clientHeight);
    this.cy.batch(() => {
      this.cy.elements().remove();
      this.cy.add(graph.nodes.map((n) => ({ group: 'nodes', data: this.nodeData(n), position: at.get(n.id) })));
      this.cy.add(graph.edges.map((e) => ({ group: 'edges', data: this.edgeData(e) })));
      if (graph.edges.length <= 26) this.cy.edges().addClass('named');
    });
    if (fresh || before === 0) this.fit();
    else if (graph.nodes.some((n) => !kept.has(n.id))) this.cy.animate({ fit: { padding: this.box.clientWidth < 600 ? 16 : 40 }, duration: this.still() ? 0 : 260 });
  }

  still() { return matchMedia('(prefers-reduced-motion: reduce)').matches; }

  nodeData(n) {
    return { id: n.id, label: cut(n.label, 44) + (n.hidden ? `  +${n.hidden}` : ''), expanded: n.expanded, node: n, ...styleOf(n.type) };
  }

  edgeData(e) {
    const color = palette().tone[e.tone];
    return { id: edgeId(e), source: e.subject, target: e.object, label: visible(e.label) + (e.sources > 1 ? ` ×${e.sources}` : ''), width: widthOf(e.sources), color, line: lineOf(e), arrow: e.symmetric ? 'none' : arrows[e.tone], edge: e };
  }

  restyle() {
    this.cy.batch(() => {
      this.cy.nodes().forEach((n) => n.data(styleOf(n.data('node').type)));
      this.cy.edges().forEach((e) => e.data('color', palette().tone[e.data('edge').tone]));
    });
    this.cy.style(sheet());
  }

  light(node) {
    this.cy.elements().removeClass('faded');
    if (node) this.cy.elements().not(node.closedNeighborhood()).addClass('faded');
  }

  /** select marks what is chosen, without telling anybody. */
  select(selected) {
    this.cy.elements().unselect();
    if (!selected) return;
    const one = this.cy.getElementById(selected.node ?? edgeId(selected));
    one.select();
    if (one.isNode?.()) this.cursor = one.id();
  }

  fit() { this.cy.fit(undefined, this.box.clientWidth < 600 ? 16 : 40); if (this.cy.zoom() > 1.25) { this.cy.zoom(1.25); this.cy.center(); } }

  zoom(by) { this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.box.clientWidth / 2, y: this.box.clientHeight / 2 } }); }

  // --- keys -------------------------------------------------------------

  /** key handles a key on the drawing; it reports whether it meant something. */
  key(e) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (arrow) this.move(arrow);
    else if (e.key === 'Enter' || e.key === ' ') this.open();
    else if (e.key === '.' || e.key === ',') this.turn(e.key === '.' ? 1 : -1);
    else if (e.key === '+' || e.key === '=') this.zoom(1.25);
    else if (e.key === '-') this.zoom(0.8);
    else if (e.key === '0') this.fit();
    else return false;
    return true;
  }

  point(one) {
    this.cy.elements().removeClass('cursor');
    one.addClass('cursor');
    const p = one.isNode() ? one.renderedPosition() : one.renderedMidpoint();
    if (p.x < 20 || p.y < 20 || p.x > this.box.clientWidth - 20 || p.y > this.box.clientHeight - 20) this.cy.center(one);
  }

  move([dx, dy]) {
    const from = this.cy.getElementById(this.cursor ?? '');
    this.spoke = null;
    if (!from.length || !from.isNode()) return this.goto(this.cy.nodes('[?expanded]')[0] ?? this.cy.nodes()[0]);
    const at = from.position();
    let best = null;
    this.cy.nodes().forEach((n) => {
      const [x, y] = [n.position('x') - at.x, n.position('y') - at.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (n !== from && ahead > 1 && aside <= ahead * 1.6 && (!best || ahead + 2 * aside < best.d)) best = { n, d: ahead + 2 * aside };
    });
    if (best) this.goto(best.n);
  }

  goto(node) {
    if (!node) return;
    this.cursor = node.id();
    this.point(node);
    this.on.say({ node: node.data('node'), edges: node.connectedEdges().length });
  }

  // turn goes round the edges of the node at the cursor.
  turn(by) {
    const node = this.cy.getElementById(this.cursor ?? '');
    if (!node.length) return this.move([1, 0]);
    const edges = node.connectedEdges().toArray();
    if (!edges.length) return;
    this.spoke = ((this.spoke ?? (by > 0 ? -1 : 0)) + by + edges.length) % edges.length;
    this.point(edges[this.spoke]);
    this.on.say({ edge: edges[this.spoke].data('edge') });
  }

  open() {
    const one = this.cy.elements('.cursor');
    if (!one.length) return this.move([1, 0]);
    if (one.isNode()) this.on.node(one.id());
    else this.on.edge(one.data('edge'));
  }

  // --- pictures ---------------------------------------------------------

  /** png gives the whole drawing as a picture. */
  png() { return this.cy.png({ output: 'blob-promise', full: true, scale: 2, bg: palette().ground, maxWidth: 8000, maxHeight: 8000 }); }

  /** svg gives the whole drawing as a text. */
  svg() {
    const b = this.cy.elements().boundingBox({ includeLabels: true });
    const p = palette();
    const pad = 24;
    const root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: [b.x1 - pad, b.y1 - pad, b.w + 2 * pad, b.h + 2 * pad].map(Math.round).join(' '), 'font-family': fonts },
      svg('rect', { x: Math.round(b.x1 - pad), y: Math.round(b.y1 - pad), width: Math.round(b.w + 2 * pad), height: Math.round(b.h + 2 * pad), fill: p.ground }));
    this.cy.edges().forEach((e) => root.append(drawEdge(e, p)));
    this.cy.nodes().forEach((n) => root.append(drawNode(n, p)));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
  }
}

const r1 = (x) => Math.round(x * 10) / 10;

function text(s, x, y, size, color, ground, more = {}) {
  return svg('text', { x: r1(x), y: r1(y), 'font-size': size, fill: color, 'text-anchor': 'middle', stroke: ground, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round', ...more }, s);
}

function drawNode(n, p) {
  const { x, y } = n.position();
  const half = n.data('expanded') ? 25 : 17;
  const size = n.data('expanded') ? 15 : 12.5;
  const g = svg('g', {}, svg('title', {}, `${n.data('label')} <${visible(n.id())}>`));
  const shape = outline(n.data('shape'), half, half, { fill: n.data('fill'), stroke: n.data('line'), 'stroke-width': n.data('expanded') ? 3 : 1.6, transform: `translate(${r1(x)} ${r1(y)})` });
  g.append(shape);
  wrap(n.data('label'), 20).forEach((line, i) => g.append(text(line, x, y + half + 6 + size * (0.85 + i * 1.15), size, p.ink, p.ground, { 'font-weight': n.data('expanded') ? 600 : 400 })));
  return g;
}

function wrap(s, width) {
  const lines = [''];
  for (const w of s.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + w.length + 1 > width) lines.push(w);
    else lines[last] = lines[last] ? `${lines[last]} ${w}` : w;
  }
  return lines;
}

function drawEdge(e, p) {
  const d = e.data();
  const [s, t] = [e.sourceEndpoint(), e.targetEndpoint()];
  const c = e.controlPoints() ?? [];
  const via = c.map((q) => `${r1(q.x)} ${r1(q.y)}`).join(' ');
  const path = `M${r1(s.x)} ${r1(s.y)}${c.length === 1 ? 'Q' : c.length ? 'C' : 'L'}${via} ${r1(t.x)} ${r1(t.y)}`;
  const last = c.length ? c[c.length - 1] : s;
  const turn = (Math.atan2(t.y - last.y, t.x - last.x) * 180) / Math.PI;
  const g = svg('g', {}, svg('title', {}, `${d.label}`),
    svg('path', { d: path, fill: 'none', stroke: d.color, 'stroke-width': d.width, 'stroke-dasharray': { dashed: '7 5', dotted: '1.5 4' }[d.line] ?? null, opacity: 0.86 }));
  if (d.arrow !== 'none') {
    const [long, half] = [6 + d.width * 1.9, 2.6 + d.width].map(r1);
    const head = { triangle: `M0 0L${-long} ${-half}V${half}z`, vee: `M0 0L${-long} ${-half}L${r1(-0.65 * long)} 0L${-long} ${half}z`, chevron: `M0 0L${-long} ${-half}L${r1(-0.8 * long)} 0L${-long} ${half}z` }[d.arrow];
    g.append(svg('path', { d: head, fill: d.color, transform: `translate(${r1(t.x)} ${r1(t.y)}) rotate(${r1(turn)})` }));
  }
  if (e.hasClass('named') || e.selected()) {
    const m = e.midpoint();
    let angle = (Math.atan2(t.y - s.y, t.x - s.x) * 180) / Math.PI;
    if (angle > 90 || angle < -90) angle += 180;
    g.append(text(d.label, m.x, m.y + 3, 10.5, d.color, p.ground, { transform: `rotate(${r1(angle)} ${r1(m.x)} ${r1(m.y)})` }));
  }
  return g;
}
