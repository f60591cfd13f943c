// The frame around the views: the address, the search, the theme, the keys, the token.

import { el, announce, plain, route } from './dom.js';
import { connection, get } from './api.js';
import { oneEvent, oneNumber, onePeer, oneSession, oneSource } from './details.js';
import { agents, countries, numbers, oneCountry, peers, relationsView, sessions, sources } from './lists.js';
import { live } from './live.js';
import { overview } from './overview.js';
import { search } from './search.js';

const views = {
  '': overview, live, sources, numbers, countries, sessions, relations: relationsView, 'user-agents': agents,
  source: oneSource, number: oneNumber, country: oneCountry, session: oneSession, event: oneEvent, search,
  peers, peer: onePeer,
};
// Which entry of the navigation a page of one thing belongs to.
const homes = {
  source: 'sources', number: 'numbers', country: 'countries', session: 'sessions', event: 'live', 'user-agents': '',
  peer: 'peers',
};
const singular = new Set(['source', 'number', 'country', 'session', 'event', 'search', 'peer']);
const part = (id) => document.getElementById(id);
const main = part('main');
let leave = new AbortController();
let page;

// The path and query behind the `#`; nil when it is no address of ours.
function read(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  try {
    return { path: path.split('/').map(decodeURIComponent), query: new URLSearchParams(query) };
  } catch {
    return null;
  }
}

function show(isFirst) {
  const place = read(location.hash);
  const name = place?.path[0];
  const isKnown = place && Object.hasOwn(views, name) && (!singular.has(name) || place.path[1]);
  leave.abort();
  leave = new AbortController();
  page = {
    path: place?.path ?? [], query: place?.query, signal: leave.signal, title, stats: statistics(),
  };
  const home = homes[name] ?? name;
  for (const anchor of part('nav').querySelectorAll('a')) {
    if (isKnown && anchor.hash === `#/${home}`) anchor.setAttribute('aria-current', 'page');
    else anchor.removeAttribute('aria-current');
  }
  const content = isKnown ? views[name](page) : lost();
  main.replaceChildren(...content.filter(Boolean));
  if (!isFirst) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
    announce(document.title);
  }
}

function lost() {
  title('No such page');
  return [el('h1', null, 'No such page'), el('div', { class: 'empty' }, el('a', { href: '#/' }, 'To the overview'))];
}

function title(text) {
  document.title = `${plain(text).slice(0, 80)} · SentryPeer`;
}

// Several panels of a page show parts of one answer: it is asked for once in ten seconds.
function statistics() {
  let last;
  return (range, signal) => {
    const now = Date.now();
    if (!last || now - last.asked > 10_000) {
      const slot = range.bucket * 1000;
      const since = (Math.floor(now / slot) + 1) * slot - range.span * 1000;
      const answer = get(['stats'], { since: since / 1000, bucket: range.bucket }, signal).then((stats) => {
        part('node').textContent = plain(`SentryPeer ${stats.version ?? ''}, node ${stats.node_id ?? ''}`);
        return { ...stats, at: now };
      });
      last = { asked: now, answer };
      answer.catch(() => { last = null; });
    }
    return last.answer;
  };
}

// The connection and the token.

let isLost = false;
connection.lost = () => {
  if (isLost) return;
  isLost = true;
  part('notice').textContent = 'The node does not answer. What is shown may be old; it is tried again.';
};
connection.reached = () => {
  if (!isLost) return;
  isLost = false;
  part('notice').textContent = '';
};

let asking;
connection.token = (wasWrong) => {
  asking ??= new Promise((resolve) => {
    const dialog = part('token-dialog');
    if (wasWrong) part('token-why').textContent = 'The node did not take that token. Is it whole, and for this node?';
    const finish = (isGiven) => {
      if (isGiven) sessionStorage.setItem('token', part('token').value);
      part('token').value = '';
      asking = null;
      resolve(isGiven);
    };
    part('token-form').onsubmit = (event) => {
      event.preventDefault();
      dialog.close('given');
    };
    dialog.onclose = () => finish(dialog.returnValue === 'given');
    dialog.returnValue = '';
    dialog.showModal();
  });
  return asking;
};
part('token-cancel').addEventListener('click', () => part('token-dialog').close(''));

// The search.

part('search').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = part('query').value.trim();
  if (text) location.hash = route(['search', text]);
});

// What this browser remembers: nothing else is stored.

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch { /* It lasts as long as the page, then. */ }
}

const themes = { auto: 'light', light: 'dark', dark: 'auto' };
const glyphs = { auto: '◐', light: '○', dark: '●' };
function theme(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  part('theme').textContent = glyphs[name];
  part('theme').setAttribute('aria-label', `Theme: ${name}`);
  part('theme').title = `Theme: ${name}`;
  part('theme').dataset.now = name;
}
theme(Object.hasOwn(themes, remembered('theme') ?? '') ? remembered('theme') : 'auto');
part('theme').addEventListener('click', () => {
  const next = themes[part('theme').dataset.now];
  theme(next);
  remember('theme', next);
});

// The keys. Those without a modifier can be switched off, for who speaks to the computer (WCAG 2.2, 2.1.4).

const keys = {
  '/': () => part('query').select() ?? part('query').focus(),
  p: () => page?.feed?.pause(),
  '?': () => part('keys-dialog').showModal(),
};
part('keys-on').checked = remembered('keys') !== 'off';
part('keys-on').addEventListener('change', (event) => remember('keys', event.target.checked ? 'on' : 'off'));
part('keys').addEventListener('click', keys['?']);
part('keys-close').addEventListener('click', () => part('keys-dialog').close());
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.matches('input:not([type=checkbox]), select') || document.querySelector('dialog[open]');
  const isOurs = Object.hasOwn(keys, event.key) && part('keys-on').checked && !isTyping;
  if (!isOurs || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  keys[event.key]();
});
part('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});

addEventListener('hashchange', () => show(false));
show(true);
