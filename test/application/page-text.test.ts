import { beforeAll, describe, expect, test } from 'vitest';
import { plainText, textLines } from '../../src/main/intake/lines.ts';
import { PAGE_TEXT_LIMITS, readPageText } from '../../src/main/intake/page-text.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await samplePdf({ kind: 'stream', printsDate: true });
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the text of a page', () => {
  test('comes with its places, in points from the lower left', async () => {
    const { items, pages, pageCount, isCut } = await readPageText(pdf);
    expect([pages, pageCount, isCut]).toEqual([[{ width: 595.28, height: 841.89 }], 1, false]);
    const signer = items.find(({ str }) => str === SAMPLE.signer);
    expect(signer).toMatchObject({ page: 1, x: 372, y: 330, height: 13 });
    expect(signer?.width).toBeGreaterThan(80);
  });

  test('leaves the caller’s bytes to the caller', async () => {
    const own = Uint8Array.from(pdf);
    await readPageText(own);
    expect(own).toEqual(Uint8Array.from(pdf));
  });

  test('in lines keeps the columns of the head apart', async () => {
    const lines = textLines((await readPageText(pdf)).items);
    expect(lines.slice(0, 2)).toEqual([
      'UBND TỈNH LAM GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      `${SAMPLE.agency}\tĐộc lập - Tự do - Hạnh phúc`,
    ]);
  });

  test('is cut at a limit of letters, and says so', async () => {
    const { items, isCut } = await readPageText(pdf, { ...PAGE_TEXT_LIMITS, chars: 30 });
    expect([isCut, plainText(items, 10)]).toEqual([true, 'UBND TỈNH ']);
  });
});

describe('a file that is no readable PDF', () => {
  const rows: readonly (readonly [what: string, make: () => Uint8Array])[] = [
    ['nothing', () => new Uint8Array()],
    ['words', () => bytes('Kính gửi các đơn vị')],
    ['a header alone', () => bytes('%PDF-1.7\n')],
    ['a page tree that runs in a circle', () => circular()],
  ];

  /** The page tree's node is its own child (ISO 32000-2 §7.7.3). */
  function circular(): Uint8Array {
    const objects = [
      '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
      '2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n',
    ];
    let body = '%PDF-1.4\n';
    const offsets = objects.map((object) => {
      const at = body.length;
      body += object;
      return at;
    });
    const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    return bytes(
      `${body}xref\n0 3\n0000000000 65535 f \n${table}trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    );
  }

  test.each(rows)('%s ends in a sentence, not in a crash', async (_what, make) => {
    await expect(readPageText(make())).rejects.toMatchObject({ code: 'pdf.malformed' });
  });
});
