import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowserProfiles } from '../../src/main/hosts/browser/profiles.ts';
import { signInFirst } from '../../src/main/hosts/enrol-profile.ts';
import { vaultOf } from '../../src/main/hosts/node-ports.ts';
import { listProfileFolders, readProfile } from '../../src/main/hosts/profile-file.ts';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import type { Vault } from '../../src/main/ports.ts';
import { deviceKey, publicPart } from '../../src/main/sync/http/device-key.ts';
import { httpServer } from '../../src/main/sync/http/server.ts';
import { signIn } from '../../src/main/sync/http/sign-in.ts';
import { TOKENS_NAME } from '../../src/main/sync/http/tokens.ts';
import { runServerCommand } from '../../src/server/command-line.ts';
import { WRONG_PASSWORDS_MAX } from '../../src/server/sign-in/accounts.ts';
import { PASSWORDS_A_MINUTE_MAX, SIGN_INS_A_MINUTE_MAX } from '../../src/server/sign-in/issuer.ts';
import type { DeviceShown } from '../../src/shared/contract/device.ts';
import type { Instant } from '../../src/shared/domain/core/values.ts';
import { DESK_CLIENT_ID, type SignInResponse } from '../../src/shared/protocol/session.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { sayFault } from '../../src/shared/words/vi.ts';
import { makeProvince, type Province } from '../support/province.ts';
import { temporaryFolders } from '../support/replica.ts';
import { browse } from '../support/sign-in-page.ts';

const LOGIN = 'nguyen.thi.mau';
let province: Province;
let password: string;
let config: Parameters<typeof runServerCommand>[1];

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
const newVault = (): Vault & { readonly kept: Map<string, Uint8Array> } => {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    read: async (name) => kept.get(name),
    write: async (name, secret) => void kept.set(name, secret),
  };
};
/** The server's clock while a test counts what it allows in a minute. */
let standsStill: Instant | undefined;
let aheadMs = 0;
const now = () => instantOf(Date.now() + aheadMs);
const server = (vault: Vault, { deviceId }: { deviceId: string }) =>
  httpServer({
    ...{ address: province.address, deviceId, vault, isSignedIn: true, now },
    ...{ newId: randomUUID, random: () => 0 },
  });
const signingIn = (vault: Vault, openAddress: (address: string) => void): Promise<SignInResponse> =>
  signIn({
    ...{ address: province.address, vault, now, newId: randomUUID, openAddress },
    ...{ deviceName: 'Máy văn thư', timeoutMs: 20_000 },
  });
const asClerk = (vault: Vault) =>
  signingIn(vault, (address) => void browse(address, { login: LOGIN, password }));

beforeAll(async () => {
  const port = await freePort();
  const place = {
    issuer: `http://127.0.0.1:${String(port)}/oidc`,
    audience: 'urn:ham-rong',
    clientId: DESK_CLIENT_ID,
    isBuiltIn: true,
  };
  province = await makeProvince({ port, signIn: place, now: () => standsStill ?? instantOf(Date.now()) });
  config = {
    ...{ dataDir: province.dataDir, host: '127.0.0.1', port: 0, poolSize: 2, signIn: place },
    databaseUrl: province.server.databaseUrl,
  };
  password = await accountFor(LOGIN, province.a.clerk);
});
const folders = temporaryFolders();
afterAll(async () => {
  await province.close();
  folders.remove();
});

async function accountFor(login: string, officialId: string): Promise<string> {
  const out: string[] = [];
  const lines = { out: (line: string) => void out.push(line), err: () => undefined };
  expect(await runServerCommand(['account', login, officialId], config, lines, () => undefined)).toBe(0);
  return out[0] ?? '';
}

test('an official signs in on the issuer’s page, and his desk speaks for him', async () => {
  const vault = newVault();
  const who = await asClerk(vault);
  expect(who).toMatchObject({
    officialId: province.a.clerk,
    fullName: 'clerk A',
    role: 'clerk',
    agencyName: 'UBND xã Vân Khánh Thượng',
  });
  const port = server(vault, who);
  expect(await port.snapshot(undefined)).toMatchObject({ epoch: 1 });
  expect((await port.directory()).agencies).toHaveLength(2);
  port.close?.();
  expect(JSON.stringify(province.events)).not.toContain(password);
});

test('a token that ran out is renewed with another refresh token; the old one, used again, ends them all', async () => {
  const vault = newVault();
  const who = await asClerk(vault);
  const stolen = vault.kept.get(TOKENS_NAME) ?? new Uint8Array();
  const port = server(vault, who);
  await port.ack(1);
  expect(vault.kept.get(TOKENS_NAME)).toEqual(stolen);
  aheadMs = 10 * 60_000;
  try {
    await Promise.all([port.ack(1), port.directory(), port.ack(1)]);
    const renewed = vault.kept.get(TOKENS_NAME);
    expect(renewed).not.toEqual(stolen);
    // The thief has the vault as it was, key and all.
    const theft = newVault();
    for (const [name, secret] of vault.kept) theft.kept.set(name, secret);
    theft.kept.set(TOKENS_NAME, stolen);
    await expect(server(theft, who).ack(1)).rejects.toMatchObject({ code: 'sign-in.needed' });
    expect(province.events.map(({ event }) => event)).toContain('sign-in.token-reused');
    // And the official himself is asked to sign in again, with the access token that he still has.
    await expect(port.directory()).rejects.toMatchObject({ code: 'sign-in.needed' });
  } finally {
    aheadMs = 0;
  }
});

test('a refresh token without the desk’s key is worth nothing', async () => {
  const vault = newVault();
  const who = await asClerk(vault);
  const theft = newVault();
  theft.kept.set(TOKENS_NAME, vault.kept.get(TOKENS_NAME) ?? new Uint8Array());
  aheadMs = 10 * 60_000;
  try {
    await expect(server(theft, who).ack(1)).rejects.toMatchObject({ code: 'sign-in.needed' });
  } finally {
    aheadMs = 0;
  }
});

test('what does not bring the sign-in’s own state ends nothing, and a code cannot be slipped in', async () => {
  const seen: number[] = [];
  const who = await signingIn(newVault(), (address) => {
    const back = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
    void (async () => {
      for (const query of ['', '?code=cua-nguoi-khac', '?code=x&state=doan'])
        seen.push((await fetch(`${back.href}${query}`)).status);
      await browse(address, { login: LOGIN, password });
    })();
  });
  expect([seen, who.officialId]).toEqual([[404, 404, 404], province.a.clerk]);
});

test('on a machine that is nobody’s, the host’s browser signs the official in and his folder stands', async () => {
  const folder = folders.make();
  const open = async (address: string) => void browse(address, { login: LOGIN, password });
  const who = await signInFirst(folder, vaultOf, province.address, open);
  expect(who).toMatchObject({ officialId: province.a.clerk, isSignedIn: true });
  expect(listProfileFolders(folder).map(({ profile }) => profile)).toEqual([who]);
  const failing = signInFirst(folder, vaultOf, province.address, () =>
    Promise.reject(new Error('no browser')),
  );
  await expect(failing).rejects.toThrow('no browser');
  expect(readdirSync(folder)).toHaveLength(1);
});

test('an issuer’s page that nobody finishes is given up', async () => {
  const late = signIn({
    ...{ address: province.address, vault: newVault(), now, newId: randomUUID },
    ...{ openAddress: () => undefined, deviceName: 'máy', timeoutMs: 50 },
  });
  await expect(late).rejects.toMatchObject({ code: 'sign-in.late' });
});

test('after some wrong passwords an account waits, and the right one does not help', async () => {
  const login = 'tran.van.thu';
  const right = await accountFor(login, province.a.specialist);
  await province.ask('update accounts set wrong_count = $2, wrong_at = now() where login = $1', [
    login,
    WRONG_PASSWORDS_MAX - 1,
  ]);
  const statuses: (number | undefined)[] = [];
  const trying = signingIn(newVault(), (address) => {
    void (async () => {
      for (const each of ['sai-mat-khau', right])
        statuses.push((await browse(address, { login, password: each })).at(-1));
      await browse(address, { login: LOGIN, password });
    })();
  });
  expect((await trying).officialId).toBe(province.a.clerk);
  expect(statuses).toEqual([401, 429]);
  const strange = `${config.signIn?.issuer ?? ''}/interaction/khong-co`;
  expect(await browse(strange, { login, password })).toEqual([400]);
});

const beginning = (from: string): Promise<Response> => {
  const asked = new URLSearchParams({
    ...{ client_id: DESK_CLIENT_ID, response_type: 'code', scope: 'openid' },
    ...{ redirect_uri: 'http://127.0.0.1:4321/signed-in', state: 'x' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  });
  const headers = { 'x-forwarded-for': from };
  return fetch(`${config.signIn?.issuer ?? ''}/auth?${asked.toString()}`, { headers, redirect: 'manual' });
};

test('sign-ins that somebody begins and leaves do not pile up', async () => {
  const expired = `from sign_in_records where model = 'Interaction' and expires_at < now()`;
  for (let count = 0; count < 3; count += 1) expect((await beginning('203.0.113.9')).status).toBe(303);
  await province.ask(
    `update sign_in_records set expires_at = now() - interval '1 minute' where model = 'Interaction'`,
  );
  const count = async () => Number((await province.ask(`select count(*) as n ${expired}`))[0]?.['n']);
  const before = await count();
  expect(before).toBeGreaterThanOrEqual(3);
  for (let times = 0; times < before; times += 1) await beginning('203.0.113.9');
  expect(await count()).toBe(0);
});

test('one address begins so many sign-ins a minute and tries so many passwords, and others go on', async () => {
  standsStill = instantOf(Date.now());
  try {
    const statuses = new Set<number>();
    for (let count = 0; count <= SIGN_INS_A_MINUTE_MAX; count += 1)
      statuses.add((await beginning('203.0.113.10')).status);
    const refused = await beginning('203.0.113.10');
    expect([[...statuses], refused.status, (await beginning('203.0.113.11')).status]).toEqual([
      [303, 429],
      429,
      303,
    ]);
    expect(await refused.text()).toContain('Quá nhiều yêu cầu từ mạng này.');
    const form = { method: 'POST', body: new URLSearchParams({ login: LOGIN, password: 'sai' }) };
    const guess = async (from: string): Promise<number> => {
      const page = `${config.signIn?.issuer ?? ''}/interaction/khong-co`;
      return (await fetch(page, { ...form, headers: { 'x-forwarded-for': from } })).status;
    };
    for (let count = 0; count < PASSWORDS_A_MINUTE_MAX; count += 1) await guess('203.0.113.12');
    expect([await guess('203.0.113.12'), await guess('203.0.113.13')]).toEqual([429, 400]);
  } finally {
    standsStill = undefined;
  }
  expect(province.events.map(({ event }) => event)).toContain('sign-in.limited');
});

test('a fault on the issuer’s page is answered, and the sign-in goes on', async () => {
  const statuses: (number | undefined)[] = [];
  const who = await signingIn(newVault(), (address) => {
    void (async () => {
      // PostgreSQL's text holds no NUL: the question itself fails.
      statuses.push((await browse(address, { login: `${LOGIN}\0`, password })).at(-1));
      await browse(address, { login: LOGIN, password });
    })();
  });
  expect([statuses, who.officialId]).toEqual([[500], province.a.clerk]);
  expect(province.events.map(({ event }) => event)).toContain('sign-in.failed');
});

test('a folder becomes that of whoever signs in, and only he can sign in there again', async () => {
  const dataDir = join(folders.make(), 'van-thu');
  const login = 'le.thi.khac';
  const other = await accountFor(login, province.a.leader);
  const said: string[] = [];
  const signInAs = (who: { login: string; password: string }, ...args: string[]) =>
    runCommandLine(['sign-in', '--data', dataDir, ...args], {
      out: (address) => void browse(address, who),
      err: (line) => void said.push(line),
      now: () => new Date(),
    });
  expect(await signInAs({ login: LOGIN, password }, '--server', province.address)).toBe(0);
  const profile = readProfile(dataDir);
  expect(profile).toMatchObject({ officialId: province.a.clerk, isSignedIn: true, isTrial: false });
  expect(said.at(-1)).toBe('Đã đăng nhập: clerk A, UBND xã Vân Khánh Thượng.');
  expect(await signInAs({ login, password: other })).toBe(1);
  const port = server(vaultOf(dataDir), profile);
  expect((await port.directory()).agencies).toHaveLength(2);
  port.close?.();
  expect(await signInAs({ login: LOGIN, password })).toBe(0);
  expect(readProfile(dataDir)).toEqual(profile);
});

describe('the window of somebody who signed in', () => {
  const terminal = { err: () => undefined, now: () => new Date() };
  let [profiles, dataDir] = ['', ''];
  let host: Awaited<ReturnType<typeof openBrowserProfiles>>;
  let ask: (operation: string) => Promise<Response>;
  beforeAll(async () => {
    profiles = folders.make();
    dataDir = join(profiles, 'van-thu');
    const window = folders.make();
    writeFileSync(join(window, 'index.html'), '<p>Hàm Rồng</p>');
    await runCommandLine(['sign-in', '--data', dataDir, '--server', province.address], {
      ...terminal,
      out: (address) => void browse(address, { login: LOGIN, password }),
    });
    const { profileId } = readProfile(dataDir);
    host = await openBrowserProfiles({ folder: profiles, window, port: 0 });
    const opened = await fetch(host.addressFor(profileId), { redirect: 'manual' });
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    ask = (operation) =>
      fetch(`${host.origin}/p/${profileId}/rpc/${operation}`, {
        method: 'POST',
        headers: { cookie, origin: host.origin, 'content-type': 'application/json' },
        body: '{}',
      });
  });
  afterAll(() => host.close());
  const valueFrom = async (operation: string): Promise<Record<string, unknown>> => {
    const reply = (await (await ask(operation)).json()) as { value: Record<string, unknown> };
    return reply.value;
  };

  test('says when only signing in again helps, begins it once, and goes on by itself', async () => {
    expect(await valueFrom('sync.tryNow')).toMatchObject({ isOnline: true });
    const thumbprint = await calculateJwkThumbprint(publicPart(await deviceKey(vaultOf(dataDir))));
    await province.ask(`delete from sign_in_records where model = 'RefreshToken'`);
    await province.server.devices.signOut(thumbprint);
    expect(await valueFrom('sync.tryNow')).toMatchObject({ isOnline: false, needsSignIn: true });
    const begun = await Promise.all([valueFrom('sync.signIn'), valueFrom('sync.signIn')]);
    expect(begun[0]).toEqual(begun[1]);
    expect(begun[0]).toMatchObject({ isOpened: false });
    // A token of the second in which the others were ended would be as void as they are.
    await province.ask(`update devices set signed_out_at = signed_out_at - interval '2 seconds'`);
    await browse(String(begun[0]?.['address']), { login: LOGIN, password });
    await expect
      .poll(() => valueFrom('sync.getStatus'), { timeout: 20_000 })
      .toMatchObject({ isOnline: true });
    expect(await valueFrom('sync.getStatus')).not.toHaveProperty('needsSignIn');
  });

  test('is made another device by signing in anew, and opens as that one', async () => {
    const before = readProfile(dataDir).deviceId;
    const begun = await valueFrom('device.enrolAgain');
    expect(begun).toMatchObject({ isOpened: false });
    // Nothing has changed until he has signed in.
    expect(readProfile(dataDir).deviceId).toBe(before);
    await browse(String(begun['address']), { login: LOGIN, password });
    const own = async () =>
      ((await valueFrom('device.list')) as unknown as DeviceShown[]).find(({ isThis }) => isThis)?.deviceId;
    await expect.poll(own, { timeout: 20_000 }).not.toBe(before);
    expect(await own()).toBe(readProfile(dataDir).deviceId);
    expect(await valueFrom('sync.tryNow')).toMatchObject({ isOnline: true });
  });

  test('closes when the device is ended: its official’s data goes, and the folder opens no more', async () => {
    const { deviceId } = readProfile(dataDir);
    expect(readdirSync(dataDir)).toEqual(
      expect.arrayContaining(['files', 'office.db', 'profile.json', 'secrets']),
    );
    await province.server.devices.revoke(deviceId, province.a.clerk);
    await ask('sync.tryNow');
    await expect
      .poll(() => readdirSync(dataDir).sort(), { timeout: 20_000 })
      .toEqual(['in-use.lock', 'in-use.pid', 'logs', 'revoked']);
    const refused = await ask('sync.getStatus');
    expect([refused.status, await refused.text()]).toEqual([403, sayFault('device.revoked')]);
    // A removal that was cut off is finished by whoever looks next.
    writeFileSync(join(dataDir, 'profile.json'), 'còn sót');
    expect([listProfileFolders(profiles), readdirSync(dataDir)]).toEqual([
      [],
      expect.not.arrayContaining(['profile.json']),
    ]);
    await host.close();
    const signIn = ['sign-in', '--data', dataDir, '--server', province.address];
    expect(await runCommandLine(signIn, { ...terminal, out: () => undefined })).toBe(1);
  });
});
