import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import type { Level } from '../../../shared/signature/report.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { openPdf, type PdfFile } from '../../../signatures/pdf/file.ts';
import { PDF_LIMITS } from '../../../signatures/pdf/limits.ts';
import { asArray, asDict, asNumber } from '../../../signatures/pdf/objects.ts';
import { inheritedOf, pagesOf } from '../../../signatures/pdf/pages.ts';
import { PREPARED_FIELDS } from '../../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../../signatures/sign/fields.ts';
import type { SigningKey } from '../../../signatures/sign/key.ts';
import { signAtLevel } from '../../../signatures/sign/level.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import type { SignRequest } from '../../../signatures/sign/request.ts';
import type { Place, SignatureTarget } from '../../../signatures/sign/target.ts';
import { demandFiles, demandNew, needed, outputsOf, readLimited, writeNew } from './files.ts';
import { keyOptions, openKeyFrom } from './key-options.ts';
import { levelFrom, levelOptions, servicesFrom } from './level-options.ts';
import { EXIT, type Terminal, type TerminalCommand, UsageFault, worse } from './terminal.ts';

const A4 = { width: 595, height: 842 };
const MARGIN = 56;
const BOX = { width: 170, height: 64 };

type Role = 'person' | 'agency';

/**
 * `hamrong sign`: one approval signature appended as a revision to each file, at the wanted level if others answer; the input is never written to,
 * an existing output never replaced.
 */
export const sign: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...levelOptions,
      out: { type: 'string' },
      ...keyOptions,
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
  demandFiles(positionals);
  const outputOf = outputsOf(positionals, needed('out', values.out));
  const role = roleOf(needed('role', values.role));
  const level = levelFrom(values.level, 'B-B');
  if (level !== 'B-B') needed('tsa', values.tsa);
  const services = await servicesFrom(values, terminal);
  const { key, close } = await openKeyFrom(
    values,
    services.anchors.map(({ der }) => der),
  );
  const { invisible, reason } = values;
  try {
    let status: number = EXIT.ok;
    for (const file of positionals) {
      const order = { file, out: outputOf(file), role, key, invisible, reason, level, services };
      status = worse(status, await signOne(order, terminal));
    }
    return status;
  } finally {
    await close();
  }
};

type Order = {
  readonly file: string;
  readonly out: string;
  readonly role: Role;
  readonly key: SigningKey;
  readonly invisible: boolean;
  readonly reason: string | undefined;
  readonly level: Level;
  readonly services: LevelServices;
};

/** A file that cannot be signed is told and does not stop the others, a token that fails does; a file that stays below the wanted level is written and told. */
async function signOne(order: Order, terminal: Terminal): Promise<number> {
  const { file, out, role, key, invisible, reason, level, services } = order;
  try {
    demandNew(out);
    const bytes = await readLimited(file, PDF_LIMITS.fileBytesMax);
    const request: SignRequest = {
      key,
      at: terminal.now(),
      target: targetFor(openPdf(bytes), role, invisible),
      ...(invisible ? {} : { look: { kind: 'signer' } }),
      ...(reason === undefined ? {} : { reason }),
    };
    const signed = await signAtLevel(bytes, request, level, services);
    await writeNew(out, signed.bytes);
    terminal.err(say('terminal.signed', { path: out, level: signed.level }));
    if (!signed.shortfall) return EXIT.ok;
    terminal.err(sayFault(signed.shortfall.code, signed.shortfall.detail));
    return EXIT.undetermined;
  } catch (fault) {
    if (!(fault instanceof AppError) || fault.code.startsWith('token.')) throw fault;
    const sentence = sayFault(fault.code, { name: file, ...fault.detail });
    terminal.err(say('terminal.line', { path: file, sentence }));
    return EXIT.failed;
  }
}

function roleOf(text: string): Role {
  if (text === 'person' || text === 'agency') return text;
  throw new UsageFault(say('terminal.bad-option', { name: 'role' }));
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
