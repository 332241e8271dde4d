import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Certificate } from '../../src/signatures/certificates/certificate.ts';
import { QUESTIONS_MAX, revocationSource } from '../../src/signatures/revocation/ask.ts';
import { memoryCache } from '../../src/signatures/revocation/cache.ts';
import { crlAnswer, parseCrl } from '../../src/signatures/revocation/crl.ts';
import { ocspAnswer, parseOcspResponse } from '../../src/signatures/revocation/ocsp.ts';
import type { Transport, WebAnswer } from '../../src/signatures/transport.ts';
import { labTransport } from '../support/level-services.ts';
import { startValidationLab, type ValidationLab } from '../support/validation-lab.ts';
import { makeCrl, read } from '../support/validation-pki.ts';

let lab: ValidationLab;
let path: readonly Certificate[];
beforeAll(async () => {
  lab = await startValidationLab();
  path = [lab.pki.leader, lab.pki.sub, lab.pki.root].map(({ certificate }) => read(certificate));
});
afterEach(() => {
  lab.say.silent.clear();
  lab.say.revoked = [];
  lab.asked.splice(0);
});
afterAll(() => lab.stop());

const HOUR_MS = 3_600_000;

/** A source whose clock can be turned. */
function sourceAt(clock: { now: Date } = { now: new Date() }, transport: Transport = labTransport) {
  const now = () => clock.now;
  return revocationSource({ transport, now, cache: memoryCache(now) });
}

const pemOf = (der: Uint8Array) =>
  Buffer.from(`-----BEGIN X509 CRL-----\n${Buffer.from(der).toString('base64')}\n-----END X509 CRL-----\n`);

describe('the state of a path', () => {
  test('is asked by OCSP where there is a responder, by a list where there is none, and not of the anchor', async () => {
    const { ocsp, crls } = await sourceAt()(path);
    const [leader, sub, root] = path;
    if (!leader || !sub || !root) throw new Error('the path is short');
    const responses = ocsp.map((bytes) => {
      const response = parseOcspResponse(bytes);
      return response.ok && ocspAnswer(response.value, leader, sub);
    });
    const lists = crls.map((bytes) => {
      const list = parseCrl(bytes);
      return list.ok && crlAnswer(list.value, sub, root);
    });
    expect([responses, lists]).toMatchObject([[{ state: 'good' }], [{ state: 'good' }]]);
    expect(lab.asked.toSorted()).toEqual(['GET /crl/root.crl', 'GET /ocsp']);
  });

  test('comes from the list when the responder is silent, both ways of asking tried', async () => {
    lab.say.silent.add('/ocsp');
    const { ocsp, crls } = await sourceAt()(path);
    expect([ocsp.length, crls.length]).toEqual([0, 2]);
    expect(lab.asked.toSorted()).toEqual([
      'GET /crl/root.crl',
      'GET /crl/sub.crl',
      'GET /ocsp',
      'POST /ocsp',
    ]);
  });

  test('is an empty answer when nobody answers, and they are left alone for a minute', async () => {
    for (const area of ['/ocsp', '/crl']) lab.say.silent.add(area);
    const clock = { now: new Date() };
    const source = sourceAt(clock);
    expect(await source(path)).toEqual({ ocsp: [], crls: [] });
    lab.asked.splice(0);
    lab.say.silent.clear();
    expect(await source(path)).toEqual({ ocsp: [], crls: [] });
    expect(lab.asked).toEqual([]);
    clock.now = new Date(clock.now.getTime() + 61_000);
    expect((await source(path)).ocsp).toHaveLength(1);
  });
});

describe('answers at hand', () => {
  test('are given again without asking, until their time is over', async () => {
    const clock = { now: new Date() };
    const source = sourceAt(clock);
    const first = await source(path);
    lab.asked.splice(0);
    expect(await source(path)).toEqual(first);
    expect(lab.asked).toEqual([]);
    clock.now = new Date(clock.now.getTime() + 2 * HOUR_MS);
    await source(path);
    expect(lab.asked).toContain('GET /ocsp');
  });

  test('from before the wanted time are asked again, and still given when nobody knows better', async () => {
    const source = sourceAt();
    const first = await source(path);
    const since = new Date(Date.now() + 1000);
    lab.asked.splice(0);
    lab.say.silent.add('/ocsp').add('/crl');
    expect(await source(path, since)).toEqual(first);
    expect(lab.asked).toContain('GET /crl/root.crl');
  });

  test('are asked for once by two who want them at the same time', async () => {
    const source = sourceAt();
    await Promise.all([source(path), source(path), source(path)]);
    expect(lab.asked.toSorted()).toEqual(['GET /crl/root.crl', 'GET /ocsp']);
  });
});

describe('what is hostile', () => {
  const answering =
    (bytes: Uint8Array): Transport =>
    async () => ({ ok: true, bytes });

  test.each([
    ['empty', new Uint8Array()],
    ['rubbish', Buffer.from('<html>404</html>')],
    ['a length without an end', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
    ['nested without end', Buffer.alloc(200_000, 0x30)],
  ])('%s gives no answer and throws nothing', async (_, bytes) => {
    expect(await sourceAt(undefined, answering(bytes))(path)).toEqual({ ocsp: [], crls: [] });
  });

  test('an old list, and a list by another authority, are no answers', async () => {
    const day = 24 * HOUR_MS;
    const old = { thisUpdate: new Date(Date.now() - 9 * day), nextUpdate: new Date(Date.now() - 2 * day) };
    const current = { thisUpdate: new Date(Date.now() - day), nextUpdate: new Date(Date.now() + day) };
    const onlyLists =
      (list: Uint8Array): Transport =>
      async ({ url }): Promise<WebAnswer> =>
        url.endsWith('root.crl') ? { ok: true, bytes: list } : { ok: false, why: 'unreachable' };
    const ask = async (list: Uint8Array) => (await sourceAt(undefined, onlyLists(list))(path)).crls.length;
    expect(await ask(makeCrl(lab.pki.root, [], old))).toBe(0);
    expect(await ask(makeCrl(lab.pki.sub, [], current))).toBe(0);
    expect(await ask(makeCrl(lab.pki.root, [], current))).toBe(1);
    expect(await ask(pemOf(makeCrl(lab.pki.root, [], current)))).toBe(1);
  });

  test('many paths at once ask no more than a few questions at a time', async () => {
    let [open, most] = [0, 0];
    const counting: Transport = async (question) => {
      most = Math.max(most, ++open);
      const answer = await labTransport(question);
      open--;
      return answer;
    };
    const source = sourceAt(undefined, counting);
    const { pki } = lab;
    const signers = [pki.leader, pki.agency, pki.ec256, pki.ec384, pki.tsa, pki.otherTsa];
    await Promise.all(signers.map(({ certificate }) => source([read(certificate), ...path.slice(1)])));
    expect(most).toBe(QUESTIONS_MAX);
  });
});

describe('the cache', () => {
  test('lets go first what was not asked for longest', async () => {
    const cache = memoryCache(() => new Date(0), { entriesMax: 2, bytesMax: 100 });
    const later = new Date(1);
    for (const key of ['một', 'hai']) await cache.put(key, Buffer.from(key), later);
    await cache.get('một');
    await cache.put('ba', Buffer.from('ba'), later);
    expect(await cache.get('hai')).toBeUndefined();
    expect(await cache.get('một')).toEqual(Buffer.from('một'));
    await cache.put('to', Buffer.alloc(99), later);
    expect([await cache.get('một'), await cache.get('ba')]).toEqual([undefined, undefined]);
    await cache.put('quá to', Buffer.alloc(101), later);
    expect(await cache.get('quá to')).toBeUndefined();
    expect(await cache.get('to')).toHaveLength(99);
  });
});
