import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type hitColumns, incomingColumns, outgoingColumns } from '../../src/shared/contract/list-export.ts';
import type { MadeFile } from '../../src/shared/contract/shapes.ts';
import { IncomingId, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { asFile, run } from '../support/judges.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
const incoming = IncomingId.parse(uuid());
const outgoing = OutgoingId.parse(uuid());
const COUNT = 230;

beforeAll(async () => {
  office = makeOffice();
  const { agencyId, server, people } = office;
  const [issuedOn, arrivedOn] = [LocalDate.parse('2026-11-17'), LocalDate.parse('2026-11-18')];
  for (let n = 1; n <= COUNT; n++)
    server.put('incoming', n === 1 ? incoming : IncomingId.parse(uuid()), {
      ...{ v: 1, agencyId, state: 'registered', source: 'paper', attachmentCount: 0, correctionCount: 0 },
      ...incomingFields({ issuedOn, codeNumber: String(n), subject: `=1+${String(n)} thủy lợi Nà Ỡ` }),
      ...{ arrivedOn, registerId: office.book('incoming'), arrivalNumber: n },
    } as never);
  server.put('directive', uuid(), {
    ...{
      v: 1,
      documentId: incoming,
      by: people.leader.id,
      text: 'Giao rà soát <b>kỹ</b>.',
      doneAt: OFFICE_NOW,
    },
  } as never);
  server.put('outgoing', outgoing, {
    ...{ v: 1, agencyId, state: 'dispatched', ...outgoingFields(people.leader.id), attachmentCount: 0 },
    ...{ drafterId: people.specialist.id, file: pdfFile(), registerId: office.book('outgoing') },
    ...{ number: 7, issuedOn, dispatchedOn: issuedOn },
  } as never);
  for (const recipientName of ['UBND phường Mẫu Hai', 'Sở Kinh tế số'])
    server.put('delivery', uuid(), {
      ...{ v: 1, documentId: outgoing, messageId: uuid(), recipientAgencyId: uuid(), recipientName },
      ...{ sentAt: OFFICE_NOW, isPaperToo: recipientName.startsWith('UBND') },
    } as never);
  clerk = await openOfficeApp(office, 'clerk');
  await clerk.until(async () => (await clerk.ask('incoming.countViews', {})).all === COUNT);
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const textOf = ({ content }: MadeFile): Promise<string> =>
  asFile(Buffer.from(content, 'base64'), async (file) =>
    (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
  );
async function rowsOf({ content }: MadeFile): Promise<unknown[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(content, 'base64') as never);
  const rows = Array.from(book.worksheets[0]?.getSheetValues() ?? []);
  return rows.map((row) => (row as unknown[] | undefined)?.slice(1) ?? []);
}
const view = 'all' as const;

describe('a list leaves whole', () => {
  test('III.6.đ: the chosen columns in the chosen order, over every page of the list, days and numbers as such', async () => {
    const made = await clerk.ask('incoming.exportList', {
      ...{ view, order: 'oldest', format: 'xlsx' },
      columns: ['subject', 'arrivalNumber', 'issuedOn'],
    });
    const rows = await rowsOf(made);
    const head = rows.findIndex((row) => row[0] === 'Trích yếu');
    expect(rows[head]).toEqual(['Trích yếu', 'Số đến', 'Ngày văn bản']);
    expect(rows.slice(head + 1)).toHaveLength(COUNT);
    expect(rows[head + 1]).toEqual(['=1+1 thủy lợi Nà Ỡ', 1, new Date('2026-11-17')]);
    expect(rows.at(-1)?.[1]).toBe(COUNT);
  });

  test('III.6.h: what a search finds, as pages', async () => {
    const columns: (typeof hitColumns)[number][] = ['kind', 'reference', 'subject'];
    const made = await clerk.ask('search.export', {
      text: 'thuy loi',
      order: 'newest',
      columns,
      format: 'pdf',
    });
    const text = await textOf(made);
    for (const part of [
      'KẾT QUẢ TÌM KIẾM',
      'Tìm: “thuy loi”',
      `${String(COUNT)} văn bản`,
      'thủy lợi Nà Ỡ',
      '230/SKTS',
    ])
      expect(text).toContain(part);
  });

  test('outgoing documents with all their columns', async () => {
    const made = await clerk.ask('outgoing.exportList', {
      ...{ view, order: 'newest', format: 'xlsx', columns: [...outgoingColumns] },
    });
    const row = (await rowsOf(made)).at(-1);
    expect(row?.[0]).toBe('07/SMM-VP');
    expect(row).toHaveLength(outgoingColumns.length);
  });

  test('only what the official holds', async () => {
    const specialist = await openOfficeApp(office, 'specialist');
    const made = await specialist.ask('incoming.exportList', {
      ...{ view, order: 'newest', format: 'xlsx', columns: [...incomingColumns] },
    });
    expect((await rowsOf(made)).flat()).toContain('0 văn bản, lập ngày 20/11/2026');
    const reply = await specialist.invoke('incoming.printForm', { documentId: incoming, form: 'sheet' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'incoming.not-found' } });
    await specialist.close();
  });
});

describe('annex IV', () => {
  test('PL IV.VII: phiếu giải quyết văn bản đến: văn bản, ba mức ý kiến, chữ của người viết giữ nguyên', async () => {
    const text = await textOf(await clerk.ask('incoming.printForm', { documentId: incoming, form: 'sheet' }));
    for (const part of [
      'PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'số 01/SKTS-CĐS',
      '17/11/2026',
      'Sở Kinh tế số',
      '1. Ý kiến của lãnh đạo cơ quan, tổ chức',
      'Giao rà soát <b>kỹ</b>.',
      '2. Ý kiến của lãnh đạo đơn vị',
      '3. Ý kiến đề xuất của người giải quyết',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(part);
  });

  test('PL IV.V: dấu đến: 35 mm x 50 mm với số đến và ngày', async () => {
    const made = await clerk.ask('incoming.printForm', { documentId: incoming, form: 'mark' });
    const text = await textOf(made);
    for (const part of ['SỞ MẪU MỘT', 'ĐẾN', 'Số: 01', 'Ngày: 18/11/2026', 'Chuyển:', 'Số và ký hiệu HS:'])
      expect(text).toContain(part);
    expect(text.split('\f')).toHaveLength(2);
  });

  test('PL IV.II: bì văn bản: một bì cho mỗi nơi nhận bản giấy', async () => {
    const text = await textOf(await clerk.ask('outgoing.printEnvelopes', { documentId: outgoing }));
    for (const part of ['SỞ MẪU MỘT', 'Số: 07/SMM-VP', 'Kính gửi:', 'UBND phường Mẫu Hai'])
      expect(text).toContain(part);
    expect(text).not.toContain('Sở Kinh tế số');
    expect(text.split('\f')).toHaveLength(2);
  });
});
