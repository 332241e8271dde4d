import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import type { Reply } from '../../src/shared/contract/define.ts';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';

/** A refusal, with the code of its sentence. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, name: string) {
    super(`${name}: ${code}`);
    this.code = code;
  }
}

/** One official at his window: the host's own address, session and calls, from outside. */
export type Seat = {
  readonly invoke: <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;
  readonly drop: (name: string, bytes: Uint8Array) => Promise<AcceptedFile>;
};

/** Takes a seat at the address that a host gave out: the one-time code becomes a cookie, as in a browser. */
export async function sitDown(address: string): Promise<Seat> {
  const opened = await fetch(address, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin, pathname } = new URL(address);
  const post = async <Value>(path: string, body: BodyInit, more: Record<string, string>): Promise<Value> => {
    const response = await fetch(`${origin}${pathname}${path}`, {
      method: 'POST',
      body,
      headers: { origin, cookie, ...more },
    });
    const reply = (await response.json()) as Reply<Value>;
    if (!reply.ok) throw new Refused(reply.error.code, path);
    return reply.value;
  };
  return {
    invoke: (name, input) =>
      post(`rpc/${name}`, JSON.stringify(input), { 'content-type': 'application/json' }),
    drop: (name, bytes) =>
      post('files', Buffer.from(bytes), {
        'x-file-name': encodeURIComponent(name),
        'content-type': 'application/octet-stream',
      }),
  };
}
