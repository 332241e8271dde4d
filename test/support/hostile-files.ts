import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { catalogRefOf, openPdf } from '../../src/signatures/pdf/file.ts';
import { pdfArray, pdfDict, pdfName, pdfNumber, withEntries } from '../../src/signatures/pdf/objects.ts';
import { beginUpdate } from '../../src/signatures/pdf/update.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { PKI_NOW, testPki } from './pki.ts';
import { keyOf } from './signing-key.ts';

const MB = 1024 * 1024;
export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** A Word or Excel document as far as a zip's directory tells. */
export const office2007 = (main: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ '[Content_Types].xml': text('<Types/>'), [main]: text('<x/>'), ...more });

/** The same PDF with a revision that puts it behind a password: an encryption dictionary named by the trailer (ISO 32000-2 §7.6.2). */
export function locked(bytes: Uint8Array): Uint8Array {
  const latin = Buffer.from(bytes).toString('latin1');
  const before = /startxref\s+(\d+)/.exec(latin)?.[1] ?? '';
  const trailer = /trailer\s*<<([^>]*)>>/.exec(latin)?.[1] ?? '';
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const dictionary = `\n${size} 0 obj\n<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>\nendobj\n`;
  const table = `xref\n${size} 1\n${String(latin.length + 1).padStart(10, '0')} 00000 n \n`;
  const named = trailer.replace(
    /\/Size \d+/,
    `/Size ${size + 1} /Prev ${before} /Encrypt ${size} 0 R /ID [<00> <00>]`,
  );
  const end = `trailer\n<<${named}>>\nstartxref\n${latin.length + dictionary.length}\n%%EOF\n`;
  return Buffer.from(`${latin}${dictionary}${table}${end}`, 'latin1');
}

/** Behind an owner's password, as qpdf does it; whoever only reads needs none. */
export function encrypted(pdf: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'hamrong-encrypt-'));
  try {
    const [open, closed] = [join(folder, 'open.pdf'), join(folder, 'closed.pdf')];
    writeFileSync(open, pdf);
    execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', open, closed]);
    return readFileSync(closed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A document whose certification forbids every later change. */
export function certified(pdf: Uint8Array): Uint8Array {
  const file = openPdf(pdf);
  const update = beginUpdate(file);
  const parameters = pdfDict({ Type: pdfName('TransformParams'), P: pdfNumber(1), V: pdfName('1.2') });
  const reference = pdfDict({ TransformMethod: pdfName('DocMDP'), TransformParams: parameters });
  const signature = pdfDict({ Type: pdfName('Sig'), Reference: pdfArray([reference]) });
  const catalog = withEntries(file.latest.catalog, { Perms: pdfDict({ DocMDP: signature }) });
  update.put(catalogRefOf(file.latest), catalog);
  return update.finish().whole();
}

/** The pages' content stands in the table and is another object in the file: what it draws cannot be read, and nothing else is wrong. */
export function unreadablePages(pdf: Uint8Array): Uint8Array {
  const latin = Buffer.from(pdf).toString('latin1');
  const contents = /\/Contents \[ (\d+) 0 R/.exec(latin)?.[1];
  if (!latin.includes(`\n${contents} 0 obj`)) throw new Error('the sample has no such object');
  return Buffer.from(latin.replace(`\n${contents} 0 obj`, `\n${contents} 1 obj`), 'latin1');
}

function* chunks(count: number): Generator<Uint8Array> {
  yield text('%PDF-1.7\n');
  for (let n = 0; n < count; n++) yield new Uint8Array(MB);
}
/** Never stored and never whole in memory. */
export const huge = (): Readable => Readable.from(chunks(300));

/** A sender that goes away in the middle: the window was closed, the line cut. */
export const cutOff = (): Readable =>
  Readable.from(
    (function* () {
      yield text('%PDF-1.7\n');
      throw new Error('the sender went away');
    })(),
  );

/** A signed PDF in which one letter of the comment behind the header was changed: the page looks as before. */
export async function changedAfterSigning(pdf: Uint8Array): Promise<Uint8Array> {
  const { leader, chain } = await testPki();
  const signed = await signPdf(pdf, { key: keyOf(leader, chain), at: PKI_NOW, target: { newField: {} } });
  const changed = Uint8Array.from(signed);
  changed[10] = (changed[10] ?? 0) ^ 1;
  return changed;
}
