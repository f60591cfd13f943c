// A raw message: every byte is shown, nothing in it acts.

import { el } from './dom.js';

/** Lines whose names are told apart; those beyond stand as they are. */
const lines = 400;

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
