import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROOF_AGE_MAX_S } from '../../src/shared/protocol/session.ts';
import { type Attack, attackOn } from '../support/attacking.ts';
import type { TestDevice } from '../support/device.ts';
import { AUDIENCE, makeIssuer, makeKey, type TestIssuer } from '../support/issuer.ts';
import { fileRef, receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

/**
 * Every way in that was thought of, over real HTTP: each is refused, stands in the log as a line without contents, and its answer tells nothing. What is too much
 * or too slow is in `floods.test.ts`; every variant of the same: `door.test.ts` (bodies), `sign-in.test.ts` (tokens), `blobs.test.ts` (uploads),
 * `../sync/sign-in.test.ts` (the issuer).
 */
const HASH = createHash('sha256').update('bí mật của nơi khác').digest('hex');
const tus = { 'tus-resumable': '1.0.0' };

let issuer: TestIssuer;
let province: Province;
let clerk: TestDevice;
let revoked: TestDevice;
let theirs: TestDevice;
let attack: Attack;
beforeAll(async () => {
  issuer = await makeIssuer();
  const place = { issuer: issuer.issuer, audience: AUDIENCE, clientId: 'ban-lam-viec', isBuiltIn: false };
  province = await makeProvince({ signIn: place });
  const { a, b, device, server } = province;
  await server.identities.link(issuer.issuer, 'nguyen-thi-mau', a.clerk);
  [clerk, revoked, theirs] = [await device(a.clerk), await device(a.clerk), await device(b.clerk)];
  await server.devices.revoke(revoked.deviceId, a.clerk);
  attack = attackOn(province, [HASH, b.agencyId, b.clerk, theirs.deviceId]);
});
afterAll(async () => {
  await province.close();
  issuer.close();
});

const DIRECTORY = '/v1/directory';
const proofOf = async (by: TestDevice, claims?: Record<string, unknown>) =>
  by.prove('GET', DIRECTORY, undefined, claims);

describe('who speaks', () => {
  const stolen = () => makeKey().then(({ thumbprint }) => issuer.tokenFor('nguyen-thi-mau', thumbprint));
  const request = { method: 'GET', url: DIRECTORY };

  test.each<[string, () => Promise<Record<string, string>>, string, string]>([
    ['nobody', async () => ({}), 'nothing', 'unauthorised'],
    [
      'a device that does not exist',
      async () => ({ ...(await proofOf(clerk)), authorization: `DPoP ${randomUUID()}` }),
      'unknown-device',
      'device-unknown',
    ],
    [
      'a device with the proof of another',
      async () => ({ ...(await proofOf(theirs)), authorization: `DPoP ${clerk.deviceId}` }),
      'proof',
      'unauthorised',
    ],
    [
      'a token as a bearer would',
      async () => ({ authorization: `Bearer ${await stolen()}` }),
      'nothing',
      'unauthorised',
    ],
    [
      'a stolen token without its key',
      async () => (await makeKey()).prove(await stolen(), request),
      'proof',
      'unauthorised',
    ],
    [
      'a stolen token with the proof of a device',
      async () => ({ ...(await proofOf(clerk)), authorization: `DPoP ${await stolen()}` }),
      'proof',
      'unauthorised',
    ],
    ['a revoked device', () => proofOf(revoked), 'revoked', 'device-revoked'],
    [
      'a proof of yesterday',
      () => proofOf(clerk, { iat: Math.floor(Date.now() / 1000) - PROOF_AGE_MAX_S - 5 }),
      'proof',
      'unauthorised',
    ],
    ['a proof for another address', () => clerk.prove('GET', '/v1/snapshot'), 'proof', 'unauthorised'],
  ])('%s is refused', async (_who, headers, why, code) => {
    const mark = attack.mark();
    const heard = await attack.ask('GET', DIRECTORY, await headers());
    expect([heard.status, JSON.parse(heard.text)['code']]).toEqual([401, code]);
    attack.tellsNothing(heard);
    expect(attack.logged(mark, 'sign-in.refused')).toEqual([{ why }]);
    expect(attack.logged(mark, 'http')).toEqual([expect.objectContaining({ route: DIRECTORY, status: 401 })]);
  });

  test('I.2: every route but those that are meant for strangers asks who it is first, and so does what is no route', async () => {
    const strangers = ['GET /healthz', 'GET /readyz', 'GET /v1/sign-in', 'POST /v1/devices/enrol'];
    const guarded = province.server.routes.filter(
      ({ method, url }) => !strangers.includes(`${method} ${url}`),
    );
    expect(guarded.length).toBeGreaterThanOrEqual(14);
    for (const { method, url } of [
      ...guarded,
      { method: 'GET', url: '/v1/khong-co' },
      { method: 'PUT', url: '/v1/push' },
    ]) {
      const heard = await attack.ask(
        method,
        url.replace(/:\w+/g, randomUUID()),
        {},
        method === 'GET' || method === 'HEAD' ? undefined : '{"x":1}',
      );
      expect([method, url, heard.status]).toEqual([method, url, 401]);
      attack.tellsNothing(heard);
    }
  });

  test('a push that was recorded on the way is refused when it comes again, and so are its operations from another device', async () => {
    const other = await province.device(province.a.clerk);
    const operation = clerk.operation('incoming.receive', receiving(randomUUID()));
    const { agencyId, deviceId, epoch } = clerk;
    const body = JSON.stringify({ schema: 1, epoch, agencyId, device: deviceId, operations: [operation] });
    const proof = await clerk.prove('POST', '/v1/push', body);
    const mark = attack.mark();
    expect((await attack.ask('POST', '/v1/push', proof, body)).status).toBe(200);
    const again = await attack.ask('POST', '/v1/push', proof, body);
    expect([again.status, attack.logged(mark, 'sign-in.refused')]).toEqual([401, [{ why: 'proof' }]]);
    attack.tellsNothing(again);
    expect(
      (await attack.ask('POST', '/v1/push', await clerk.prove('POST', '/v1/push', '{}'), body)).status,
    ).toBe(401);
    expect(
      (await attack.ask('POST', '/v1/push', await other.prove('POST', '/v1/push', body), body)).status,
    ).toBe(400);
    const { verdicts } = await other.push({ ...operation, operationId: randomUUID(), devSeq: 1 });
    expect(verdicts).toMatchObject([{ status: 'refused', code: 'operation.unsigned' }]);
    expect(
      await province.ask('select 1 from operation_log where operation_id = $1', [operation.operationId]),
    ).toHaveLength(1);
  });
});

describe('what belongs to another agency is answered like what does not exist', () => {
  let upload: string;
  let sha256: string;
  const documents: Record<'kept' | 'contained', string> = { kept: randomUUID(), contained: randomUUID() };
  beforeAll(async () => {
    sha256 = await province.keep('bí mật của nơi khác', province.b.clerk);
    for (const documentId of Object.values(documents))
      await theirs.perform(
        'incoming.receive',
        receiving(documentId, { source: 'file', file: fileRef(sha256, 30) }),
      );
    await theirs.perform('secrecy.contain', { of: { kind: 'incoming', id: documents.contained } });
    const metadata = `sha256 ${Buffer.from(HASH).toString('base64')}`;
    const opened = await theirs.send('POST', '/v1/uploads', undefined, {
      ...tus,
      'upload-length': '30',
      'upload-metadata': metadata,
    });
    upload = (opened.headers.get('location') ?? '').split('/').at(-1) ?? '';
  });

  const absentUpload = randomUUID().replaceAll('-', '');
  const piece = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  /** Whose id stands for what the address names: another agency's, or one that was never given. */
  type Guess = [string, () => string, string, unknown?, Record<string, string>?];
  const guesses: readonly Guess[] = [
    ['GET /v1/blobs/:sha256', () => sha256, 'f'.repeat(64)],
    ['GET /v1/containments/:kind/:id', () => documents.contained, randomUUID()],
    ['GET /v1/officials/:id/work', () => province.b.clerk, randomUUID()],
    ['POST /v1/devices/:id/revoke', () => theirs.deviceId, randomUUID(), {}],
    ['HEAD /v1/uploads/:id', () => upload, absentUpload, undefined, tus],
    ['PATCH /v1/uploads/:id', () => upload, absentUpload, Buffer.from('x'), piece],
    ['DELETE /v1/uploads/:id', () => upload, absentUpload, undefined, tus],
    ['POST /v1/uploads/:id/finalise', () => upload, absentUpload, { sha256: HASH, sizeBytes: 30 }],
  ];

  test.each<Guess>(guesses)('%s', async (route, owned, absent, body, headers) => {
    const [method = '', address = ''] = route.split(' ');
    const guess = (id: string) =>
      clerk.send(method, address.replace(':kind', 'incoming').replace(/:(id|sha256)/, id), body, headers);
    const mark = attack.mark();
    const [first, second] = [await guess(owned()), await guess(absent)];
    const shownOf = ({ status, text, headers: told }: typeof first) => [status, text, [...told.keys()]];
    expect([first.status, shownOf(first)]).toEqual([404, shownOf(second)]);
    attack.tellsNothing(first);
    const line = expect.objectContaining({ route: address, status: 404, deviceId: clerk.deviceId });
    expect(attack.logged(mark, 'http')).toEqual([line, line]);
  });

  test('every route whose address names something is guessed at above', () => {
    const named = province.server.routes
      .filter(({ url }) => url.includes(':'))
      .map(({ method, url }) => `${method} ${url}`);
    expect(guesses.map(([route]) => route).sort()).toEqual(named.sort());
  });

  test('POST /v1/push', async () => {
    const about = (documentId: string) => [
      clerk.operation('incoming.markRead', { documentId, isRead: true }),
      clerk.operation('incoming.correct', {
        documentId,
        correctionId: randomUUID(),
        field: 'subject',
        from: 'a',
        to: 'b',
        reason: 'c',
      }),
      clerk.operation('secrecy.contain', { of: { kind: 'incoming', id: documentId } }),
      clerk.operation(
        'incoming.receive',
        receiving(randomUUID(), { source: 'file', file: fileRef(sha256, 30) }),
      ),
    ];
    const [owned, absent] = [
      await clerk.push(...about(documents.kept)),
      await clerk.push(...about(randomUUID())),
    ];
    const shownOf = ({ verdicts }: typeof owned) => verdicts.map(({ status, code }) => [status, code]);
    expect([shownOf(owned), owned.current]).toEqual([shownOf(absent), absent.current]);
    expect(owned.verdicts.map(({ status }) => status)).not.toContain('accepted');
    const { epoch } = clerk;
    const operations = [clerk.operation('incoming.receive', receiving(randomUUID()))];
    for (const [agencyId, device] of [
      [theirs.agencyId, clerk.deviceId],
      [clerk.agencyId, theirs.deviceId],
      [theirs.agencyId, theirs.deviceId],
    ]) {
      const heard = await clerk.send('POST', '/v1/push', { schema: 1, epoch, agencyId, device, operations });
      expect([heard.status, JSON.parse(heard.text)]).toEqual([400, { code: 'invalid', expected: 'device' }]);
    }
  });

  test('GET /v1/snapshot with a page that was made up, GET /v1/changes, GET /v1/devices', async () => {
    const { asOf } = await clerk.snapshot();
    await theirs.perform('incoming.receive', receiving(randomUUID()));
    const after = ['incoming', '', 'incoming', ''];
    const page = Buffer.from(JSON.stringify({ epoch: clerk.epoch, asOf: 0, after })).toString('base64url');
    const urls = [`/v1/snapshot?page=${page}`, `/v1/changes?since=${String(asOf)}`, '/v1/devices'];
    for (const url of urls) {
      const { status, text } = await clerk.send('GET', url);
      expect([url, status]).toEqual([url, 200]);
      for (const id of [documents.kept, theirs.deviceId, province.b.clerk, sha256])
        expect(text).not.toContain(id);
    }
  });
});
