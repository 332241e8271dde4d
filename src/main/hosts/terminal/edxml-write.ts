import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { readMessageFile } from '../../../edxml-files/read-file.ts';
import { sourceOfFile } from '../../../edxml-files/write-file.ts';
import type { Edoc, EdxmlStatus } from '../../../shared/edxml/message.ts';
import { PACKAGE_FILES_MAX } from '../../../shared/edxml/package.ts';
import { sayPackageProblem } from '../../../shared/edxml/sentence.ts';
import { misfitIn } from '../../../shared/edxml/shape.ts';
import { writeInPieces, writeStatus } from '../../../shared/edxml/write.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import { demandNew, readLimited, writeNew } from './files.ts';
import { EXIT, type Terminal, whyOf } from './terminal.ts';

const JSON_BYTES_MAX = 4 * 1024 * 1024;
const Given = z.looseObject({
  kind: z.enum(['edoc', 'status']).default('edoc'),
  message: z.unknown(),
  attachments: z
    .array(
      z.looseObject({
        path: z.string(),
        name: z.string().optional(),
        description: z.string().optional(),
        contentType: z.string().optional(),
      }),
    )
    .max(PACKAGE_FILES_MAX)
    .default([]),
});

/** `hamrong edxml write`: the package is written beside, read back, and given its name only when nothing is wrong with it. */
export async function writeOne(file: string, out: string, terminal: Terminal): Promise<number> {
  demandNew(out);
  const pieces = await piecesOf(file);
  const folder = await mkdtemp(join(tmpdir(), 'hamrong-edxml-'));
  try {
    const fresh = join(folder, 'goi.edxml');
    await pipeline(Readable.from(pieces), createWriteStream(fresh));
    const { problems } = await readMessageFile(fresh, join(folder, 'tep'));
    if (problems.length > 0)
      throw new AppError('terminal.edxml-unfit', { what: problems.map(sayPackageProblem).join(' ') });
    await writeNew(out, createReadStream(fresh));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  terminal.err(say('terminal.edxml.written', { path: out }));
  return EXIT.ok;
}

/** Throws `terminal.edxml-not-json` naming the first key that does not fit, `terminal.file-unreadable`. */
async function piecesOf(file: string): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  const { kind, message, attachments } = parse(file, await readLimited(file, JSON_BYTES_MAX));
  const misfit = misfitIn(kind, message);
  if (misfit !== undefined) throw new AppError('terminal.edxml-not-json', { path: file, why: misfit });
  if (kind === 'status') return [writeStatus(message as EdxmlStatus)];
  const sources = attachments.map(({ path, name = basename(path), description, contentType }) =>
    sourceOfFile(resolve(dirname(file), path), {
      name,
      contentType: contentType ?? types[extname(name).toLowerCase()] ?? 'application/octet-stream',
      ...(description !== undefined && { description }),
    }),
  );
  for (const { path } of attachments) {
    const own = resolve(dirname(file), path);
    await stat(own).catch((fault: unknown) => {
      throw new AppError('terminal.file-unreadable', { path: own, why: whyOf(fault) }, { cause: fault });
    });
  }
  return writeInPieces(message as Edoc, sources);
}

function parse(file: string, bytes: Uint8Array): z.infer<typeof Given> {
  try {
    return Given.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (fault) {
    const [issue] = fault instanceof z.ZodError ? fault.issues : [];
    const why = issue ? issue.path.join('.') : whyOf(fault);
    throw new AppError('terminal.edxml-not-json', { path: file, why }, { cause: fault });
  }
}

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.txt': 'text/plain',
};
