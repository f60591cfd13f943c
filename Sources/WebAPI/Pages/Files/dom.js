// How these pages make elements. What is shown was written by attackers: the one way to put text on the page makes
// neither markup, nor a link out of here, nor characters that hide or reorder what stands beside them.

// Controls, formatting characters (bidirectional overrides, zero width, tags), private and lone code units, and blanks
// that are no white space.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
const everyUnseen = new RegExp(unseen, 'gu');
const unseenPieces = new RegExp(`(${unseen.source})`, 'u');

function mark(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

// The text with what cannot be seen made visible.
export function plain(text) {
  return String(text).replace(everyUnseen, mark);
}

function nodes(text) {
  if (!unseen.test(text)) return [document.createTextNode(text)];
  return text.split(unseenPieces).filter(Boolean).map((piece) => {
    if (!unseen.test(piece)) return document.createTextNode(piece);
    const span = document.createElement('span');
    span.className = 'unseen';
    span.textContent = mark(piece);
    return span;
  });
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (name === 'href' && !String(value).startsWith('#/')) throw new TypeError('a link out of these pages');
    else node.setAttribute(name, value === true ? '' : plain(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(...(child instanceof Node ? [child] : nodes(String(child))));
  }
  return node;
}

// An element. A function among the attributes listens to the event of that name.
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

// Text that an attacker may have made long: cut, and whole (as far as sensible) on hovering.
export function cut(text, length = 96) {
  const characters = [...String(text).slice(0, 2 * length + 2)];
  if (characters.length <= length) return el('bdi', null, text);
  return el('bdi', { title: String(text).slice(0, 2000) }, characters.slice(0, length).join(''), '…');
}

// A link within these pages: `link(['source', ip], 'text')`.
export function link(path, text, query) {
  return el('a', { href: route(path, query) }, text instanceof Node ? text : cut(text));
}

// The address of a view.
export function route(path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => ![undefined, null, ''].includes(value));
  const search = new URLSearchParams(given).toString();
  return `#/${path.map(encode).join('/')}${search && '?'}${search}`;
}

// A segment of a path. Lone surrogates, which would throw, become U+FFFD.
export function encode(segment) {
  return encodeURIComponent(String(segment).toWellFormed());
}

let announced = 0;

// Tells a screen reader, politely, and not more often than it can be listened to.
export function announce(text, pause = 0) {
  const now = performance.now();
  if (announced && now - announced < pause) return;
  announced = now;
  document.getElementById('announcer').textContent = plain(text);
}
