import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate, OpinionId, OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
let clerk: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  specialist = await openOfficeApp(office, 'specialist');
  clerk = await openOfficeApp(office, 'clerk');
});
afterAll(async () => {
  await Promise.all([specialist.close(), clerk.close()]);
  office.close();
});

const taken = async (statedDate: string) => {
  const reply = await specialist.drop(
    'du-thao.pdf',
    await samplePdf({ kind: 'table', statedDate, printsDate: true }),
  );
  if (!reply.ok) throw new Error(reply.error.code);
  return { versionId: VersionId.parse(uuid()), file: reply.value.file };
};
const documentId = OutgoingId.parse(uuid());
const opinionId = OpinionId.parse(uuid());
const fieldsOf = () => outgoingFields(office.people.leader.id);

test('III.5.a: whoever is asked finds the draft on his own desk, and both see what he said of which version', async () => {
  const main = await taken('ngày 05 tháng 11 năm 2026');
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: fieldsOf(),
    secrecy: 'normal',
    main,
    attachments: [],
  });
  await specialist.ask('outgoing.askOpinion', {
    documentId,
    opinionId,
    purpose: 'form',
    officialId: office.people.clerk.id,
    dueOn: LocalDate.parse('2026-11-30'),
  });
  await specialist.synchronise();
  await clerk.synchronise();
  const { allowed, document } = await clerk.ask('outgoing.get', { documentId });
  expect(allowed.filter(({ isAllowed }) => isAllowed).map(({ name }) => name)).toContain(
    'outgoing.giveOpinion',
  );
  const seenSha256 = document.file?.sha256 ?? expect.fail('no file');
  await clerk.ask('outgoing.giveOpinion', {
    documentId,
    opinionId,
    outcome: 'changes',
    text: 'Ngày để trống cho Văn thư',
    seenSha256,
  });
  await clerk.synchronise();
  await specialist.synchronise();
  const { opinions } = await specialist.ask('outgoing.get', { documentId });
  expect(opinions).toMatchObject([
    { by: { officialId: office.people.clerk.id }, isOutdated: false, opinion: { outcome: 'changes' } },
  ]);
});

test('III.5.a: two versions are told apart in words, and an opinion on the earlier one says that there is a later', async () => {
  const before = (await specialist.ask('outgoing.get', { documentId })).versions;
  const main = await taken('ngày 06 tháng 12 năm 2026');
  office.clock = '2026-11-20T05:00:00.000Z' as typeof office.clock;
  await specialist.ask('outgoing.revise', { documentId, fields: fieldsOf(), secrecy: 'normal', main });
  const { parts, isCoarse } = await specialist.ask('outgoing.compareVersions', {
    documentId,
    from: before.at(-1)?.sha256 ?? expect.fail('no version'),
    to: main.file.sha256,
  });
  const changed = parts.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`);
  expect([isCoarse, changed]).toEqual([false, ['removed 05', 'added 06', 'removed 11', 'added 12']]);
  const { opinions, versions } = await specialist.ask('outgoing.get', { documentId });
  expect([opinions[0]?.isOutdated, versions.length]).toEqual([true, 2]);
});
