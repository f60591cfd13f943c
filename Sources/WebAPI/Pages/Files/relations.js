// Who dials what: the busiest sources, and the numbers they share. The lines between them stand once more as a table.

import { el, svg } from './dom.js';
import { get, list } from './api.js';
import { count, plural } from './format.js';
import { columns, source, target } from './links.js';
import { empty } from './panel.js';
import { table } from './table.js';

const limits = { from: 14, to: 18 };
const rowHeight = 30;

// Which of the busiest sources dialled which number: { from, to, attempts }.
async function edges(signal) {
  const answer = await list(['ip-addresses'], { sort: 'seen_count', limit: limits.from }, signal);
  // A source may be gone by now: the others are drawn.
  const found = await Promise.all((answer.ip_addresses ?? []).map(({ ip_address: address }) =>
    list(['ip-addresses', address], { verbose: 1 }, signal)));
  const all = new Map();
  for (const { bad_actor_found: from, called_numbers: numbers = [] } of found) {
    for (const { called_number_e164: to, attempts } of numbers.filter((number) => number.called_number_e164)) {
      const edge = all.get(`${from} ${to}`) ?? { from, to, attempts: 0 };
      edge.attempts += Number(attempts ?? 1);
      all.set(`${from} ${to}`, edge);
    }
  }
  return [...all.values()];
}

// The names at one side: { name, attempts, ties }.
function names(edges, side) {
  const all = new Map();
  for (const edge of edges) {
    const item = all.get(edge[side]) ?? { name: edge[side], attempts: 0, ties: 0 };
    item.attempts += edge.attempts;
    item.ties += 1;
    all.set(item.name, item);
  }
  return [...all.values()].sort((one, other) => other.ties - one.ties || other.attempts - one.attempts);
}

// Puts each name at the middle of what it is tied to, so that fewer lines cross.
function uncross(sides, edges) {
  for (let round = 0; round < 6; round += 1) {
    const [side, far] = round % 2 ? ['from', 'to'] : ['to', 'from'];
    const places = new Map(sides[far].map(({ name }, index) => [name, index]));
    for (const item of sides[side]) {
      const ties = edges.filter((edge) => edge[side] === item.name);
      item.place = ties.reduce((sum, edge) => sum + places.get(edge[far]), 0) / ties.length;
    }
    sides[side].sort((one, other) => one.place - other.place);
  }
}

function diagram(sides, edges) {
  const height = rowHeight * Math.max(sides.from.length, sides.to.length);
  const middle = (side, name) =>
    (height * (sides[side].findIndex((item) => item.name === name) + 0.5)) / sides[side].length;
  const lines = edges.map((edge) => {
    const [left, right] = [middle('from', edge.from), middle('to', edge.to)];
    const width = 1 + 5 * Math.sqrt(edge.attempts / edges[0].attempts);
    return svg('path', { d: `M0 ${left}C45 ${left} 55 ${right} 100 ${right}`, 'stroke-width': width.toFixed(1) });
  });
  const end = (side, label, show, tell) => el('ul', { class: side, 'aria-label': label }, sides[side].map((item) => {
    const light = (isLit) => () => {
      figure.classList.toggle('lit', isLit);
      lines.forEach((line, index) => line.classList.toggle('lit', isLit && edges[index][side] === item.name));
    };
    const [on, off] = [light(true), light(false)];
    return el('li', { pointerenter: on, pointerleave: off, focusin: on, focusout: off },
      show(item.name), el('span', { class: 'quiet' }, tell(item)));
  }));
  const figure = el('figure', { class: 'relations' },
    end('from', 'Sources', source, (item) => count(item.attempts)),
    svg('svg', { viewBox: `0 0 100 ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, lines),
    end('to', 'Numbers', target, (item) => plural(item.ties, 'source')));
  figure.style.setProperty('--height', `${height}px`);
  return figure;
}

export async function relations(signal) {
  const all = await edges(signal);
  const to = names(all, 'to').slice(0, limits.to);
  const shown = all.filter((edge) => to.some(({ name }) => name === edge.to));
  shown.sort((one, other) => other.attempts - one.attempts);
  if (!shown.length) return empty('No source has dialled an international number yet.');
  const sides = { from: names(shown, 'from'), to };
  uncross(sides, shown);
  return el('div', null, diagram(sides, shown), el('details', null, el('summary', null, 'As a table'), table([
    { name: 'Source', cell: (edge) => source(edge.from) },
    { name: 'Number', cell: (edge) => target(edge.to) },
    columns.attempts,
  ], shown, { caption: 'Which source dialled which number' })));
}
