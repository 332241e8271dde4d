import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPkcs12 } from '../../src/main/signing/token/pkcs12.ts';
import { keysFor } from '../../src/server/trial/keys.ts';
import { drawAppendixFile, drawPaper } from '../../src/server/trial/paper/draw-paper.ts';
import type { Appendix, Block, Paper } from '../../src/server/trial/paper/paper.ts';
import { drawHandSignature } from '../../src/server/trial/picture/hand-signature.ts';
import { drawSealPicture } from '../../src/server/trial/picture/seal.ts';
import type { Issued } from '../../src/server/trial/pki.ts';
import { cast } from '../../src/server/trial/sample/cast.ts';
import { makeSample } from '../../src/server/trial/sample/make-sample.ts';
import { TRIAL_PASSPHRASE } from '../../src/shared/trial-passphrase.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';

const SIZE_BYTES_MAX = 60_000;

let pki: TestPki;
let folder: string;
beforeAll(async () => {
  pki = await testPki();
  folder = mkdtempSync(join(tmpdir(), 'hamrong-trial-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const run = (command: string, ...options: readonly string[]) =>
  execFileSync(command, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe('the test CA', () => {
  function verifiesWith(anchor: string, issued: Issued, intermediates: string): boolean {
    const at = String(Math.floor(PKI_NOW.getTime() / 1000));
    const files = ['-CAfile', keep('anchor.pem', anchor), '-untrusted', keep('sub.pem', intermediates)];
    try {
      run('openssl', 'verify', '-attime', at, ...files, keep('leaf.pem', issued.certificatePem));
      return true;
    } catch {
      return false;
    }
  }

  test('OpenSSL builds the path of every leaf but the expired and the impostor', () => {
    const { root, intermediate } = pki.trial;
    const passes = (issued: Issued) => verifiesWith(root.certificatePem, issued, intermediate.certificatePem);
    const { leader, clerk, agency, otherLeader, otherAgency, ec, expired, impostor } = pki;
    expect([leader, clerk, agency, otherLeader, otherAgency, ec].map(passes)).toEqual(Array(6).fill(true));
    expect([expired, impostor].map(passes)).toEqual([false, false]);
  });

  test('names are UTF-8 and say that they are samples', () => {
    const text = run(
      'openssl',
      'x509',
      '-in',
      keep('leaf.pem', pki.leader.certificatePem),
      '-noout',
      '-subject',
      '-issuer',
      '-nameopt',
      'utf8,show_type,sep_comma_plus',
    );
    expect(text).toContain('CN=UTF8STRING:Phạm Văn Thạo');
    expect(text).toContain('O=UTF8STRING:UBND xã Vân Khánh Thượng');
    expect(text).toContain('OU=UTF8STRING:MẪU thử nghiệm, không có giá trị pháp lý');
    expect(text).toContain('CN=UTF8STRING:CA cơ quan nhà nước MẪU tỉnh Lam Giang');
    expect(text).toContain('C=PRINTABLESTRING:VN');
  });

  test('leaves may sign and no more, except the one made wrong', () => {
    const usage = ({ certificatePem }: Issued) =>
      /Key Usage: critical\s+(.+)/.exec(
        run('openssl', 'x509', '-in', keep('leaf.pem', certificatePem), '-noout', '-text'),
      )?.[1];
    expect(usage(pki.leader)).toBe('Digital Signature, Non Repudiation');
    expect(usage(pki.wrongUsage)).toBe('Key Encipherment');
    expect(new X509Certificate(pki.leader.certificate).ca).toBe(false);
    expect(new X509Certificate(pki.ec.certificate).publicKey.asymmetricKeyType).toBe('ec');
  });

  test('the impostor bears the same names', () => {
    const names = (bytes: Uint8Array) => {
      const { subject, issuer } = new X509Certificate(bytes);
      return { subject, issuer };
    };
    expect(names(pki.impostor.certificate)).toEqual(names(pki.leader.certificate));
  });
});

test('the trial hands leaders their own key and clerks the seal, each with a picture', () => {
  const trial = {
    ...pki.trial,
    people: new Map(cast.map(({ key }) => [key, pki.leader])),
    agencies: new Map([
      ['commune', pki.agency],
      ['department', pki.agency],
    ]),
  };
  const roles = cast.map(({ key }) => keysFor(trial, key).map(({ role }) => role));
  expect(roles).toEqual([['agency'], [], ['person'], ['agency'], ['person'], []]);
  for (const { certificate, pkcs12, picture } of cast.flatMap(({ key }) => keysFor(trial, key))) {
    expect(Buffer.compare(openPkcs12(pkcs12, TRIAL_PASSPHRASE).certificate, certificate)).toBe(0);
    expect(Buffer.from(picture.subarray(1, 4)).toString('latin1')).toBe('PNG');
  }
});

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const BODY = [
  'Thực hiện Kế hoạch số 87/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh, Sở Kinh tế số đề nghị các cơ quan, đơn vị rà soát toàn bộ văn bản đã phát hành và báo cáo tỷ lệ văn bản điện tử được ký số đầy đủ.',
  'Những chữ khó: Ễ Ỡ Ặ Ữ Ẵ ỹ ợ ằ ẫ ở đ Đ; 100 % – “trích dẫn”, 320 m³, Km 7 + 450.',
];

function paperOf(changes: Partial<Paper> = {}): Paper {
  return {
    superior: 'UBND tỉnh Lam Giang',
    agency: 'Sở Kinh tế số',
    number: '7',
    notation: 'SKTS-CĐS',
    locality: 'Lam Giang',
    issuedOn: '2026-02-05',
    subject: 'Rà soát tỷ lệ gửi nhận văn bản điện tử',
    urgency: 'express',
    addressees: ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường'],
    body: BODY.map(paragraph),
    recipients: ['Như trên;', 'Lưu: VT, CĐS.'],
    authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    signer: 'Trịnh Thái Hòa',
    appendices: [],
    ...changes,
  };
}

const APPENDIX: Appendix = {
  title: 'Biểu tổng hợp',
  columns: [
    { title: 'TT', share: 0.1, align: 'centre' },
    { title: 'Nội dung', share: 0.6, align: 'left' },
    { title: 'Số lượng', share: 0.3, align: 'right' },
  ],
  rows: Array.from({ length: 60 }, (_, index) => [
    String(index + 1),
    `Thôn số ${String(index + 1)}`,
    '1.250',
  ]),
};

const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('a paper', () => {
  test('gives its text back exactly, in NFC, without the watermark', async () => {
    const { bytes } = await drawPaper(paperOf(), PKI_NOW);
    const text = flat(run('pdftotext', keep('paper.pdf', bytes), '-'));
    expect(text).toBe(text.normalize('NFC'));
    for (const sentence of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'UBND TỈNH LAM GIANG',
      'SỞ KINH TẾ SỐ',
      'Số: 07/SKTS-CĐS',
      'Lam Giang, ngày 05 tháng 02 năm 2026',
      'V/v rà soát tỷ lệ gửi nhận văn bản điện tử',
      'HỎA TỐC',
      '- Các sở, ban, ngành cấp tỉnh;',
      '- Ủy ban nhân dân các xã, phường.',
      BODY[0] ?? '',
      `${(BODY[1] ?? '').replace(/\.$/, '')}./.`,
      'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
      'Trịnh Thái Hòa',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(text).not.toContain('MẪU');
  });

  test('is sound, small, with every font embedded as a subset that keeps its letters', async () => {
    const { bytes } = await drawPaper(paperOf({ appendices: [APPENDIX] }), PKI_NOW);
    const path = keep('paper.pdf', bytes);
    expect(bytes.length).toBeLessThan(SIZE_BYTES_MAX);
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const fonts = run('pdffonts', path).trim().split('\n').slice(2);
    expect(fonts.length).toBe(4);
    for (const font of fonts) expect(font).toMatch(/\+Tinos.* CID TrueType +Identity-H +yes yes yes /);
  });

  test('is the same bytes for the same paper, and the later papers lose no letters', async () => {
    const first = await drawPaper(paperOf(), PKI_NOW);
    const second = await drawPaper(paperOf(), PKI_NOW);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  test('leaves room for number and date that are not known yet', async () => {
    const { number: _, issuedOn: __, ...unknown } = paperOf();
    const { bytes, places } = await drawPaper(unknown, PKI_NOW);
    const path = keep('draft.pdf', bytes);
    const text = flat(run('pdftotext', '-layout', path, '-'));
    expect(text).toMatch(/Số: \/SKTS-CĐS/);
    expect(text).not.toContain('ngày 05');
    for (const place of [places.number, places.date]) {
      const { x, y, width, height } = place;
      // pdftotext counts from the top of the page, which is 842 points high.
      const box = ['-x', x, '-y', 842 - y - height, '-W', width, '-H', height].map((part) =>
        typeof part === 'number' ? String(Math.round(part)) : part,
      );
      expect(run('pdftotext', ...box, path, '-').trim()).toBe('');
    }
    expect(places.seal.x + places.seal.width - places.signature.x).toBeCloseTo(places.signature.width / 3);
  });

  test('numbers its pages from the second on and each appendix by itself', async () => {
    const long = paperOf({
      body: Array.from({ length: 14 }, () => paragraph(BODY[0] ?? '')),
      appendices: [APPENDIX],
    });
    const { bytes, pages, places } = await drawPaper(long, PKI_NOW);
    const path = keep('long.pdf', bytes);
    const heads = Array.from({ length: pages }, (_, index) =>
      run(
        'pdftotext',
        '-f',
        String(index + 1),
        '-l',
        String(index + 1),
        '-x',
        '250',
        '-y',
        '25',
        '-W',
        '100',
        '-H',
        '28',
        path,
        '-',
      ).trim(),
    );
    expect(heads).toEqual(['', '2', '', '2', '3']);
    expect(places.signature.page).toBe(1);
    const last = flat(run('pdftotext', '-f', '2', '-l', '2', path, '-'));
    expect(last).toContain('Trịnh Thái Hòa');
    expect(last).toContain('được ký số đầy đủ./.');
  });

  test('never parts the signer from the last words, wherever the page ends', async () => {
    for (let count = 4; count <= 9; count++) {
      const body = Array.from({ length: count }, () => paragraph(BODY[0] ?? ''));
      const { bytes, pages, places } = await drawPaper(paperOf({ body }), PKI_NOW);
      expect(places.signature.y, `${String(count)} paragraphs`).toBeGreaterThan(57);
      expect(places.signature.page).toBe(pages - 1);
      const last = String(pages);
      const text = flat(run('pdftotext', '-f', last, '-l', last, keep('paper.pdf', bytes), '-'));
      expect(text).toMatch(/đầy đủ\.\/\..*Trịnh Thái Hòa/);
    }
  });

  test('refuses a letter that the font lacks rather than leave a hole', async () => {
    await expect(drawPaper(paperOf({ signer: 'Trịnh ★ Hòa' }), PKI_NOW)).rejects.toThrow('lacks "★"');
    await expect(drawPaper(paperOf({ signer: 'Trịnh'.normalize('NFD') }), PKI_NOW)).rejects.toThrow('NFC');
  });

  test('an appendix of its own names what it belongs to', async () => {
    const path = keep('appendix.pdf', await drawAppendixFile(paperOf(), APPENDIX, PKI_NOW));
    const text = flat(run('pdftotext', '-layout', path, '-'));
    expect(text).toContain('BIỂU TỔNG HỢP');
    expect(text).toContain('(Kèm theo Công văn số 07/SKTS-CĐS ngày 05 tháng 02 năm 2026 của Sở Kinh tế số)');
    expect(text).toContain('60 Thôn số 60 1.250');
  });
});

describe('pictures', () => {
  function readPng(png: Uint8Array) {
    const bytes = Buffer.from(png);
    const width = bytes.readUInt32BE(16);
    const palette = bytes.indexOf('PLTE') + 4;
    const colour = [...bytes.subarray(palette, palette + 3)];
    const data = bytes.indexOf('IDAT');
    const rows = inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)));
    const alphaAt = (x: number, y: number) => rows[y * (width + 1) + 1 + x];
    return { width, colour, alphaAt };
  }

  test('a signature is blue on a transparent ground, and one person always signs alike', () => {
    const { colour, alphaAt } = readPng(drawHandSignature('Phạm Văn Thạo'));
    expect(colour).toEqual([26, 62, 168]);
    expect(alphaAt(0, 0)).toBe(0);
    const [again, other] = [drawHandSignature('Phạm Văn Thạo'), drawHandSignature('Trịnh Thái Hòa')];
    expect(Buffer.compare(again, drawHandSignature('Phạm Văn Thạo'))).toBe(0);
    expect(Buffer.compare(again, other)).not.toBe(0);
  });

  test('a seal is a red ring with a star, 600 points wide, transparent between', () => {
    const { width, colour, alphaAt } = readPng(
      drawSealPicture({ upper: 'Sở Kinh tế số', lower: 'Tỉnh Lam Giang' }),
    );
    expect({ width, colour }).toEqual({ width: 600, colour: [206, 22, 32] });
    expect([alphaAt(0, 0), alphaAt(300, 140), alphaAt(13, 300), alphaAt(300, 276)]).toEqual([0, 0, 255, 255]);
  });
});

test('papers of the sample are drawn, one of each type and both draft and issued', async () => {
  const { incoming, outgoing } = makeSample(20, '2026-11-23');
  const byType = new Map(
    [...incoming, ...outgoing].filter(({ file }) => file).map((document) => [document.typeName, document]),
  );
  expect(byType.size).toBeGreaterThanOrEqual(20);
  for (const [typeName, { file, attachments, subject }] of byType) {
    if (!file) continue;
    const { bytes, pages } = await drawPaper(file.paper, PKI_NOW);
    expect(bytes.length, typeName).toBeLessThan(SIZE_BYTES_MAX);
    expect(pages, typeName).toBeLessThanOrEqual(6);
    const text = flat(run('pdftotext', keep('sample.pdf', bytes), '-'));
    expect(text).toContain(file.paper.signer);
    expect(text.toLocaleLowerCase('vi')).toContain(
      subject.split(' ').slice(0, 3).join(' ').toLocaleLowerCase('vi'),
    );
    for (const { appendix } of attachments) {
      const attachment = await drawAppendixFile(file.paper, appendix, PKI_NOW);
      expect(attachment.length).toBeLessThan(SIZE_BYTES_MAX);
    }
  }
});
