import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { AcceptedFile } from '../../shared/contract/shapes.ts';
import { AppError } from '../../shared/errors.ts';
import { PdfReport } from '../../shared/signature/report.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { say } from '../../shared/words/vi.ts';
import type { Helper, Ports } from '../ports.ts';
import { loadAnchors } from '../signing/trust.ts';
import type { Blobs } from '../store/blobs.ts';
import { orFullDisk } from '../store/full-disk.ts';
import type { ReadDb } from '../store/handles.ts';
import { type FileType, fileTypeOf } from './file-type.ts';
import { attempt } from './look-into.ts';
import { verdictOf } from './shown.ts';

export const FILE_MB_MAX = 200;
export const FILE_BYTES_MAX = FILE_MB_MAX * 1024 * 1024;
/** Only to name the file in a refusal. */
const NAME_IN_SENTENCE_MAX = 80;
const INSPECT_MS_MAX = 15_000;

export type Intake = {
  readonly ports: Pick<Ports, 'dataDir' | 'newId' | 'failpoint' | 'now'>;
  readonly db: ReadDb;
  readonly blobs: Blobs;
  /** The `index` helper: outside bytes are parsed there, never here. */
  readonly index: Helper;
  readonly verify: Helper;
};

const folderOf = (dataDir: string): string => join(dataDir, 'intake');

/** Files that a stopped program left half taken in; they belong to nothing. */
export function clearIntake(dataDir: string): void {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { force: true });
}

/**
 * Takes in one file of a document: at most 200 MB, known by its bytes as PDF, DOCX, XLSX, PNG or JPG. It is kept by content before this answers, under a
 * name that Windows can keep. Refused, with nothing kept: cut off, empty, too large, encrypted, executable, of another kind, named .pdf and none, or changed after it
 * was signed.
 */
export async function acceptFile(intake: Intake, name: string, bytes: Readable): Promise<AcceptedFile> {
  const { dataDir, newId, failpoint } = intake.ports;
  mkdirSync(folderOf(dataDir), { recursive: true });
  const path = join(folderOf(dataDir), newId());
  const shownName = nameForSentence(name);
  try {
    const sizeBytes = await stage(bytes, path, shownName);
    if (sizeBytes === 0) throw new AppError('file.empty', { name: shownName });
    const type = await fileTypeOf(path);
    await refuseUnusable(intake, type, path, name, shownName);
    if (type.is === 'pdf') await refuseChanged(intake, path, shownName);
    const kept = await intake.blobs.put(createReadStream(path), FILE_BYTES_MAX);
    failpoint('intake.after-blob');
    const { mediaType, extension } = type as Extract<FileType, { mediaType: string }>;
    return {
      file: { ...kept, name: storedName(name, extension), mediaType },
      verdict: verdictOf(intake.db, kept.sha256),
    };
  } finally {
    await rm(path, { force: true });
  }
}

async function stage(bytes: Readable, path: string, name: string): Promise<number> {
  let sizeBytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > FILE_BYTES_MAX) done(new AppError('file.over-limit', { name, limitMb: FILE_MB_MAX }));
      else done(null, chunk);
    },
  });
  let isCutOff = false;
  bytes.once('error', () => {
    isCutOff = true;
  });
  try {
    await pipeline(bytes, counted, createWriteStream(path, { flags: 'wx' }));
  } catch (cause) {
    // The counter's own refusal, or a full disk, ends the sender as well and is the better reason.
    const problem = orFullDisk(cause);
    if (isCutOff && !(problem instanceof AppError)) throw new AppError('file.cut-off', { name }, { cause });
    throw problem;
  }
  return sizeBytes;
}

async function refuseUnusable(
  { index }: Intake,
  type: FileType,
  path: string,
  name: string,
  shownName: string,
): Promise<void> {
  if (type.is === 'executable') throw new AppError('file.executable', { name: shownName });
  if (type.is !== 'pdf' && /\.pdf\s*$/i.test(name))
    throw new AppError('file.not-what-its-name-says', { name: shownName });
  if (type.is === 'unknown') throw new AppError('file.type-not-taken', { name: shownName });
  if (type.is !== 'pdf') return;
  const isEncrypted = z.boolean().parse(await index.call('isEncrypted', { file: path }, INSPECT_MS_MAX));
  if (isEncrypted) throw new AppError('file.encrypted', { name: shownName });
}

/**
 * NĐ 30/2020 article 21: what fails its check of integrity is not taken in. A file that cannot be judged in time is taken and judged later; trust in the
 * certificate plays no part here.
 */
async function refuseChanged({ verify, ports, db }: Intake, path: string, shownName: string): Promise<void> {
  const input = {
    file: path,
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
