import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import type { Province } from './province.ts';

/** What an attacker hears. */
export type Heard = { readonly status: number; readonly text: string; readonly headers?: Headers };

/** A province seen from outside, and its keeper's log beside it. */
export type Attack = {
  readonly ask: (
    method: string,
    url: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ) => Promise<Heard>;
  /** Bytes as they are, until the server has answered and closed. */
  readonly raw: (bytes: string) => Promise<Heard>;
  /** The answer is a code and at most what helps an honest sender: the server's time, or the name of the field in his own question. */
  readonly tellsNothing: (heard: Heard) => void;
  readonly mark: () => number;
  /** What the log says of an event since then. */
  readonly logged: (since: number, event: string) => readonly Readonly<Record<string, unknown>>[];
};

/** Attacks a province; `secrets` may stand in no answer. */
export const attackOn = (province: Province, secrets: readonly string[]): Attack => ({
  ask: async (method, url, headers = {}, body) => {
    const json = body !== undefined && { 'content-type': 'application/json' };
    const answer = await fetch(province.address + url, {
      ...{ method, headers: { ...json, ...headers } },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  },
  raw: (bytes) => rawly(province.address, bytes),
  tellsNothing: ({ text, headers }) => {
    const told = text === '' ? {} : (JSON.parse(text) as object);
    expect(['code', 'expected']).toEqual(expect.arrayContaining(Object.keys(told)));
    for (const secret of [...secrets, province.dataDir]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\bat |\.ts\b|select |insert |node_modules|postgres|relation|column/i);
    for (const name of ['server', 'x-powered-by']) expect(headers?.get(name) ?? null).toBeNull();
  },
  mark: () => province.events.length,
  logged: (since, event) =>
    province.events.slice(since).flatMap((each) => (each.event === event ? [each.detail] : [])),
});

async function rawly(address: string, bytes: string): Promise<Heard> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  // Cut while something is still on its way.
  socket.on('error', () => undefined);
  if (bytes !== '') socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), text: body };
}
