import { describe, expect, test } from 'vitest';
import { findPlacement, type Placement, type TextItem } from './placement.ts';

const A4 = { width: 595, height: 842 };
const SIGNER = 'Phạm Văn Thạo';

const item = (str: string, x: number, y: number, width: number, page = 1): TextItem => ({
  page,
  str,
  x,
  y,
  width,
  height: 13,
});

/** Number and date stand on one base line (decree 30/2020, Annex I, II.4c); the signer at the foot, on the right. */
const letter: readonly TextItem[] = [
  item('Số:', 105, 728, 17),
  item('/UBND-VP', 165, 728, 58),
  item('Lam Giang,', 315, 728, 59),
  item('Kính gửi: Sở Nội vụ', 170, 660, 120),
  item('Nơi nhận:', 88, 420, 50),
  item('CHỦ TỊCH', 385, 420, 60),
  item(SIGNER, 375, 330, 80),
];

const find = (items: readonly TextItem[], pages = [A4], signerName = SIGNER) =>
  findPlacement({ items, pages, signerName });

const right = ({ x, width }: { x: number; width: number }) => x + width;

describe('the number', () => {
  test('fills the blank between "Số:" and the notation', () => {
    const { number, certain } = find(letter);
    expect(number).toMatchObject({ page: 1, fontSize: 13, coversText: false });
    expect(number?.x).toBeCloseTo(122, 0);
    expect(number && right(number)).toBeCloseTo(167, 0);
    expect(certain.number).toBe(true);
  });

  test('is found in one piece of text too, and hides printed dots', () => {
    const { number } = find([item('Số: ........../UBND-VP', 105, 728, 130)]);
    expect(number?.coversText).toBe(true);
    expect(number?.x).toBeGreaterThan(118);
    expect(number && right(number)).toBeLessThan(190);
  });

  test('that the page already states needs no field', () => {
    expect(find([item('Số: 15/UBND-VP', 105, 728, 90)]).number).toBeUndefined();
  });

  test('in the text below is not the number of the document', () => {
    const { number, certain } = find([item('Căn cứ văn bản Số: 5/2020', 105, 600, 90)]);
    expect([number?.page, certain.number]).toEqual([1, false]);
  });
});

describe('the date', () => {
  test('follows the place when the draft leaves the phrase out', () => {
    const { date, certain } = find(letter);
    expect(date).toMatchObject({ coversText: false });
    expect(date?.x).toBeGreaterThan(374);
    expect(certain.date).toBe(true);
  });

  test('covers the whole printed phrase, whatever blanks it has', () => {
    const printed = item('Lam Giang, ngày      tháng 11 năm 2026', 315, 728, 220);
    const { date } = find([printed]);
    expect(date).toMatchObject({ coversText: true });
    expect(date && date.x > 365 && right(date) >= 535).toBe(true);
  });

  test('of a quoted document is not the date of this one', () => {
    const quotes = [
      item('Căn cứ Quyết định số 12/QĐ-UBND ngày 12 tháng 10 năm 2026', 120, 620, 400),
      item('V/v thực hiện Kế hoạch ngày 01 tháng 9 năm 2026', 60, 705, 260),
    ];
    expect(find([...letter, ...quotes]).date).toEqual(find(letter).date);
    expect(find([...letter, ...quotes]).number).toEqual(find(letter).number);
  });

  test('that is written out needs no field', () => {
    expect(find([item('Lam Giang, ngày 05 tháng 01 năm 2026', 315, 728, 220)]).date).toBeUndefined();
  });
});

describe('signature and seal', () => {
  test('the signature stands between title and name, in the middle', () => {
    const { person, certain } = find(letter);
    expect(person.x + person.width / 2).toBeCloseTo(415, 0);
    expect(person.y).toBeGreaterThanOrEqual(343);
    expect(person.y + person.height).toBeLessThanOrEqual(420);
    expect(certain.person).toBe(true);
  });

  test('the last place where the name stands alone is the signature', () => {
    const items = [
      item(SIGNER, 100, 500, 80),
      ...letter.slice(0, 5),
      item(SIGNER.toUpperCase(), 375, 200, 90, 2),
    ];
    expect(find(items, [A4, A4]).person.page).toBe(2);
  });

  test('a decomposed name is the same name', () => {
    expect(find(letter, [A4], SIGNER.normalize('NFD')).certain.person).toBe(true);
  });

  test('the seal has its real size and covers the left third of the signature', () => {
    const { person, seal } = find(letter);
    expect(seal.width).toBeCloseTo(102.05, 1);
    expect(right(seal) - person.x).toBeCloseTo(person.width / 3, 3);
    expect(seal.y + seal.height / 2).toBeCloseTo(person.y + person.height / 2, 3);
  });

  test('without the name, the usual place beside "Nơi nhận" is proposed as uncertain', () => {
    const { person, certain } = find(letter, [A4], 'Lê Thị Hồng');
    expect(person.x).toBeGreaterThan(A4.width / 2);
    expect(certain.person).toBe(false);
  });
});

describe('papers as offices write them', () => {
  const head = letter.slice(0, 4);
  const block = (titles: readonly string[], x = 385): readonly TextItem[] =>
    titles.map((title, index) => item(title, x, 420 - index * 16, 8 * title.length * 0.9));

  test.each([
    ['thay mặt', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
    ['ký thay', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']],
    ['thừa lệnh', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
    ['thừa ủy quyền', ['TUQ. GIÁM ĐỐC', 'TRƯỞNG PHÒNG TỔNG HỢP']],
    ['quyền', ['Q. CHỦ TỊCH']],
    ['a title of three lines', ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN', 'CHỦ TỊCH UBND XÃ']],
  ])('the picture stands below the whole title block: %s', (_what, titles) => {
    const foot = 420 - (titles.length - 1) * 16;
    const titled = [...head, ...block(titles), item(SIGNER, 375, 300, 80)];
    const { person } = find(titled);
    expect(person.y + person.height).toBeLessThanOrEqual(foot);
    expect(person.y).toBeGreaterThanOrEqual(313);
    const nameless = find([...head, ...block(titles)]);
    expect([nameless.certain.person, nameless.person.y + nameless.person.height < foot]).toEqual([
      false,
      true,
    ]);
    expect(nameless.person.x + nameless.person.width / 2).toBeGreaterThan(A4.width / 2);
  });

  test('a rank before the name is passed over, a sentence that ends with it is not the signature', () => {
    const ranked = [...head, item(`Thượng tá ${SIGNER}`, 350, 330, 130)];
    expect(find(ranked)).toMatchObject({ certain: { person: true } });
    const sentence = [...head, item(`Giao việc này cho đồng chí ${SIGNER}`, 90, 500, 300)];
    expect(find(sentence).certain.person).toBe(false);
  });

  test('of two signers each gets the place above his own name', () => {
    const two = [
      ...head,
      ...block(['GIÁM ĐỐC'], 120),
      ...block(['CHỦ TỊCH']),
      item('Lê Thị Hồng', 110, 330, 70),
      item(SIGNER, 375, 330, 80),
    ];
    const [left, right2] = [find(two, [A4], 'Lê Thị Hồng').person, find(two).person];
    expect(left.x + left.width).toBeLessThan(right2.x);
  });

  test.each([
    ['without a colon', 'Số        /QĐ-UBND'],
    ['in capitals', 'SỐ:        /QĐ-UBND'],
    ['with a space before the colon', 'Số :       /QĐ-UBND'],
    ['with dashes for the blank', 'Số: ---- /QĐ-UBND'],
  ])('the number is found where it is written %s', (_what, text) => {
    const { number, notation, certain } = find([item(text, 105, 728, 110)]);
    expect([certain.number, notation, number?.page]).toEqual([true, 'QĐ-UBND', 1]);
    expect(number && number.x > 115 && right(number) < 190).toBe(true);
  });

  test('a year left half open belongs to the blank of the date', () => {
    const { date } = find([item('Lam Giang, ngày … tháng … năm 202…', 315, 728, 200)]);
    expect(date?.coversText && right(date) > 510).toBe(true);
  });

  test.each([
    ['landscape', { width: 842, height: 595 }],
    ['A5', { width: 420, height: 595 }],
    ['a slip', { width: 200, height: 120 }],
  ])('a page in %s has every place on it, named or not', (_what, size) => {
    for (const items of [
      [],
      [item(SIGNER, size.width - 60, 5, 50)],
      [item(SIGNER, 0, size.height - 14, 50)],
    ]) {
      const { person, seal } = find(items, [size]);
      for (const place of [person, seal])
        expect([
          place.x >= 0,
          place.y >= 0,
          right(place) <= size.width + 0.01,
          place.y + place.height <= size.height + 0.01,
        ]).toEqual([true, true, true, true]);
    }
  });
});

test.each([
  ['an empty page', []],
  ['a scan without text', [item('', 0, 0, 0)]],
  ['a letter', letter],
] as const)('every proposed place lies on its page: %s', (_, items) => {
  const { number, date, person, seal }: Placement = find(items);
  for (const place of [number, date, person, seal]) {
    if (!place) continue;
    expect(
      place.x >= 0 && place.y >= 0 && right(place) <= A4.width && place.y + place.height <= A4.height,
    ).toBe(true);
    expect(place.width > 0 && place.height > 0).toBe(true);
  }
});
