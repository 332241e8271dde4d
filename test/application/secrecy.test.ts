import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/contract.ts';
import { IncomingId, OutgoingId, type Sha256 } from '../../src/shared/domain/core/values.ts';
import { filesIn } from '../support/desk.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
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
