// The live feed with filters.

import { el, route } from './dom.js';
import { Feed } from './feed.js';
import { exports, fill } from './panel.js';

const filters = ['source', 'number', 'user_agent', 'country', 'method', 'transport'];
const methods = [
  'INVITE', 'REGISTER', 'OPTIONS', 'ACK', 'BYE', 'CANCEL', 'SUBSCRIBE', 'MESSAGE', 'INFO', 'REFER', 'NOTIFY', 'PUBLISH',
];

// Which filter a typed text is for.
function kind(text) {
  if (/^[\da-f.:]*[.:][\da-f.:]*$/i.test(text)) return 'source';
  return /^\+?\d+$/.test(text) ? 'number' : 'user_agent';
}

export function live(page) {
  page.title('Live');
  page.announcesFeed = true;
  const query = Object.fromEntries(filters.map((name) => [name, page.query.get(name)]));
  const feed = page.feed = new Feed(page, 100, query);
  const body = el('div', { class: 'panel body live' });
  fill(page, body, async (signal) => el('div', null, await feed.load(signal), feed.older()));
  const latest = [['events'], { ...query, limit: 1000 }];
  return [
    el('div', { class: 'head' },
      el('h1', null, 'Live'), feed.toolbar, exports('events', { CSV: latest, JSON: latest })),
    form(query),
    body,
  ];
}

function form(query) {
  const option = (name) => (value) => el('option', { value, selected: value === query[name] }, value);
  const choose = (name, label, values) => el('label', null, `${label} `, el('select', { name, change: go },
    el('option', { value: '' }, 'all'), values.map(option(name))));
  const text = query.source ?? query.number ?? query.user_agent;
  const fields = el('form', { class: 'filters', role: 'search', 'aria-label': 'Filters', submit: go },
    el('label', null, 'Source, number or user agent ',
      el('input', { name: 'text', type: 'search', maxlength: 1000, autocomplete: 'off', value: text })),
    choose('method', 'Method', methods), choose('transport', 'Over', ['UDP', 'TCP', 'TLS']),
    el('button', null, 'Filter'), Object.values(query).some(Boolean) && el('a', { href: '#/live' }, 'Clear'));
  return fields;

  function go(event) {
    event.preventDefault();
    const { method, transport } = fields.elements;
    const asked = fields.elements.text.value.trim();
    const chosen = { country: query.country, method: method.value, transport: transport.value };
    location.hash = route(['live'], { ...chosen, [kind(asked)]: asked });
  }
}
