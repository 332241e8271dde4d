import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AssignmentId, IncomingId, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import type { BookForm } from '../../src/shared/domain/register/forms.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { asFile, run } from '../support/judges.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
const incoming = IncomingId.parse(uuid());
const taken = IncomingId.parse(uuid());
const outgoing = OutgoingId.parse(uuid());
const day = (text: string) => LocalDate.parse(text);

beforeAll(async () => {
  office = makeOffice();
  const { agencyId, server, people } = office;
  const book = (name: 'incoming' | 'outgoing', next: number, some: object = {}) =>
    server.put('register', office.book(name), {
      ...{ v: 1, agencyId, book: name, year: 2026, name: 'Sổ chung', next, lastIssuedOn: day('2026-11-19') },
      ...some,
    });
  book('incoming', 4);
  book('outgoing', 5, { closed: { by: people.clerk.id, on: day('2026-12-31'), last: 3 } });
  putIncoming();
  putOutgoing();
  clerk = await openOfficeApp(office, 'clerk');
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

/** Number 1 worked on, corrected and answered; 2 taken back by its sender; 3 not on this machine. */
function putIncoming(): void {
  const { agencyId, server, people } = office;
  const body = {
    ...{ v: 1, agencyId, source: 'paper', attachmentCount: 0, registerId: office.book('incoming') },
    ...{ arrivedOn: day('2026-11-18'), registeredBy: people.clerk.id },
  } as const;
  server.put('incoming', incoming, {
    ...body,
    ...{ state: 'in-progress', correctionCount: 1, arrivalNumber: 1, dueOn: day('2026-11-10') },
    ...incomingFields({ issuedOn: day('2026-11-17'), subject: 'Rà soát đất ở bản Nà Ỡ, Khặn, Ễm' }),
    leadId: people.specialist.id,
  } as never);
  server.put('directive', uuid(), {
    ...{ v: 1, documentId: incoming, by: people.leader.id, text: 'Giao', doneAt: OFFICE_NOW },
  } as never);
  server.put('assignment', AssignmentId.parse(uuid()), {
    ...{ v: 1, documentId: incoming, officialId: people.specialist.id, part: 'lead' },
    ...{ by: people.leader.id, state: 'given' },
  } as never);
  server.put('reading', readingId(incoming, people.specialist.id), {
    ...{ v: 1, documentId: incoming, officialId: people.specialist.id, isRead: true, openedAt: OFFICE_NOW },
  } as never);
  server.put('correction', uuid(), {
    ...{ v: 1, documentId: incoming, field: 'codeNumber', oldValue: '411', newValue: '412' },
    ...{ reason: 'Ghi nhầm', by: people.clerk.id, doneAt: OFFICE_NOW },
  } as never);
  server.put('incoming', taken, {
    ...body,
    ...{ state: 'recalled', correctionCount: 0, arrivalNumber: 2 },
    ...incomingFields({ subject: 'Giấy mời họp trực tuyến' }),
    recalled: {
      ...{ requestId: uuid(), reason: 'Gửi nhầm', askedAt: OFFICE_NOW, by: people.clerk.id },
      ...{ on: day('2026-11-19'), from: 'registered' },
    },
  } as never);
}

/** Number 1 an answer sent electronically and on paper; 2 void; 3 of an incident that was given up; 4 of a contained document. */
function putOutgoing(): void {
  const { agencyId, server, people } = office;
  const fields = outgoingFields(people.leader.id);
  const body = {
    ...{ v: 1, agencyId, ...fields, drafterId: people.specialist.id, file: pdfFile(), attachmentCount: 0 },
    ...{ registerId: office.book('outgoing'), issuedOn: day('2026-11-19') },
  } as const;
  server.put('outgoing', outgoing, {
    ...body,
    ...{ state: 'dispatched', number: 1, dispatchedOn: day('2026-11-19'), replyTo: incoming },
  } as never);
  server.put('delivery', uuid(), {
    ...{ v: 1, documentId: outgoing, messageId: uuid(), recipientAgencyId: uuid(), status: '03' },
    ...{ recipientName: 'UBND phường Mẫu Hai', sentAt: OFFICE_NOW, isPaperToo: true },
  } as never);
  server.put('outgoing', OutgoingId.parse(uuid()), {
    ...body,
    ...{ state: 'void', number: 2, subject: 'Thông báo lịch nghỉ' },
    voided: { by: people.clerk.id, on: day('2026-11-19'), reason: 'Soạn nhầm thể thức' },
  } as never);
  server.put('incident', uuid(), {
    ...{
      v: 1,
      agencyId,
      registerId: office.book('outgoing'),
      isDisputed: false,
      code: 'register.lease-lost',
    },
    given: { number: 3, issuedOn: day('2026-11-19'), epoch: 1 },
    ...{ device: uuid(), by: people.clerk.id, doneAt: OFFICE_NOW },
    settled: { how: 'void', by: people.clerk.id, on: day('2026-11-19'), reason: 'Máy hỏng', isEntry: true },
  } as never);
  server.put('containment', `outgoing/${uuid()}`, {
    ...{ v: 1, agencyId, of: { kind: 'outgoing', id: uuid() }, registerId: office.book('outgoing') },
    ...{ number: 4, day: day('2026-11-19'), by: people.clerk.id, at: OFFICE_NOW },
  } as never);
}

/** The form as paper, read back by another program: a letter of Vietnamese that it lost would be missing here. */
async function printed(book: 'incoming' | 'outgoing', form: BookForm): Promise<string> {
  const made = await clerk.ask('register.export', { registerId: office.book(book), form, format: 'pdf' });
  return asFile(Buffer.from(made.content, 'base64'), async (file) =>
    (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
  );
}

/** Every word of the text, wherever the columns have put it. */
const holds = (text: string, ...sentences: readonly string[]): void => {
  for (const word of sentences.flatMap((each) => each.split(/\s+/))) expect(text).toContain(word);
};
/** The numbers of the columns, in their order on one line. */
const numbered = (text: string, count: number): void =>
  expect(text).toMatch(
    new RegExp(Array.from({ length: count }, (_, n) => `\\(${String(n + 1)}\\)`).join('\\s+')),
  );

describe('annex IV', () => {
  test('PL IV.VI, V.1: sổ đăng ký văn bản đến: bìa, mười cột, số sửa, số thu hồi và số chưa có đều hiện', async () => {
    const text = await printed('incoming', 'register');
    holds(text, 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Năm: 2026', 'Quyển số: 01', 'THỦ TRƯỞNG CƠ QUAN', 'SỞ MẪU MỘT');
    holds(text, 'Ngày đến', 'Số đến', 'Tác giả', 'Số, ký hiệu văn bản', 'Ngày tháng văn bản');
    holds(
      text,
      'Tên loại và trích yếu nội dung văn bản',
      'Đơn vị hoặc người nhận',
      'Ngày chuyển',
      'Ký nhận',
      'Ghi chú',
    );
    numbered(text, 10);
    holds(text, '18/11/2026', '412/SKTS-CĐS', '17/11/2026', 'Rà soát đất ở bản Nà Ỡ, Khặn, Ễm');
    holds(
      text,
      'Đã nhận điện tử 20/11/2026',
      '“411” thành “412”',
      'Bên gửi đã thu hồi ngày 19/11/2026: Gửi nhầm',
      'Chưa tải về máy này',
    );
    holds(text, 'Sổ có 3 số.', '1 số chưa tải về máy này');
  });

  test('PL IV.VIII: sổ theo dõi giải quyết văn bản đến: bảy cột, việc quá hạn và văn bản trả lời', async () => {
    const text = await printed('incoming', 'follow-up');
    holds(text, 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN', 'Thời hạn giải quyết', 'Tiến độ giải quyết', 'trả lời');
    numbered(text, 7);
    holds(
      text,
      'Công văn số 412/SKTS-CĐS ngày 17/11/2026 của Sở Kinh tế số',
      '10/11/2026',
      'quá hạn',
      '01/SMM-VP',
    );
  });

  test('PL IV.I, V.3: sổ đăng ký văn bản đi: mười cột, số hủy, số của văn bản cách ly, trang đóng sổ', async () => {
    const text = await printed('outgoing', 'register');
    holds(
      text,
      'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
      'Người ký',
      'Nơi nhận văn bản',
      'Đơn vị, người nhận bản lưu',
      'Số lượng bản',
    );
    numbered(text, 10);
    holds(text, '01/SMM-VP', '1/1 nơi đã nhận', 'Số hủy ngày 19/11/2026: Soạn nhầm thể thức', 'Máy hỏng');
    holds(text, 'Văn bản đã cách ly', '2 số đã hủy, không cấp lại.', '1 số của văn bản đã cách ly.');
    holds(text, 'ĐÓNG SỔ', 'Sổ đóng ngày 31/12/2026', 'Số cuối cùng: 03, ngày 19/11/2026', 'VĂN THƯ CƠ QUAN');
    holds(text, 'Ghi thêm sau khi đóng sổ: số 04, đã cấp trước khi máy chủ được khôi phục');
  });

  test('PL IV.III: sổ gửi văn bản đi bưu điện: sáu cột, nơi nhận bản giấy và dòng trống', async () => {
    const text = await printed('outgoing', 'post');
    holds(
      text,
      'SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN',
      'Số lượng bì',
      'Ký nhận và dấu bưu điện',
      'UBND phường Mẫu Hai',
    );
    numbered(text, 6);
  });

  test('PL IV.IV: sổ sử dụng bản lưu: chín cột để ghi tay', async () => {
    const text = await printed('outgoing', 'kept-copies');
    holds(
      text,
      'SỔ SỬ DỤNG BẢN LƯU',
      'Họ tên người sử dụng',
      'Số và ký hiệu HS',
      'Ngày trả',
      'Người cho phép sử dụng',
    );
    numbered(text, 9);
  });
});

test('what was given back stands struck in the register, but for why', async () => {
  for (const form of ['register', 'follow-up'] as const) {
    const made = await clerk.ask('register.export', {
      ...{ registerId: office.book('incoming'), form, format: 'xlsx' },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(made.content, 'base64') as never);
    const rows: [boolean, boolean][] = [];
    for (const page of workbook.worksheets)
      page.eachRow((row) => {
        if (!String(row.values).includes('Bên gửi đã thu hồi')) return;
        rows.push([row.getCell(1).font.strike === true, row.getCell(row.cellCount).font.strike === true]);
      });
    expect(rows).toEqual([[true, false]]);
  }
});

test('a part of a book says on its cover from which day to which and its numbers, and has no closing page', async () => {
  const part = async (from: string, to: string) => {
    const period = { from: day(from), to: day(to) };
    const made = await clerk.ask('register.export', {
      ...{ registerId: office.book('incoming'), form: 'register', format: 'pdf', period },
    });
    return asFile(Buffer.from(made.content, 'base64'), async (file) =>
      (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
    );
  };
  const whole = await part('2026-11-01', '2026-11-30');
  expect(whole).toContain('Từ ngày 01/11/2026 đến ngày 30/11/2026');
  expect(whole).toContain('Từ số 01 đến số 02');
  const none = await part('2026-10-01', '2026-10-31');
  expect(none).not.toContain('Nà Ỡ');
  expect(none).toContain('Từ số …… đến số ……');
});

test('whoever does not keep the whole book gets none of it', async () => {
  const leader = await openOfficeApp(office, 'leader');
  const reply = await leader.invoke('register.export', {
    ...{ registerId: office.book('outgoing'), form: 'register', format: 'xlsx' },
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'register.only-clerk-exports' } });
  await leader.close();
});

test('V.2: báo cáo tình hình giải quyết văn bản đến: đếm theo loại, trạng thái, mở đến từng văn bản và xuất được', async () => {
  const november = { from: day('2026-11-01'), to: day('2026-11-30') };
  const { incoming: counts } = await clerk.ask('report.countDocuments', november);
  expect(counts.whole).toEqual({ done: 0, open: 0, late: 1, ended: 1 });
  expect(counts.by.type).toEqual([{ key: 'Công văn', name: 'Công văn', counts: counts.whole }]);
  expect(counts.by.state?.map(({ name }) => name).sort()).toEqual(['Đang xử lý', 'Đã thu hồi'].sort());
  const late = await clerk.ask('report.listDocuments', {
    ...{ ...november, book: 'incoming', grouping: 'type', key: 'Công văn', standing: 'late', limit: 9 },
  });
  expect(late).toMatchObject({ count: 1, rows: [{ documentId: incoming, standing: 'late' }] });
  const made = await clerk.ask('report.exportDocuments', { ...november, book: 'incoming', format: 'pdf' });
  const text = await asFile(Buffer.from(made.content, 'base64'), async (file) =>
    (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
  );
  holds(
    text,
    'BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN',
    'Từ ngày 01/11/2026',
    'Công văn',
    'Quá hạn',
    'Cả cơ quan',
  );
});
