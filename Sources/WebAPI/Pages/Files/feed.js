// The live feed: a screen changes five times a second and keeps a bounded number of rows, whatever comes in; what is
// not shown is counted.

import { el, announce, link } from './dom.js';
import { events, stream } from './api.js';
import { count, present, time } from './format.js';
import { agent, dialled, land, method, source } from './links.js';
import { empty, failure } from './panel.js';
import { row, table } from './table.js';

const columns = [
  { name: 'Time', kind: 'f-time', cell: moment },
  { name: 'Source', kind: 'f-source', cell: (event) => source(event.source_ip) },
  { name: 'Method', kind: 'f-method', cell: (event) => [method(event.sip_method), times(event)] },
  { name: 'Dialled', kind: 'f-number', cell: (event) => dialled(event.called_number, event.called_number_e164) },
  { name: 'Country', kind: 'f-country wide', cell: (event) => land(event.called_number_country) },
  { name: 'Over', kind: 'f-over wide', cell: (event) => event.transport_type },
  { name: 'User agent', kind: 'wide', cell: tool },
];

function moment(event) {
  return link(['event', event.event_uuid], time(event.event_timestamp, true));
}

function times({ attempts }) {
  return attempts > 1 && el('span', { class: 'quiet' }, ` ×${count(attempts)}`);
}

function tool({ malformed, sip_user_agent: text }) {
  if (malformed) return el('span', { class: 'quiet' }, `malformed: ${malformed}`);
  return present(text) && agent(text, 80);
}

// Events that stand still, or to begin with. `left`: a column that would say the same in every row.
export function eventTable(items, caption, left) {
  return table(columns.filter(({ name }) => name !== left), items, { caption, name: 'feed' });
}

// Rows at most for one change of the screen, and milliseconds between two changes.
const burst = 10;
const beat = 200;
// Over so many half seconds a rate is measured.
const window = 4;

export class Feed {
  // `size`: rows at most; `query`: filters, as the node's list of events takes them.
  constructor(page, size, query = {}) {
    this.page = page;
    this.size = size;
    this.query = query;
    this.waiting = [];
    this.counts = { come: 0, shown: 0, left: 0 };
    this.samples = [];
    this.isPaused = false;
    this.state = 'connecting';
    this.lastFlush = 0;
    this.beat = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1000 : beat;
    this.button = el('button', { type: 'button', title: 'Key: p', click: () => this.pause() }, 'Pause');
    this.says = el('span', { class: 'rate' }, 'Connecting…');
    this.toolbar = el('div', { class: 'feed-tools' }, this.says, this.button);
  }

  // The newest events as the store has them, then what comes.
  async load(signal) {
    const { found, cursor } = await events({ ...this.query, limit: this.size }, signal);
    this.cursor = cursor;
    this.view = eventTable(found, 'Attempts, newest first');
    this.rows = this.view.querySelector('tbody');
    this.nothing = empty('Nothing has come in yet.');
    this.nothing.hidden = found.length > 0;
    this.view.hidden = !found.length;
    this.listen(signal);
    return el('div', null, this.nothing, this.view);
  }

  // A tab that nobody sees holds no connection: browsers allow only few to one node.
  listen(signal) {
    let seen;
    const follow = () => {
      seen?.abort();
      if (document.hidden) return;
      seen = new AbortController();
      stream(['events', 'stream'], this.query, AbortSignal.any([seen.signal, signal]),
        (kind, data) => this.take(kind, data), (state) => { this.state = state; });
    };
    document.addEventListener('visibilitychange', follow, { signal });
    follow();
    const ticking = setInterval(() => this.measure(), 500);
    signal.addEventListener('abort', () => clearInterval(ticking));
  }

  take(kind, data) {
    if (kind === 'sampled') {
      const skipped = Number(JSON.parse(data).skipped) || 0;
      this.counts.come += skipped;
      this.counts.left += skipped;
    } else if (kind === 'probe') {
      this.counts.come += 1;
      // The text is kept, and only read when it is to be shown.
      this.waiting.push(data);
      if (this.waiting.length > this.size) this.leave(this.waiting.splice(0, 1));
      this.schedule();
    }
  }

  leave(items) {
    this.counts.left += items.length;
  }

  schedule() {
    if (this.isScheduled || !this.waiting.length || this.isHeld) return;
    this.isScheduled = true;
    requestAnimationFrame((now) => this.flush(now));
  }

  // Rows do not move away under a pointer or a keyboard.
  get isHeld() {
    return this.isPaused || this.rows.matches(':hover') || this.rows.contains(document.activeElement);
  }

  flush(now) {
    this.isScheduled = false;
    if (this.page.signal.aborted || this.isHeld) return;
    if (now - this.lastFlush < this.beat) return this.schedule();
    this.lastFlush = now;
    this.leave(this.waiting.splice(0, this.waiting.length - burst));
    this.counts.shown += this.waiting.length;
    this.rows.prepend(...this.waiting.splice(0).reverse().map((data) => row(columns, JSON.parse(data))));
    while (this.rows.children.length > this.size) this.rows.lastChild.remove();
    this.nothing.hidden = true;
    this.view.hidden = false;
  }

  pause(isPaused = !this.isPaused) {
    this.isPaused = isPaused;
    this.pausedAt = this.counts.come;
    this.button.textContent = isPaused ? 'Continue' : 'Pause';
    this.tell();
  }

  measure() {
    this.samples.push({ at: performance.now(), ...this.counts });
    if (this.samples.length > window + 1) this.samples.shift();
    this.tell();
    this.schedule();
  }

  tell() {
    this.says.dataset.state = this.isPaused ? 'paused' : this.state;
    this.says.textContent = this.sentence();
  }

  sentence() {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    const rate = (key) => (last?.at > first?.at ? (1000 * (last[key] - first[key])) / (last.at - first.at) : 0);
    const figure = (value) => (value > 0 && value < 10 ? value.toFixed(1) : count(Math.round(value)));
    const come = rate('come');
    if (this.isPaused) return `Paused, ${count(this.counts.come - this.pausedAt)} since`;
    if (this.state !== 'open') return this.state === 'closed' ? 'Not connected, trying again' : 'Connecting…';
    if (!come) return 'Live';
    if (this.page.announcesFeed) announce(`${figure(come)} attempts a second`, 30_000);
    if (this.isHeld) return `Held while you read, ${figure(come)}/s`;
    return rate('left') ? `showing ${figure(rate('shown'))} of ${figure(come)}/s` : `${figure(come)}/s`;
  }

  // What came before the rows that are shown; the feed stands still for it.
  older() {
    const wrong = el('div');
    const button = el('button', { type: 'button', hidden: !this.cursor }, 'Older');
    button.addEventListener('click', async () => {
      this.pause(true);
      button.disabled = true;
      try {
        const query = { ...this.query, limit: this.size, cursor: this.cursor };
        const { found, cursor } = await events(query, this.page.signal);
        this.cursor = cursor;
        this.rows.append(...found.map((event) => row(columns, event)));
        this.nothing.hidden = this.rows.children.length > 0;
        this.view.hidden = !this.nothing.hidden;
        wrong.replaceChildren();
      } catch (error) {
        wrong.replaceChildren(failure(error));
      }
      button.disabled = false;
      button.hidden = !this.cursor;
    });
    return el('div', { class: 'foot' }, wrong, button);
  }
}
