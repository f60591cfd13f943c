// A part of a view that loads by itself, and says how far it is.

import { el } from './dom.js';
import { download } from './api.js';

let panels = 0;

/**
 * A section with a title whose content `load(signal)` gives as a node.
 * - `more`: stands at the right of the title.
 * - `every`: seconds after which it loads again, as long as the view is shown.
 */
export function panel(page, title, load, { more, every, name = '' } = {}) {
  const body = el('div', { class: 'body' });
  fill(page, body, load, every);
  return framed(title, body, { more, name });
}

// A section with a title and content that is there.
export function framed(title, content, { more, name = '' } = {}) {
  const id = `panel-${panels++}`;
  return el('section', { class: `panel ${name}`, 'aria-labelledby': id },
    el('header', null, el('h2', { id }, title), more), content);
}

// Loads into `body`.
export async function fill(page, body, load, every) {
  const { signal } = page;
  const again = () => fill(page, body, load, every);
  const isFirst = !body.firstChild;
  if (isFirst) {
    body.setAttribute('aria-busy', 'true');
    body.append(el('p', { class: 'quiet' }, 'Loading…'));
  }
  try {
    // Nobody's reading place is taken away: not a keyboard's, not an open table.
    const isUsed = body.contains(document.activeElement) || body.querySelector('details[open]') || document.hidden;
    if (isFirst || !isUsed) {
      const content = await load(signal);
      if (!signal.aborted) body.replaceChildren(content);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (isFirst) body.replaceChildren(failure(error, again));
    if (!error.kind) console.error(error);
    // Who has no token is not asked for it again and again.
    if (error.kind === 'unauthorized') return body.removeAttribute('aria-busy');
  }
  body.removeAttribute('aria-busy');
  if (every) setTimeout(() => signal.aborted || again(), every * 1000);
}

const reasons = {
  unreachable: 'The node does not answer. Is it running, and may this computer reach it?',
  unauthorized: 'This node wants an API token.',
  missing: 'The node has not seen this.',
  invalid: 'This is nothing that can be looked up.',
  busy: 'The node has too many requests to answer just now.',
};

export function failure(error, again) {
  const reason = reasons[error.kind] ?? `The node could not answer${error.status ? ` (${error.status})` : ''}.`;
  const retry = (event) => {
    event.target.closest('.body').replaceChildren();
    again();
  };
  const isFinal = !again || error.kind === 'missing' || error.kind === 'invalid';
  return el('div', { class: 'empty' }, el('p', null, reason),
    !isFinal && el('button', { type: 'button', click: retry }, 'Try again'));
}

export function empty(text) {
  return el('div', { class: 'empty' }, el('p', null, text));
}

const kinds = { CSV: ['text/csv', 'csv'], JSON: ['application/json', 'json'], ipset: ['text/plain', 'ipset'] };

// Buttons that hand over a list or an answer as a file: `exports('sources', { CSV: [path, query] })`.
export function exports(name, offers) {
  const save = (button, [path, query], [accept, ending]) => {
    button.disabled = true;
    button.removeAttribute('title');
    return download(path, query, accept, `sentrypeer-${name}.${ending}`)
      .catch(() => { button.title = 'That did not work'; })
      .finally(() => {
        button.disabled = false;
        button.classList.toggle('failed', button.title !== '');
      });
  };
  return el('div', { class: 'joined exports', role: 'group', 'aria-label': 'Export' },
    Object.entries(offers).map(([kind, offer]) =>
      el('button', { type: 'button', click: (event) => save(event.currentTarget, offer, kinds[kind]) }, kind)));
}

// A button that copies a text.
export function copier(text) {
  const copy = async ({ currentTarget: button }) => {
    const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    button.textContent = isCopied ? 'Copied' : 'Not allowed';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  };
  return el('button', { type: 'button', click: copy }, 'Copy');
}
