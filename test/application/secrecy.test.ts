import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OPENING_SPAN_MS } from '../../src/main/sync/openings.ts';
import type { Input } from '../../src/shared/contract/contract.ts';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { IncomingId, OutgoingId, type Sha256, VersionId } from '../../src/shared/domain/core/values.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { filesIn } from '../support/desk.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { base64, vendorDocument } from '../support/vendor-packages.ts';
import { uuid } from '../support/world.ts';

const WORD = 'Chimlacrung';
const documentId = IncomingId.parse(uuid());
const of = { kind: 'incoming', id: documentId } as const;
let office: Office;
let sha256: Sha256;
let apps: OfficeApp[];
const open = async (...given: [role: 'clerk' | 'specialist', some?: Parameters<typeof openOfficeApp>[2]]) => {
  const app = await openOfficeApp(office, ...given);
  apps.push(app);
  await app.until(async () => (await app.ask('incoming.get', { documentId })).files.every((f) => f.isHere));
  return app;
};

/** A registered document with its file, given to the specialist, on the authority. */
beforeEach(() => {
  office = makeOffice();
  apps = [];
  const bytes = plainPdf({ pages: [{ content: `BT /F 12 Tf 72 720 Td (${WORD} noi dung) Tj ET` }] });
  sha256 = office.server.keepBlob(bytes);
  office.server.put('incoming', documentId, {
    v: 1,
    agencyId: office.agencyId,
    state: 'assigned',
    source: 'file',
    ...incomingFields(),
    subject: `Về việc ${WORD}`,
    file: { sha256, name: `${WORD}.pdf`, sizeBytes: bytes.length, mediaType: 'application/pdf' },
    attachmentCount: 0,
    correctionCount: 0,
    arrivedOn: '2026-11-19' as never,
    registerId: office.book('incoming'),
    arrivalNumber: 12,
    leadId: office.people.specialist.id,
  });
  office.server.put('assignment', uuid(), {
    v: 1,
    documentId,
    officialId: office.people.specialist.id,
    part: 'lead',
    by: office.people.leader.id,
    state: 'given',
  });
});
afterEach(async () => {
  for (const app of apps) await app.close();
  office.close();
});

/** Everything that the profile's folder holds, whatever file it is in. */
const bytesOf = (dataDir: string): string =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => name + readFileSync(join(parentPath, name), 'latin1'))
    .join('\n');
const traces = ({ dataDir }: OfficeApp): readonly string[] =>
  [WORD, WORD.toLowerCase(), sha256].filter((word) => bytesOf(dataDir).includes(word));

const isGone = (app: OfficeApp) => async (): Promise<boolean> => {
  await app.invoke('sync.tryNow', {});
  return traces(app).length === 0;
};

test('a contained document leaves every device with what was done to it, down to the bytes on the disk', async () => {
  const [clerk, specialist] = [await open('clerk'), await open('specialist')];
  // As a migration leaves it.
  copyFileSync(join(specialist.dataDir, 'office.db'), join(specialist.dataDir, 'office.db.before-3'));
  writeFileSync(join(clerk.dataDir, 'office.db.before-3'), WORD);
  const found = await specialist.ask('search.find', { text: WORD, order: 'ranked', limit: 9 });
  expect([found.hits.length, traces(specialist)]).toEqual([1, expect.arrayContaining([WORD, sha256])]);
  specialist.line.cut = 'before';
  await specialist.ask('incoming.start', { documentId });
  await specialist.ask('incoming.finish', { documentId });

  await clerk.ask('secrecy.contain', { of });
  await clerk.synchronise();
  specialist.line.cut = 'no';
  await specialist.until(isGone(specialist));
  await clerk.until(isGone(clerk));
  expect([filesIn(clerk.dataDir), filesIn(specialist.dataDir)]).toEqual([[], []]);
  for (const app of [clerk, specialist]) {
    expect((await app.ask('search.find', { text: WORD, order: 'ranked', limit: 9 })).hits).toEqual([]);
    expect((await app.ask('incoming.countViews', {})).all).toBe(0);
    expect(await app.invoke('incoming.get', { documentId })).toMatchObject({
      error: { code: 'secrecy.was-contained' },
    });
    expect(await app.ask('secrecy.listWiped', {})).toEqual([documentId]);
  }
  const told = { state: 'refused', code: 'secrecy.was-contained', subject: '', files: [], differences: [] };
  expect((await specialist.ask('sync.listOperations', { tab: 'refused', limit: 9 })).rows).toMatchObject([
    { name: 'incoming.finish', ...told },
    { name: 'incoming.start', ...told },
  ]);
  expect((await clerk.ask('sync.listOperations', { tab: 'history', limit: 9 })).rows).toMatchObject([
    { name: 'secrecy.contain', subject: '' },
  ]);
  expect(await clerk.ask('secrecy.listContainments', {})).toMatchObject([
    { containmentId: `incoming/${documentId}`, containment: { of, number: 12 }, registerName: 'Sổ' },
  ]);
  expect(await specialist.ask('secrecy.listContainments', {})).toEqual([]);
  // A file that was exported before still has it all.
  const exported = {
    ...{ madeAt: office.clock, officialId: uuid(), deviceId: uuid() },
    operations: [
      {
        ...{
          operationId: uuid(),
          name: 'incoming.correct',
          state: 'waiting',
          doneAt: office.clock,
          why: WORD,
        },
        ...{ subject: WORD, documentKind: 'incoming', documentId, args: { subject: WORD } },
      },
    ],
  };
  const packed = gzipSync(JSON.stringify(exported)).toString('base64');
  const { operations } = await clerk.ask('sync.readExport', { name: 'ban-giao.json', packed });
  expect(operations).toMatchObject([{ isContained: true, subject: '', told: [], files: [] }]);
  expect(JSON.stringify(operations)).not.toContain(WORD);
});

test('an operation that was on its way goes out empty, so that the device’s sequence has no hole', async () => {
  const [clerk, specialist] = [await open('clerk'), await open('specialist')];
  specialist.line.cut = 'after';
  await specialist.ask('incoming.finish', { documentId });
  await specialist.invoke('sync.tryNow', {});
  specialist.line.cut = 'before';
  await clerk.ask('secrecy.contain', { of });
  await clerk.synchronise();
  specialist.line.cut = 'no';
  await specialist.until(isGone(specialist));
  const draftId = OutgoingId.parse(uuid());
  const fields = outgoingFields(office.people.leader.id) as Input<'outgoing.draft'>['fields'];
  await specialist.ask('outgoing.draft', { documentId: draftId, fields, secrecy: 'normal', attachments: [] });
  await specialist.synchronise();
  expect(office.server.body('outgoing', draftId)).toMatchObject({ state: 'draft' });
});

test('a device that ended in the middle wipes itself at its next start, and only then says so', async () => {
  let isArmed = false;
  const specialist = await open('specialist', {
    failpoint: (name) => {
      if (isArmed && name === 'pull.after-apply') throw new Error('ended here');
    },
  });
  office.server.give('secrecy.contain', { of }, office.people.clerk.id);
  isArmed = true;
  await specialist.until(async () => {
    await specialist.invoke('sync.tryNow', {});
    return (await specialist.ask('incoming.countViews', {})).all === 0;
  });
  expect(traces(specialist)).not.toEqual([]);
  await specialist.close();
  const said = office.server.acks.filter((seq) => seq === office.server.head()).length;
  apps.pop();
  const again = await openOfficeApp(office, 'specialist', { dataDir: specialist.dataDir });
  apps.push(again);
  await again.until(isGone(again));
  expect([said, office.server.acks.at(-1)]).toEqual([0, office.server.head()]);
});

test('a device that had wiped goes on with a restored server, and wipes again what that one brings back', async () => {
  const specialist = await open('specialist');
  const restore = office.server.backup();
  await specialist.ask('incoming.finish', { documentId });
  await specialist.synchronise();
  office.server.give('secrecy.contain', { of }, office.people.clerk.id);
  await specialist.until(isGone(specialist));
  const draftId = OutgoingId.parse(uuid());
  const fields = outgoingFields(office.people.leader.id) as Input<'outgoing.draft'>['fields'];
  await specialist.ask('outgoing.draft', { documentId: draftId, fields, secrecy: 'normal', attachments: [] });
  await specialist.synchronise();
  restore();
  await specialist.synchronise();
  await specialist.until(async () => traces(specialist).length > 0);
  expect(office.server.body('outgoing', draftId)).toMatchObject({ state: 'draft' });
  office.server.give('secrecy.contain', { of }, office.people.clerk.id);
  await specialist.until(isGone(specialist));
  expect((await specialist.ask('sync.listOperations', { tab: 'refused', limit: 9 })).rows).toMatchObject([
    { name: 'incoming.finish', code: 'secrecy.was-contained', subject: '', files: [] },
  ]);
});

test('a package that the server had brought, carried in beside it, leaves with it; it is taken in no more', async () => {
  const clerk = await open('clerk');
  const bytes = Buffer.from(
    vendorDocument({
      subject: `V/v ${WORD}`,
      files: [{ name: 'goi.pdf', content: base64(await samplePdf({ kind: 'table' })) }],
    }),
  );
  const packageSha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
  const [arrivedId, messageId, deliveryId, senderAgencyId] = [uuid(), uuid(), uuid(), uuid()];
  const server: Actor = { ...office.people.clerk, roles: ['system'] };
  const arrival = {
    ...{ documentId: arrivedId, messageId, deliveryId, senderAgencyId, senderCode: 'H56.91', packageSha256 },
    ...{ fields: incomingFields({ subject: `V/v ${WORD}` }), secrecy: 'normal', attachments: [] },
    file: { sha256, name: 'van-ban.pdf', sizeBytes: 9, mediaType: 'application/pdf' },
  };
  expect(office.server.give('exchange.arrive', arrival, server)).toMatchObject({ status: 'accepted' });
  clerk.line.cut = 'before';
  const take = async () => {
    const dropped = await clerk.drop('goi.edxml', bytes);
    return dropped.ok ? clerk.invoke('exchange.takePackage', { sha256: packageSha256 }) : dropped;
  };
  expect(await take()).toMatchObject({ ok: true, value: { isThere: false } });
  clerk.line.cut = 'no';
  await clerk.until(async () => {
    await clerk.invoke('sync.tryNow', {});
    const { rows } = await clerk.ask('sync.listOperations', { tab: 'refused', limit: 9 });
    return rows[0]?.code === 'exchange.already-arrived' && !filesIn(clerk.dataDir).includes(packageSha256);
  });
  await clerk.ask('secrecy.contain', { of: { kind: 'incoming', id: IncomingId.parse(arrivedId) } });
  await clerk.ask('secrecy.contain', { of });
  await clerk.until(isGone(clerk));
  expect(filesIn(clerk.dataDir)).toEqual([]);
  expect(await take()).toMatchObject({ ok: false, error: { code: 'secrecy.was-contained' } });
  await clerk.until(isGone(clerk));
  expect(filesIn(clerk.dataDir)).toEqual([]);
});

test('files chosen for a form that stopped leave the machine with their words; what is needed stays', async () => {
  const clerk = await open('clerk');
  const secret = 'Hoamimatran';
  const content = `BT /F 12 Tf 72 720 Td (${secret} noi dung) Tj ET`;
  const dropped = await clerk.drop('mat.pdf', plainPdf({ pages: [{ content }] }));
  if (!dropped.ok) throw new Error(dropped.error.code);
  const chosen = dropped.value.file.sha256;
  const left = () =>
    [secret, secret.toLowerCase(), chosen].filter((word) => bytesOf(clerk.dataDir).includes(word));
  const areWordsRead = () =>
    ['office.db', 'office.db-wal'].some((name) => readFileSync(join(clerk.dataDir, name)).includes(secret));
  await clerk.until(async () => areWordsRead());
  expect(await clerk.ask('file.discard', { sha256s: [chosen, sha256] })).toEqual({ discarded: 1 });
  expect([left(), filesIn(clerk.dataDir).length]).toEqual([[], 1]);
});

test('what was prepared of a document leaves with it, also where no command ever named it', async () => {
  let isArmed = false;
  const specialist = await open('specialist', {
    failpoint: (name) => {
      if (isArmed && name === 'perform.in-transaction') throw new Error('ended here');
    },
  });
  const before = filesIn(specialist.dataDir);
  const dropped = await specialist.drop('du-thao.pdf', await samplePdf({ kind: 'table' }));
  if (!dropped.ok) throw new Error(dropped.error.code);
  const draftId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId: draftId,
    fields: outgoingFields(office.people.leader.id, { codeNotation: 'UBND-VP' }),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: dropped.value.file },
    attachments: [],
  });
  await specialist.synchronise();
  isArmed = true;
  expect(await specialist.invoke('outgoing.submitForSignature', { documentId: draftId })).toMatchObject({
    ok: false,
  });
  isArmed = false;
  expect(filesIn(specialist.dataDir)).toHaveLength(before.length + 2);
  const contained = { of: { kind: 'outgoing', id: draftId } } as const;
  office.server.give('secrecy.contain', contained, office.people.leader.id);
  await specialist.until(async () => {
    await specialist.invoke('sync.tryNow', {});
    return filesIn(specialist.dataDir).length <= before.length;
  });
  expect(filesIn(specialist.dataDir)).toEqual(before);
});

test('what is opened without a line is told when it is back; going to and fro counts once in its span', async () => {
  const { ask, line, until, synchronise } = await open('specialist');
  line.cut = 'before';
  const note = { of, sha256 };
  await ask('opening.note', { of });
  for (let times = 0; times < 3; times += 1) await ask('opening.note', note);
  const first = office.clock;
  office.clock = instantOf(Date.parse(first) + 2 * OPENING_SPAN_MS);
  await ask('opening.note', note);
  await synchronise();
  expect(office.server.openings).toEqual([]);
  line.cut = 'no';
  await until(async () => (await ask('sync.tryNow', {})).isOnline && office.server.openings.length > 0);
  const told = { openingId: expect.any(String), of };
  expect(office.server.openings).toEqual([
    { ...told, openedAt: first },
    { ...told, sha256, openedAt: first },
    { ...told, sha256, openedAt: office.clock },
  ]);
  await ask('sync.tryNow', {});
  expect(office.server.openings).toHaveLength(3);
  expect(await (await open('specialist')).invoke('opening.list', {})).toMatchObject({
    error: { code: 'opening.only-administrator' },
  });
});
