// How values read.

import { el } from './dom.js';

const integers = new Intl.NumberFormat('en');
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const stamp = /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(\.\d+)?$/;

export function count(value) {
  const number = Number(value);
  return Number.isFinite(number) ? integers.format(number) : '–';
}

export function plural(value, one, many = `${one}s`) {
  return `${count(value)} ${Number(value) === 1 ? one : many}`;
}

// Milliseconds since 1970 of a time as the node writes it, or NaN.
export function milliseconds(text) {
  const parts = stamp.exec(text ?? '');
  if (!parts) return NaN;
  return Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}Z`) + Number(parts[5] ?? 0) * 1000;
}

// As short as it stays clear: a time of today, a day and time of this year, a date before.
export function time(text, precise = false) {
  const parts = stamp.exec(text ?? '');
  if (!parts) return el('span', null, text || '–');
  const [, year, month, day, clock, fraction = ''] = parts;
  const today = new Date().toISOString().slice(0, 10);
  const date = `${Number(day)} ${months[Number(month) - 1] ?? month}`;
  let short = `${date} ${clock.slice(0, 5)}`;
  if (precise) short = [clock, el('span', { class: 'wide' }, fraction.slice(0, 4))];
  else if (`${year}-${month}-${day}` === today) short = clock;
  else if (year !== today.slice(0, 4)) short = `${date} ${year}`;
  const datetime = `${year}-${month}-${day}T${clock}${fraction.slice(0, 4)}Z`;
  return el('time', { datetime, title: `${text} UTC` }, short);
}

// A duration in words an engineer reads at a glance.
export function duration(ms) {
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor(seconds / 3600) % 24} h`;
}

// A country's name; its letters when it has none.
export function country(code) {
  if (!/^[A-Z]{2}$/.test(code ?? '')) return '–';
  return regions.of(code) ?? code;
}

// What is absent is "NOT_FOUND" in an event.
export function present(value) {
  return value === undefined || value === null || value === '' || value === 'NOT_FOUND' ? null : value;
}

export function sureness(percent) {
  const words =
    percent >= 99 ? 'certain' : percent >= 90 ? 'almost certain' : percent >= 70 ? 'likely' : percent >= 50
      ? 'more likely than not' : 'a guess';
  return `${words} (${percent}\u00a0%)`;
}
