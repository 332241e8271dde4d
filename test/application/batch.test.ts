import { cpSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/contract.ts';
import type { Batch } from '../../src/shared/contract/signing-batch.ts';
import {
  AgencyId,
  Instant,
  LocalDate,
  type OutgoingId,
  Sha256,
} from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';
import { uuid } from '../support/world.ts';

let lab: SigningOffice;
let opened: OfficeApp[];
beforeEach(async () => {
  lab = await makeSigningOffice();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((app) => app.close()));
  lab.office.close();
});

type Some = Parameters<typeof openOfficeApp>[2];
const open = async (role: 'leader' | 'clerk', some: Some = {}): Promise<OfficeApp> => {
  const issued = role === 'leader' ? lab.pki.leader : lab.pki.agency;
  const dataDir = some?.dataDir ?? lab.folderWith(role === 'leader' ? 'person' : 'agency', issued);
  const app = await openOfficeApp(lab.office, role, { ...some, dataDir });
  opened.push(app);
  return app;
};
/** The rows that wait, once their files are here. */
const rowsOf = async (app: OfficeApp, role: 'person' | 'agency' = 'person') => {
  await app.until(async () =>
    (await app.ask('signing.listToSign', { role })).rows.every(({ isHere }) => isHere),
  );
  return (await app.ask('signing.listToSign', { role })).rows;
};
type Start = Input<'signing.startBatch'>;
/** Everything that waits, in one batch. */
const orderOf = async (app: OfficeApp, some: Partial<Start> = {}): Promise<Start> => {
  const role = some.role ?? 'person';
  const rows = await rowsOf(app, role);
  const items = rows.map(({ documentId, file }) => ({ documentId, sha256: file.sha256 }));
  return { role, keyId: role, secret: PASSPHRASE, items, allowsUnreviewed: true, ...some };
};
const batchOf = async (app: OfficeApp, batchId?: string): Promise<Batch> => {
  const { batch } = await app.ask('signing.getBatch', { ...(batchId !== undefined && { batchId }) });
  if (!batch) throw new Error('there is no such batch');
  return batch;
};
const ended = async (app: OfficeApp, batchId: string): Promise<Batch> => {
  await app.until(async () => (await batchOf(app, batchId)).state !== 'running');
  return batchOf(app, batchId);
};
const states = ({ items }: Batch) => items.map(({ state, reason }) => reason?.code ?? state);
/** How often each document was signed, as its versions say. */
const signatures = async (app: OfficeApp, documentIds: readonly OutgoingId[]) => {
  const details = await Promise.all(documentIds.map((documentId) => app.ask('outgoing.get', { documentId })));
  return details.map(({ versions }) => versions.filter(({ origin }) => origin !== 'prepared').length);
};
const records = async (app: OfficeApp) =>
  (await app.ask('sync.listOperations', { tab: 'waiting', limit: 100 })).rows.filter(
    ({ name }) => name === 'outgoing.recordSignature',
  );

describe('a leader who signs many', () => {
  test('enters his secret once; one broken file is told with its reason and stops nobody', async () => {
    const documentIds = Array.from({ length: 20 }, (_, index) =>
      index === 9 ? lab.put({ subject: 'Tệp hỏng' }, Buffer.from('không phải PDF')) : lab.put(),
    );
    const leader = await open('leader');
    const heard: number[] = [];
    leader.app.subscribe((event) => event.type === 'progress' && heard.push(event.fraction));
    const { batchId } = await leader.ask('signing.startBatch', await orderOf(leader));
    const batch = await ended(leader, batchId);
    expect(batch.state).toBe('done');
    expect(batch.items.filter(({ state }) => state === 'signed')).toHaveLength(19);
    expect(batch.items.filter(({ state }) => state === 'refused')).toMatchObject([
      { subject: 'Tệp hỏng', reason: { code: expect.stringMatching(/^pdf\./) } },
    ]);
    expect(heard).toEqual(Array.from({ length: 20 }, (_, index) => expect.closeTo((index + 1) / 20)));
    expect((await signatures(leader, documentIds)).sort()).toEqual([0, ...Array(19).fill(1)]);
    const { document } = await leader.ask('outgoing.get', { documentId: documentIds[0] as OutgoingId });
    const report = await leader.ask('signing.verify', { sha256: Sha256.parse(document.file?.sha256) });
    expect(report).toMatchObject({ integrity: 'valid', signatures: [{ signer: { name: 'Phạm Văn Thạo' } }] });
    expect(await leader.ask('signing.countToSign', { role: 'person' })).toEqual({ count: 1 });
  }, 60_000);

  test('is kept from signing unseen a file that could say something else later', async () => {
    const script = plainPdf({ pages: [{}], catalog: '/OpenAction<</S/JavaScript/JS(app.beep)>>' });
    const documentIds = [lab.put(), lab.put({ subject: 'Có mã lệnh' }, script)];
    const leader = await open('leader');
    const { batchId } = await leader.ask('signing.startBatch', await orderOf(leader));
    expect(states(await ended(leader, batchId)).sort()).toEqual(['signed', 'signing.not-in-batch']);
    expect(await signatures(leader, documentIds)).toEqual([1, 0]);
  });

  test('must have read each file to its end, or say that he signs unread; the record tells which', async () => {
    const [read, unread] = [lab.put({ subject: 'Đã đọc' }), lab.put({ subject: 'Chưa đọc' })];
    const leader = await open('leader');
    const rows = await rowsOf(leader);
    const sha256 = rows.find(({ documentId }) => documentId === read)?.file.sha256;
    await leader.ask('signing.markReviewed', { documentId: read, sha256: Sha256.parse(sha256) });
    const order = await orderOf(leader, { allowsUnreviewed: false });
    const refused = await leader.invoke('signing.startBatch', order);
    expect(sentenceOf(refused)).toContain('Còn 1 văn bản chưa xem hết. Chưa ký gì.');
    const { batchId } = await leader.ask('signing.startBatch', { ...order, allowsUnreviewed: true });
    await ended(leader, batchId);
    const details = await Promise.all(
      [read, unread].map((documentId) => leader.ask('outgoing.get', { documentId })),
    );
    expect(details.map(({ versions }) => versions.map(({ isReviewed }) => isReviewed))).toEqual([
      [true],
      [false],
    ]);
    const marked = await leader.invoke('signing.markReviewed', {
      documentId: read,
      sha256: lab.pki as never,
    });
    expect(marked.ok).toBe(false);
  });

  test('with a wrong passphrase leaves nothing behind', async () => {
    lab.put();
    const leader = await open('leader');
    const reply = await leader.invoke('signing.startBatch', await orderOf(leader, { secret: 'sai' }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'key.wrong-passphrase' } });
    expect(await leader.ask('signing.getBatch', {})).toEqual({});
    expect(await records(leader)).toEqual([]);
  });

  test.each([
    ['expired', 'signing.certificate-expired'],
    ['otherLeader', 'outgoing.certificate-not-registered'],
  ] as const)('with a certificate that is %s signs nothing', async (which, code) => {
    lab.put();
    const leader = await open('leader', { dataDir: lab.folderWith('person', lab.pki[which]) });
    const reply = await leader.invoke('signing.startBatch', await orderOf(leader));
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(await leader.ask('signing.getBatch', {})).toEqual({});
  });

  test('does not sign a file that took the place of the one he saw', async () => {
    const [kept, replaced] = [lab.put(), lab.put()];
    const leader = await open('leader');
    const order = await orderOf(leader);
    lab.replaceFile(replaced);
    await leader.synchronise();
    await rowsOf(leader);
    const { batchId } = await leader.ask('signing.startBatch', order);
    const batch = await ended(leader, batchId);
    expect(
      Object.fromEntries(batch.items.map((item) => [item.documentId, item.reason?.code ?? item.state])),
    ).toEqual({ [kept]: 'signed', [replaced]: 'outgoing.file-changed' });
    expect(await signatures(leader, [kept, replaced])).toEqual([1, 0]);
  });

  test('cancels between two documents; what was signed stays, what was not begun is left', async () => {
    for (let count = 0; count < 6; count++) lab.put();
    const leader = await open('leader');
    const order = await orderOf(leader);
    let cancelled: Promise<unknown> | undefined;
    leader.app.subscribe((event) => {
      if (event.type === 'progress') cancelled ??= leader.ask('signing.cancelBatch', { batchId: event.job });
    });
    const { batchId } = await leader.ask('signing.startBatch', order);
    const batch = await ended(leader, batchId);
    await cancelled;
    expect(batch.state).toBe('cancelled');
    expect(states(batch)[0]).toBe('signed');
    expect(states(batch).at(-1)).toBe('skipped');
    const again = await leader.invoke('signing.continueBatch', { batchId, secret: PASSPHRASE });
    expect(again).toMatchObject({ ok: false, error: { code: 'signing.batch-not-paused' } });
  });

  test('whose key fails in the middle finds the batch paused, and goes on when it works again', async () => {
    const documentIds = [lab.put(), lab.put(), lab.put()];
    const leader = await open('leader');
    const order = await orderOf(leader);
    const now = lab.office.clock;
    leader.line.cut = 'before';
    const stop = leader.app.subscribe((event) => {
      if (event.type === 'progress') lab.office.clock = Instant.parse('2036-01-01T00:00:00.000Z');
    });
    const { batchId } = await leader.ask('signing.startBatch', order);
    const paused = await ended(leader, batchId);
    expect(paused).toMatchObject({
      state: 'paused',
      pausedBy: { code: 'signing.certificate-expired', detail: { name: 'Phạm Văn Thạo' } },
    });
    expect(states(paused)).toEqual(['signed', 'waiting', 'waiting']);
    stop();
    lab.office.clock = now;
    const wrong = await leader.invoke('signing.continueBatch', { batchId, secret: 'sai' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'key.wrong-passphrase' } });
    expect((await batchOf(leader, batchId)).state).toBe('paused');
    const second = await leader.invoke('signing.startBatch', order);
    expect(second).toMatchObject({ ok: false, error: { code: 'signing.batch-open' } });
    await leader.ask('signing.continueBatch', { batchId, secret: PASSPHRASE });
    expect((await ended(leader, batchId)).state).toBe('done');
    expect(await signatures(leader, documentIds)).toEqual([1, 1, 1]);
  });

  test.each([
    [
      'a helper that ended',
      () => new AppError('helper.stopped', { method: 'checkSigned' }),
      'helper.stopped',
    ],
    [
      'settings that cannot be read',
      () => new AppError('signing.settings-unreadable'),
      'signing.settings-unreadable',
    ],
    ['a fault of our own', () => new Error('a bug'), 'internal'],
  ])('meets %s: the document is not to blame, the batch stands still', async (_what, fault, code) => {
    const documentIds = [lab.put(), lab.put()];
    let isBroken = true;
    const leader = await open('leader', {
      failpoint: (name) => {
        if (name === 'sign.after-file' && isBroken) throw fault();
      },
    });
    const { batchId } = await leader.ask('signing.startBatch', await orderOf(leader));
    const paused = await ended(leader, batchId);
    expect([paused.state, paused.pausedBy?.code, ...states(paused)]).toEqual([
      'paused',
      code,
      'waiting',
      'waiting',
    ]);
    isBroken = false;
    await leader.ask('signing.continueBatch', { batchId, secret: PASSPHRASE });
    expect(states(await ended(leader, batchId))).toEqual(['signed', 'signed']);
    expect(await signatures(leader, documentIds)).toEqual([1, 1]);
  });

  test('whose disk is full in the middle loses no signature: the one that stands is recorded once, later', async () => {
    const documentIds = [lab.put(), lab.put()];
    let signed = 0;
    let isFull = false;
    const leader = await open('leader', {
      failpoint: (name) => {
        if (name === 'sign.after-rename') isFull = ++signed === 1;
        if (name === 'perform.in-transaction' && isFull) throw new AppError('store.full');
      },
    });
    const order = await orderOf(leader);
    leader.line.cut = 'before';
    const { batchId } = await leader.ask('signing.startBatch', order);
    const paused = await ended(leader, batchId);
    expect([paused.pausedBy?.code, ...states(paused)]).toEqual(['store.full', 'waiting', 'waiting']);
    isFull = false;
    await leader.ask('signing.continueBatch', { batchId, secret: PASSPHRASE });
    expect(states(await ended(leader, batchId))).toEqual(['signed', 'signed']);
    expect([signed, ...(await signatures(leader, documentIds))]).toEqual([2, 1, 1]);
  });

  test('cannot mix agencies, name a document twice, or choose more than the limit', async () => {
    const mine = lab.put();
    lab.put({ agencyId: AgencyId.parse(uuid()) });
    const leader = await open('leader');
    const order = await orderOf(leader);
    const code = async (items: Start['items']) => {
      const reply = await leader.invoke('signing.startBatch', { ...order, items });
      return reply.ok ? 'ok' : reply.error.code;
    };
    const own = order.items.filter(({ documentId }) => documentId === mine);
    expect(await code([...own, ...own])).toBe('signing.batch-names-twice');
    expect(await code(Array(501).fill(own[0]))).toBe('input.invalid');
    expect(await code(order.items)).toBe('signing.batch-mixes-agencies');
  });
});

describe('a clerk who seals many', () => {
  const numbered = (number: number) =>
    lab.putSigned({ state: 'numbered', number, issuedOn: LocalDate.parse('2026-11-23') });
  const fileOf = async (clerk: OfficeApp, documentId: OutgoingId) => {
    const [file] = (await clerk.ask('outgoing.get', { documentId })).files;
    if (!file) throw new Error('the document has a file');
    return file;
  };

  test('seals what has its number, each with its own; what has none is told, and the rest goes on', async () => {
    const [unnumbered, ...documentIds] = [
      await lab.putSigned({ state: 'signed' }),
      await numbered(7),
      await numbered(8),
    ];
    const clerk = await open('clerk');
    await clerk.until(async () => (await fileOf(clerk, unnumbered)).isHere);
    const order = await orderOf(clerk, { role: 'agency' });
    const { sha256 } = (await fileOf(clerk, unnumbered)).file;
    const { batchId } = await clerk.ask('signing.startBatch', {
      ...order,
      items: [{ documentId: unnumbered, sha256 }, ...order.items],
    });
    const batch = await ended(clerk, batchId);
    expect(states(batch)).toEqual(['outgoing.not-numbered', 'signed', 'signed']);
    const sealed = await Promise.all(
      documentIds.map((documentId) => clerk.ask('outgoing.get', { documentId })),
    );
    expect(sealed.map(({ row, document }) => [document.state, row.reference])).toEqual([
      ['sealed', '07/SMM-VP'],
      ['sealed', '08/SMM-VP'],
    ]);
  });

  test('has no list of a leader’s, and the leader none of hers', async () => {
    lab.put();
    await numbered(7);
    const [clerk, leader] = await Promise.all([open('clerk'), open('leader')]);
    expect(await rowsOf(clerk, 'person')).toEqual([]);
    expect(await rowsOf(leader, 'agency')).toEqual([]);
    await clerk.until(async () => (await rowsOf(clerk, 'agency'))[0]?.pageCount === 1);
    expect(await rowsOf(clerk, 'agency')).toMatchObject([
      { reference: '07/SMM-VP', issuedOn: '2026-11-23', drafter: { fullName: 'Người specialist' } },
    ]);
  });
});

describe('a batch whose program is killed', () => {
  /** The folder as a kill at that place leaves it: copied there and then, and opened by a new program. */
  const killedAt = async (place: ClientFailpoint, documents: number, then: Some = {}) => {
    const documentIds = Array.from({ length: documents }, () => lab.put());
    const copy = lab.office.folder();
    let passed = 0;
    const dataDir = lab.folderWith('person', lab.pki.leader);
    const failpoint = (name: ClientFailpoint) => {
      if (name !== place) return;
      passed += 1;
      if (passed === (place === 'batch.after-start' ? 1 : 2)) cpSync(dataDir, copy, { recursive: true });
    };
    const before = await open('leader', { dataDir, failpoint });
    const order = await orderOf(before);
    before.line.cut = 'before';
    const { batchId } = await before.ask('signing.startBatch', order);
    await ended(before, batchId);
    await before.close();
    opened = [];
    const after = await open('leader', { ...then, dataDir: copy });
    return { after, batchId, documentIds };
  };

  test.each([
    ['batch.after-start', ['waiting', 'waiting', 'waiting']],
    ['sign.after-intent', ['signed', 'waiting', 'waiting']],
    ['sign.after-file', ['signed', 'waiting', 'waiting']],
    ['sign.after-rename', ['signed', 'signed', 'waiting']],
    ['batch.after-item', ['signed', 'signed', 'waiting']],
  ] as const)(
    'at %s: what was signed is recorded once, the rest waits for its key and is signed once',
    async (place, left) => {
      const { after, batchId, documentIds } = await killedAt(place, 3);
      const paused = await batchOf(after);
      expect([paused.batchId, paused.state, paused.pausedBy?.code]).toEqual([
        batchId,
        'paused',
        'signing.batch-interrupted',
      ]);
      expect(states(paused)).toEqual(left);
      await after.ask('signing.continueBatch', { batchId, secret: PASSPHRASE });
      expect(states(await ended(after, batchId))).toEqual(['signed', 'signed', 'signed']);
      expect(await signatures(after, documentIds)).toEqual([1, 1, 1]);
    },
  );

  test('does not count a signature that is refused when it is taken up', async () => {
    const { after, batchId, documentIds } = await killedAt('sign.after-rename', 2, {
      failpoint: (name) => {
        if (name === 'perform.in-transaction') throw new AppError('outgoing.only-signer');
      },
    });
    const batch = await batchOf(after, batchId);
    expect([batch.state, ...states(batch)]).toEqual(['done', 'signed', 'outgoing.only-signer']);
    expect(batch.items.at(-1)?.state).toBe('refused');
    expect((await signatures(after, documentIds)).sort()).toEqual([0, 1]);
  });
});
