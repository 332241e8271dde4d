import { setTimeout as pause } from 'node:timers/promises';
import { Hint } from '../../../shared/protocol/feed.ts';
import { backoffMs } from '../backoff.ts';
import type { Line } from './line.ts';

/** The server pings every 20 s; this long without a byte and the line is taken for dead. */
export const SILENCE_MS_MAX = 65_000;
/** One event is a number; more without an end is not our server. */
export const EVENT_CHARS_MAX = 4_096;

/**
 * Follows GET /v1/events (SSE): only hints that there is something to pull; missing one costs the wait until the next poll. Comes back by itself until
 * stopped.
 */
export function listen(
  line: Line,
  random: () => number,
  onHint: (hint: Hint) => void,
  onLine: (isUp: boolean) => void,
): () => void {
  const stop = new AbortController();
  void follow(line, random, stop.signal, onHint, onLine);
  return () => stop.abort();
}

async function follow(
  line: Line,
  random: () => number,
  stopped: AbortSignal,
  onHint: (hint: Hint) => void,
  onLine: (isUp: boolean) => void,
): Promise<void> {
  for (let failures = 0; !stopped.aborted; failures++) {
    try {
      await readEvents(line, stopped, onHint, () => {
        failures = 0;
        onLine(true);
      });
    } catch {
      // Every end of the stream is the same to us: the line is down until it is up again.
    }
    if (stopped.aborted) return;
    onLine(false);
    await pause(backoffMs(failures, random()), undefined, { signal: stopped, ref: false }).catch(
      () => undefined,
    );
  }
}

async function readEvents(
  line: Line,
  stopped: AbortSignal,
  onHint: (hint: Hint) => void,
  onOpen: () => void,
): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS_MAX);
  try {
    const answer = await line.call({
      method: 'GET',
      path: '/v1/events',
      headers: { accept: 'text/event-stream' },
      signal: AbortSignal.any([stopped, silence.signal]),
      timeoutMs: STREAM_TIMEOUT_MS,
    });
    if (!answer.ok) return void (await answer.body?.cancel());
    onOpen();
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of answer.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS_MAX);
      rest = readLines(rest + decoder.decode(piece, { stream: true }), onHint);
      if (rest.length > EVENT_CHARS_MAX) return void stopQuietly(silence);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** A stream lives long, but not for ever, so that a forgotten one ends. */
const STREAM_TIMEOUT_MS = 6 * 60 * 60_000;

const stopQuietly = (silence: AbortController): void => silence.abort();

/** Hands on every `data:` line that is a hint; answers the unfinished rest. */
export function readLines(text: string, onHint: (hint: Hint) => void): string {
  const lines = text.split(/\r?\n/);
  const rest = lines.pop() ?? '';
  for (const each of lines) {
    if (!each.startsWith('data:')) continue;
    const hint = hintIn(each.slice('data:'.length));
    if (hint) onHint(hint);
  }
  return rest;
}

function hintIn(text: string): Hint | undefined {
  try {
    return Hint.parse(JSON.parse(text));
  } catch {
    // A hint that cannot be read hints at nothing.
    return undefined;
  }
}
