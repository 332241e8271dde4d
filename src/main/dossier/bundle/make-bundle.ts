import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type BundleReport, REPORT_SHOWN_MAX } from '../../../shared/contract/dossier-bundle.ts';
import { DOCX, type DossierId, type FileRef, PDF, Sha256 } from '../../../shared/domain/core/values.ts';
import {
  type ArchiveDocument,
  type ArchiveFile,
  archiveXml,
  type ShortenedAt,
} from '../../../shared/domain/dossier/archive-xml.ts';
import type { Dossier } from '../../../shared/domain/dossier/dossier.ts';
import { formatReference } from '../../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../../shared/errors.ts';
import { dayOf } from '../../../shared/text/day.ts';
import { saveName } from '../../../shared/text/save-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { sheetFile } from '../../export/sheet-file.ts';
import type { ActionContext } from '../../handler.ts';
import type { Staged } from '../../store/blobs.ts';
import { streamKept } from '../../store/kept-file.ts';
import { type Filed, filedIn } from '../filed.ts';
import { contentsSheet } from '../forms/contents-sheet.ts';
import { describeDossier, describeFiled } from './describe.ts';
import { type ZipFile, zipped } from './zip.ts';

/** What an old zip can hold, and a USB stick with FAT32. */
export const BUNDLE_BYTES_MAX = 4 * 1024 ** 3 - 64 * 1024 * 1024;
/** A zip without extensions counts to 65,535. */
const FILES_MAX = 60_000;
/** A Word document of an office. */
const DOCX_BYTES_MAX = 50 * 1024 * 1024;

export type Made = { readonly name: string; readonly staged: Staged; readonly report: BundleReport };
type Making = {
  readonly context: ActionContext;
  readonly dossierId: DossierId;
  readonly signal: AbortSignal;
  readonly onDone: (done: number, total: number) => void;
};
type Told = {
  readonly documents: ArchiveDocument[];
  readonly missing: string[];
  readonly asTheyAre: string[];
  shortened: readonly ShortenedAt[];
};

/**
 * Makes the bundle of a dossier (annex VI III.4g): every document in the order of time, the files that are no PDF as PDF where this machine can, the list as PDF, the metadata as XML, and a
 * report of what is missing, kept as it is, or shortened. It is staged: gone with `drop`, or when the profile is opened next. Throws `dossier.not-found`, `dossier.bundle-too-large`,
 * `dossier.bundle-cancelled`, `disk.*`.
 */
export async function makeBundle(making: Making): Promise<Made> {
  const { context, dossierId } = making;
  const dossier = context.read('dossier', dossierId);
  if (!dossier) throw new AppError('dossier.not-found');
  const filed = inTime(await filedIn(context, dossierId));
  demandRoom(filed);
  const told: Told = { documents: [], missing: [], asTheyAre: [], shortened: [] };
  const files = filesOf(making, dossier, filed, told);
  const bytes = Readable.from(zipped(files, new Date(context.at())), { objectMode: false });
  const staged = await context.blobs.stage(bytes, BUNDLE_BYTES_MAX);
  const subject = say('dossier.bundle.name', { title: dossier.title });
  const name = saveName({ reference: dossier.notation, subject, fileName: 'ho-so.zip' });
  return { name, staged, report: reportOf(told) };
}

/** By the day of each document; one without by the day on which it arrived or was filed; of one day by ordinal. */
export function inTime(filed: readonly Filed[]): readonly Filed[] {
  const dayAt = ({ named, body }: Filed): string => named?.issuedOn ?? dayOf(body.doneAt);
  return [...filed].sort((a, b) =>
    dayAt(a) === dayAt(b) ? a.body.ordinal - b.body.ordinal : dayAt(a) < dayAt(b) ? -1 : 1,
  );
}

function demandRoom(filed: readonly Filed[]): void {
  const files = filed.flatMap((each) => each.files);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (bytes > BUNDLE_BYTES_MAX || files.length > FILES_MAX)
    throw new AppError('dossier.bundle-too-large', {
      gb: (bytes / 1024 ** 3).toFixed(1),
      count: files.length,
    });
}

async function* filesOf(
  making: Making,
  dossier: Dossier,
  filed: readonly Filed[],
  told: Told,
): AsyncGenerator<ZipFile> {
  const { context, onDone } = making;
  for (const [index, each] of filed.entries()) {
    demandGoing(making);
    onDone(index, filed.length);
    const files: ArchiveFile[] = [];
    if (each.named)
      for await (const file of documentFiles(making, index + 1, each, told)) {
        files.push({ path: file.path, sha256: file.sha256, sizeBytes: file.sizeBytes });
        yield file;
      }
    else told.missing.push(say('dossier.bundle.away', { ordinal: each.body.ordinal }));
    const kind = each.body.of?.kind ?? 'material';
    told.documents.push({
      kind,
      ordinal: each.body.ordinal,
      values: describeFiled(context, dossier, each),
      files,
    });
  }
  yield* contents(making, told);
  demandGoing(making);
  const { xml, shortened } = archiveXml(describeDossier(context, dossier, filed), told.documents);
  told.shortened = shortened;
  yield { path: 'ho-so.xml', content: [Buffer.from(xml)] };
  yield { path: 'bao-cao.txt', content: [Buffer.from(`\ufeff${reportText(dossier, told)}`)] };
  onDone(filed.length, filed.length);
}

function demandGoing({ signal }: Making): void {
  if (signal.aborted) throw new AppError('dossier.bundle-cancelled');
}

type Laid = ZipFile & Pick<FileRef, 'sha256' | 'sizeBytes'>;

/** The files of one document under names that say its turn, its day and its reference: `0001_2026-02-27_412_SKTS-CDS_ra-soat.pdf`, attachments as `0001-1_…`. */
async function* documentFiles(making: Making, turn: number, filed: Filed, told: Told): AsyncGenerator<Laid> {
  const { blobs } = making.context;
  for (const [index, file] of filed.files.entries()) {
    demandGoing(making);
    const what = say('dossier.bundle.file', { ordinal: filed.body.ordinal, name: file.name });
    if (!blobs.has(file.sha256)) {
      told.missing.push(what);
      continue;
    }
    const path = pathOf(turn, index, filed, file);
    const { sha256, sizeBytes } = file;
    yield { path, sha256, sizeBytes, content: await contentOf(making, file) };
    if (file.mediaType === PDF) continue;
    const pdf = await asPdf(making.context, file);
    if (pdf)
      yield {
        path: path.replace(/(\.[a-z0-9]+)?$/i, '.pdf'),
        sha256: sha256Of(pdf),
        sizeBytes: pdf.length,
        content: [pdf],
      };
    else told.asTheyAre.push(what);
  }
}

const sha256Of = (bytes: Uint8Array): Sha256 =>
  Sha256.parse(createHash('sha256').update(bytes).digest('hex'));

/** Read at once; a larger file comes in pieces. */
const AT_ONCE_BYTES = 1024 * 1024;

const contentOf = async (making: Making, { sha256, sizeBytes }: FileRef): Promise<ZipFile['content']> => {
  const { blobs } = making.context;
  if (sizeBytes <= AT_ONCE_BYTES) return [await blobs.read(sha256, 2 * AT_ONCE_BYTES)];
  return whileGoing(making, streamKept(blobs.fileOf(sha256)));
};

async function* whileGoing(making: Making, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    demandGoing(making);
    yield piece;
  }
}

function pathOf(turn: number, index: number, { named, body }: Filed, file: FileRef): string {
  const place = `${String(turn).padStart(4, '0')}${index === 0 ? '' : `-${String(index)}`}`;
  const { codeNumber = '', codeNotation = '', subject = '', issuedOn = dayOf(body.doneAt) } = named ?? {};
  const reference = codeNumber === '' && codeNotation === '' ? '' : formatReference(codeNumber, codeNotation);
  return `van-ban/${place}_${issuedOn}_${saveName({ reference, subject: index === 0 ? subject : file.name, fileName: file.name })}`;
}

/** A Word document as PDF where the machine has what makes it; undefined otherwise, and where it cannot be made. */
async function asPdf(
  { ports, blobs }: ActionContext,
  { sha256, mediaType }: FileRef,
): Promise<Uint8Array | undefined> {
  if (mediaType !== DOCX || !ports.convert) return undefined;
  try {
    return await ports.convert(await blobs.read(sha256, DOCX_BYTES_MAX));
  } catch (problem) {
    if (problem instanceof AppError) return undefined;
    throw problem;
  }
}

/** Mục lục văn bản as PDF; a machine without a browser leaves it out and says so. */
async function* contents({ context, dossierId }: Making, told: Told): AsyncGenerator<ZipFile> {
  try {
    const made = await sheetFile(context.ports, await contentsSheet(context, dossierId), 'pdf');
    yield { path: 'muc-luc.pdf', content: [Buffer.from(made.content, 'base64')] };
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    told.missing.push(say('dossier.bundle.noContents'));
  }
}

const lines = (all: readonly string[]) => ({ count: all.length, shown: all.slice(0, REPORT_SHOWN_MAX) });
const sayShortened = ({ ordinal, field, length, whole }: ShortenedAt): string =>
  say(ordinal === undefined ? 'dossier.bundle.short.dossier' : 'dossier.bundle.short.document', {
    ...{ field, length, whole, ordinal: ordinal ?? '' },
  });

const reportOf = ({ documents, missing, asTheyAre, shortened }: Told): BundleReport => ({
  documentCount: documents.length,
  fileCount: documents.reduce((sum, { files }) => sum + files.length, 0),
  missing: lines(missing),
  asTheyAre: lines(asTheyAre),
  shortened: lines(shortened.map(sayShortened)),
});

function reportText(dossier: Dossier, { documents, missing, asTheyAre, shortened }: Told): string {
  const part = (head: string, all: readonly string[]): string[] =>
    all.length === 0 ? [] : ['', `${head} (${String(all.length)})`, ...all.map((line) => `- ${line}`)];
  return [
    say('dossier.bundle.report', { notation: dossier.notation, title: dossier.title }),
    say('dossier.bundle.report.count', { count: documents.length }),
    ...part(say('dossier.bundle.missing'), missing),
    ...part(say('dossier.bundle.asTheyAre'), asTheyAre),
    ...part(say('dossier.bundle.shortened'), shortened.map(sayShortened)),
    '',
  ].join('\r\n');
}
