/// <reference path="../../src/server/trial/paper/fontkit.d.ts" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFDocument, type PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

const { resolve } = createRequire(import.meta.url);
const fontFile = (name: string): Uint8Array => readFileSync(resolve(`@expo-google-fonts/tinos/${name}`));

/** What the sample letter says, with the blanks that a draft leaves. */
export const SAMPLE = {
  signer: 'Phạm Văn Thạo',
  title: 'CHỦ TỊCH',
  agency: 'UBND XÃ VÂN KHÁNH THƯỢNG',
} as const;

export type SamplePdf = {
  /** `stream`: cross-reference stream and object streams; `table`: the classic form. */
  readonly kind: 'table' | 'stream';
  /** Leaves the date phrase out of the page, as our own drafts do; else it is printed with blanks. */
  readonly printsDate?: boolean;
  /** What a drafter may have typed there instead. */
  readonly statedDate?: string;
  /** What stands behind "Số:"; the slash belongs to it. */
  readonly notation?: string;
};

const DATE_BLANK = 'ngày       tháng       năm 2026';

type Pen = (text: string, x: number, y: number, font: PDFFont, size?: number) => void;

type Head = { readonly date: string; readonly notation: string };

function drawHead(
  pen: Pen,
  regular: PDFFont,
  bold: PDFFont,
  italic: PDFFont,
  { date, notation }: Head,
): void {
  pen('UBND TỈNH LAM GIANG', 95, 770, regular, 12);
  pen(SAMPLE.agency, 75, 755, bold, 12);
  pen('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 300, 770, bold, 12);
  pen('Độc lập - Tự do - Hạnh phúc', 345, 755, bold, 13);
  pen('Số:', 105, 728, regular);
  if (notation !== '') pen(notation, 165, 728, regular);
  pen('Lam Giang,', 315, 728, italic);
  if (date !== '') pen(date, 380, 728, italic);
}

/** One page as decree 30/2020 lays it out: what the signing tests sign. */
export async function samplePdf({
  kind,
  printsDate = false,
  statedDate,
  notation = '/UBND-VP',
}: SamplePdf): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  // The package types its fontkit for an older release; this one is what it really needs.
  document.registerFontkit(fontkit as unknown as Parameters<typeof document.registerFontkit>[0]);
  const embed = (name: string) => document.embedFont(fontFile(name), { subset: true });
  const [regular, bold, italic] = await Promise.all([
    embed('400Regular/Tinos_400Regular.ttf'),
    embed('700Bold/Tinos_700Bold.ttf'),
    embed('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  ]);
  const page = document.addPage([595.28, 841.89]);
  const pen: Pen = (text, x, y, font, size = 13) => page.drawText(text, { x, y, font, size });
  const date = statedDate ?? (printsDate ? DATE_BLANK : '');
  drawHead(pen, regular, bold, italic, { date, notation });
  pen('Kính gửi: Sở Kinh tế số tỉnh Lam Giang', 170, 660, regular);
  pen('Về việc báo cáo kết quả gửi, nhận văn bản điện tử quý III năm 2026.', 100, 620, regular);
  pen('Nơi nhận:', 88, 420, bold, 12);
  pen('- Như trên;', 88, 405, regular, 11);
  pen(SAMPLE.title, 380, 420, bold);
  pen(SAMPLE.signer, 372, 330, bold);
  return document.save({ useObjectStreams: kind === 'stream' });
}
