// The first page: how much, who, what, from where.

import { el, link, route } from './dom.js';
import { list } from './api.js';
import { ranges, rateChart } from './chart.js';
import { Feed } from './feed.js';
import { count } from './format.js';
import { columns } from './links.js';
import { copier, fill, panel } from './panel.js';
import { ranking } from './table.js';

const totals = [
  ['events_total', 'Attempts', ['live']],
  ['ip_addresses_total', 'Sources', ['sources']],
  ['targets_total', 'Numbers', ['numbers']],
  ['called_numbers_total', 'Dialled forms', ['numbers'], { by: 'form' }],
  ['sessions_total', 'Sessions', ['sessions']],
  ['credentials_total', 'Password guesses'],
];

export function overview(page) {
  page.title('Overview');
  const asked = page.query.get('range') ?? '24h';
  const range = ranges[Object.hasOwn(ranges, asked) ? asked : '24h'];
  const feed = page.feed = new Feed(page, 10);
  const strip = el('div', { class: 'totals' });
  fill(page, strip, async (signal) => figures(await page.stats(range, signal)), 20);
  const top = (title, path, key, column, query) => panel(page, title, async (signal) => {
    const answer = await list([path], { ...query, sort: 'seen_count', limit: 10 }, signal);
    return ranking(column, answer[key] ?? [], `${title}, by attempts`);
  }, { more: link([path === 'ip-addresses' ? 'sources' : path], 'All'), every: 60 });
  return [
    el('h1', { class: 'hidden' }, 'Overview'),
    strip,
    el('div', { class: 'grid' },
      panel(page, 'Rate', async (signal) => {
        const answer = await page.stats(range, signal);
        return Number(answer.events_total) ? rateChart(answer, range) : firstProbe();
      }, { more: picker(range), every: 20, name: 'w8' }),
      panel(page, 'Methods and transports', async (signal) => {
        const answer = await list(['sip-methods'], { sort: 'seen_count', limit: 6 }, signal);
        return how(answer, await page.stats(range, signal));
      }, { every: 60, name: 'w4' })),
    panel(page, 'Live', (signal) => feed.load(signal),
      { more: [feed.toolbar, link(['live'], 'All and filters')], name: 'live' }),
    el('div', { class: 'tiles' },
      top('Sources', 'ip-addresses', 'ip_addresses', columns.source),
      top('Numbers', 'numbers', 'called_numbers', { ...columns.target, kind: 'text' }, { by: 'e164' }),
      top('Countries', 'countries', 'countries', { ...columns.country, kind: 'text' }),
      top('User agents', 'user-agents', 'user_agents', columns.agent)),
  ];
}

function figures(answer) {
  return el('dl', null, totals.filter(([key]) => answer[key] !== undefined).map(([key, name, path, query]) =>
    el('div', null, el('dt', null, path ? link(path, name, query) : name), el('dd', null, count(answer[key])))));
}

function picker(chosen) {
  return el('nav', { class: 'joined', 'aria-label': 'Range' }, Object.entries(ranges).map(([key, range]) =>
    el('a', { href: route([], { range: key }), 'aria-current': range === chosen && 'true' }, range.title)));
}

function how(answer, stats) {
  const transport = { name: 'Transport', kind: 'text', cell: (item) => item.transport_type };
  return el('div', null,
    ranking(columns.method, (answer.sip_methods ?? []).slice(0, 6), 'Methods, by attempts'),
    stats.transports?.length > 0 && ranking(transport, stats.transports, 'Transports, by attempts'));
}

// What to do on a node that has seen nothing.
function firstProbe() {
  const command = `sipsak -vv -s sip:100@${location.hostname}`;
  return el('div', { class: 'empty first' },
    el('p', null, el('b', null, 'Nothing has come in yet.'),
      ' Scanners find a new address within hours. Be the first, from any machine:'),
    el('p', { class: 'command' }, el('code', null, command), copier(command)),
    el('p', null, 'It shows up here at once. If not: UDP and TCP port 5060 (TLS 5061) have to reach this node.'));
}
