import { createHash } from 'node:crypto';
import { drawPaper } from '../../src/server/trial/paper/draw-paper.ts';
import { type FileRef, Sha256, type Urgency } from '../../src/shared/domain/core/values.ts';

/** Kept by content, as the application keeps them. */
export const blobs = new Map<string, { readonly bytes: Uint8Array; readonly name: string }>();

export function keepFile(bytes: Uint8Array, name: string): FileRef {
  const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
  blobs.set(sha256, { bytes, name });
  return { sha256, name, sizeBytes: bytes.length, mediaType: 'application/pdf' };
}

type Given = {
  readonly organName: string;
  readonly reference: string;
  readonly subject: string;
  readonly urgency: Urgency;
};

const drawn = new Map<string, Promise<FileRef>>();

/** A paper of NĐ 30's layout with these words on it; drawn once, whichever scenes show it. */
export function paperFile(given: Given): Promise<FileRef> {
  const key = JSON.stringify(given);
  const known = drawn.get(key) ?? draw(given);
  drawn.set(key, known);
  return known;
}

async function draw({ organName, reference, subject, urgency }: Given): Promise<FileRef> {
  const [number = '', ...notation] = reference.split('/');
  const { bytes } = await drawPaper(
    {
      superior: 'UBND TỈNH LAM GIANG',
      agency: organName.toLocaleUpperCase('vi'),
      number,
      notation: notation.join('/'),
      locality: 'Lam Giang',
      issuedOn: '2026-11-20',
      subject: subject.slice(0, 200),
      urgency,
      addressees: ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường'],
      body: [
        {
          kind: 'paragraph',
          text: `Thực hiện Kế hoạch số 87/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh, ${organName} đề nghị các cơ quan, đơn vị ${subject.slice(0, 300).toLocaleLowerCase('vi')}.`,
        },
        {
          kind: 'paragraph',
          text: 'Báo cáo nêu rõ số văn bản gửi bằng giấy, lý do không gửi điện tử và biện pháp khắc phục; gửi về trước 16 giờ 00 ngày 25 tháng 11 năm 2026 qua trục liên thông văn bản của tỉnh.',
        },
        {
          kind: 'paragraph',
          text: 'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các cơ quan, đơn vị phản ánh kịp thời để được hướng dẫn./.',
        },
      ],
      recipients: ['- Như trên;', '- UBND tỉnh (để b/c);', '- Giám đốc, các PGĐ Sở;', '- Lưu: VT.'],
      authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
      signer: 'Trịnh Thái Hòa',
      appendices: [],
    },
    new Date('2026-11-20T09:00:00Z'),
  );
  return keepFile(bytes, `${reference.replaceAll('/', '-')}.pdf`);
}
