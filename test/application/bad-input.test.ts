import { zipSync } from 'fflate';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../src/shared/contract/define.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import {
  type Desk,
  type DocumentArea,
  detailOf,
  filesHere,
  inBook,
  NOTHING,
  neighbour,
  nothing,
  numbered,
  type Prepare,
  receiveFile,
  signThenChange,
  sitAtDesk,
  submitted,
  whyNot,
  withExpiredKey,
} from '../support/desk.ts';
import { directing, incomingFields, outgoingFields } from '../support/documents.ts';
import { changedAfterSigning, cutOff, huge, locked, office2007, text } from '../support/hostile-files.ts';
import { sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { fingerprint, PASSPHRASE } from '../support/signing-office.ts';

/** One bad input: what the official does, the sentence that he reads, and what is there afterwards, asked back through the same door. */
type Row = {
  readonly input: string;
  readonly who?: 'clerk' | 'leader';
  readonly prepare?: Prepare;
  readonly act: (desk: Desk) => Promise<Reply<unknown>>;
  /** `ok` where the input is taken, mended. */
  readonly sentence: string;
  readonly kept: (desk: Desk) => Promise<unknown>;
  readonly is: unknown;
};

let pdf: Uint8Array;
let changed: Uint8Array;
beforeAll(async () => {
  pdf = await samplePdf({ kind: 'table' });
  changed = await changedAfterSigning(pdf);
});

const dropped = (name: string, bytes: () => Parameters<Desk['drop']>[1]): Pick<Row, 'act'> => ({
  act: ({ drop }) => drop(name, bytes()),
});
const keepsNothing = { kept: nothing, is: NOTHING };
/** The file is taken in and becomes a document's, whose first file bears this name. */
const keepsName = (name: string, shown: string): Pick<Row, 'act' | 'sentence' | 'kept' | 'is'> => ({
  act: (desk) => receiveFile(desk, name, pdf),
  sentence: 'ok',
  kept: async (desk) => (await detailOf(desk, 'incoming')).files.map(({ file }) => file.name),
  is: [shown],
});
const files: readonly Row[] = [
  {
    input: 'a file named .pdf that is none',
    ...dropped('Công văn 412.pdf', () => text('Kính gửi các đơn vị')),
    sentence:
      'Tệp "Công văn 412.pdf" mang đuôi PDF nhưng nội dung không phải PDF. Chưa có gì được lưu, tệp gốc không bị đổi. Mở tệp bằng phần mềm đã tạo ra nó, xuất lại thành PDF rồi thả lại.',
    ...keepsNothing,
  },
  {
    input: 'an encrypted PDF',
    ...dropped('bí mật.pdf', () => locked(pdf)),
    sentence:
      'Tệp "bí mật.pdf" được đặt mật khẩu nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi bỏ mật khẩu rồi gửi lại.',
    ...keepsNothing,
  },
  {
    input: 'a PDF of which one byte was changed after it was signed',
    ...dropped('Công văn đã ký.pdf', () => changed),
    sentence:
      'Chữ ký trên tệp "Công văn đã ký.pdf" không hợp lệ: nội dung không khớp với chữ ký, nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Đề nghị nơi gửi gửi lại bản gốc.',
    ...keepsNothing,
  },
  {
    input: 'a file of 0 bytes',
    ...dropped('rong.pdf', () => new Uint8Array()),
    sentence:
      'Tệp "rong.pdf" trống (0 byte) nên không nhận. Chưa có gì được lưu. Kiểm tra lại tệp gốc, hoặc đề nghị nơi gửi gửi lại.',
    ...keepsNothing,
  },
  {
    input: 'a file of 300 MB',
    ...dropped('ban-quet.pdf', huge),
    sentence:
      'Tệp "ban-quet.pdf" lớn hơn 200 MB nên không nhận. Chưa có gì được lưu, tệp gốc không bị đổi. Nén hoặc tách tệp rồi thả lại.',
    ...keepsNothing,
  },
  {
    input: 'a file whose window is closed while it is handed over',
    ...dropped('dang-thả.pdf', cutOff),
    sentence:
      'Tệp "dang-thả.pdf" chưa nhận được trọn vẹn vì việc chuyển bị ngắt giữa chừng. Chưa có gì được lưu, tệp gốc không bị đổi. Thả lại tệp.',
    ...keepsNothing,
  },
  {
    input: 'a program under the name of a PDF',
    ...dropped('hoa-don.pdf', () => text('MZ\u0090\u0000%PDF-1.7 This program cannot be run in DOS mode')),
    sentence:
      'Tệp "hoa-don.pdf" là chương trình hoặc chứa mã chạy được nên không nhận. Chưa có gì được lưu. Không mở tệp này; báo quản trị nếu nhận từ bên ngoài.',
    ...keepsNothing,
  },
  {
    input: 'a Word document with macros',
    ...dropped('mẫu.docx', () => office2007('word/document.xml', { 'word/vbaProject.bin': text('x') })),
    sentence:
      'Tệp "mẫu.docx" là chương trình hoặc chứa mã chạy được nên không nhận. Chưa có gì được lưu. Không mở tệp này; báo quản trị nếu nhận từ bên ngoài.',
    ...keepsNothing,
  },
  {
    input: 'a file of a kind that is not taken, with a path before its name',
    ...dropped('../../ghi-chu.txt', () => text('ghi chú')),
    sentence:
      'Chưa nhận loại tệp của "-..-ghi-chu.txt". Chưa có gì được lưu, tệp gốc không bị đổi. Dùng PDF cho văn bản chính; tệp kèm theo có thể là PDF, DOCX, XLSX, PNG, JPG.',
    ...keepsNothing,
  },
  {
    input: 'a zip of anything',
    ...dropped('goi.zip', () => zipSync({ 'a.txt': text('a') })),
    sentence:
      'Chưa nhận loại tệp của "goi.zip". Chưa có gì được lưu, tệp gốc không bị đổi. Dùng PDF cho văn bản chính; tệp kèm theo có thể là PDF, DOCX, XLSX, PNG, JPG.',
    ...keepsNothing,
  },
];

const names: readonly Row[] = (
  [
    ['a name with ../', '../../etc/Công văn 412.pdf', 'Công văn 412.pdf'],
    ['a name with a folder of Windows', 'C:\\Văn thư\\412.PDF', '412.pdf'],
    [
      'a name with : and other signs that Windows refuses',
      'V/v: họp "giao ban"?.pdf',
      'v- họp -giao ban-.pdf',
    ],
    ['a name of 300 Vietnamese letters', `${'Ễ'.repeat(300)}.pdf`, `${'Ễ'.repeat(65)}.pdf`],
    ['the same in decomposed Unicode', `${'Ễ'.repeat(300)}.pdf`.normalize('NFD'), `${'Ễ'.repeat(65)}.pdf`],
    ['the name of a device', 'CON.pdf', 'CON-.pdf'],
    ['no name', '.pdf', 'van-ban.pdf'],
    ['no extension', 'Công văn 412', 'Công văn 412.pdf'],
  ] as const
).map(([input, name, shown]) => ({ input, ...keepsName(name, shown) }));

const documents: readonly Row[] = [
  {
    input: 'a secrecy level chosen when a document is taken in',
    act: ({ receive }) => receive({ secrecy: 'secret' }),
    sentence:
      'Văn bản mật không được nhập, lưu hay gửi trong phần mềm này. Chưa có gì được lưu. Hãy làm trên máy cách ly hoặc vào sổ giấy theo quy định bảo vệ bí mật nhà nước.',
    ...keepsNothing,
  },
  {
    input: 'a document whose file is missing',
    act: ({ receive }) => receive({ source: 'file' }),
    sentence: 'Chưa có tệp của văn bản. Thông tin đã nhập vẫn giữ. Kéo tệp vào, hoặc chọn "Chỉ có bản giấy".',
    ...keepsNothing,
  },
  {
    input: 'the same file dropped twice',
    act: async (desk) => {
      await receiveFile(desk, 'lan-1.pdf', pdf);
      return desk.drop('lan-2.pdf', pdf);
    },
    sentence: 'ok',
    kept: async (desk) => [
      await nothing(desk),
      await desk.app.ask('incoming.findDuplicates', {
        sha256: Sha256.parse(fingerprint(pdf)),
        codeNumber: '',
        codeNotation: '',
        organName: '',
      }),
    ],
    is: [{ documents: 1, files: 1 }, [{ because: 'same-file', row: { reference: '412/SKTS-CĐS' } }]],
  },
  {
    input: 'the same number, notation and agency twice, typed otherwise',
    act: async ({ receive }) => {
      await receive();
      return receive({ documentId: crypto.randomUUID() as never });
    },
    sentence: 'ok',
    kept: ({ app }) =>
      app.ask('incoming.findDuplicates', {
        codeNumber: '0412',
        codeNotation: 'skts - cđs',
        organName: incomingFields().organName.toLocaleUpperCase('vi'),
      }),
    is: [{ because: 'same-reference' }, { because: 'same-reference' }],
  },
];

const stillSubmitted: Pick<Row, 'kept' | 'is'> = {
  kept: async ({ app, outgoingId }) => {
    const { document, versions, files } = await app.ask('outgoing.get', { documentId: outgoingId });
    const { rows } = await app.ask('sync.listOperations', { tab: 'waiting', limit: 9 });
    return [document.state, versions.length, files.length, rows.length];
  },
  is: ['submitted', 0, 1, 0],
};
const signatures: readonly Row[] = [
  {
    input: 'a wrong passphrase',
    who: 'leader',
    prepare: submitted,
    act: async (desk) => {
      await filesHere(desk);
      return desk.sign({ secret: 'sai' });
    },
    sentence:
      'Mật khẩu của tệp khóa không đúng. Chưa ký gì, văn bản giữ nguyên. Kiểm tra bộ gõ và phím Caps Lock rồi nhập lại.',
    ...stillSubmitted,
  },
  {
    input: 'an expired certificate',
    who: 'leader',
    prepare: withExpiredKey,
    act: async (desk) => {
      await filesHere(desk);
      return desk.sign();
    },
    sentence:
      'Chứng thư số của Phạm Văn Thạo đã hết hạn từ 01/01/2026. Chưa ký gì, văn bản giữ nguyên. Gia hạn chứng thư rồi ký lại.',
    ...stillSubmitted,
  },
  {
    input: 'a document whose file changed between submission and signature',
    who: 'leader',
    prepare: submitted,
    act: signThenChange,
    sentence:
      'Tệp đã được thay sau khi bạn mở nó. Chữ ký hoặc bản trình chưa được ghi nhận; mở lại văn bản để xem tệp mới nhất.',
    kept: async (desk) => [
      await stillSubmitted.kept(desk),
      (await desk.app.ask('sync.listOperations', { tab: 'refused', limit: 9 })).rows.map(({ files: kept }) =>
        kept.map(({ isHere }) => isHere),
      ),
    ],
    is: [['submitted', 0, 1, 0], [[true]]],
  },
];

/** A step taken while the server is away: what the official is told, how his document stands then, and once the line is back. */
type Step = Pick<Row, 'prepare' | 'act'> & {
  readonly step: string;
  readonly who: 'clerk' | 'leader' | 'specialist';
  readonly area: DocumentArea;
  readonly sentence?: string;
  /** Only where the authority alone can say; else the document is at once what it becomes. */
  readonly meanwhile?: string;
  readonly becomes: string;
};

const steps: readonly Step[] = [
  {
    step: 'taking in',
    who: 'clerk',
    area: 'incoming',
    act: ({ receive }) => receive(),
    becomes: 'arrived',
  },
  {
    step: 'registering',
    who: 'clerk',
    area: 'incoming',
    act: async (desk) => {
      const { office, incomingId: documentId } = desk;
      await desk.receive();
      const registerId = office.book('incoming');
      await desk.act('incoming.register', {
        documentId,
        registerId,
        fields: incomingFields(),
        secrecy: 'normal',
      });
      return whyNot(desk, 'incoming', 'incoming.register');
    },
    sentence: 'Đã gửi vào sổ và đang chờ máy chủ cấp số đến. Thông tin đã nhập vẫn giữ; không cần làm lại.',
    meanwhile: 'arrived',
    becomes: 'registered',
  },
  {
    step: 'directing',
    who: 'leader',
    area: 'incoming',
    prepare: inBook,
    act: ({ act, office, incomingId }) =>
      act('incoming.direct', directing(incomingId, office.people.specialist.id)),
    becomes: 'assigned',
  },
  {
    step: 'drafting',
    who: 'specialist',
    area: 'outgoing',
    act: ({ act, office, outgoingId }) =>
      act('outgoing.draft', {
        documentId: outgoingId,
        fields: outgoingFields(office.people.leader.id),
        secrecy: 'normal',
        attachments: [],
      }),
    becomes: 'draft',
  },
  {
    step: 'submitting',
    who: 'specialist',
    area: 'outgoing',
    prepare: (lab) => ({ outgoingId: lab.put({ state: 'draft', codeNotation: 'UBND-VP' }, pdf) }),
    act: ({ act, outgoingId }) => act('outgoing.submitForSignature', { documentId: outgoingId }),
    becomes: 'submitted',
  },
  {
    step: 'signing',
    who: 'leader',
    area: 'outgoing',
    prepare: (lab) => {
      lab.expectSignature();
      return submitted(lab);
    },
    act: ({ sign }) => sign(),
    becomes: 'signed',
  },
  {
    step: 'numbering',
    who: 'clerk',
    area: 'outgoing',
    prepare: async (lab) => ({ outgoingId: await lab.putSigned({ state: 'signed' }) }),
    act: async (desk) => {
      const { office, outgoingId: documentId } = desk;
      await desk.act('outgoing.takeNumber', { documentId, registerId: office.book('outgoing') });
      return whyNot(desk, 'outgoing', 'outgoing.takeNumber');
    },
    sentence: 'Đã xin số và đang chờ máy chủ cấp. Văn bản vẫn giữ nguyên; không cần làm lại.',
    meanwhile: 'signed',
    becomes: 'numbered',
  },
  {
    step: 'sealing',
    who: 'clerk',
    area: 'outgoing',
    prepare: numbered,
    act: async ({ app, act, outgoingId }) =>
      act('signing.seal', { ...(await app.shown(outgoingId)), keyId: 'agency', secret: PASSPHRASE }),
    becomes: 'sealed',
  },
  {
    step: 'giving a number up',
    who: 'clerk',
    area: 'outgoing',
    prepare: numbered,
    act: ({ act, outgoingId }) => act('outgoing.void', { documentId: outgoingId, reason: 'Nội dung sai' }),
    becomes: 'void',
  },
  {
    step: 'dispatching',
    who: 'clerk',
    area: 'outgoing',
    prepare: async (lab) => {
      lab.office.server.agencies = [neighbour];
      return { outgoingId: await lab.putSigned({ state: 'sealed', number: 7, issuedOn: lab.today }) };
    },
    act: ({ act, outgoingId }) =>
      act('outgoing.issue', { documentId: outgoingId, recipients: [neighbour.agencyId] }),
    becomes: 'dispatched',
  },
];

let opened: Desk | undefined;
afterEach(() => opened?.close());

test.each([...files, ...names, ...documents, ...signatures].map((row) => [row.input, row] as const))(
  '%s',
  async (_input, { who = 'clerk', prepare, act, sentence, kept, is }) => {
    opened = await sitAtDesk(who, prepare);
    expect(sentenceOf(await act(opened))).toBe(sentence);
    expect(await kept(opened)).toMatchObject(is as object);
  },
);

test.each(steps.map((step) => [step.step, step] as const))(
  'the server away while %s: the work is kept, and arrives when the line is back',
  async (_step, { who, area, prepare, act, sentence = 'ok', becomes, meanwhile = becomes }) => {
    opened = await sitAtDesk(who, prepare);
    if (prepare) await filesHere(opened, area);
    const { line, synchronise } = opened.app;
    line.cut = 'before';
    expect(sentenceOf(await act(opened))).toBe(sentence);
    const { row } = await detailOf(opened, area);
    expect([row.state, row.sync]).toEqual([meanwhile, 'waiting']);
    line.cut = 'no';
    await synchronise();
    await opened.app.until(async () => (await detailOf(opened as Desk, area)).row.sync === 'synced');
    expect((await detailOf(opened, area)).row.state).toBe(becomes);
  },
);
