import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import { openPdf, type PdfFile } from '../../../signatures/pdf/file.ts';
import { PDF_LIMITS } from '../../../signatures/pdf/limits.ts';
import { asArray, asDict, asNumber } from '../../../signatures/pdf/objects.ts';
import { inheritedOf, pagesOf } from '../../../signatures/pdf/pages.ts';
import { PREPARED_FIELDS } from '../../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../../signatures/sign/fields.ts';
import { signPdf } from '../../../signatures/sign/sign.ts';
import type { Place, SignatureTarget } from '../../../signatures/sign/target.ts';
import { openPkcs12, PKCS12_BYTES_MAX } from '../../signing/token/pkcs12.ts';
import { EXIT, type TerminalCommand, UsageFault, whyOf } from './terminal.ts';

const PASSPHRASE_FILE_BYTES_MAX = 4096;
const A4 = { width: 595, height: 842 };
const MARGIN = 56;
const BOX = { width: 170, height: 64 };

type Role = 'person' | 'agency';

/** `hamrong sign`: one approval signature appended as a revision; the input is never written to, an existing output never replaced. */
export const sign: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      p12: { type: 'string' },
      'passphrase-file': { type: 'string' },
      role: { type: 'string' },
      reason: { type: 'string' },
      invisible: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.sign.usage'));
    return EXIT.ok;
  }
  const [input, ...others] = positionals;
  if (input === undefined || others.length > 0) throw new UsageFault(say('terminal.needs-one-file'));
  const out = needed('out', values.out);
  const keyFile = needed('p12', values.p12);
  const passphraseFile = needed('passphrase-file', values['passphrase-file']);
  const role = roleOf(needed('role', values.role));
  if (existsSync(out)) throw new AppError('terminal.output-exists', { path: out });
  const passphrase = firstLine(await readLimited(passphraseFile, PASSPHRASE_FILE_BYTES_MAX));
  const key = openPkcs12(await readLimited(keyFile, PKCS12_BYTES_MAX), passphrase);
  const bytes = await readLimited(input, PDF_LIMITS.fileBytesMax);
  const signed = await signPdf(bytes, {
    key,
    at: terminal.now(),
    target: targetFor(openPdf(bytes), role, values.invisible),
    ...(values.invisible ? {} : { look: { kind: 'signer' } }),
    ...(values.reason === undefined ? {} : { reason: values.reason }),
  });
  await writeNew(out, signed);
  terminal.err(say('terminal.signed', { path: out }));
  return EXIT.ok;
};

function needed(name: string, value: string | undefined): string {
  if (!value) throw new UsageFault(say('terminal.needs-option', { name }));
  return value;
}

function roleOf(text: string): Role {
  if (text === 'person' || text === 'agency') return text;
  throw new UsageFault(say('terminal.bad-option', { name: 'role' }));
}

/** A passphrase may have blanks at its ends; only the line's end, which an editor adds, is not part of it. */
const firstLine = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8').split(/\r?\n/)[0] ?? '';

async function readLimited(path: string, bytesMax: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= bytesMax) return await readFile(path);
  } catch (fault) {
    throw new AppError('terminal.file-unreadable', { path, why: whyOf(fault) }, { cause: fault });
  }
  throw new AppError('terminal.file-too-large', { path, limitKb: bytesMax / 1024 });
}

/** The field that waits for this role if the file was prepared, else a new one at the foot of the last page. */
function targetFor(file: PdfFile, role: Role, isInvisible: boolean): SignatureTarget {
  const fields = fieldsOf(file.latest);
  const prepared = PREPARED_FIELDS[role === 'person' ? 'person' : 'seal'];
  const waits = fields.some(
    (field) => field.name === prepared && field.type === 'Sig' && !asDict(field.get('V')),
  );
  if (waits) return { field: prepared };
  return { newField: isInvisible ? {} : { place: placeFor(file, role) } };
}

/** People sign on the right, agencies on the left, each further signature above the last; all inside the page. */
function placeFor(file: PdfFile, role: Role): Place {
  const pages = pagesOf(file.latest);
  const last = pages.at(-1);
  const box = last && asArray(inheritedOf(file.latest, last.dict, 'MediaBox'));
  const [left = 0, bottom = 0, right = A4.width, top = A4.height] = (box?.items ?? []).map(
    (item) => asNumber(file.latest.resolve(item)) ?? 0,
  );
  const width = Math.min(BOX.width, right - left);
  const height = Math.min(BOX.height, top - bottom);
  const rows = Math.max(1, Math.floor((top - bottom - 2 * MARGIN) / (height + 4)));
  const signatures = fieldsOf(file.latest).filter(({ type }) => type === 'Sig').length;
  return {
    page: Math.max(1, pages.length),
    x: role === 'person' ? Math.max(left, right - MARGIN - width) : Math.min(left + MARGIN, right - width),
    y: Math.min(bottom + MARGIN + (signatures % rows) * (height + 4), top - height),
    width,
    height,
  };
}

/** Written beside and renamed, so that no half file ever bears the name. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(fresh, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (fault) {
    await rm(fresh, { force: true });
    throw new AppError('terminal.output-unwritable', { path, why: whyOf(fault) }, { cause: fault });
  }
}
