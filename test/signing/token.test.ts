import { constants, hash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import type { OpenKey } from '../../src/main/signing/token/key-source.ts';
import { type TokenKeys, tokenKeys } from '../../src/main/signing/token/token-keys.ts';
import { AppError } from '../../src/shared/errors.ts';
import { type TestPki, testPki } from '../support/pki.ts';
import { makeTokens, PIN, type TokenFolder, type TokenWanted } from '../support/token.ts';

let pki: TestPki;
let folder: string;
let token: TokenFolder;
let keys: TokenKeys;
beforeAll(async () => {
  pki = await testPki();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hamrong-token-'));
});
afterEach(async () => {
  await keys.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Plugs in the tokens, all seen by one module, whose calls may take as long as given. */
function plugIn(tokens: readonly TokenWanted[], some: { callMs?: number; listWaitMs?: number } = {}): void {
  token = makeTokens(folder, tokens);
  keys = tokenKeys({
    helpers: nodeHelpers(),
    modules: () => [{ path: token.module, isAdded: true }],
    issuers: () => pki.chain,
    listWaitMs: 60_000,
    ...some,
  });
}
const leaderToken = (): TokenWanted => ({ label: 'Lãnh đạo', keys: [{ issued: pki.leader }] });

const open = async (pin: string | undefined = PIN, ordinal = 0): Promise<OpenKey> => {
  const listed = await keys.list();
  return keys.open(listed[ordinal]?.keyId ?? 'none', pin === undefined ? undefined : Buffer.from(pin));
};
const sign = ({ key }: OpenKey, text = 'Quyết định') => {
  const message = Buffer.from(text);
  const isEc = new X509Certificate(key.certificate).publicKey.asymmetricKeyType === 'ec';
  const what = { hash: 'sha256', digest: hash('sha256', message, 'buffer'), message } as const;
  return key.sign({ ...what, scheme: isEc ? 'ecdsa' : 'rsa' });
};
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const problem = await work.then(
    () => undefined,
    (fault: unknown) => fault,
  );
  if (problem === undefined) return 'ok';
  if (problem instanceof AppError) return problem.code;
  throw problem;
};
const pinState = async (): Promise<string | undefined> => {
  const [first] = await keys.list();
  return first?.holder.kind === 'token' ? first.holder.pin : undefined;
};

test('a look that fails while somebody signs leaves his session open', async () => {
  plugIn([leaderToken()]);
  const opened = await open();
  token.order('fail C_GetSlotList 5');
  expect((await keys.places()).map(({ state }) => state)).toEqual(['failed']);
  token.order();
  await expect(sign(opened)).resolves.toBeInstanceOf(Uint8Array);
  expect(token.calls('C_Login')).toBe(1);
  await opened.close();
});

describe('a wrong PIN', () => {
  test('is given to the token once and never again by itself, and the counter is shown before the next', async () => {
    plugIn([leaderToken()]);
    token.order('tries 3');
    expect(await pinState()).toBe('ready');
    expect(await codeOf(open('sai-lan-1'))).toBe('token.pin-wrong');
    expect(token.calls('C_Login')).toBe(1);
    expect(await pinState()).toBe('count-low');
    expect(await codeOf(open('sai-lan-2'))).toBe('token.pin-wrong-final');
    expect(token.calls('C_Login')).toBe(2);
    expect(await pinState()).toBe('final-try');
  });

  test('at the last try locks the token, which is then not asked any more, even with the right PIN', async () => {
    plugIn([leaderToken()]);
    token.order('tries 1');
    expect(await pinState()).toBe('final-try');
    expect(await codeOf(open('sai-roi'))).toBe('token.pin-locked');
    expect(await pinState()).toBe('locked');
    expect(await codeOf(open())).toBe('token.pin-locked');
    expect(token.calls('C_Login')).toBe(1);
  });

  test('is forgotten by the token after the right one', async () => {
    plugIn([leaderToken()]);
    token.order('tries 3');
    expect(await codeOf(open('sai-roi'))).toBe('token.pin-wrong');
    await (await open()).close();
    expect(await pinState()).toBe('ready');
  });

  test('of a length that no PIN of this token has costs no try', async () => {
    plugIn([leaderToken()]);
    expect(await codeOf(open('1'))).toBe('token.pin-length');
    expect(await codeOf(open(undefined as never))).toBe('ok');
    expect(token.calls('C_Login')).toBe(1);
  });
});

describe('a token pulled out in the middle of a batch', () => {
  test('is told by its name, and the batch goes on after it is back and its PIN is given again', async () => {
    plugIn([leaderToken()]);
    token.order('remove-after 2');
    const batch = await open();
    await sign(batch);
    await sign(batch);
    await expect(sign(batch)).rejects.toMatchObject({
      code: 'token.removed',
      detail: { label: 'Lãnh đạo' },
    });
    await batch.close();
    const [place] = await keys.places();
    expect(place).toMatchObject({ state: 'ready', tokens: [] });
  });

  test('cannot be opened until it is back', async () => {
    plugIn([leaderToken()]);
    const [listed] = await keys.list();
    const keyId = listed?.keyId ?? 'none';
    token.order('remove-after 0');
    expect(await codeOf(keys.open(keyId, Buffer.from(PIN)))).toBe('token.removed');
    expect(token.calls('C_Login')).toBe(0);
    token.order();
    const back = await keys.open(keyId, Buffer.from(PIN));
    await sign(back);
    await back.close();
  });

  test('is told as removed also where the module only says that something failed', async () => {
    plugIn([leaderToken()]);
    const batch = await open();
    token.order('fail C_Sign 0x5', 'remove-after 0');
    expect(await codeOf(sign(batch))).toBe('token.removed');
  });

  test('that fails while it is there ends the session: nothing is signed until the PIN is given again', async () => {
    plugIn([leaderToken()]);
    const batch = await open();
    token.order('fail C_Sign 0x5');
    await expect(sign(batch)).rejects.toMatchObject({
      code: 'token.failed',
      detail: { label: 'Lãnh đạo', name: 'CKR_GENERAL_ERROR' },
    });
    token.order();
    expect(await codeOf(sign(batch))).toBe('token.session-lost');
    await (await open()).close();
  });
});

describe('several tokens and certificates', () => {
  test('are all listed, and each certificate signs with its own key', async () => {
    plugIn([
      { label: 'Lãnh đạo', keys: [{ issued: pki.leader }, { issued: pki.ec, id: '02' }] },
      { label: 'Văn thư', keys: [{ issued: pki.agency }, { issued: pki.clerk, id: '02' }] },
    ]);
    const listed = await keys.list();
    expect(listed.map(({ holder }) => (holder.kind === 'token' ? holder.label : '')).sort()).toEqual([
      'Lãnh đạo',
      'Lãnh đạo',
      'Văn thư',
      'Văn thư',
    ]);
    for (const { keyId, certificate } of listed) {
      const opened = await keys.open(keyId, Buffer.from(PIN));
      const signature = await sign(opened);
      const { publicKey } = new X509Certificate(certificate);
      expect(verify('sha256', Buffer.from('Quyết định'), publicKey, signature)).toBe(true);
      await opened.close();
    }
  });

  test('find their key by its modulus where the vendor gave them no common identifier', async () => {
    plugIn([
      {
        label: 'Lãnh đạo',
        keys: [
          { issued: pki.clerk, id: '07', certificateId: '' },
          { issued: pki.leader, id: '08', certificateId: '' },
        ],
      },
    ]);
    for (const ordinal of [0, 1]) {
      const opened = await open(PIN, ordinal);
      const { publicKey } = new X509Certificate(opened.key.certificate);
      expect(verify('sha256', Buffer.from('Quyết định'), publicKey, await sign(opened))).toBe(true);
      await opened.close();
    }
  });

  test('are listed only if they may sign documents; an expired one is listed, an issuer only helps', async () => {
    plugIn([
      {
        label: 'Lãnh đạo',
        keys: [{ issued: pki.expired }, { issued: pki.wrongUsage, id: '02' }],
        others: [pki.trial.intermediate.certificate],
      },
    ]);
    const listed = await keys.list();
    expect(listed.map(({ certificate }) => Buffer.from(certificate))).toEqual([
      Buffer.from(pki.expired.certificate),
    ]);
  });

  test('a certificate without its private key is told as such', async () => {
    plugIn([{ label: 'Lãnh đạo', keys: [], others: [pki.leader.certificate] }]);
    expect(await codeOf(open())).toBe('token.no-private-key');
  });

  test('a token in use lets nobody else in on its open session', async () => {
    plugIn([leaderToken()]);
    const batch = await open();
    expect(await codeOf(open('sai-roi'))).toBe('token.busy');
    await sign(batch);
    await batch.close();
    expect(await codeOf(open('sai-roi'))).toBe('token.pin-wrong');
  });
});

describe('a token with PSS', () => {
  test('says so, and signs with the mask and salt of its hash', async () => {
    plugIn([leaderToken()]);
    const { key, close } = await open();
    expect(key.canPss).toBe(true);
    const message = Buffer.from('Quyết định');
    const { publicKey } = new X509Certificate(key.certificate);
    const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    for (const [name, saltLength] of [
      ['sha256', 32],
      ['sha512', 64],
    ] as const) {
      const digest = hash(name, message, 'buffer');
      const signature = await key.sign({ hash: name, scheme: 'rsa-pss', digest, message });
      expect(verify(name, message, { ...pss, saltLength }, signature)).toBe(true);
    }
    await close();
  });
});

describe('a key that wants its PIN for each signature', () => {
  test('gets it between the two calls of a signature, from the one that was given', async () => {
    plugIn([{ label: 'Lãnh đạo', keys: [{ issued: pki.leader, wantsPinEachTime: true }] }]);
    const batch = await open();
    await sign(batch, 'một');
    await sign(batch, 'hai');
    await batch.close();
    expect(token.calls('C_Login again')).toBe(2);
    expect(token.calls('C_Login')).toBe(3);
  });
});

describe('a reader with keys of its own', () => {
  test('is given no PIN, whatever was typed on the screen', async () => {
    plugIn([leaderToken()]);
    token.order(`pin-pad ${PIN}`);
    const [listed] = await keys.list();
    expect(listed?.holder).toMatchObject({ takesPinItself: true });
    const opened = await keys.open(listed?.keyId ?? 'none', undefined);
    await sign(opened);
    await opened.close();
  });

  test('on which the person cancels is told as cancelled', async () => {
    plugIn([leaderToken()]);
    token.order(`pin-pad ${PIN}`, 'fail C_Login 0x50');
    expect(await codeOf(open())).toBe('token.cancelled');
  });
});

describe('a module that misbehaves', () => {
  test('crashes in its own process: the application goes on, and the next call finds a new one', async () => {
    plugIn([leaderToken()]);
    const batch = await open();
    token.order('crash C_Sign');
    await expect(sign(batch)).rejects.toMatchObject({
      code: 'token.crashed',
      detail: { file: 'token-shim.so' },
    });
    expect(await codeOf(sign(batch))).toBe('token.session-lost');
    await batch.close();
    token.order();
    const again = await open();
    await sign(again);
    await again.close();
  });

  test('hangs only until its time is over', async () => {
    plugIn([leaderToken()], { callMs: 8_000 });
    const batch = await open();
    token.order('hang C_Sign');
    await expect(sign(batch)).rejects.toMatchObject({ code: 'token.not-answering', detail: { seconds: 8 } });
    token.order();
    await (await open()).close();
  });

  test('that is slow to look keeps no list waiting', async () => {
    plugIn([leaderToken()], { callMs: 3_000, listWaitMs: 50 });
    token.order('hang C_GetSlotList');
    expect(await keys.places()).toMatchObject([{ state: 'looking', tokens: [] }]);
  });

  test('that crashes when looked at is told with its place, and left alone for a while', async () => {
    plugIn([leaderToken()]);
    token.order('crash C_GetSlotList');
    expect(await keys.places()).toMatchObject([{ state: 'failed', fault: { code: 'token.crashed' } }]);
    token.order();
    expect(await keys.places()).toMatchObject([{ state: 'failed', fault: { code: 'token.crashed' } }]);
    expect(token.calls('C_GetSlotList')).toBe(1);
  });

  test.each(['locking always', 'locking never'])('that starts only with %s is started so', async (order) => {
    plugIn([leaderToken()]);
    token.order(order);
    expect(await keys.list()).toHaveLength(1);
  });

  test('that has no mechanism of ours refuses before anything is signed', async () => {
    plugIn([leaderToken()]);
    token.order('hide 0x1');
    const opened = await open();
    expect(await codeOf(sign(opened))).toBe('token.mechanism-missing');
    expect(token.calls('C_SignInit')).toBe(0);
  });
});
