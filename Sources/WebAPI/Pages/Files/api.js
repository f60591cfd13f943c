// Talks to the node these pages came from, and to nothing else.

import { encode } from './dom.js';

// Why there is no answer. `kind`: unreachable, unauthorized, missing, invalid, busy, failed.
export class NodeError extends Error {
  constructor(kind, status) {
    super(kind);
    this.kind = kind;
    this.status = status;
  }
}

const kinds = { 400: 'invalid', 401: 'unauthorized', 403: 'unauthorized', 404: 'missing', 422: 'invalid', 429: 'busy' };

// What the shell does about the connection; it sets these.
export const connection = {
  reached() {},
  lost() {},
  // Gives a token, or nothing when the user has none.
  async token(_wasWrong) {},
};

function address(path, query) {
  // A browser takes these for steps in the path however they are written.
  if (path.some((segment) => /^\.{0,2}$/.test(segment))) throw new NodeError('invalid');
  const url = new URL(path.map(encode).join('/'), document.baseURI);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, value);
  }
  return url;
}

async function send(path, { query, signal, accept = 'application/json', body } = {}) {
  const url = address(path, query);
  for (;;) {
    const token = sessionStorage.getItem('token');
    const headers = { Accept: accept };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    let answer;
    try {
      answer = await fetch(url, { headers, signal, body, method: body ? 'POST' : 'GET', redirect: 'error' });
    } catch (error) {
      if (signal?.aborted) throw error;
      connection.lost();
      throw new NodeError('unreachable');
    }
    connection.reached();
    if (answer.ok) return answer;
    // Another request may have been given a token while this one was under way.
    const isStale = token !== sessionStorage.getItem('token');
    if (answer.status === 401 && (isStale || (await connection.token(token !== null)))) continue;
    const error = new NodeError(kinds[answer.status] ?? 'failed', answer.status);
    error.answer = await answer.json().catch(() => undefined);
    throw error;
  }
}

async function parsed(answer) {
  try {
    return await answer.json();
  } catch {
    throw new NodeError('failed', answer.status);
  }
}

export async function get(path, query, signal) {
  return parsed(await send(path, { query, signal }));
}

// Like `get`, for lists, where the node says 404 when there is nothing.
export async function list(path, query, signal) {
  try {
    return await get(path, query, signal);
  } catch (error) {
    if (error.kind === 'missing') return {};
    throw error;
  }
}

/**
 * Events, the newest first: `limit` of them, and where older ones begin. The node looks at a bounded number for one
 * answer, however few pass: it is asked on, for a while.
 */
export async function events({ limit, cursor, ...filters }, signal) {
  const found = [];
  for (let rounds = 5; rounds > 0; rounds -= 1) {
    const answer = await list(['events'], { ...filters, limit: limit - found.length, cursor }, signal);
    found.push(...answer.events ?? []);
    cursor = answer.next_cursor;
    if (!cursor || found.length >= limit) break;
  }
  return { found, cursor };
}

export async function post(path, value, signal) {
  return parsed(await send(path, { signal, body: JSON.stringify(value) }));
}

// Hands a whole list to the user as a file. By fetch, since a link could not carry the token.
export async function download(path, query, accept, name) {
  const answer = await send(path, { query, accept });
  const url = URL.createObjectURL(await answer.blob());
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Server-sent events, until the signal aborts: `each(kind, data)`. EventSource could not carry the token.
 * Connects again by itself; `state` is told 'open' and 'closed'.
 */
export async function stream(path, query, signal, each, state) {
  let pause = 1000;
  while (!signal.aborted) {
    try {
      const answer = await send(path, { query, signal, accept: 'text/event-stream' });
      state('open');
      pause = 1000;
      await readEvents(answer.body, each);
    } catch (error) {
      if (signal.aborted || error.kind === 'unauthorized' || error.kind === 'invalid') return;
    }
    state('closed');
    await new Promise((resume) => setTimeout(resume, pause));
    pause = Math.min(pause * 2, 15_000);
  }
}

async function readEvents(body, each) {
  let rest = '';
  for await (const piece of chunks(body.pipeThrough(new TextDecoderStream()))) {
    const blocks = (rest + piece).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    // No event of ours is near this long: a broken stream must not fill the memory.
    if (rest.length > 1_000_000) throw new NodeError('failed');
    for (const block of blocks) {
      let kind = 'message';
      let data = '';
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith('event:')) kind = line.slice(6).trim();
        else if (line.startsWith('data:')) data += line.slice(5);
      }
      if (data) each(kind, data);
    }
  }
}

// Streams cannot be iterated over in every browser.
async function* chunks(readable) {
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
