// How what has a page of its own is shown wherever it stands, and the columns that many tables share.

import { el, cut, link } from './dom.js';
import { count, country, present, time } from './format.js';

export function source(address) {
  return el('span', { class: 'code' }, link(['source', address], address));
}

export function target(e164) {
  return el('span', { class: 'code' }, link(['number', e164], e164));
}

// A number as it was dialled, what stands in front of the E.164 number's digits told apart.
export function dialled(text, e164) {
  if (!present(text)) return el('span', { class: 'quiet' }, '–');
  const isNumber = /^\+?\d{1,40}$/.test(text);
  const digits = e164?.slice(1);
  const isSplit = isNumber && digits && text.endsWith(digits);
  const shown = isSplit
    ? el('bdi', null, el('span', { class: 'prefix' }, text.slice(0, -digits.length)), digits) : cut(text, 40);
  // What is no number leads to who dialled it.
  const leads = isNumber ? link(['number', text], shown) : link(['live'], shown, { number: text });
  return el('span', { class: 'code' }, leads);
}

export function land(code) {
  return /^[A-Z]{2}$/.test(code ?? '') ? link(['country', code], country(code)) : '';
}

// The prefixes in front of a number, most used first.
export function prefixes(list) {
  return el('span', { class: 'chips' },
    (list ?? []).map(({ prefix }) => el('span', { class: 'chip' }, prefix === '' ? 'none' : cut(prefix, 12))));
}

const hues = new Map([['INVITE', 'invite'], ['REGISTER', 'register'], ['OPTIONS', 'options']]);

// The class that colours a method. Never made of its name, which attackers choose.
export function hue(name) {
  return hues.get(name) ?? 'other';
}

export function method(name) {
  return el('span', { class: `key ${hue(name)}` }, cut(present(name) ?? 'none', 16));
}

export function methods(names) {
  return el('span', { class: 'keys' }, (names ?? []).slice(0, 6).map(method));
}

export function agent(text, length = 60) {
  return link(['live'], cut(text, length), { user_agent: text });
}

// What another node's word is worth.
const standings = {
  trusted: 'believed alone', grown: 'counts with others', new: 'too new to count', unplaced: 'network not seen',
  lowered: 'lowered for a while', blocked: 'blocked',
};
export const worth = ({ standing, legacy }) => (legacy ? 'nobody vouches for it' : standings[standing]);
export const short = (author) => author.replace(/^ed25519:/, '').slice(0, 12);
// Of a peer, as the node names them in lower case.
export const totals = ['Batches', 'Events', 'Dropped'];

// How often something came: totals and parts of them have different names.
export function weight(item) {
  return Number(item.seen_count ?? item.attempts ?? 0);
}

export const columns = {
  source: { name: 'Source', kind: 'text', cell: (item) => source(item.ip_address) },
  dialled: { name: 'As dialled', kind: 'text', cell: (item) => dialled(item.called_number, item.called_number_e164) },
  target: { name: 'Number', cell: (item) => target(item.called_number_e164) },
  country: { name: 'Country', kind: 'land', cell: (item) => land(item.country) },
  agent: { name: 'User agent', kind: 'text', cell: (item) => agent(item.user_agent) },
  method: { name: 'Method', kind: 'text', cell: (item) => method(item.sip_method) },
  prefixes: { name: 'Dialled behind', kind: 'wide', cell: (item) => prefixes(item.prefixes) },
  attempts: { name: 'Attempts', kind: 'number', sort: 'seen_count', cell: (item) => count(weight(item) || NaN) },
  // An original node has no page: its name proves nothing.
  peer: {
    name: 'Peer',
    cell: ({ author, legacy }) => el('span', { class: 'code' },
      legacy ? cut(author, 13) : link(['peer', author], short(author))),
  },
  worth: { name: 'Its word', kind: 'text', cell: worth },
  proof: { name: 'Proven', kind: 'wide', cell: (item) => (item.proven ? 'yes' : 'no') },
  firstSeen: { name: 'First seen', kind: 'wide', sort: 'seen_first', cell: (item) => time(item.seen_first) },
  lastSeen: { name: 'Last seen', sort: 'seen_last', cell: (item) => time(item.seen_last) },
};
