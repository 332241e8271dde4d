import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { libreOffice } from '../../src/main/hosts/libre-office.ts';
import { asFile, run } from '../support/judges.ts';
import { withPictureFrom, wordDocument } from '../support/word.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-convert-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SENTENCE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; Ễ Ỡ Ặ Ự ữ ẵ đ';

test('III.1.a: two Word documents become two PDFs, one after the other, every Vietnamese letter in place', async () => {
  const convert = libreOffice({ folder });
  const made = await Promise.all([
    wordDocument(SENTENCE).then(convert),
    wordDocument('Thứ hai').then(convert),
  ]);
  const texts = await Promise.all(
    made.map((pdf) => asFile(pdf, async (file) => (await run('pdftotext', file, '-')).out.trim())),
  );
  expect(texts).toEqual([SENTENCE, 'Thứ hai']);
  expect(readdirSync(folder)).toEqual(['profile']);
});

test('a picture that stands elsewhere is not fetched', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/far.png`;
    const docx = withPictureFrom(await wordDocument(SENTENCE), address);
    await libreOffice({ folder })(docx);
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

test('what takes too long is stopped and leaves nothing behind; without the program it says so', async () => {
  const docx = await wordDocument(SENTENCE);
  const late = libreOffice({ folder, timeoutMs: 1 })(docx);
  await expect(late).rejects.toMatchObject({ code: 'convert.timed-out' });
  expect(existsSync(join(folder, 'work'))).toBe(false);
  const absent = libreOffice({ folder, program: join(folder, 'nowhere') })(docx);
  await expect(absent).rejects.toMatchObject({ code: 'convert.no-program' });
});
