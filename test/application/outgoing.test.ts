import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract/contract.ts';
import {
  AgencyId,
  DeliveryId,
  Instant,
  LocalDate,
  MessageId,
  OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let opened: OfficeApp[];
const open = async (role: 'clerk' | 'leader' | 'specialist'): Promise<OfficeApp> => {
  const app = await openOfficeApp(office, role);
  opened.push(app);
  return app;
};
beforeEach(() => {
  office = makeOffice();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((app) => app.close()));
  office.close();
});

const day = (text: string): LocalDate => LocalDate.parse(text);
/** A document as the authority has it; take only what the test is about. */
const put = (some: Partial<Outgoing> = {}): OutgoingId => {
  const documentId = OutgoingId.parse(uuid());
  office.server.put('outgoing', documentId, {
    v: 1,
    agencyId: office.agencyId,
    state: 'signed',
    ...outgoingFields(office.people.leader.id),
    drafterId: office.people.specialist.id,
    draftedOn: day('2026-11-18'),
    attachmentCount: 0,
    file: pdfFile(),
    ...some,
  });
  return documentId;
};
const reasons = ({ allowed }: Output<'outgoing.get'>) =>
  Object.fromEntries(allowed.map(({ name, isAllowed, reason }) => [name, isAllowed ? 'ok' : reason]));
const way = ({ timeline }: Output<'outgoing.get'>) => timeline.map(({ step, state }) => `${step} ${state}`);

describe('an outgoing document', () => {
  test('III.1.a: is drafted, listed, found, and may be submitted by its drafter alone', async () => {
    const specialist = await open('specialist');
    const reply = await specialist.drop('tra-loi.pdf', await samplePdf({ kind: 'table' }));
    if (!reply.ok) throw new Error(reply.error.code);
    const documentId = OutgoingId.parse(uuid());
    await specialist.ask('outgoing.draft', {
      documentId,
      fields: outgoingFields(office.people.leader.id),
      secrecy: 'normal',
      main: { versionId: uuid() as never, file: reply.value.file },
      attachments: [],
    });
    const detail = await specialist.ask('outgoing.get', { documentId });
    expect(detail.row).toMatchObject({
      state: 'draft',
      sync: 'waiting',
      drafter: { fullName: 'Người specialist' },
      signer: { fullName: 'Người leader' },
      deliveryCount: 0,
    });
    expect(way(detail)).toEqual([
      'drafted done',
      'submitted current',
      'signed to-come',
      'numbered to-come',
      'sealed to-come',
      'dispatched to-come',
    ]);
    expect(reasons(detail)).toMatchObject({
      'outgoing.revise': 'ok',
      'outgoing.attach': 'ok',
      'outgoing.submitForSignature': 'ok',
      'outgoing.return': 'outgoing.only-signer',
      'signing.sign': 'outgoing.not-submitted',
      'outgoing.takeNumber': 'outgoing.only-clerk-numbers',
      'signing.seal': 'outgoing.not-numbered',
      'outgoing.issue': 'outgoing.only-clerk-dispatches',
    });
    expect(detail.versions).toMatchObject([{ origin: 'draft', fileName: 'tra-loi.pdf' }]);
    const { hits } = await specialist.ask('search.find', {
      text: 'tra loi cong van so 412',
      order: 'newest',
      limit: 9,
    });
    expect(hits).toMatchObject([{ kind: 'outgoing', documentId, day: '2026-11-20' }]);
    expect(
      (await specialist.ask('search.find', { text: 'nguoi leader', order: 'newest', limit: 9 })).hits,
    ).toHaveLength(1);
  });

  test('that waits for the leader offers him to sign or to return, and nobody else', async () => {
    const documentId = put({ state: 'submitted' });
    const [leader, specialist] = await Promise.all([open('leader'), open('specialist')]);
    const asLeader = await leader.ask('outgoing.get', { documentId });
    expect(reasons(asLeader)).toMatchObject({ 'signing.sign': 'ok', 'outgoing.return': 'ok' });
    expect(way(asLeader).slice(0, 3)).toEqual(['drafted done', 'submitted done', 'signed current']);
    const asSpecialist = await specialist.ask('outgoing.get', { documentId });
    expect(reasons(asSpecialist)).toMatchObject({
      'signing.sign': 'outgoing.only-signer',
      'outgoing.revise': 'outgoing.already-submitted',
    });
  });

  test('that was returned says why, and is its drafter’s again', async () => {
    const documentId = put({ state: 'returned', returnedReason: 'Thiếu căn cứ' });
    const specialist = await open('specialist');
    const detail = await specialist.ask('outgoing.get', { documentId });
    expect(detail.timeline).toMatchObject([
      { step: 'drafted' },
      { step: 'returned', state: 'done', text: 'Thiếu căn cứ', by: { fullName: 'Người leader' } },
      { step: 'submitted', state: 'current' },
      {},
      {},
      {},
      {},
    ]);
    expect(reasons(detail)['outgoing.submitForSignature']).toBe('ok');
  });

  test('taken back without a line is a draft again at once, and at the server when the line is back', async () => {
    const documentId = put({ state: 'submitted' });
    const specialist = await open('specialist');
    expect(reasons(await specialist.ask('outgoing.get', { documentId }))['outgoing.withdraw']).toBe('ok');
    specialist.line.cut = 'before';
    expect(await specialist.ask('outgoing.withdraw', { documentId })).toMatchObject({ outcome: 'applied' });
    const offline = await specialist.ask('outgoing.get', { documentId });
    expect(offline.row).toMatchObject({ state: 'draft', sync: 'waiting' });
    specialist.line.cut = 'no';
    await specialist.synchronise();
    expect((await specialist.ask('outgoing.get', { documentId })).row).toMatchObject({
      state: 'draft',
      sync: 'synced',
    });
    const refused = await specialist.invoke('outgoing.withdraw', { documentId });
    expect(refused).toMatchObject({ ok: false, error: { code: 'outgoing.not-submitted' } });
  });

  test('whose number was asked for without a line shows that it waits, and cannot be asked twice', async () => {
    const documentId = put();
    const clerk = await open('clerk');
    expect(reasons(await clerk.ask('outgoing.get', { documentId }))['outgoing.takeNumber']).toBe('ok');
    clerk.line.cut = 'before';
    const { outcome } = await clerk.ask('outgoing.takeNumber', {
      documentId,
      registerId: office.book('outgoing'),
    });
    expect(outcome).toBe('waiting');
    const detail = await clerk.ask('outgoing.get', { documentId });
    expect(detail.row).toMatchObject({ isWaitingForNumber: true, state: 'signed', sync: 'waiting' });
    expect(reasons(detail)['outgoing.takeNumber']).toBe('outgoing.waiting-for-number');
    expect((await clerk.ask('outgoing.list', { view: 'signed', limit: 9 })).rows).toMatchObject([
      { isWaitingForNumber: true },
    ]);
    clerk.line.cut = 'no';
    await clerk.synchronise();
    const numbered = await clerk.ask('outgoing.get', { documentId });
    expect(numbered.row).toMatchObject({
      isWaitingForNumber: false,
      state: 'numbered',
      number: 1,
      reference: expect.stringMatching(/^01\//),
      sync: 'synced',
    });
    expect(reasons(numbered)['signing.seal']).toBe('ok');
  });

  test('is dispatched under the version that is in its package: what is no seal of it does not go out', async () => {
    const neighbour = { agencyId: AgencyId.parse(uuid()), code: 'H56.9', name: 'Xã Mẫu', place: 'Lam Giang' };
    office.server.agencies = [neighbour];
    const clerk = await open('clerk');
    const dropped = await clerk.drop('da-dong-dau.pdf', await samplePdf({ kind: 'table' }));
    if (!dropped.ok) throw new Error(dropped.error.code);
    const { file } = dropped.value;
    const documentId = put({ state: 'sealed', number: 7, issuedOn: day('2026-11-20'), file });
    const version = { v: 1 as const, documentId, file, by: office.people.clerk.id, doneAt: office.server.at };
    const versionId = uuid();
    office.server.put('version', versionId, { ...version, origin: 'signed' });
    const issue = () => clerk.invoke('outgoing.issue', { documentId, recipients: [neighbour.agencyId] });
    await clerk.synchronise();
    const reached = () => clerk.ask('office.listAgencies', { text: '', limit: 9 });
    await clerk.until(async () => (await reached()).length > 0);
    expect(await issue()).toMatchObject({ ok: false, error: { code: 'outgoing.seal-not-recorded' } });
    office.server.put('version', versionId, { ...version, origin: 'sealed' });
    await clerk.synchronise();
    expect(await issue()).toMatchObject({ ok: true, value: { outcome: 'applied' } });
  });

  test('III.1.k: counts what has arrived and what was received, per delivery', async () => {
    const messageId = MessageId.parse(uuid());
    const at = Instant.parse('2026-11-19T02:00:00.000Z');
    const documentId = put({ state: 'dispatched', number: 7, issuedOn: day('2026-11-19'), messageId });
    for (const [index, heard] of [{}, { arrivedAt: at }, { arrivedAt: at, receivedAt: at }].entries())
      office.server.put('delivery', DeliveryId.parse(uuid()), {
        v: 1,
        documentId,
        messageId,
        recipientAgencyId: AgencyId.parse(uuid()),
        recipientName: `Xã ${index}`,
        sentAt: at,
        ...heard,
      });
    const clerk = await open('clerk');
    await clerk.synchronise();
    expect((await clerk.ask('outgoing.list', { view: 'dispatched', limit: 9 })).rows).toMatchObject([
      { deliveryCount: 3, arrivedCount: 2, receivedCount: 1 },
    ]);
    const { deliveries } = await clerk.ask('outgoing.get', { documentId });
    expect(deliveries.map(({ delivery }) => delivery.recipientName)).toEqual(['Xã 0', 'Xã 1', 'Xã 2']);
  });
});

describe('the list of outgoing documents', () => {
  test('goes by day and number, page by page, and its counts agree', async () => {
    for (let number = 1; number <= 9; number++)
      put({
        state: 'dispatched',
        number,
        issuedOn: day(`2026-11-0${1 + (number % 3)}`),
        subject: `Việc ${number}`,
      });
    put({ state: 'signed', draftedOn: day('2026-11-10') });
    const clerk = await open('clerk');
    await clerk.synchronise();
    const seen: (number | undefined)[] = [];
    let after: string | undefined;
    do {
      const page = await clerk.ask('outgoing.list', { view: 'all', limit: 4, ...(after && { after }) });
      seen.push(...page.rows.map(({ number }) => number));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual([undefined, 8, 5, 2, 7, 4, 1, 9, 6, 3]);
    expect(await clerk.ask('outgoing.countViews', {})).toMatchObject({
      signed: 1,
      dispatched: 9,
      draft: 0,
      all: 10,
    });
    const filtered = await clerk.ask('outgoing.list', { view: 'dispatched', limit: 9, text: 'viec 7' });
    expect(filtered.rows.map(({ number }) => number)).toEqual([7]);
  });
});

describe('the office', () => {
  test('names its people in the order of their given names, its books, and who sits here', async () => {
    const clerk = await open('clerk');
    const officials = await clerk.ask('office.listOfficials', {});
    expect(officials.map(({ official }) => official.fullName)).toEqual([
      'Người administrator',
      'Người clerk',
      'Người leader',
      'Người specialist',
    ]);
    expect(await clerk.ask('office.listRegisters', { book: 'outgoing' })).toMatchObject([
      { year: 2026, next: 1 },
    ]);
    expect(await clerk.ask('profile.get', {})).toMatchObject({ agencyNotation: 'SMM', today: '2026-11-20' });
    expect(await clerk.ask('profile.listChoices', {})).toEqual([]);
    expect(await clerk.ask('office.listAgencies', { text: 'so xay dung', limit: 9 })).toEqual([]);
  });
});
