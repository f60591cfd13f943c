// A session as a ladder between the attacker and this node. Of our answers only those are known that a call's record
// tells of; they are drawn dashed.

import { el, svg, cut } from './dom.js';
import { count, duration, milliseconds, present } from './format.js';
import { hue } from './links.js';

const reasons = {
  403: 'Forbidden', 404: 'Not Found', 480: 'Temporarily Unavailable', 486: 'Busy Here', 487: 'Request Terminated',
  488: 'Not Acceptable Here', 503: 'Service Unavailable', 603: 'Decline',
};
const endings = {
  caller: 'the attacker hung up', us: 'this node hung up', cancelled: 'the attacker gave up', refused: 'refused',
  abandoned: 'the attacker fell silent',
};

// The arrows in the order of time: { at, isOurs, label, detail, event, call }.
function arrows({ events = [], calls = [] }) {
  const byEvent = new Map(calls.map((call) => [call.event_uuid, call]));
  const all = events.flatMap((event) => {
    const call = byEvent.get(event.event_uuid);
    return [{ ...received(event), call }, ...(call ? answers(call) : [])];
  });
  return all.filter(({ at }) => !Number.isNaN(at)).sort((one, other) => one.at - other.at);
}

function received(event) {
  return {
    event,
    at: milliseconds(event.event_timestamp),
    label: present(event.sip_method) ?? event.sip_status ?? 'no SIP',
    detail: [
      event.malformed && `malformed: ${event.malformed}`, present(event.called_number),
      account(event.sip_message), event.attempts > 1 && `×${count(event.attempts)}`,
    ].filter(Boolean).join(' '),
  };
}

// Whom a message says it comes from, where it answers a challenge.
function account(message) {
  const [, name] = /^(?:Proxy-)?Authorization:[^\n]*?\busername="([^"\n]*)"/im.exec(message ?? '') ?? [];
  return name && `as ${name}`;
}

function answers({ ringing, answered, ended, ending, status }) {
  const known = [[ringing, '180 Ringing'], [answered, `${status} OK`]];
  if (!answered) known.push([ended, `${status} ${reasons[status] ?? ''}`]);
  else if (ending === 'us') known.push([ended, 'BYE']);
  return known.filter(([time]) => time)
    .map(([time, label]) => ({ at: milliseconds(time), isOurs: true, label: label.trim(), detail: '' }));
}

// Rows in which the middle of a run of alike messages is one row.
function folded(all) {
  const isAlike = (one, other) => !one.isOurs && !one.call && !other.isOurs && !other.call && one.label === other.label;
  const rows = [];
  for (let start = 0, end; start < all.length; start = end) {
    end = start + 1;
    while (end < all.length && isAlike(all[start], all[end])) end += 1;
    if (end - start < 4) rows.push(...all.slice(start, end));
    else rows.push(all[start], { at: all[start + 1].at, more: end - start - 2, label: all[start].label }, all[end - 1]);
  }
  return rows;
}

function drawn({ isOurs, label }) {
  const head = isOurs ? svg('path', { d: 'M8 3 0 7l8 4z' })
    : svg('svg', { x: '100%', overflow: 'visible' }, svg('path', { d: 'M-8 3 0 7l-8 4z' }));
  return svg('svg', {
    class: `arrow ${isOurs ? 'out' : hue(label)}`, 'aria-hidden': 'true', height: 14, width: '100%',
  }, svg('line', { x2: '100%', y1: 7, y2: 7 }), head);
}

function step(item, index, after) {
  const { label, detail, more, isOurs } = item;
  const direction = isOurs ? 'node to attacker' : 'attacker to node';
  const words = more ? `${count(more)} more ${label}` : `${direction}: ${label} ${detail}`;
  const lane = more ? words : [el('span', null, el('b', null, cut(label, 24)), ' ', cut(detail, 80)), drawn(item)];
  return el('li', {
    id: `step-${index}`, class: more && 'fold', role: 'option', 'aria-selected': 'false',
    'aria-label': `${after}, ${words}`,
  }, el('span', { class: 'at' }, !more && after), el('span', { class: 'lane' }, lane));
}

function content({ event, call, label, isOurs, more }) {
  const note = (...words) => el('p', { class: 'note' }, words);
  if (more) return note(`${count(more)} more ${label} like the one before. “Show every message” lists each.`);
  if (isOurs) return note(`${label} went to the attacker, as the call’s record tells. Its text is not kept.`);
  return el('div', null, call && note(
    `The call ended with ${call.status}: ${endings[call.ending] ?? call.ending}`,
    call.answered && call.ended && `, after ${duration(milliseconds(call.ended) - milliseconds(call.answered))}`,
    call.dtmf && ['. Keys pressed: ', el('b', { class: 'code' }, cut(call.dtmf, 60))]), raw(event.sip_message));
}

export function ladder(session) {
  const all = arrows(session);
  if (!all.length) return el('p', { class: 'empty' }, 'No message of this session is kept.');
  const short = folded(all);
  const message = el('div', { class: 'message', tabindex: '0', role: 'region', 'aria-label': 'Message' });
  const list = el('ol', { class: 'ladder', role: 'listbox', 'aria-label': 'Messages', tabindex: '0', keydown: walk });
  let items;
  let chosen;

  function draw(isWhole) {
    items = isWhole ? all : short;
    list.replaceChildren(...items.map((item, index) => {
      const row = step(item, index, index ? `+${duration(item.at - all[0].at)}` : '0 s');
      row.addEventListener('click', () => choose(index));
      return row;
    }));
    choose(0);
  }

  function choose(index) {
    list.children[chosen]?.setAttribute('aria-selected', 'false');
    chosen = index;
    list.children[index].setAttribute('aria-selected', 'true');
    list.setAttribute('aria-activedescendant', `step-${index}`);
    message.replaceChildren(content(items[index]));
  }

  function walk(event) {
    const next = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(Math.min(items.length - 1, Math.max(0, next)));
    list.children[chosen].scrollIntoView({ block: 'nearest' });
  }

  draw(false);
  return el('div', null,
    el('div', { class: 'ladder-tools' },
      el('p', { class: 'quiet' },
        'Solid: received. Dashed: our answers as far as the call’s record tells; others are not kept.',
        session.has_more && ` The first ${count(session.events.length)} messages of ${count(session.attempts)}.`),
      short.length < all.length && el('label', { class: 'check' },
        el('input', { type: 'checkbox', change: (event) => draw(event.target.checked) }), ' Show every message')),
    el('div', { class: 'split' },
      el('div', null,
        el('div', { class: 'ends' },
          el('span'), el('span', { class: 'code' }, cut(session.source_ip, 45)), el('span', null, 'this node')),
        list),
      message));
}

// Lines whose names are told apart; those beyond stand as they are.
const lines = 400;

// A raw message: every byte is shown, nothing in it acts.
export function raw(text) {
  if (!text) return el('p', { class: 'empty' }, 'The message is not kept.');
  const all = text.split(/\r?\n/);
  const end = all.indexOf('');
  const body = end < 0 ? all.length : end;
  return el('pre', { class: 'raw' },
    all.map((line, index) => [index < lines ? styled(line, index, body) : line, document.createTextNode('\n')]));
}

function styled(line, index, body) {
  if (index === 0) return el('b', null, line);
  if (index > body) return line;
  const colon = line.indexOf(':');
  if (colon < 1) return line;
  return [el('span', null, line.slice(0, colon + 1)), line.slice(colon + 1)];
}
