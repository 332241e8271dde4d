import exceljs from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  ClassifiedCountId,
  type DeliveryId,
  Instant,
  Month,
  RequestId,
} from '../../src/shared/domain/core/values.ts';
import { type Figure, figures } from '../../src/shared/domain/report/exchange-figures.ts';
import { openOfficeApp } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { day, november, openToldOffice, PROVINCE, type ToldOffice } from '../support/told-documents.ts';
import { uuid } from '../support/world.ts';

let { office, clerk, put, idOf, close } = {} as ToldOffice;
async function open(): Promise<void> {
  ({ office, clerk, put, idOf, close } = await openToldOffice());
}

describe('one document', () => {
  beforeAll(async () => {
    await open();
    office.clock = Instant.parse('2026-11-20T03:00:00.000Z');
  });
  afterEach(() => {
    for (const [key] of office.server.rows()) if (key.startsWith('outgoing:')) gone(key);
  });
  afterAll(() => close());
  /** Out of the way of the next story: its number is given up. */
  const gone = (key: string): void => {
    const id = key.slice('outgoing:'.length);
    const body = office.server.body('outgoing', id);
    if (body) office.server.put('outgoing', id, { ...body, state: 'void' });
  };

  const figuresOf = async (period = november) => {
    await clerk.synchronise();
    const { whole } = await clerk.ask('report.countExchange', period);
    return Object.fromEntries(
      figures.flatMap((figure) => {
        const { met, counted } = whole.counts[figure];
        return counted === 0 ? [] : [[figure, `${String(met)}/${String(counted)}`]];
      }),
    );
  };
  const lowering = async (figure: Figure, period = november) =>
    (await clerk.ask('report.listShortfalls', { ...period, figure, limit: 9 })).rows.map(
      ({ reason, addressees, addresseeCount }) => [reason, addressees.join(', '), addresseeCount],
    );

  test('on paper to whom nothing electronic goes counts for nothing', async () => {
    put({ to: [['ông Nguyễn Văn Mẫu', 'paper']] });
    put({ to: [] });
    expect(await figuresOf()).toEqual({});
  });

  test('not sent to an agency of the directory lowers three figures, once its time is over', async () => {
    put({
      to: [
        [PROVINCE, 'unsent'],
        ['Sở Nội vụ', 'unsent'],
        ['Sở Tài chính', 'unsent'],
      ],
      issuedOn: '2026-11-19',
    });
    expect(await figuresOf()).toEqual({});
    office.clock = Instant.parse('2026-11-20T05:00:00.001Z');
    expect(await figuresOf()).toEqual({
      electronic: '0/1',
      'to-province': '0/1',
      'between-agencies': '0/1',
      'in-time': '0/1',
    });
    expect(await lowering('electronic')).toEqual([['not-sent', expect.stringContaining(PROVINCE), 3]]);
    expect(await lowering('to-province')).toEqual([['not-sent', PROVINCE, 1]]);
    expect(await lowering('between-agencies')).toEqual([
      ['not-sent', expect.stringContaining('Sở Nội vụ'), 2],
    ]);
  });

  test('to all communes by a phrase lacks those that were left out', async () => {
    const documentId = put({ to: [['UBND xã Hà Mẫu', 'sent']] });
    const body = office.server.body('outgoing', documentId) ?? expect.fail();
    office.server.put('outgoing', documentId, { ...body, recipientsText: 'UBND các xã, phường; Lưu: VT' });
    expect(await figuresOf()).toMatchObject({
      electronic: '0/1',
      'between-agencies': '0/1',
      'in-time': '1/1',
    });
    expect(await lowering('electronic')).toEqual([['sent-to-some', 'UBND phường Đặng Lễ', 1]]);
  });

  test('of the last day of a year, sent in the next, is of the year of its number and in time', async () => {
    office.clock = Instant.parse('2027-01-05T03:00:00.000Z');
    put({ to: [['Sở Nội vụ', 'sent']], issuedOn: '2026-12-31', sentAt: '2027-01-04T03:00:00.000Z' });
    expect(await figuresOf({ from: day('2026-12-01'), to: day('2026-12-31') })).toMatchObject({
      electronic: '1/1',
      'in-time': '1/1',
    });
    expect(await figuresOf({ from: day('2027-01-01'), to: day('2027-01-31') })).toEqual({});
  });
});

describe('a document’s way', () => {
  beforeAll(async () => {
    await open();
    office.clock = Instant.parse('2026-11-23T05:00:01.000Z');
  });
  afterAll(() => close());

  test('from the book to its receivers, refused, resent and recalled, moves the figures as it goes', async () => {
    const dropped = await clerk.drop('da-dong-dau.pdf', await samplePdf({ kind: 'table' }));
    if (!dropped.ok) throw new Error(dropped.error.code);
    const documentId = put({
      to: [
        [PROVINCE, 'unsent'],
        ['Sở Nội vụ', 'unsent'],
      ],
      issuedOn: '2026-11-20',
    });
    const body = office.server.body('outgoing', documentId) ?? expect.fail();
    office.server.put('outgoing', documentId, { ...body, file: dropped.value.file });
    const now = async () => {
      await clerk.synchronise();
      const { counts } = (await clerk.ask('report.countExchange', november)).whole;
      return (['to-province', 'between-agencies', 'in-time', 'signed-by-agency'] as const)
        .map((figure) => `${String(counts[figure].met)}/${String(counts[figure].counted)}`)
        .join(' ');
    };
    const to = (name: string) => async () => {
      const { deliveries } = await clerk.ask('outgoing.get', { documentId });
      return deliveries.findLast(({ delivery }) => delivery.recipientName === name) ?? expect.fail(name);
    };
    const [province, department] = [to(PROVINCE), to('Sở Nội vụ')];
    const hear = async (deliveryId: DeliveryId, status: string) =>
      office.server.give(
        'exchange.noteStatus',
        { deliveryId, status, reason: '', at: office.clock },
        office.people.system,
      );
    // Monday noon is over, and it lies in the clerk's tray.
    expect(await now()).toBe('0/1 0/1 0/1 0/0');
    await clerk.ask('outgoing.issue', { documentId, recipients: [idOf(PROVINCE), idOf('Sở Nội vụ')] });
    // Out; the authority's clock decides, which stands at Friday morning.
    expect(await now()).toBe('1/1 1/1 1/1 1/1');
    await hear((await province()).deliveryId, '03');
    await hear((await department()).deliveryId, '02');
    expect(await now()).toBe('1/1 0/1 1/1 1/1');
    await clerk.ask('outgoing.resend', { documentId, deliveryIds: [(await department()).deliveryId] });
    expect(await now()).toBe('1/1 1/1 1/1 1/1');
    const requestId = RequestId.parse(uuid());
    const { deliveryId } = await province();
    await clerk.ask('outgoing.recall', {
      ...{ documentId, reason: 'Sai nội dung', requests: [{ requestId, deliveryId }] },
    });
    // Asked for, it is still there; given back, UBND tỉnh is no addressee of it any more.
    expect(await now()).toBe('1/1 1/1 1/1 1/1');
    office.server.give(
      'exchange.noteAnswer',
      { requestId, status: '15', reason: '', at: office.clock },
      office.people.system,
    );
    expect(await now()).toBe('0/0 1/1 1/1 1/1');
  });

  test('leaves as a workbook that says what the screen says', async () => {
    const asked = { ...november, format: 'xlsx' } as const;
    const { name, content } = await clerk.ask('report.exportExchange', asked);
    expect(name).toBe('Báo cáo liên thông 2026-11-01 2026-11-30.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.from(content, 'base64') as never);
    const cells: string[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(String(cell.value))));
    for (const word of ['BÁO CÁO KẾT QUẢ GỬI NHẬN VĂN BẢN ĐIỆN TỬ', 'Cả cơ quan', 'Giữa các cơ quan'])
      expect(cells).toContain(word);
    const specialist = await openOfficeApp(office, 'specialist');
    expect(await specialist.invoke('report.exportExchange', asked)).toMatchObject({
      error: { code: 'report.only-clerk-or-leader' },
    });
    await specialist.close();
  });
});

describe('the count of classified documents', () => {
  beforeAll(open);
  afterAll(() => close());

  test('is told for each whole month, the last number with the earlier ones behind it', async () => {
    const record = (month: string, count: number) =>
      clerk.ask('report.recordClassifiedCount', {
        ...{ countId: ClassifiedCountId.parse(uuid()), agencyId: office.agencyId },
        ...{ month: Month.parse(month), count },
      });
    await record('2026-10', 2);
    await clerk.synchronise();
    office.clock = office.server.at = Instant.parse('2026-11-20T03:00:01.000Z');
    await record('2026-10', 3);
    await clerk.synchronise();
    const { classified } = await clerk.ask('report.countExchange', {
      ...{ from: day('2026-10-01'), to: day('2026-11-30') },
    });
    expect(classified).toEqual([{ month: '2026-10', count: 3 }, { month: '2026-11' }]);
    const history = await clerk.ask('report.listClassifiedCounts', { month: Month.parse('2026-10') });
    expect(history.map(({ count, by }) => [count, by?.fullName])).toEqual([
      [3, 'Người clerk'],
      [2, 'Người clerk'],
    ]);
    const leader = await openOfficeApp(office, 'leader');
    await leader.until(
      async () =>
        (await leader.ask('report.listClassifiedCounts', { month: Month.parse('2026-10') })).length === 2,
    );
    await leader.close();
  });
});
