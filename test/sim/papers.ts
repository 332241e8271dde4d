import { createHash } from 'node:crypto';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import type { FileRef, Sha256 } from '../../src/shared/domain/core/values.ts';

/**
 * What stands for PDFs in the simulator: text that says what a signed file would show. Cryptography is the edge here; that the bytes continue their base, who
 * signed and what is drawn are judged by the same rules as ever.
 */
export type Mark = {
  readonly certificate: string;
  readonly number?: string;
  readonly date?: string;
  readonly stamp?: string;
  /** No two signatures are the same bytes, not even one official's under one file. */
  readonly nonce?: string;
};

const LINE = '\n%%signed ';
const EXTENDED = '\n%%extended ';
const LOCKED = ' locked ';
const encode = (text: string): Buffer => Buffer.from(text, 'utf8');

export const draftPaper = (name: string): Buffer => encode(`%PDF-1.7 ${name}`);
/** One that no signature can be put into. */
export const lockedPaper = (name: string): Buffer => encode(`%PDF-1.7${LOCKED}${name}`);
export const isLocked = (bytes: Uint8Array): boolean => text(bytes).includes(LOCKED);
/** One that somebody has signed, here or in another program. */
export const isSigned = (bytes: Uint8Array): boolean => text(bytes).includes(LINE);
export const preparedPaper = (base: Uint8Array): Buffer => encode(`${text(base)}\n%%prepared`);
export const signedPaper = (base: Uint8Array, mark: Mark): Buffer =>
  encode(`${text(base)}${LINE}${JSON.stringify(mark)}`);
/** A time-stamp behind it: no key, nothing on a page. */
export const extendedPaper = (base: Uint8Array, name: string): Buffer =>
  encode(`${text(base)}${EXTENDED}${name}`);

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What a looker would answer for two of these papers; for one and itself, what it is. */
export function inspectPapers(signed: Uint8Array, base: Uint8Array): Inspected {
  const [all, before] = [text(signed), text(base)];
  const marks = all
    .split(LINE)
    .slice(1)
    .map((line) => JSON.parse(line.split(EXTENDED)[0] ?? '') as Mark);
  const last = marks.at(-1);
  const added = all.slice(before.length);
  return {
    continuesBase: all.length > before.length && all.startsWith(before),
    isIntact: true,
    signerCertificateSha256: last?.certificate as Sha256 | undefined,
    signatureCount: marks.length,
    numberText: last?.number,
    dateText: last?.date,
    ...(last?.stamp !== undefined && { stampText: last.stamp }),
    onlyExtends: added.startsWith(EXTENDED) && !added.includes(LINE),
    ...(isLocked(signed) && { unsignable: 'file.encrypted' as const }),
  };
}

export const sha256Of = (bytes: Uint8Array): Sha256 =>
  createHash('sha256').update(bytes).digest('hex') as Sha256;

export const paperRef = (bytes: Uint8Array): FileRef => ({
  sha256: sha256Of(bytes),
  name: 'van-ban.pdf',
  sizeBytes: bytes.length,
  mediaType: 'application/pdf',
});
