// Tables: rows open with a click or Enter, the arrow keys walk over them.

import { el, cut, route } from './dom.js';
import { list } from './api.js';
import { count } from './format.js';
import { columns as known, weight } from './links.js';
import { empty, failure } from './panel.js';

/**
 * Columns are { name, cell(item), kind }. Kinds: "number" stands at the right, "wide" is left out where there is little
 * room, "text" takes what is left. A row leads where its first link does.
 * - `sort`: { by, href(key) } for columns that have a `sort` key.
 * - `bars`: whether each row's weight is drawn behind it.
 */
export function table(columns, items, { caption, sort, bars, name = '' } = {}) {
  const most = bars && heaviest(items);
  const head = columns.map((column) => el('th', {
    scope: 'col', class: column.kind, 'aria-sort': sort && column.sort === sort.by && 'descending',
  }, sort && column.sort ? el('a', { href: sort.href(column.sort) }, column.name) : column.name));
  const rows = items.map((item) => row(columns, item, most));
  return el('div', { class: 'scroll' },
    el('table', { class: bars ? `${name} bars` : name, keydown: walk, click: open },
      el('caption', { class: 'hidden' }, caption), el('thead', null, el('tr', null, head)), el('tbody', null, rows)));
}

// `most`: the weight of a bar that is as long as can be.
export function row(columns, item, most) {
  const cells = columns.map((column) => el('td', { class: column.kind }, column.cell(item)));
  // By the style object: a style attribute would be against the content security policy.
  if (most) cells[0].style.setProperty('--share', `${Math.min(100, (100 * weight(item)) / most).toFixed(2)}%`);
  return el('tr', null, cells);
}

function heaviest(items) {
  return Math.max(1, ...items.map(weight));
}

// How much each of something did.
export function ranking(column, items, caption) {
  if (!items.length) return empty('None yet.');
  return table([column, known.attempts], items, { caption, bars: true });
}

function walk(event) {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  const place = step && event.target.closest('tbody tr')?.[step]?.querySelector('a');
  if (!place || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  place.focus();
}

function open(event) {
  const isAnother = event.target.closest('a, button') || String(getSelection());
  if (!isAnother) event.target.closest('tbody tr')?.querySelector('a')?.click();
}

/**
 * A list that comes in pieces. Its order is part of the page's address.
 * - `key`: where the items are in the answer; `total`: where their count is.
 */
export async function listing(page, { path, query, key, total, columns, sorts, nothing }) {
  const by = sorts && (sorts.includes(page.query.get('sort')) ? page.query.get('sort') : sorts[0]);
  const asked = { ...query, sort: by, limit: 100 };
  const answer = await list(path, asked, page.signal);
  const items = answer[key] ?? [];
  if (!items.length) return empty(nothing);
  const sort = sorts && { by, href: (to) => route(page.path, { ...Object.fromEntries(page.query), sort: to }) };
  const shown = table(columns, items, { caption: document.title, sort, bars: Boolean(sorts) });
  const most = sorts && heaviest(items);
  const rows = shown.querySelector('tbody');
  const says = el('span', { class: 'quiet', role: 'status' });
  const button = el('button', { type: 'button', click: more }, 'Show more');
  const wrong = el('div');
  let cursor = answer.next_cursor;
  tell();
  return el('div', null, shown, wrong, el('div', { class: 'foot' }, says, button));

  function tell() {
    const whole = answer[total] ?? (cursor ? undefined : rows.children.length);
    says.textContent = count(rows.children.length) + (whole === undefined ? '' : ` of ${count(whole)}`);
    button.hidden = !cursor;
  }

  async function more() {
    button.disabled = true;
    wrong.replaceChildren();
    try {
      const next = await list(path, { ...asked, cursor }, page.signal);
      cursor = next.next_cursor;
      const added = (next[key] ?? []).map((item) => row(columns, item, most));
      rows.append(...added);
      added[0]?.querySelector('a')?.focus();
    } catch (error) {
      wrong.replaceChildren(failure(error));
    }
    button.disabled = false;
    tell();
  }
}

// Values beside their names; absent ones are left out.
export function facts(pairs) {
  const present = pairs.filter(([, value]) => ![null, undefined, false, ''].includes(value));
  return el('dl', { class: 'facts' }, present.map(([name, value]) => el('div', null,
    el('dt', null, name), el('dd', null, typeof value === 'string' ? cut(value, 300) : value))));
}
