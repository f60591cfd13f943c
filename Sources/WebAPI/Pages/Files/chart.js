// The rate over time: bars by method, and the same as a table. Positions are percentages: nothing has to be measured.

import { el, svg } from './dom.js';
import { count, milliseconds, plural } from './format.js';
import { table } from './table.js';

const methods = ['INVITE', 'REGISTER', 'OPTIONS', 'other'];

export const ranges = {
  '1h': { title: '1 h', span: 3600, bucket: 60, unit: 'minute' },
  '24h': { title: '24 h', span: 86_400, bucket: 900, unit: '15 minutes' },
  '7d': { title: '7 d', span: 604_800, bucket: 7200, unit: '2 hours' },
  '30d': { title: '30 d', span: 2_592_000, bucket: 21_600, unit: '6 hours' },
};

// Every bucket of the range, also those that the node left out because nothing came.
function slots(answer, { span, bucket }) {
  const place = (time) => Math.floor(time / 1000 / bucket);
  const known = new Map((answer.buckets ?? []).map((item) => [place(milliseconds(item.start)), item]));
  const first = place(answer.at) + 1 - span / bucket;
  return Array.from({ length: span / bucket }, (_, index) => {
    const item = known.get(first + index) ?? {};
    const parts = methods.slice(0, -1).map((name) => Number(item.methods?.[name] ?? 0));
    const attempts = Number(item.attempts ?? 0);
    parts.push(Math.max(0, attempts - parts.reduce((sum, part) => sum + part)));
    return { start: new Date((first + index) * bucket * 1000).toISOString(), attempts, parts };
  });
}

// The first round figure that is not below.
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 4)));
  return power * [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].find((step) => step * power >= value);
}

function bars({ parts }, index, width, top) {
  let height = 0;
  return parts.map((part, method) => {
    height += (100 * part) / top;
    return part > 0 && svg('rect', {
      class: methods[method].toLowerCase(), x: `${(index + 0.1) * width}%`, width: `${0.8 * width}%`,
      y: `${100 - height}%`, height: `${(100 * part) / top}%`,
    });
  });
}

function start(slot) {
  return slot.start.slice(0, 16).replace('T', ' ');
}

function sentence(slot) {
  const parts = methods.map((name, index) => slot.parts[index] > 0 && `${name} ${count(slot.parts[index])}`);
  return `${start(slot)}: ${[plural(slot.attempts, 'attempt'), ...parts].filter(Boolean).join(', ')}`;
}

export function rateChart(answer, range) {
  const all = slots(answer, range);
  const peak = Math.max(...all.map((slot) => slot.attempts));
  const total = all.reduce((sum, slot) => sum + slot.attempts, 0);
  const top = ceiling(peak);
  const width = 100 / all.length;
  const summary = `${plural(total, 'attempt')} in ${range.title}, at most ${count(peak)} in ${range.unit}`;
  const reading = el('p', null, summary);
  const cursor = svg('rect', { class: 'cursor', height: '100%', width: `${width}%`, x: '-100%' });
  const point = (index) => {
    cursor.setAttribute('x', `${index * width}%`);
    reading.textContent = all[index] ? sentence(all[index]) : summary;
  };
  const plot = svg('svg', {
    class: 'plot', role: 'img', 'aria-label': summary, pointerleave: () => point(-1),
    pointermove: ({ clientX }) => {
      const box = plot.getBoundingClientRect();
      point(Math.min(all.length - 1, Math.max(0, Math.floor(((clientX - box.left) / box.width) * all.length))));
    },
  }, cursor, ['0', '50%'].map((y) => svg('line', { x2: '100%', y1: y, y2: y })),
    all.map((slot, index) => bars(slot, index, width, top)));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => start(all[Math.round(part * (all.length - 1))]));
  const column = (name, value) => ({ name, kind: 'number', cell: (slot) => count(value(slot)) });
  return el('figure', { class: 'chart' },
    el('div', { class: 'above' }, reading,
      el('ul', { class: 'keys' }, methods.map((name) => el('li', { class: `key ${name.toLowerCase()}` }, name)))),
    el('div', { class: 'y', 'aria-hidden': 'true' }, [top, top / 2, 0].map((value) => el('span', null, count(value)))),
    plot,
    el('div', { class: 'x', 'aria-hidden': 'true' },
      ticks.map((text) => el('span', null, range.span > 86_400 ? text.slice(5, 10) : text.slice(11)))),
    el('details', null, el('summary', null, 'As a table'), table([
      { name: 'From', cell: start }, column('All', (slot) => slot.attempts),
      ...methods.map((name, index) => column(name, (slot) => slot.parts[index])),
    ], all.filter((slot) => slot.attempts), { caption: `Attempts in each ${range.unit}` })));
}
