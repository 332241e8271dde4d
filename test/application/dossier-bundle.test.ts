import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKept } from '../../src/main/store/kept-file.ts';
import type { BundleShown } from '../../src/shared/contract/dossier-bundle.ts';
import {
  DossierId,
  type FileRef,
  IncomingId,
  LocalDate,
  OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import { itemIdOf } from '../../src/shared/domain/dossier/dossier.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { dossierFields } from '../support/dossier-cases.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
const day = (text: string) => LocalDate.parse(text);
const [small, crowded] = [DossierId.parse(uuid()), DossierId.parse(uuid())];
const incoming = { kind: 'incoming', id: IncomingId.parse(uuid()) } as const;
const outgoing = { kind: 'outgoing', id: OutgoingId.parse(uuid()) } as const;
let paper: FileRef;
let picture: FileRef;

beforeAll(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk', {
    printPage: async () => {
      throw new AppError('print.no-browser');
    },
  });
  paper = await kept('quyet-dinh.pdf', await samplePdf({ kind: 'table' }));
  picture = await kept('anh.png', Buffer.from('89504e470d0a1a0a', 'hex'));
  const { id, ...official } = office.people.clerk;
  office.server.put('official', id, { ...official, fullName: 'Nguyễn Thị Bích Trâm Ễm Hoàng Ỡ' });
  putDossier(small, 4);
  putFiled();
  putDossier(crowded, 1_500);
  for (let ordinal = 1; ordinal <= 1_500; ordinal += 1) putMaterial(crowded, ordinal, paper);
  await clerk.synchronise();
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

async function kept(name: string, bytes: Uint8Array): Promise<FileRef> {
  const reply = await clerk.drop(name, bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.file;
}
function putDossier(dossierId: DossierId, itemCount: number): void {
  const { agencyId, server, people } = office;
  server.put('dossier', dossierId, {
    ...{ v: 1, agencyId, year: 2026, ownerId: people.clerk.id, helperIds: [], state: 'open', itemCount },
    ...{
      startedOn: day('2026-01-05'),
      nextOrdinal: itemCount + 1,
      ...dossierFields({ title: 'Đất đai Ễ Ỡ' }),
    },
  } as never);
}
function putMaterial(dossierId: DossierId, ordinal: number, file: FileRef, more: object = {}): void {
  const own = {
    ...{ typeName: '', codeNumber: '', codeNotation: '', organName: '', subject: 'Ảnh' },
    ...more,
    file,
  };
  const body = { v: 1, dossierId, ordinal, own, by: office.people.clerk.id, doneAt: OFFICE_NOW } as const;
  office.server.put('dossierItem', uuid(), body);
}
/** By ordinal: an answer of ours, what it answers and is older, a picture, and a document that is not on this machine. */
function putFiled(): void {
  const { agencyId, server, people } = office;
  server.put('outgoing', outgoing.id, {
    ...{ v: 1, agencyId, ...outgoingFields(people.leader.id), drafterId: people.clerk.id, file: paper },
    ...{ attachmentCount: 0, registerId: office.book('outgoing'), issuedOn: day('2026-04-15') },
    ...{ state: 'dispatched', number: 7, dispatchedOn: day('2026-04-15') },
  } as never);
  server.put('incoming', incoming.id, {
    ...{ v: 1, agencyId, source: 'paper', state: 'done', attachmentCount: 0, correctionCount: 0 },
    ...{
      registerId: office.book('incoming'),
      arrivedOn: day('2026-03-02'),
      arrivalNumber: 1,
      file: pdfFile('1'),
    },
    ...incomingFields({ issuedOn: day('2026-02-27'), language: 'Tiếng Việt' }),
  } as never);
  const away = { kind: 'incoming', id: IncomingId.parse(uuid()) } as const;
  for (const [index, of] of [outgoing, incoming, away].entries())
    server.put('dossierItem', itemIdOf(small, of), {
      ...{ v: 1, dossierId: small, ordinal: index + 1, of, by: people.clerk.id, doneAt: OFFICE_NOW },
    });
  putMaterial(small, 4, picture, { issuedOn: day('2026-03-01') });
}

const shown = async (): Promise<BundleShown | undefined> => (await clerk.ask('dossier.getBundle', {})).bundle;
async function made(dossierId: DossierId) {
  await clerk.ask('dossier.startBundle', { dossierId });
  await clerk.until(async () => (await shown())?.state !== 'running');
  const ended = await shown();
  if (ended?.state !== 'made') throw new Error(JSON.stringify(ended));
  const file = clerk.app.openBlob(ended.sha256);
  if (!file) throw new Error('what was made is there to be saved');
  return { ...ended, files: unzipSync(await readKept(file)) };
}
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

test('III.4.g: hồ sơ kết xuất thành PDF và XML theo trình tự thời gian, báo những gì thiếu và rút gọn', async () => {
  const { name, files, report } = await made(small);
  expect(name).toBe('01-TCCB_ho-so-dat-dai-e-o.zip');
  expect(Object.keys(files)).toEqual([
    'van-ban/0002_2026-03-01_anh.png',
    'van-ban/0003_2026-04-15_07_SMM-VP_tra-loi-cong-van-so-412-skts-cds.pdf',
    'ho-so.xml',
    'bao-cao.txt',
  ]);
  expect(
    textOf(files['van-ban/0003_2026-04-15_07_SMM-VP_tra-loi-cong-van-so-412-skts-cds.pdf']?.slice(0, 5)),
  ).toBe('%PDF-');
  const xml = textOf(files['ho-so.xml']);
  expect(
    [...xml.matchAll(/<Document kind="(\w+)" ordinal="(\d)">/g)].map(([, kind, ordinal]) => [kind, ordinal]),
  ).toEqual([
    ['incoming', '2'],
    ['material', '4'],
    ['outgoing', '1'],
    ['incoming', '3'],
  ]);
  for (const part of [
    '<FileCode><OrganId>000.00.91.H56</OrganId><FileCatalog>2026</FileCatalog><FileNotation>01.TCCB</FileNotation></FileCode>',
    '<Title>Đất đai Ễ Ỡ</Title><Maintenance>20 năm</Maintenance>',
    '<Creator>Nguyễn Thị Bích Trâm Ễm Hoàng </Creator>',
    '<CodeNumber>412</CodeNumber><CodeNotation>SKTS-CĐS</CodeNotation><IssuedDate>2026-02-27</IssuedDate>',
    '<ArrivalDate>2026-03-02</ArrivalDate><ArrivalNumber>1</ArrivalNumber>',
    `sha256="${paper.sha256}"`,
  ])
    expect(xml).toContain(part);
  expect(report).toMatchObject({
    ...{ documentCount: 4, fileCount: 2, missing: { count: 3 }, asTheyAre: { count: 1 } },
    shortened: { count: 1, shown: ['Hồ sơ, trường Creator (tối đa 30): Nguyễn Thị Bích Trâm Ễm Hoàng Ỡ'] },
  });
  const said = textOf(files['bao-cao.txt']);
  for (const line of [
    'Văn bản số thứ tự 3 không có trên máy này',
    'Số thứ tự 2: van-ban.pdf',
    'Mục lục PDF',
    'Số thứ tự 4: anh.png',
  ])
    expect(said).toContain(line);
});

test('1,500 documents leave in order; what was made goes when another begins, and when it is let go', async () => {
  const { files, report, sha256 } = await made(crowded);
  const names = Object.keys(files).filter((name) => name.startsWith('van-ban/'));
  expect([names.length, names[0], names.at(-1)]).toEqual([
    1_500,
    'van-ban/0001_2026-11-20_anh.pdf',
    'van-ban/1500_2026-11-20_anh.pdf',
  ]);
  // DocOrdinal has three figures in annex VI: from 1000 on it is left out and told, 501 times; once the maker's long name.
  expect(report.shortened).toMatchObject({ count: 502 });
  expect(report.shortened.shown).toHaveLength(100);
  await clerk.ask('dossier.dropBundle', {});
  expect([await shown(), clerk.app.openBlob(sha256)]).toEqual([undefined, undefined]);
});

test('one that is cancelled while it runs leaves nothing behind', async () => {
  await clerk.ask('dossier.startBundle', { dossierId: crowded });
  await clerk.until(async () => {
    const now = await shown();
    return now?.state === 'running' && now.done > 5;
  });
  await clerk.ask('dossier.dropBundle', {});
  expect(await shown()).toBeUndefined();
});

test('a document that turns out to be classified takes the bundle with it', async () => {
  const { sha256 } = await made(small);
  await clerk.ask('secrecy.contain', { of: incoming });
  await clerk.synchronise();
  await clerk.until(async () => (await shown()) === undefined);
  expect(clerk.app.openBlob(sha256)).toBeUndefined();
});
