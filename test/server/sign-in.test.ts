import { randomUUID } from 'node:crypto';
import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOCK_TOLERANCE_S } from '../../src/server/auth/access-token.ts';
import { runServerCommand } from '../../src/server/command-line.ts';
import { EnrolResponse, PROOF_AGE_MAX_S } from '../../src/shared/protocol/session.ts';
import { AUDIENCE, makeIssuer, makeKey, type TestIssuer, type TestKey } from '../support/issuer.ts';
import { makeProvince, type Province } from '../support/province.ts';

const SUBJECT = 'nguyen-thi-mau';
const DIRECTORY = { method: 'GET', url: '/v1/directory' };
let issuer: TestIssuer;
let province: Province;
let key: TestKey;
let token: string;
let nonce: string;
let device: EnrolResponse;

const place = () => ({
  issuer: issuer.issuer,
  audience: AUDIENCE,
  clientId: 'ban-lam-viec',
  isBuiltIn: false,
});

type Request = { readonly method: string; readonly url: string; readonly body?: string };
const ask = async ({ method, url, body }: Request, headers: Record<string, string>) => {
  const answer = await fetch(`${province.address}${url}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body }),
  });
  const told = (await answer.json()) as { code?: string; expected?: string };
  return { status: answer.status, code: told.code, told };
};
/** Asks with everything right but what the case spoils. */
const asking = async (spoilt: {
  token?: string;
  by?: TestKey;
  claims?: Record<string, unknown>;
  request?: Request;
}) => {
  const { request = DIRECTORY, by = key, claims = {} } = spoilt;
  return ask(request, await by.prove(spoilt.token ?? token, request, { nonce, ...claims }));
};
const signIn = (by: TestKey, given: string) =>
  asking({
    by,
    token: given,
    request: { method: 'POST', url: '/v1/devices/sign-in', body: '{"name":"máy"}' },
  });

beforeAll(async () => {
  issuer = await makeIssuer();
  province = await makeProvince({ signIn: place() });
  const { clerk, leader } = province.a;
  await province.server.identities.link(issuer.issuer, SUBJECT, clerk);
  await province.server.identities.link(issuer.issuer, 'nguoi-khac', leader);
  key = await makeKey();
  token = await issuer.tokenFor(SUBJECT, key.thumbprint);
  const first = await ask(DIRECTORY, await key.prove(token, DIRECTORY));
  expect([first.status, first.code]).toEqual([401, 'nonce-needed']);
  nonce = first.told.expected ?? '';
  expect(await asking({})).toMatchObject({ status: 401, code: 'device-unknown' });
  device = EnrolResponse.parse((await signIn(key, token)).told);
});
afterAll(async () => {
  await province.close();
  issuer.close();
});

test('whoever signs in speaks as the official he is, from one device however often he signs in', async () => {
  expect(device).toMatchObject({ officialId: province.a.clerk, agencyId: province.a.agencyId });
  expect(await asking({})).toMatchObject({ status: 200 });
  const again = await signIn(key, await issuer.tokenFor(SUBJECT, key.thumbprint, { jti: randomUUID() }));
  expect(again.told).toMatchObject(device);
});

describe('refused, with a reason for the log and none for the sender', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const tokenWith = (claims: Record<string, unknown>) => issuer.tokenFor(SUBJECT, key.thumbprint, claims);

  test.each<[string, string, () => Promise<Parameters<typeof asking>[0]>]>([
    ['no token at all, only the device’s name', 'no-token', async () => ({ token: device.deviceId })],
    ['a token without its key', 'proof', async () => ({ by: await makeKey() })],
    [
      'a token whose key was never seen, by another',
      'proof',
      async () => ({
        by: await makeKey(),
        token: await issuer.tokenFor(SUBJECT, (await makeKey()).thumbprint),
      }),
    ],
    [
      'a token of another issuer',
      'token',
      async () => ({ token: await tokenWith({ iss: 'http://127.0.0.1:1' }) }),
    ],
    [
      'a token for another audience',
      'token',
      async () => ({ token: await tokenWith({ aud: 'thu-dien-tu' }) }),
    ],
    [
      'a token that has run out',
      'token',
      async () => ({
        token: await tokenWith({ iat: seconds() - 400, exp: seconds() - CLOCK_TOLERANCE_S - 5 }),
      }),
    ],
    [
      'a token that lives for a day',
      'token',
      async () => ({ token: await tokenWith({ exp: seconds() + 86_400 }) }),
    ],
    ['a token bound to no key', 'token', async () => ({ token: await tokenWith({ cnf: undefined }) })],
    [
      'a token that somebody else signed',
      'token',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return { token: await issuer.tokenFor(SUBJECT, key.thumbprint, {}, privateKey) };
      },
    ],
    [
      'a token of nobody here',
      'nobody',
      async () => ({ token: await issuer.tokenFor('ai-do', key.thumbprint) }),
    ],
    [
      'another official’s token under this key',
      'another-official',
      async () => ({ token: await issuer.tokenFor('nguoi-khac', key.thumbprint) }),
    ],
    ['something that is no token', 'token', async () => ({ token: 'a.b.c' })],
    ['a proof for another token', 'proof', async () => ({ claims: { ath: 'x' } })],
    ['a proof for another method', 'proof', async () => ({ claims: { htm: 'POST' } })],
    ['a proof for another address', 'proof', async () => ({ claims: { htu: '/v1/changes' } })],
    [
      'a proof by a clock that is too far behind',
      'proof',
      async () => ({ claims: { iat: seconds() - PROOF_AGE_MAX_S - 5 } }),
    ],
    [
      'a proof by a clock that is too far ahead',
      'proof',
      async () => ({ claims: { iat: seconds() + PROOF_AGE_MAX_S + 5 } }),
    ],
  ])('%s', async (_what, why, spoil) => {
    const before = province.events.length;
    const { status, told } = await asking(await spoil());
    expect([status, Object.keys(told).sort()]).toEqual([401, ['code', 'expected']]);
    expect(told.code).toBe('unauthorised');
    expect(province.events.slice(before).filter(({ event }) => event === 'sign-in.refused')).toEqual([
      { event: 'sign-in.refused', detail: { why } },
    ]);
  });

  test('a proof that comes again, and one whose body was changed', async () => {
    const headers = await key.prove(token, DIRECTORY, { nonce });
    expect([(await ask(DIRECTORY, headers)).status, (await ask(DIRECTORY, headers)).status]).toEqual([
      200, 401,
    ]);
    const ack = { method: 'POST', url: '/v1/ack', body: '{"seq":1}' };
    const proof = await key.prove(token, ack, { nonce });
    expect((await ask({ ...ack, body: '{"seq":2}' }, proof)).code).toBe('unauthorised');
  });

  test('a proof that was made without this server’s nonce', async () => {
    for (const claims of [{ nonce: undefined }, { nonce: 'của-hôm-qua' }])
      expect((await asking({ claims })).code).toBe('nonce-needed');
  });

  test('a clock that is a little wrong is none of these', async () => {
    const ahead = await tokenWith({ iat: seconds() + 30, exp: seconds() + 330 });
    const late = await tokenWith({ iat: seconds() - 330, exp: seconds() - 30 });
    for (const given of [ahead, late]) expect((await asking({ token: given })).status).toBe(200);
    for (const off of [-200, 200])
      expect((await asking({ claims: { iat: seconds() + off } })).status).toBe(200);
  });

  test('no token, proof or name of anybody stands in the log', () => {
    const log = JSON.stringify(province.events);
    for (const secret of [token, key.thumbprint, SUBJECT, nonce]) expect(log).not.toContain(secret);
  });
});

test('the keeper says who a subject is, and nobody is linked to an official who does not exist', async () => {
  const out: string[] = [];
  const link = (officialId: string) =>
    runServerCommand(
      ['link', 'nguoi-moi', officialId],
      {
        ...{ dataDir: province.dataDir, host: '127.0.0.1', port: 0, poolSize: 2 },
        databaseUrl: province.server.databaseUrl,
        signIn: place(),
      },
      { out: (line) => void out.push(line), err: (line) => void out.push(line) },
      () => undefined,
    );
  await expect(link(randomUUID())).rejects.toMatchObject({ code: 'server.no-official' });
  expect([await link(province.a.specialist), out.length]).toEqual([0, 1]);
  const by = await makeKey();
  const { told } = await signIn(by, await issuer.tokenFor('nguoi-moi', by.thumbprint));
  expect(told).toMatchObject({ officialId: province.a.specialist });
});

describe('devices', () => {
  const newDevice = async (subject = SUBJECT) => {
    const by = await makeKey();
    const given = await issuer.tokenFor(subject, by.thumbprint);
    const { told } = await signIn(by, given);
    return { by, token: given, ...EnrolResponse.parse(told) };
  };

  test('an official sees his own and ends one; that one is refused at once, with a token that still lives', async () => {
    const lost = await newDevice();
    const { told } = await asking({ request: { method: 'GET', url: '/v1/devices' } });
    const { devices } = told as { devices: { deviceId: string; officialId: string; seenAt?: string }[] };
    expect(devices.map(({ deviceId }) => deviceId)).toContain(lost.deviceId);
    expect(new Set(devices.map(({ officialId }) => officialId))).toEqual(new Set([province.a.clerk]));
    // It has only been enrolled; the one that asks has spoken.
    expect(devices.find(({ deviceId }) => deviceId === lost.deviceId)).not.toHaveProperty('seenAt');
    expect(devices.some(({ seenAt }) => seenAt !== undefined)).toBe(true);
    const url = `/v1/devices/${lost.deviceId}/revoke`;
    expect((await asking({ request: { method: 'POST', url, body: '{}' } })).status).toBe(200);
    expect(await asking(lost)).toMatchObject({ status: 401, code: 'device-revoked' });
    expect(await asking({ ...lost, by: key })).toMatchObject({ status: 401, code: 'unauthorised' });
    expect(await signIn(lost.by, lost.token)).toMatchObject({ status: 401, code: 'device-revoked' });
    expect(await province.ask('select revoked_by from devices where id = $1', [lost.deviceId])).toEqual([
      { revoked_by: province.a.clerk },
    ]);
  });

  test('another’s device cannot be told from one that does not exist', async () => {
    const theirs = await newDevice('nguoi-khac');
    for (const id of [theirs.deviceId, randomUUID(), 'x']) {
      const request = { method: 'POST', url: `/v1/devices/${id}/revoke`, body: '{}' };
      expect(await asking({ request })).toMatchObject({ status: 404, told: { code: 'not-found' } });
    }
    expect((await asking(theirs)).status).toBe(200);
  });

  test('a device whose tokens were used twice needs a new sign-in', async () => {
    const { by, token: stolen } = await newDevice();
    await province.server.devices.signOut(by.thumbprint);
    expect(await asking({ by, token: stolen })).toMatchObject({ status: 401, code: 'unauthorised' });
    const iat = Math.floor(Date.now() / 1000) + 2;
    const fresh = await issuer.tokenFor(SUBJECT, by.thumbprint, { iat, exp: iat + 300 });
    expect((await asking({ by, token: fresh })).status).toBe(200);
  });
});
