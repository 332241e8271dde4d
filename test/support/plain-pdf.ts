/** What a page may have in a test: its dictionary's other entries and its content. */
export type PlainPage = {
  readonly content?: string;
  /** Written into the page's dictionary; without a box the page is A4. */
  readonly entries?: string;
};

export type PlainPdf = {
  readonly pages: readonly PlainPage[];
  /** Numbered from 10 on, for the entries to name. */
  readonly objects?: readonly string[];
  readonly catalog?: string;
};

const FIRST_OBJECT = 10;
const HELVETICA = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';

/** A small classic PDF written by hand, so that a test can say exactly what stands in it. Pages are objects 100, 102, …; their contents follow each. */
export function plainPdf({ pages, objects = [], catalog = '' }: PlainPdf): Buffer {
  const bodies = new Map<number, string>([
    [1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`],
    [
      2,
      `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${100 + 2 * index} 0 R`).join(' ')}]>>`,
    ],
    ...objects.map((body, index) => [FIRST_OBJECT + index, body] as const),
    ...pages.flatMap(({ content = '', entries = '' }, index): (readonly [number, string])[] => {
      const box = /\/MediaBox/.test(entries) ? '' : '/MediaBox[0 0 595 842]';
      const resources = /\/Resources/.test(entries) ? '' : HELVETICA;
      return [
        [
          100 + 2 * index,
          `<</Type/Page/Parent 2 0 R/Contents ${101 + 2 * index} 0 R${box}${resources}${entries}>>`,
        ],
        [101 + 2 * index, `<</Length ${content.length}>>\nstream\n${content}\nendstream`],
      ];
    }),
  ]);
  let text = '%PDF-1.7\n';
  const rows: string[] = [];
  for (const [number, body] of bodies) {
    rows.push(`${number} 1\n${String(Buffer.byteLength(text, 'latin1')).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const head = Buffer.byteLength(text, 'latin1');
  text += `xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 1000/Root 1 0 R>>\nstartxref\n${head}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
