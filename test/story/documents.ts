import { drawPaper } from '../../src/server/trial/paper/draw-paper.ts';
import type { Paper } from '../../src/server/trial/paper/paper.ts';
import { cast } from '../../src/server/trial/sample/cast.ts';

const DRAWN_AT = new Date('2026-11-20T03:00:00Z');

const paper = (some: Partial<Paper>): Paper => ({
  agency: 'Ủy ban nhân dân xã Vân Khánh Thượng',
  notation: 'UBND-VP',
  locality: 'Vân Khánh Thượng',
  subject: 'trả lời về tỷ lệ văn bản điện tử',
  urgency: 'normal',
  addressees: ['Sở Kinh tế số'],
  body: [
    {
      kind: 'paragraph',
      text: 'Phúc đáp Công văn số 412/SKTS-CĐS, Ủy ban nhân dân xã báo cáo tỷ lệ gửi, nhận văn bản điện tử quý IV đạt 100 %.',
    },
    { kind: 'paragraph', text: 'Những chữ khó: Ễ Ỡ Ặ Ữ Ẵ ỹ ợ ằ ẫ ở đ Đ.' },
  ],
  recipients: ['- Như trên;', '- Lưu: VT, VP.'],
  authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  signer: cast.find(({ key }) => key === 'commune-leader')?.name ?? '',
  appendices: [],
  ...some,
});

/** The document that comes in, with its number and date printed. */
export const incomingPaper = async (subject: string): Promise<Uint8Array> =>
  (
    await drawPaper(
      paper({
        agency: 'Sở Kinh tế số',
        superior: 'UBND tỉnh Lam Giang',
        number: '412',
        notation: 'SKTS-CĐS',
        issuedOn: '2026-11-20',
        locality: 'Lam Giang',
        subject,
        addressees: ['Ủy ban nhân dân các xã, phường'],
        authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
        signer: 'Trịnh Thái Hòa',
      }),
      DRAWN_AT,
    )
  ).bytes;

/** The answer as its drafter hands it in: without number and date, room for both. */
export const answerPaper = async (subject: string): Promise<Uint8Array> =>
  (await drawPaper(paper({ subject }), DRAWN_AT)).bytes;
