// The pages of one source, one number, one session, one event, one peer.

import { el, cut, link } from './dom.js';
import { events, get, post } from './api.js';
import { eventTable } from './feed.js';
import { count, plural, present, sureness, time } from './format.js';
import { ladder, raw } from './ladder.js';
import { agent, columns, dialled, land, methods, short, source, target, totals, worth } from './links.js';
import { sessionColumns } from './lists.js';
import { copier, empty, exports, failure, fill, framed, panel } from './panel.js';
import { facts, table } from './table.js';

const { attempts, lastSeen } = columns;
const seen = (item) => [['First seen', time(item.seen_first)], ['Last seen', time(item.seen_last)]];

// A page that is one answer: `build(answer)` gives its nodes, `absent` says what it means that there is none.
export function answered(page, title, ask, build, absent) {
  page.title(title);
  const body = el('div', { class: 'body' });
  fill(page, body, async (signal) => {
    try {
      return el('div', null, build(await ask(signal)));
    } catch (error) {
      if (error.kind !== 'missing' && error.kind !== 'invalid') throw error;
      return el('div', null, head(title, true), error.kind === 'missing' ? empty(absent) : failure(error),
        said(error.answer));
    }
  });
  return [body];
}

export function head(title, isCode, ...beside) {
  const text = title instanceof Node ? title : cut(title, 60);
  return el('div', { class: 'head' }, el('h1', { class: isCode && 'code' }, text), beside);
}

function newest(page, query) {
  const title = 'Newest attempts';
  return panel(page, title, async (signal) => {
    const { found } = await events({ ...query, limit: 25 }, signal);
    if (!found.length) return empty('Only totals are kept any more, no single attempt.');
    return eventTable(found, title, query.source && 'Source');
  }, { more: link(['live'], 'All, live', query) });
}

// A panel of one table, which scrolls when it is long.
function bounded(title, columns, items, name = '') {
  const content = items?.length ? table(columns, items, { caption: title, bars: true }) : empty('None.');
  return framed(title, content, { name: `${name} bounded` });
}

export function oneSource(page) {
  const [, address] = page.path;
  const path = ['ip-addresses', address];
  return answered(page, address, (signal) => get(path, { verbose: 1 }, signal), (found) => [
    head(address, true, copier(address), exports('source', { JSON: [path, { verbose: 1 }] })),
    facts([
      ['Attempts', count(found.seen_count)],
      ...seen(found),
      ['Password guesses', found.credentials_total > 0 && count(found.credentials_total)],
      ['Seen by', plural(found.reporting_nodes?.length ?? 1, 'node')],
    ]),
    el('div', { class: 'grid' },
      bounded('Called numbers', [columns.dialled, { ...columns.country, kind: 'land wide' }, attempts],
        found.called_numbers, 'w6'),
      bounded('Methods', [columns.method, attempts], found.sip_methods, 'w3'),
      bounded('User agents', [columns.agent, attempts], found.user_agents, 'w3')),
    found.sessions?.length > 0 && framed('Sessions',
      table(sessionColumns.filter(({ name }) => name !== 'Source'), found.sessions, { caption: 'Sessions' }),
      { more: link(['sessions'], 'All', { source: address }) }),
    said(found),
    newest(page, { source: address }),
  ], 'This node has not seen this address.');
}

export function oneNumber(page) {
  const [, number] = page.path;
  const path = ['numbers', number];
  return answered(page, number, (signal) => get(path, { verbose: 1 }, signal), (found) => {
    const e164 = found.called_number_e164;
    const sure = { name: 'Confidence', kind: 'wide', cell: (item) => e164 && sureness(item.confidence) };
    const name = e164 ?? found.phone_number_found;
    const forms = (found.forms ?? []).map((item) => ({ called_number_e164: e164, ...item }));
    return [
      head(name, true, copier(name), exports('number', { JSON: [path, { verbose: 1 }] })),
      facts([
        ['Country', e164 && land(found.country)],
        ['Kind', !e164 && 'an extension, no number of the public network'],
        ['Confidence', e164 && found.confidence !== undefined && sureness(found.confidence)],
        ['Attempts', count(found.seen_count)],
        ['Sources', found.sources_total !== undefined && count(found.sources_total)],
        ...seen(found),
        ['Seen by', plural(found.reporting_nodes?.length ?? 1, 'node')],
      ]),
      el('div', { class: 'grid' },
        bounded('As it was dialled', [columns.dialled, sure, attempts, lastSeen], forms, 'w6'),
        bounded('Sources', [columns.source, { ...attempts, name: 'All its attempts' }, lastSeen], found.sources, 'w6')),
      said(found),
      newest(page, { number }),
    ];
  }, 'No attacker has dialled this number at this node, in any form.');
}

const accounts = [
  { name: 'User name', kind: 'text', cell: (item) => el('span', { class: 'code' }, cut(item.username, 60)) },
  { name: 'Guesses', kind: 'number', cell: (item) => count(item.guesses) },
  { name: 'Password', cell: (item) => (item.password_right ? el('b', { class: 'bad' }, 'found') : 'not found') },
];

export function oneSession(page) {
  const path = ['sessions', page.path[1]];
  return answered(page, `Session ${page.path[1]}`, (signal) => get(path, {}, signal), (found) => [
    head(el('span', null, 'Session of ', source(found.source_ip)), false, exports('session', { JSON: [path] })),
    facts([
      ['Tool', present(found.tool) ?? 'unknown'],
      ['Began', time(found.first_seen)],
      ['Last', time(found.last_seen)],
      ['Attempts', count(found.attempts)],
      ['Methods', methods(found.methods)],
      ['Password guesses', found.credentials > 0 && count(found.credentials)],
    ]),
    framed('Messages', ladder(found)),
    el('div', { class: 'tiles' },
      found.accounts?.length > 0 && bounded('Accounts', accounts, found.accounts),
      values('Called numbers', found.called_numbers, dialled),
      values('Extensions', found.extensions, dialled),
      values('User agents', found.user_agents, agent)),
    found.incomplete?.length > 0 && el('p', { class: 'quiet under' },
      `Not whole, since there were too many: ${found.incomplete.join(', ').replaceAll('_', ' ')}.`),
  ], 'This session is not kept (any more).');
}

function values(title, items, show) {
  const column = { name: 'Value', kind: 'text', cell: (item) => show(item.value) };
  return items?.length > 0 && bounded(title, [column, attempts], items);
}

const left = new Set(['sip_message', 'app_name', 'session']);
const special = {
  source_ip: source, called_number: dialled, to_number: dialled, called_number_e164: target,
  called_number_country: land, event_timestamp: (text) => `${text} UTC`,
};

function pairs(event) {
  const known = Object.entries(event).filter(([key, value]) => !left.has(key) && present(value) !== null);
  return known.map(([key, value]) => el('tr', null, el('th', { scope: 'row' }, key.replaceAll('_', ' ')), el('td', null,
    Object.hasOwn(special, key) ? special[key](value) : cut([value].flat().join(', '), 300))));
}

export function oneEvent(page) {
  const path = ['events', page.path[1]];
  return answered(page, 'Attempt', (signal) => get(path, {}, signal), (event) => [
    head(el('span', null, cut(present(event.sip_method) ?? 'Attempt', 24), ' from ', source(event.source_ip)), false,
      present(event.session) !== null && link(['session', event.session], 'The whole session'),
      exports('event', { JSON: [path] })),
    el('div', { class: 'grid' },
      framed('Message', raw(event.sip_message), { name: 'w6' }),
      framed('Details', el('table', { class: 'pairs' }, el('tbody', null, pairs(event))), { name: 'w6' })),
  ], 'This attempt is not kept (any more). Totals are.');
}

// What other nodes say of an address or a number, if they do.
function said({ peer_reports: reports, peers_actionable: isActionable } = {}) {
  const title = 'Reported by peers';
  return reports?.length > 0 && framed(title,
    table([columns.peer, columns.worth, columns.proof, attempts, lastSeen], reports, { caption: title }),
    { more: el('span', { class: 'quiet' }, `${isActionable ? '' : 'not '}enough to act on`) });
}

export function onePeer(page) {
  const path = ['peers', page.path[1]];
  const title = `Peer ${short(path[1])}`;
  return answered(page, title, (signal) => get(path, {}, signal), (found) => [
    head(title, false, found.may_decide && choice(path, found.decision), copier(found.author),
      exports('peer', { JSON: [path] })),
    facts([
      ['Its word', worth(found)], ['Network', found.network ?? 'not seen'], ...seen(found),
      ...totals.map((name) => [name, count(found[name.toLowerCase()])]),
      ['Key', el('span', { class: 'code' }, found.author)],
    ]),
    framed('Reported last', table([
      { name: 'What', kind: 'text', cell: (item) => (item.kind === 'number' ? dialled : source)(item.value) },
      columns.proof, attempts, lastSeen,
    ], found.reports ?? [], { caption: 'Reported last' })),
  ], 'This node has not heard of this peer.');
}

function choice(path, now) {
  const decide = (decision) => ({ currentTarget: button }) => post([...path, 'decision'], { decision }).then(
    () => dispatchEvent(new Event('hashchange')), () => button.classList.add('failed'));
  return el('div', { class: 'joined', role: 'group', 'aria-label': 'Decision' },
    [['trusted', 'Allow'], ['blocked', 'Block'], ['none', 'Neither']].map(([decision, text]) =>
      el('button', { type: 'button', 'aria-pressed': `${decision === now}`, click: decide(decision) }, text)));
}
