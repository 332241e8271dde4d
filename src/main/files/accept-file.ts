import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AcceptedFile } from '../../shared/contract/shapes.ts';
import { PACKAGE_TYPE } from '../../shared/edxml/package.ts';
import { AppError } from '../../shared/errors.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { say } from '../../shared/words/vi.ts';
import type { Helper, Ports } from '../ports.ts';
import { loadAnchors } from '../signing/trust.ts';
import type { Blobs, Staged } from '../store/blobs.ts';
import type { ReadDb } from '../store/handles.ts';
import type { KeptFile } from '../store/kept-file.ts';
import { type FileType, fileTypeOf } from './file-type.ts';
import { attempt } from './look-into.ts';
import { verdictOf } from './shown.ts';

export const FILE_MB_MAX = 200;
export const FILE_BYTES_MAX = FILE_MB_MAX * 1024 * 1024;
/** Only to name the file in a refusal. */
const NAME_IN_SENTENCE_MAX = 80;
const INSPECT_MS_MAX = 15_000;

export type Intake = {
  readonly ports: Pick<Ports, 'dataDir' | 'failpoint' | 'now'>;
  readonly db: ReadDb;
  readonly blobs: Blobs;
  /** The `index` helper: outside bytes are parsed there, never here. */
  readonly index: Helper;
  readonly verify: Helper;
};

/**
 * Takes in one file of a document: at most 200 MB, known by its bytes as PDF, DOCX, XLSX, PNG or JPG, or an edXML package by its name. It is kept by content before this answers, under a
 * name that Windows can keep. Refused, with nothing kept: cut off, empty, too large, encrypted, executable, of another kind, named .pdf and none, or changed after it
 * was signed.
 */
export async function acceptFile(intake: Intake, name: string, bytes: Readable): Promise<AcceptedFile> {
  const shownName = nameForSentence(name);
  const staged = await stage(intake.blobs, bytes, shownName);
  const { file, sha256, sizeBytes } = staged;
  try {
    if (sizeBytes === 0) throw new AppError('file.empty', { name: shownName });
    const type = asPackage(await fileTypeOf(file), name);
    await refuseUnusable(intake, type, file, name, shownName);
    if (type.is === 'pdf') await refuseChanged(intake, file, shownName);
    await staged.keep();
    intake.ports.failpoint('intake.after-blob');
    const { mediaType, extension } = type as Extract<FileType, { mediaType: string }>;
    return {
      file: { sha256, sizeBytes, name: storedName(name, extension), mediaType },
      verdict: verdictOf(intake.db, sha256),
    };
  } finally {
    await staged.drop();
  }
}

/** A package is told by its name: whoever reads it says whether it is one, and nobody opens it otherwise. */
const asPackage = (type: FileType, name: string): FileType =>
  type.is === 'unknown' && /\.edxml\s*$/i.test(name)
    ? { is: 'document', mediaType: PACKAGE_TYPE, extension: '.edxml' }
    : type;

async function stage(blobs: Blobs, bytes: Readable, name: string): Promise<Staged> {
  let isCutOff = false;
  bytes.once('error', () => {
    isCutOff = true;
  });
  try {
    return await blobs.stage(bytes, FILE_BYTES_MAX);
  } catch (problem) {
    // A refusal of ours, or a full disk, ends the sender as well and is the better reason.
    if (!(problem instanceof AppError)) {
      if (isCutOff) throw new AppError('file.cut-off', { name }, { cause: problem });
      throw problem;
    }
    if (problem.code !== 'file.too-large') throw problem;
    throw new AppError('file.over-limit', { name, limitMb: FILE_MB_MAX }, { cause: problem });
  }
}

async function refuseUnusable(
  { index }: Intake,
  type: FileType,
  file: KeptFile,
  name: string,
  shownName: string,
): Promise<void> {
  if (type.is === 'executable') throw new AppError('file.executable', { name: shownName });
  if (type.is !== 'pdf' && /\.pdf\s*$/i.test(name))
    throw new AppError('file.not-what-its-name-says', { name: shownName });
  if (type.is === 'unknown') throw new AppError('file.type-not-taken', { name: shownName });
  if (type.is !== 'pdf') return;
  const isEncrypted = z.boolean().parse(await index.call('isEncrypted', { file }, INSPECT_MS_MAX));
  if (isEncrypted) throw new AppError('file.encrypted', { name: shownName });
}

/**
 * NĐ 30/2020 article 21: what fails its check of integrity is not taken in. A file that cannot be judged in time is taken and judged later; trust in the
 * certificate plays no part here.
 */
async function refuseChanged(
  { verify, ports, db }: Intake,
  file: KeptFile,
  shownName: string,
): Promise<void> {
  const input = {
    file,
    anchors: loadAnchors({ dataDir: ports.dataDir, db }),
    at: ports.now(),
    offline: true,
  };
  const judged = await attempt(verify.call('verifyFile', input, INSPECT_MS_MAX));
  if (judged.problem !== undefined) return;
  const { integrity } = PdfReport.parse(judged.value);
  if (integrity === 'modified') throw new AppError('file.changed-after-signing', { name: shownName });
  if (integrity === 'invalid') throw new AppError('file.signature-broken', { name: shownName });
}

const nameForSentence = (name: string): string => safeFileName(name).slice(0, NAME_IN_SENTENCE_MAX);

/** The name under which people see the file: no folders, no characters that Windows refuses, and the extension of what it is. */
export function storedName(name: string, extension: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const known = extension === '.jpg' ? /\.jpe?g$/i : new RegExp(`\\${extension}$`, 'i');
  const stem = last.trim().replace(known, '');
  return safeFileName(
    `${stem === '' ? say('file.unnamed') : stem}${extension}`,
    `${say('file.unnamed')}${extension}`,
  );
}
