// The views that are one long list.

import { el, cut, link, route } from './dom.js';
import { count, country, present, sureness, time } from './format.js';
import { columns, methods, source, target, totals } from './links.js';
import { exports, fill } from './panel.js';
import { relations } from './relations.js';
import { listing } from './table.js';

// A view's frame: its name, what stands beside it, and a body that loads.
export function frame(page, title, load, ...beside) {
  page.title(title);
  const body = el('div', { class: 'panel body' });
  fill(page, body, load);
  return [el('div', { class: 'head' }, el('h1', null, title), beside), body];
}

const { attempts, firstSeen, lastSeen } = columns;

export function sources(page) {
  const path = ['ip-addresses'];
  return frame(page, 'Sources', () => listing(page, {
    path, key: 'ip_addresses', total: 'ip_addresses_total', sorts: ['seen_last', 'seen_count', 'seen_first'],
    columns: [columns.source, attempts, firstSeen, lastSeen], nothing: 'No source has been seen yet.',
  }), exports('sources', { CSV: [path], JSON: [path], ipset: [['ip-addresses', 'ipset']] }));
}

const targets = [
  { ...columns.target, kind: 'text' }, { ...columns.country, kind: 'land wide' }, columns.prefixes,
  { name: 'Sources', kind: 'number wide', cell: (item) => count(item.sources_total) },
  attempts, lastSeen,
];
const forms = [
  columns.dialled,
  { name: 'Number', kind: 'wide', cell: ({ called_number_e164: e164 }) => (e164 ? target(e164) : 'extension') },
  { ...columns.country, kind: 'land wide' },
  { name: 'Confidence', kind: 'wide', cell: (item) => item.called_number_e164 && sureness(item.confidence) },
  attempts, lastSeen,
];

export function numbers(page) {
  const by = page.query.get('by') === 'form' ? 'form' : 'e164';
  const query = { by, country: page.query.get('country'), prefix: page.query.get('prefix') };
  const choice = el('nav', { class: 'joined', 'aria-label': 'Grouping' },
    [['e164', 'By number'], ['form', 'As dialled']].map(([value, text]) =>
      el('a', { href: route(['numbers'], { by: value }), 'aria-current': by === value && 'true' }, text)));
  return frame(page, 'Numbers', () => listing(page, {
    path: ['numbers'], query, key: 'called_numbers', total: by === 'form' ? 'called_numbers_total' : 'targets_total',
    columns: by === 'form' ? forms : targets, sorts: ['seen_last', 'seen_count'],
    nothing: 'No number has been dialled yet.',
  }), choice, exports('numbers', { CSV: [['numbers'], query], JSON: [['numbers'], query] }));
}

export function countries(page) {
  const path = ['countries'];
  return frame(page, 'Countries', () => listing(page, {
    path, key: 'countries', sorts: ['seen_count', 'seen_last'], nothing: 'No country has been called yet.',
    columns: [
      { ...columns.country, kind: 'text' },
      { name: 'Numbers', kind: 'number', cell: (item) => count(item.targets_total) }, attempts, lastSeen,
    ],
  }), exports('countries', { CSV: [path], JSON: [path] }));
}

export function oneCountry(page) {
  const code = page.path[1];
  return frame(page, country(code), () => listing(page, {
    path: ['countries', code], key: 'targets', total: 'targets_total',
    columns: targets.filter(({ name }) => name !== 'Country'), sorts: ['seen_last', 'seen_count'],
    nothing: 'No number of this country has been dialled.',
  }));
}

export function agents(page) {
  const path = ['user-agents'];
  return frame(page, 'User agents', () => listing(page, {
    path, key: 'user_agents', sorts: ['seen_count', 'seen_last'], columns: [columns.agent, attempts, lastSeen],
    nothing: 'No user agent has been seen yet.',
  }), exports('user-agents', { CSV: [path], JSON: [path] }));
}

export const sessionColumns = [
  { name: 'Began', cell: (item) => link(['session', item.id], time(item.first_seen)) },
  { name: 'Source', kind: 'text', cell: (item) => source(item.source_ip) },
  { name: 'Tool', kind: 'wide', cell: (item) => cut(present(item.tool) ?? 'unknown', 40) },
  { name: 'Methods', kind: 'wide', cell: (item) => methods(item.methods) },
  { name: 'Guesses', kind: 'number wide', cell: (item) => count(item.credentials) },
  attempts,
];

export function sessions(page) {
  const path = ['sessions'];
  const query = { source: page.query.get('source') };
  return frame(page, query.source ? `Sessions of ${query.source}` : 'Sessions', () => listing(page, {
    path, query, key: 'sessions', total: 'sessions_total', columns: sessionColumns,
    nothing: 'No session has been seen yet.',
  }), exports('sessions', { JSON: [path, query] }));
}

export function peers(page) {
  const path = ['peers'];
  const total = (name) => ({ name, kind: 'number wide', cell: (item) => count(item[name.toLowerCase()]) });
  return frame(page, 'Peers', () => listing(page, {
    path, key: 'peers', total: 'peers_total', nothing: 'No other node has reported anything.',
    columns: [
      columns.peer, columns.worth, { name: 'Network', kind: 'wide', cell: (item) => item.network },
      ...totals.map(total), firstSeen, lastSeen,
    ],
  }), exports('peers', { CSV: [path], JSON: [path] }));
}

export function relationsView(page) {
  return [...frame(page, 'Relations', relations), el('p', { class: 'quiet under' },
    'The busiest sources, and the numbers that most of them dial. Who share a number likely work for the same fraud.')];
}
