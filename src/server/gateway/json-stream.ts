import { GatewayFault } from './port.ts';

const OBJECT_CHARS_MAX = 64 * 1024;
const NESTING_MAX = 16;

/** The objects in the lists of a long JSON answer, each parsed by itself: 111,000 agencies are never in memory at once. */
export async function* objectsIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  const split = makeSplitter();
  for await (const chunk of chunks)
    for (const text of split(decoder.decode(chunk, { stream: true }))) yield parsed(text);
}

/** Cuts text that comes in pieces into the members of its lists. */
function makeSplitter(): (piece: string) => readonly string[] {
  let [inString, isEscaped, isOpen, depth, listDepth, held] = [false, false, false, 0, 0, ''];
  const open = (): void => {
    depth += 1;
    if (depth > NESTING_MAX) throw new GatewayFault('transient', 'answer-unreadable');
  };
  return (piece) => {
    const found: string[] = [];
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at];
      if (isEscaped) isEscaped = false;
      else if (inString) {
        if (character === '\\') isEscaped = true;
        else if (character === '"') inString = false;
      } else if (character === '"') inString = true;
      else if (character === '[') {
        open();
        listDepth ||= depth;
      } else if (character === '{') {
        if (depth === listDepth && !isOpen && depth > 0) [isOpen, start] = [true, at];
        open();
      } else if (character === '}' || character === ']') {
        depth -= 1;
        if (isOpen && depth === listDepth) {
          found.push(held + piece.slice(start, at + 1));
          [isOpen, held] = [false, ''];
        } else if (depth < listDepth) listDepth = 0;
      }
    }
    if (isOpen) held += piece.slice(start);
    if (held.length > OBJECT_CHARS_MAX) throw new GatewayFault('transient', 'answer-unreadable');
    return found;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayFault('transient', 'answer-unreadable');
  }
}

const AROUND_CHARS_MAX = 64 * 1024;

/**
 * The bytes of one base64 text in an answer, as they come: the whole answer, or the JSON member `key`. `around` is told what else the answer said. Some writers
 * escape `/` and `=` in JSON.
 */
export async function* base64In(
  chunks: AsyncIterable<Uint8Array>,
  key: string,
  around: (text: string) => void,
): AsyncGenerator<Uint8Array> {
  const opening = new RegExp(`^\\s*"|"${key}"\\s*:\\s*"`);
  let [state, before, after, carried] = ['before' as 'before' | 'inside' | 'after', '', '', ''];
  for await (const chunk of chunks) {
    let text = Buffer.from(chunk).toString('latin1');
    if (state === 'before') {
      before += text;
      const isBare = /^\s*[^\s{"]/.test(before);
      const found = opening.exec(before);
      if (isBare || found) {
        text = found && !isBare ? before.slice(found.index + found[0].length) : before;
        before = found && !isBare ? `${before.slice(0, found.index)}"":""` : '';
        state = 'inside';
      } else if (before.length > AROUND_CHARS_MAX) throw new GatewayFault('transient', 'answer-unreadable');
    }
    if (state === 'after') after = (after + text).slice(0, AROUND_CHARS_MAX);
    if (state !== 'inside') continue;
    const end = text.indexOf('"');
    if (end >= 0) {
      after = text.slice(end + 1);
      state = 'after';
    }
    const { ready, rest } = wholeGroups(carried + (end >= 0 ? text.slice(0, end) : text));
    carried = rest;
    yield Buffer.from(ready, 'base64');
  }
  if (carried !== '') yield Buffer.from(unescaped(carried), 'base64');
  around(before + after);
}

const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-fA-F]{4})|\\(.)/g, (_all, code: string | undefined, mark: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : mark === '/' ? '/' : '',
    )
    .replace(/[^A-Za-z0-9+/=]/g, '');

/** Groups of four letters are whole bytes; an escape that is not all here waits with the rest. */
function wholeGroups(text: string): { ready: string; rest: string } {
  const open = text.lastIndexOf('\\');
  const cut = open >= 0 && open > text.length - 6 ? open : text.length;
  const letters = unescaped(text.slice(0, cut));
  const whole = letters.length - (letters.length % 4);
  return { ready: letters.slice(0, whole), rest: letters.slice(whole) + text.slice(cut) };
}
