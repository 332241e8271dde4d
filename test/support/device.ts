import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { ChangesResponse, SnapshotResponse } from '../../src/shared/protocol/feed.ts';
import { PushResponse, SCHEMA } from '../../src/shared/protocol/push.ts';
import type { EntityRow, Gone } from '../../src/shared/protocol/rows.ts';
import { EnrolResponse } from '../../src/shared/protocol/session.ts';
import { textToSign } from '../../src/shared/protocol/signed-operation.ts';

export type Sent = {
  readonly operationId: string;
  readonly devSeq: number;
  readonly name: string;
  readonly args: unknown;
  readonly doneAt: string;
  readonly signature?: string;
};
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly bytes: Buffer;
};

/** A device as the server meets it: real requests with real proofs, nothing of the desktop's code. */
export type TestDevice = EnrolResponse & {
  /** Headers that prove this request. */
  readonly prove: (
    method: string,
    url: string,
    body?: string | Uint8Array,
    claims?: Record<string, unknown>,
  ) => Promise<Record<string, string>>;
  readonly send: (
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** The next operation of this device. */
  readonly operation: (name: string, args: unknown, more?: Partial<Sent>) => Sent;
  readonly pushRaw: (operations: readonly Sent[]) => Promise<Answer>;
  readonly push: (...operations: readonly Sent[]) => Promise<PushResponse>;
  readonly perform: (name: string, args: unknown) => Promise<PushResponse['verdicts'][number]>;
  readonly changes: (since: number, limit?: number) => Promise<ChangesResponse>;
  readonly snapshot: () => Promise<{ asOf: number; entities: EntityRow[] }>;
};

/** Enrols a new key with a code. The address may change while the device lives, as when its server is started again. */
export async function enrolDevice(given: string | (() => string), code: string): Promise<TestDevice> {
  const address = () => (typeof given === 'string' ? given : given());
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  const key = createPrivateKey({ key: await exportJWK(privateKey), format: 'jwk' });
  const answer = await fetch(`${address()}/v1/devices/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, key: { kty, crv, x, y }, name: 'máy thử' }),
  });
  if (!answer.ok) throw new Error(`not enrolled: ${await answer.text()}`);
  const enrolled = EnrolResponse.parse(await answer.json());
  const prove: TestDevice['prove'] = async (method, url, body, more = {}) => {
    const claims = {
      htm: method,
      htu: url,
      iat: Math.floor(Date.now() / 1000),
      jti: randomUUID(),
      ...(body !== undefined && { bsh: createHash('sha256').update(body).digest('base64url') }),
      ...more,
    };
    const jwt = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', kid: enrolled.deviceId })
      .sign(privateKey);
    return { authorization: `DPoP ${enrolled.deviceId}`, dpop: jwt };
  };
  const signed = (operation: Sent): Sent => {
    const args = createHash('sha256')
      .update(JSON.stringify(operation.args ?? null))
      .digest('hex');
    const text = Buffer.from(textToSign(enrolled, operation as never, args));
    const signature = sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    return { signature, ...operation };
  };
  return { ...enrolled, prove, ...talk(address, enrolled, prove, signed) };
}

function talk(
  address: () => string,
  { deviceId, agencyId, epoch }: EnrolResponse,
  prove: TestDevice['prove'],
  signed: (operation: Sent) => Sent,
) {
  let devSeq = 0;
  const send: TestDevice['send'] = async (method, url, body, headers = {}) => {
    const payload = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
    const answer = await fetch(`${address()}${url}`, {
      method,
      headers: {
        ...(await prove(method, url, typeof payload === 'string' ? payload : undefined)),
        ...(typeof payload === 'string' && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload as BodyInit }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, text: bytes.toString('utf8'), headers: answer.headers, bytes };
  };
  const operation: TestDevice['operation'] = (name, args, more = {}) => {
    devSeq += 1;
    return signed({
      ...{ operationId: randomUUID(), devSeq, name, args, doneAt: new Date().toISOString() },
      ...more,
    });
  };
  const pushRaw: TestDevice['pushRaw'] = (operations) =>
    send('POST', '/v1/push', { schema: SCHEMA, epoch, agencyId, device: deviceId, operations });
  const push: TestDevice['push'] = async (...operations) =>
    PushResponse.parse(JSON.parse((await pushRaw(operations)).text));
  const changes: TestDevice['changes'] = async (since, limit = 500) =>
    ChangesResponse.parse(
      JSON.parse((await send('GET', `/v1/changes?since=${String(since)}&limit=${String(limit)}`)).text),
    );
  return {
    send,
    operation,
    pushRaw,
    push,
    perform: async (name: string, args: unknown) => {
      const { verdicts } = await push(operation(name, args));
      const [verdict] = verdicts;
      if (!verdict) throw new Error('no verdict');
      return verdict;
    },
    changes,
    snapshot: async () => {
      const entities: EntityRow[] = [];
      let page = '';
      for (let asOf = -1; ; ) {
        const { text } = await send('GET', `/v1/snapshot${page && `?page=${page}`}`);
        const answer = SnapshotResponse.parse(JSON.parse(text));
        asOf = asOf < 0 ? answer.asOf : asOf;
        entities.push(...answer.entities);
        if (!answer.nextPage) return { asOf, entities };
        page = answer.nextPage;
      }
    },
  };
}

/** What a replica holds: rows by key, roots that left taken out with their parts. */
export function applyTo(
  held: Map<string, EntityRow>,
  entities: readonly EntityRow[],
  gone: readonly Gone[] = [],
): void {
  for (const { kind, id } of gone)
    for (const [key, row] of held) if (row.rootKind === kind && row.rootId === id) held.delete(key);
  for (const row of entities) {
    const known = held.get(`${row.kind}:${row.id}`);
    if (!known || known.seq < row.seq) held.set(`${row.kind}:${row.id}`, row);
  }
}

/** Pulls page by page from `since` on until there is no more; answers the cursor. */
export async function pullAll(
  device: TestDevice,
  held: Map<string, EntityRow>,
  since: number,
  limit = 500,
): Promise<number> {
  for (let cursor = since; ; ) {
    const page = await device.changes(cursor, limit);
    applyTo(held, page.entities, page.gone);
    cursor = page.next;
    if (!page.hasMore) return cursor;
  }
}
