import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IncomingId, Instant } from '../../src/shared/domain/core/values.ts';
import { type Figure, figures, targets } from '../../src/shared/domain/report/exchange-figures.ts';
import { say } from '../../src/shared/words/vi.ts';
import { incomingFields } from '../support/documents.ts';
import { asFile, run } from '../support/judges.ts';
import { sentenceOf } from '../support/office-app.ts';
import { makeRandom } from '../support/random.ts';
import {
  agencies,
  day,
  type Fate,
  november,
  openToldOffice,
  PROVINCE,
  type Told,
  type ToldOffice,
  units,
} from '../support/told-documents.ts';
import { uuid } from '../support/world.ts';

let { office, clerk, put, drafterOf, close } = {} as ToldOffice;
async function open(): Promise<void> {
  ({ office, clerk, put, drafterOf, close } = await openToldOffice());
}

/** The figures once more, in other words: counted from what was told, not from what was stored. */
function recounted(all: readonly Told[]): Record<Figure, [met: number, counted: number]> {
  const sums = Object.fromEntries(figures.map((figure) => [figure, [0, 0]])) as Record<
    Figure,
    [number, number]
  >;
  const count = (figure: Figure, isMet: boolean): void => {
    sums[figure][1] += 1;
    if (isMet) sums[figure][0] += 1;
  };
  const share = (figure: Figure, fates: readonly Fate[]): void => {
    if (fates.length > 0)
      count(
        figure,
        fates.every((fate) => fate === 'sent' || fate === 'resent'),
      );
  };
  for (const { to, state, isCopy, lacks, sentAt, signedOn } of all) {
    if (state === 'void') continue;
    const left = to.filter(([, fate]) => fate !== 'paper' && fate !== 'recalled');
    const fatesOf = (isProvince: boolean) =>
      left.filter(([name]) => (name === PROVINCE) === isProvince).map(([, fate]) => fate);
    share('electronic', [...fatesOf(true), ...fatesOf(false)]);
    share('to-province', fatesOf(true));
    share('between-agencies', fatesOf(false));
    if (left.length === 0) continue;
    const isOut = to.some(([, fate]) => fate !== 'unsent' && fate !== 'paper');
    // A document leaves at three in the afternoon of its day, unless a later moment is told, or an earlier signature that it bears.
    const isSignedBefore = signedOn !== undefined && !isCopy && lacks !== 'person';
    count('in-time', isOut && sentAt === undefined && !isSignedBefore);
    if (!left.some(([, fate]) => fate === 'sent' || fate === 'resent')) continue;
    if (!isCopy) count('signed-by-person', lacks !== 'person');
    count('signed-by-agency', lacks !== 'agency');
  }
  return sums;
}

const pairs = (counts: Readonly<Record<Figure, { met: number; counted: number }>>) =>
  Object.fromEntries(figures.map((figure) => [figure, [counts[figure].met, counts[figure].counted]]));

describe('Báo cáo › Liên thông', () => {
  beforeAll(open);
  afterAll(() => close());
  let told: Told[] = [];

  test('says what a recount of four hundred documents says, whole and by unit', async () => {
    const random = makeRandom(7);
    told = Array.from({ length: 400 }, (): Told => {
      const some = agencies.filter(() => random.chance(0.35));
      const fate = (): Fate =>
        random.pick(['sent', 'sent', 'sent', 'sent', 'resent', 'refused', 'recalled', 'unsent']);
      const to: Told['to'] = [
        ...some.map((name) => [name, fate()] as const),
        ...(random.chance(0.2) ? [['ông Nguyễn Văn Mẫu', 'paper'] as const] : []),
      ];
      const issuedOn = `2026-11-${String(1 + random.below(18)).padStart(2, '0')}`;
      const isLate = random.chance(0.15);
      return {
        ...{ to, issuedOn, urgency: random.chance(0.1) ? 'express' : 'normal' },
        unit: random.pick([units.van, units.kinh, 'none'] as const),
        ...(random.chance(0.05) && { state: 'void' }),
        ...(random.chance(0.1) && { isCopy: true }),
        ...(random.chance(0.05) && { lacks: random.pick(['person', 'agency'] as const) }),
        ...(isLate && random.chance(0.5) && { sentAt: '2026-11-30T08:00:00.000Z' }),
        ...(isLate && random.chance(0.5) && { signedOn: '2026-10-01' }),
      };
    });
    office.clock = Instant.parse('2026-12-20T03:00:00.000Z');
    for (const each of told) put(each);
    await clerk.synchronise();
    await clerk.until(
      async () =>
        (await clerk.ask('report.countExchange', november)).whole.issuedCount ===
        told.filter(({ state }) => state !== 'void').length,
    );
    const { whole, byUnit, asOf } = await clerk.ask('report.countExchange', november);
    expect(pairs(whole.counts)).toEqual(recounted(told));
    expect(byUnit.map(({ name }) => name)).toEqual(['Phòng Kinh tế', 'Văn phòng', undefined]);
    for (const { unit, counts } of byUnit)
      expect(pairs(counts)).toEqual(recounted(told.filter((each) => each.unit === unit)));
    expect(asOf).toBeDefined();
  });

  test('of a month stands on one sheet: documents, targets as the recount has them, tasks', async () => {
    const wanted = async (format: 'xlsx' | 'pdf') =>
      Buffer.from((await clerk.ask('report.exportSummary', { ...november, format })).content, 'base64');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await wanted('xlsx')) as never);
    const rows: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    const counted = recounted(told);
    for (const figure of figures) {
      const [met, of] = counted[figure];
      const name = say('report.summary.figure', { figure: say(`figure.${figure}`), counted: of });
      const [, count, share, target = ''] = rows.find(([first]) => first === name) ?? [];
      expect([figure, count, target]).toEqual([figure, met, targets[figure] ?? '']);
      expect(share).toBeCloseTo((met / of) * 100, 0);
    }
    const issued = told.filter(({ state }) => state !== 'void').length;
    expect(rows.find(([first]) => first === say('report.summary.issued'))?.[1]).toBe(issued);
    const text = await asFile(await wanted('pdf'), async (file) =>
      (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'),
    );
    for (const part of ['BÁO CÁO TỔNG HỢP', 'II. Văn bản đi', 'III. Gửi nhận liên thông', 'IV. Nhiệm vụ'])
      expect(text).toContain(part);
  });

  test('opens every figure: as many documents as lower it, page by page, none twice', async () => {
    const { whole } = await clerk.ask('report.countExchange', november);
    for (const figure of figures) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await clerk.ask('report.listShortfalls', {
          ...{ ...november, figure, limit: 17 },
          ...(after !== undefined && { after }),
        });
        seen.push(...page.rows.map(({ documentId }) => documentId));
        after = page.next;
      } while (after !== undefined);
      const { met, counted } = whole.counts[figure];
      expect([figure, new Set(seen).size, seen.length]).toEqual([figure, counted - met, counted - met]);
    }
  });

  test('is of its period and its unit alone, and of a year at most', async () => {
    const halves = [
      { from: day('2026-11-01'), to: day('2026-11-09') },
      { from: day('2026-11-10'), to: day('2026-11-30') },
    ];
    const counted = await Promise.all(halves.map((each) => clerk.ask('report.countExchange', each)));
    const sum = counted.reduce((total, { whole }) => total + whole.counts.electronic.counted, 0);
    expect(sum).toBe(recounted(told).electronic[1]);
    const one = await clerk.ask('report.listShortfalls', {
      ...{ ...november, figure: 'electronic', unit: units.van, limit: 200 },
    });
    expect(new Set(one.rows.map(({ unitName }) => unitName))).toEqual(new Set(['Văn phòng']));
    for (const [from, to] of [
      ['2026-11-30', '2026-11-01'],
      ['2025-11-01', '2026-11-02'],
    ] as const)
      expect(sentenceOf(await clerk.invoke('report.countExchange', { from: day(from), to: day(to) }))).toBe(
        'Kỳ báo cáo phải từ ngày trước đến ngày sau và dài nhất 366 ngày. Chọn lại hai ngày.',
      );
  });
});

describe('Báo cáo › Văn bản', () => {
  beforeAll(open);
  afterAll(() => close());

  test('a finished document counts for the unit that worked it off, beside what that unit has in hand', async () => {
    const { agencyId, server } = office;
    for (const [index, state] of (['done', 'done', 'in-progress'] as const).entries())
      server.put('incoming', IncomingId.parse(uuid()), {
        ...{ v: 1, agencyId, source: 'paper', state, attachmentCount: 0, correctionCount: 0 },
        ...{ ...incomingFields(), arrivedOn: day('2026-11-18'), arrivalNumber: index + 1 },
        leadId: drafterOf(units.kinh),
      });
    await clerk.synchronise();
    const { incoming } = await clerk.ask('report.countDocuments', november);
    expect(incoming.by['unit']).toEqual([
      { key: units.kinh, name: 'Phòng Kinh tế', counts: { done: 2, open: 1, late: 0, ended: 0 } },
    ]);
  });
});
