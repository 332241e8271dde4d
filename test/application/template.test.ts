import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { libreOffice } from '../../src/main/hosts/libre-office.ts';
import { templateFiles } from '../../src/main/outgoing/template/template-files.ts';
import { PART_BYTES_MAX, wordFacts } from '../../src/main/outgoing/word-facts.ts';
import { readKept } from '../../src/main/store/kept-file.ts';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';
import { OutgoingId, VersionId } from '../../src/shared/domain/core/values.ts';
import { paperTypes } from '../../src/shared/domain/outgoing/paper-types.ts';
import { outgoingFields } from '../support/documents.ts';
import { asFile, run } from '../support/judges.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
/** Stands for LibreOffice where only the Word document is looked at. */
let isConverting = true;
beforeAll(async () => {
  office = makeOffice();
  const dataDir = office.folder();
  const real = libreOffice({ folder: join(dataDir, 'converting') });
  const convert = (docx: Uint8Array) => (isConverting ? real(docx) : Promise.resolve(PLAIN_PDF));
  specialist = await openOfficeApp(office, 'specialist', { dataDir, convert });
});
afterAll(async () => {
  await specialist.close();
  office.close();
});
const PLAIN_PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

const bytesOf = async ({ sha256 }: { readonly sha256: AcceptedFile['file']['sha256'] }) => {
  const kept = specialist.app.openBlob(sha256);
  if (!kept) throw new Error('not here');
  return readKept(kept);
};
const filled = (some: object, addressee = '') =>
  specialist.ask('outgoing.fillTemplate', {
    fields: outgoingFields(office.people.leader.id, some),
    addressee,
  });
const told = async (made: AcceptedFile, ...options: readonly string[]) =>
  asFile(await bytesOf(made.file), async (file) => (await run('pdftotext', ...options, file, '-')).out);

test('the templates that are shipped are those that the layout makes', () => {
  const folder = join(import.meta.dirname, '../../assets/templates');
  for (const [name, bytes] of templateFiles())
    expect([name, Buffer.from(bytes).equals(readFileSync(join(folder, name)))]).toEqual([name, true]);
});

test('PL.I.II: a letter from its template has its parts in their places, and may be submitted as it is', async () => {
  isConverting = true;
  const made = await filled(
    { subject: 'V/v rà soát <hồ sơ> & {số}', recipientsText: 'Như trên; Lưu: VT, VP.' },
    'Sở Nội vụ',
  );
  const words = (await told(made, '-layout')).split('\n').flatMap((line) => line.trim().split(/\s{2,}/));
  expect(words.filter((each) => each !== '')).toEqual([
    'SỞ MẪU MỘT',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số:',
    '/SMM-VP',
    'Lam Giang, ngày',
    'tháng',
    'năm 2026',
    'V/v rà soát <hồ sơ> & {số}',
    'Kính gửi: Sở Nội vụ',
    '………………………………………………./.',
    'Nơi nhận:',
    office.people.leader.position.toLocaleUpperCase('vi'),
    '- Như trên;',
    '- Lưu: VT, VP.',
    office.people.leader.fullName,
  ]);
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: made.file, ...(made.docx && { docx: made.docx }) },
    attachments: [],
  });
  expect((await specialist.ask('signing.proposePlaces', { documentId })).certain).toEqual({
    number: true,
    date: true,
    person: true,
  });
  expect((await specialist.ask('outgoing.check', { documentId })).map(({ code }) => code)).toEqual([
    'check.blank',
  ]);
  await specialist.ask('outgoing.submitForSignature', { documentId });
});

test('a Word document that is none, or is without end when unpacked, has no measures and breaks nothing', () => {
  const swollen = zipSync({ 'word/document.xml': new Uint8Array(PART_BYTES_MAX + 1) }, { level: 9 });
  expect([wordFacts(Buffer.from('PK')), wordFacts(swollen), wordFacts(zipSync({}))]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('PL.I.I: a page is A4, upright, in the metrics of Times New Roman, with its line as long as the motto', async () => {
  isConverting = true;
  const made = await filled({
    typeName: 'Quyết định',
    codeNotation: 'QĐ-SMM',
    subject: 'Về việc bổ nhiệm công chức',
  });
  const pdf = await bytesOf(made.file);
  const facts = await asFile(pdf, async (file) => [
    (await run('pdfinfo', file)).out.match(/Page size:.*/)?.[0],
    /(?:LiberationSerif|TimesNewRoman)/.test((await run('pdffonts', file)).out),
  ]);
  expect(facts).toEqual([expect.stringContaining('A4'), true]);
  const text = await told(made);
  expect(text).toContain('QUYẾT ĐỊNH\nVề việc bổ nhiệm công chức');
  expect(text).toContain('QUYẾT ĐỊNH:');
});

describe('PL.III.II: every type of article 7 has its model', () => {
  test.each(paperTypes)('$name', async ({ name, abbreviation, form }) => {
    isConverting = false;
    const codeNotation = abbreviation ? `${abbreviation}-SMM` : 'SMM-VP';
    // The made PDF is none: only the Word document counts here, and that is kept before it is made.
    const reply = await specialist.invoke('outgoing.fillTemplate', {
      fields: outgoingFields(office.people.leader.id, { typeName: name, codeNotation, subject: 'Về mẫu' }),
      addressee: '',
    });
    if (!reply.ok || !reply.value.docx) throw new Error(JSON.stringify(reply));
    const parts = unzipSync(await bytesOf(reply.value.docx));
    const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
    expect(text).toContain(`/${codeNotation}`);
    expect(text).not.toMatch(/[{}]/);
    expect(text.includes(name.toLocaleUpperCase('vi'))).toBe(form !== 'letter');
  });
});
