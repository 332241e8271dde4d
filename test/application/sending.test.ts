import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeProfile } from '../../src/main/hosts/profile-file.ts';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import {
  AgencyId,
  type DeliveryId,
  DeviceId,
  Instant,
  LocalDate,
  OutgoingId,
  RecipientGroupId,
} from '../../src/shared/domain/core/values.ts';
import { readMessage, readPackage } from '../../src/shared/edxml/read.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { signedPaper } from '../support/signed-papers.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
const names = [
  'Ủy ban nhân dân tỉnh Lam Giang',
  'Sở Khoa học và Công nghệ',
  'Sở Nội vụ',
  'Sở Văn hóa, Thể thao và Du lịch',
  'UBND xã Hà Mẫu',
  'UBND xã Yên Ỡm',
  'UBND phường Đặng Lễ',
  'Ban Dân tộc',
] as const;
const idOf = (name: (typeof names)[number]): AgencyId => {
  const found = office.server.agencies.find((each) => each.name === name);
  return AgencyId.parse(found?.agencyId);
};

beforeAll(async () => {
  office = makeOffice();
  office.server.agencies = [...names, 'Sở Mẫu Một'].map((name, index) => ({
    agencyId: name === 'Sở Mẫu Một' ? office.agencyId : AgencyId.parse(uuid()),
    name,
    code: `H99.${String(index)}`,
    place: 'Lam Giang',
  }));
  clerk = await openOfficeApp(office, 'clerk');
  await clerk.until(
    async () => (await clerk.ask('office.listAgencies', { text: '', limit: 99 })).length === names.length + 1,
  );
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

/** A document that is sealed, with its file on this machine. */
async function sealed(recipientsText = '', number = 7): Promise<OutgoingId> {
  const dropped = await clerk.drop('da-dong-dau.pdf', await samplePdf({ kind: 'table' }));
  if (!dropped.ok) throw new Error(dropped.error.code);
  const documentId = OutgoingId.parse(uuid());
  office.server.put('outgoing', documentId, {
    v: 1,
    agencyId: office.agencyId,
    state: 'sealed',
    ...outgoingFields(office.people.leader.id, { recipientsText }),
    drafterId: office.people.specialist.id,
    attachmentCount: 0,
    file: dropped.value.file,
    number,
    issuedOn: LocalDate.parse('2026-11-20'),
  });
  await clerk.synchronise();
  return documentId;
}
const detailOf = (documentId: OutgoingId) => clerk.ask('outgoing.get', { documentId });
const deliveriesOf = async (documentId: OutgoingId) => (await detailOf(documentId)).deliveries;
const hear = async (deliveryId: DeliveryId, status: string, at = office.clock) => {
  office.server.give(
    'exchange.noteStatus',
    { deliveryId, status, reason: status === '02' ? 'Gửi nhầm cơ quan' : '', at },
    office.people.system,
  );
  await clerk.synchronise();
};
const packageIn = async (sha256: string | undefined) => {
  const found = readPackage(office.server.blobs.get(sha256 as never) ?? new Uint8Array());
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value;
};

describe('the names under "Nơi nhận"', () => {
  const meant = async (recipientsText: string) => {
    const { lines } = await clerk.ask('outgoing.suggestRecipients', {
      documentId: await sealed(recipientsText),
    });
    // The sample's own page names one more, which the directory does not have.
    return lines
      .slice(1)
      .map(({ text, how, agencies, candidates }) => [
        text,
        how,
        (how === 'unknown' ? candidates : agencies).map(({ name }) => name),
      ]);
  };

  test('mean agencies whatever the marks, in short or in full, and a group by its usual name', async () => {
    expect(
      await meant(
        'UBND TINH; Sở KH&CN; Sở VHTTDL; sở nội vụ (để b/c); UBND các xã, phường; Sở Mẫu Một; Lưu: VT.',
      ),
    ).toEqual([
      ['UBND TINH', 'agency', ['Ủy ban nhân dân tỉnh Lam Giang']],
      ['Sở KH&CN', 'agency', ['Sở Khoa học và Công nghệ']],
      ['Sở VHTTDL', 'agency', ['Sở Văn hóa, Thể thao và Du lịch']],
      ['sở nội vụ', 'agency', ['Sở Nội vụ']],
      ['UBND các xã, phường', 'many', ['UBND xã Hà Mẫu', 'UBND xã Yên Ỡm', 'UBND phường Đặng Lễ']],
    ]);
  });

  test('that are not recognised stay on the list with the likest agencies, and choose nobody', async () => {
    expect(
      await meant('Sở Nội vụ, Ban Dân tộc; Sở Văn hóa và Thể thao; Các đơn vị liên quan; Các sở, ban, ngành'),
    ).toEqual([
      ['Sở Nội vụ', 'agency', ['Sở Nội vụ']],
      ['Ban Dân tộc', 'agency', ['Ban Dân tộc']],
      ['Sở Văn hóa và Thể thao', 'unknown', ['Sở Văn hóa, Thể thao và Du lịch']],
      ['Các đơn vị liên quan', 'unknown', []],
      [
        'Các sở, ban, ngành',
        'unknown',
        [
          'Sở Khoa học và Công nghệ',
          'Sở Mẫu Một',
          'Sở Nội vụ',
          'Sở Văn hóa, Thể thao và Du lịch',
          'Ban Dân tộc',
        ],
      ],
    ]);
  });

  test('mean a group that the agency keeps under that name, until it is taken away', async () => {
    const groupId = RecipientGroupId.parse(uuid());
    const members = [idOf('UBND xã Hà Mẫu'), idOf('Ban Dân tộc')];
    await clerk.ask('exchange.saveGroup', {
      groupId,
      agencyId: office.agencyId,
      name: 'UBND các huyện cũ',
      members,
    });
    expect(await clerk.ask('exchange.listGroups', {})).toMatchObject([
      { groupId, agencies: [{ name: 'UBND xã Hà Mẫu' }, { name: 'Ban Dân tộc' }] },
    ]);
    const known = ['Ủy ban nhân dân các huyện cũ', 'group', ['UBND xã Hà Mẫu', 'Ban Dân tộc']];
    expect(await meant('Ủy ban nhân dân các huyện cũ')).toEqual([known]);
    await clerk.ask('exchange.removeGroup', { groupId });
    expect((await meant('Ủy ban nhân dân các huyện cũ'))[0]?.[1]).toBe('unknown');
  });
});

describe('what is out', () => {
  const [first, second] = ['Sở Nội vụ', 'UBND xã Hà Mẫu'] as const;
  async function issued() {
    const documentId = await sealed();
    await clerk.ask('outgoing.issue', { documentId, recipients: [idOf(first)], paperTo: [idOf(first)] });
    await clerk.synchronise();
    return documentId;
  }

  test('goes to further recipients in a package of its own that names only them, and to nobody twice', async () => {
    const documentId = await issued();
    await clerk.ask('outgoing.issueMore', { documentId, recipients: [idOf(second)] });
    await clerk.synchronise();
    const [one, other] = await deliveriesOf(documentId);
    expect([one?.delivery, other?.delivery]).toMatchObject([
      { recipientName: first, isPaperToo: true },
      { recipientName: second },
    ]);
    expect(one?.delivery.messageId).not.toBe(other?.delivery.messageId);
    const { document } = await detailOf(documentId);
    const packages = [
      await packageIn(document.packageSha256),
      await packageIn(other?.delivery.packageSha256),
    ];
    expect(
      packages.map(({ to, business }) => [to.map(({ organName }) => organName), business.paper]),
    ).toEqual([
      [[first], true],
      [[second], false],
    ]);
    const again = await clerk.invoke('outgoing.issueMore', { documentId, recipients: [idOf(first)] });
    expect(again).toMatchObject({ ok: false, error: { code: 'outgoing.recipient-has-it' } });
  });

  test('is sent anew to who refused it, once, as another message', async () => {
    const documentId = await issued();
    const [before] = await deliveriesOf(documentId);
    const deliveryIds = before ? [before.deliveryId] : [];
    const resend = () => clerk.invoke('outgoing.resend', { documentId, deliveryIds });
    expect(await resend()).toMatchObject({ ok: false, error: { code: 'outgoing.delivery-not-refused' } });
    if (before) await hear(before.deliveryId, '02');
    expect((await detailOf(documentId)).row.refusedCount).toBe(1);
    expect(await resend()).toMatchObject({ ok: true });
    await clerk.synchronise();
    const all = await deliveriesOf(documentId);
    const anew = all.find(({ deliveryId }) => deliveryId !== before?.deliveryId);
    expect(all.find((each) => each !== anew)?.delivery).toMatchObject({
      status: '02',
      statusReason: 'Gửi nhầm cơ quan',
      resentAs: anew?.deliveryId,
    });
    expect(anew?.delivery).toMatchObject({ insteadOf: before?.deliveryId, isPaperToo: true });
    expect((await detailOf(documentId)).row).toMatchObject({ refusedCount: 0, deliveryCount: 2 });
    expect(await resend()).toMatchObject({ ok: false, error: { code: 'outgoing.already-resent' } });
  });

  test('and not taken in after the agency’s hours is listed and counted until it is', async () => {
    const documentId = await issued();
    const late = async () => {
      const { rows } = await clerk.ask('outgoing.list', { view: 'notTaken', limit: 9 });
      const { notTaken } = await clerk.ask('outgoing.countViews', {});
      expect(rows).toHaveLength(notTaken ?? -1);
      return rows.find((row) => row.documentId === documentId)?.notTakenCount;
    };
    const after = (hours: number): void => {
      office.clock = Instant.parse(new Date(Date.parse(office.server.at) + hours * 3_600_000).toISOString());
    };
    after(23);
    expect(await late()).toBe(undefined);
    await clerk.ask('exchange.setNotTakenHours', { agencyId: office.agencyId, hours: 8 });
    expect(await late()).toBe(1);
    const filtered = await clerk.ask('outgoing.list', {
      view: 'notTaken',
      limit: 9,
      text: 'tra loi cong van',
    });
    expect(filtered.rows).toContainEqual(expect.objectContaining({ documentId }));
    const [shown] = await deliveriesOf(documentId);
    expect(shown?.isNotTaken).toBe(true);
    for (const [status, is] of [
      ['01', true],
      ['03', false],
    ] as const) {
      if (shown) await hear(shown.deliveryId, status);
      expect((await deliveriesOf(documentId))[0]?.isNotTaken).toBe(is);
    }
    expect(await late()).toBe(undefined);
  });
});

test('what is not sealed, is not out, or was changed after it was signed, goes nowhere', async () => {
  const to = { recipients: [idOf('Sở Nội vụ')] };
  const { sealed: whole } = await signedPaper(await testPki(), 'table');
  const changed = Uint8Array.from(whole);
  const at = Buffer.from(whole).indexOf('/MediaBox');
  changed[Buffer.from(whole).indexOf('595', at)] = '4'.charCodeAt(0);
  // It comes from the server: this desk itself takes no such file in.
  const broken = await sealed();
  const { document: good } = await detailOf(broken);
  const file = {
    ...(good.file ?? pdfFile()),
    sha256: office.server.keepBlob(changed),
    sizeBytes: changed.length,
  };
  office.server.put('outgoing', broken, { ...good, file });
  await clerk.synchronise();
  await clerk.until(async () => (await detailOf(broken)).row.verdict === 'invalid');
  expect(await clerk.invoke('outgoing.issue', { documentId: broken, ...to })).toMatchObject({
    error: { code: 'outgoing.signature-invalid' },
  });
  const documentId = await sealed();
  expect(await clerk.invoke('outgoing.issueMore', { documentId, ...to })).toMatchObject({
    error: { code: 'outgoing.not-dispatched' },
  });
  const { document } = await detailOf(documentId);
  office.server.put('outgoing', documentId, { ...document, state: 'numbered' });
  await clerk.synchronise();
  expect(await clerk.invoke('outgoing.issue', { documentId, ...to })).toMatchObject({
    error: { code: 'outgoing.not-sealed' },
  });
});

test('an agency on another server is found there by name, can be chosen from then on, and its package names it', async () => {
  const agencyId = AgencyId.parse(uuid());
  const name = 'Văn phòng Bộ Mẫu';
  const elsewhere = { agencyId, name, code: 'G99', place: '', isElsewhere: true };
  office.server.agencies = [...office.server.agencies, elsewhere];
  const listed = () => clerk.ask('office.listAgencies', { text: 'bo mau', limit: 9 });
  expect(await listed()).toEqual([]);
  expect(await clerk.ask('office.findElsewhere', { text: 'không ai' })).toEqual({ count: 0 });
  expect(await clerk.ask('office.findElsewhere', { text: 'Bộ Mẫu' })).toEqual({ count: 1 });
  expect(await listed()).toEqual([{ agencyId, name, code: 'G99' }]);
  const documentId = await sealed();
  await clerk.ask('outgoing.issue', { documentId, recipients: [agencyId] });
  expect((await deliveriesOf(documentId)).map(({ delivery }) => delivery.recipientName)).toEqual([name]);
});

test('a package goes out to a file and comes in at another agency from it, once', async () => {
  // A status names its document by number and day: no other may bear the same.
  const documentId = await sealed('', 8);
  await clerk.ask('outgoing.issue', { documentId, recipients: [idOf('Sở Nội vụ')] });
  await clerk.synchronise();
  const other = makeOffice();
  const there = await openOfficeApp(other, 'clerk');
  const folders = [clerk, there].map(({ dataDir }) => dataDir);
  await Promise.all([clerk.close(), there.close()]);
  for (const [index, each] of [office, other].entries())
    await writeProfile(folders[index] ?? '', {
      profileId: 'clerk',
      officialId: each.people.clerk.id,
      agencyId: each.agencyId,
      deviceId: DeviceId.parse(uuid()),
      isTrial: true,
      serverAddress: 'http://127.0.0.1:1',
      fullName: 'Người clerk',
      role: 'clerk',
      agencyName: 'Sở Mẫu Một',
    });
  const said: string[] = [];
  const hamrong = (...args: readonly string[]) =>
    runCommandLine(args, {
      out: (line) => void said.push(line),
      err: (line) => void said.push(line),
      now: () => new Date(office.clock),
    });
  const out = join(folders[1] ?? '', 'goi.edxml');
  const [from, to] = [`--data=${folders[0]}`, `--data=${folders[1]}`];
  expect([await hamrong('dispatch', 'export', documentId, from, `--out=${out}`), said]).toEqual([
    0,
    [`Đã xuất gói của ${documentId} ra ${out}`],
  ]);
  expect(await hamrong('dispatch', 'import', out, to)).toBe(0);
  expect(said.at(-1)).toContain('V/v trả lời Công văn số 412/SKTS-CĐS');
  expect(await hamrong('dispatch', 'import', out, to)).toBe(1);
  expect(said.at(-1)).toBe('Gói tin này đã đến trước đó, hoặc nơi gửi đã rút lại; không tạo thêm văn bản.');
  const again = await openOfficeApp(other, 'clerk', { dataDir: folders[1] ?? '' });
  const { rows } = await again.ask('incoming.list', { view: 'arrived', limit: 9 });
  expect(rows).toMatchObject([
    { subject: 'V/v trả lời Công văn số 412/SKTS-CĐS', organName: 'Sở Mẫu Một', sync: 'waiting' },
  ]);
  await again.synchronise();
  expect((await again.ask('incoming.list', { view: 'arrived', limit: 9 })).rows).toMatchObject([
    { sync: 'synced' },
  ]);
  await again.close();
  const status = join(folders[1] ?? '', 'trang-thai.edxml');
  const { documentId: there_ } = rows[0] ?? { documentId: '' };
  expect(await hamrong('dispatch', 'export', there_, to, `--out=${status}`)).toBe(0);
  expect(readMessage(readFileSync(status))).toMatchObject({
    kind: 'status',
    message: { status: '01', responseFor: { code: '08/SMM-VP' } },
  });
  // As the agency to which it was sent would tell it: this office has another code there.
  const told = readFileSync(status, 'utf8').replace(/(<OrganId>|<edXML:OrganId>)[^<]*/, '$1H99.2');
  other.close();
  const brought = join(folders[0] ?? '', 'trang-thai.edxml');
  writeFileSync(brought, told);
  expect([await hamrong('dispatch', 'import', brought, from), said.at(-1)]).toEqual([
    0,
    expect.stringContaining('đã ghi trạng thái vào văn bản đã gửi'),
  ]);
  expect(await hamrong('dispatch', 'import', brought, from)).toBe(1);
  expect(said.at(-1)).toContain('đã được ghi trước đó');
  clerk = await openOfficeApp(office, 'clerk', { dataDir: folders[0] ?? '' });
  expect((await deliveriesOf(documentId)).map(({ delivery }) => delivery.status)).toEqual(['01']);
});
