import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import type { OnDisk } from '../../../edxml-files/file-store.ts';
import type { ReadAttachment } from '../../../shared/edxml/attachments.ts';
import { hindering } from '../../../shared/edxml/package.ts';
import type { ReadMessage } from '../../../shared/edxml/read.ts';
import { AppError } from '../../../shared/errors.ts';
import { safeFileName } from '../../../shared/text/file-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { subjectName } from '../../../signatures/certificates/certificate.ts';
import { attachmentLine, problemLine } from './edxml-check.ts';
import { type Looked, makePackageLook } from './edxml-look.ts';
import { writeNew } from './files.ts';
import { EXIT, type Terminal, whyOf } from './terminal.ts';

type ReadOptions = { readonly outDir: string | undefined; readonly isJson: boolean };

/** `hamrong edxml read`: one package for people, or as JSON with everything that is in it. */
export async function readOne(
  file: string,
  { outDir, isJson }: ReadOptions,
  terminal: Terminal,
): Promise<number> {
  const looks = makePackageLook(terminal);
  try {
    return await looks.look(file, async (looked) => {
      const { read, problems } = looked;
      const paths = outDir === undefined ? [] : await extract(read.attachments, outDir);
      const attachments = read.attachments.map((each, index) => ({
        ...attachmentLine(each),
        ...(each.description !== undefined && { description: each.description }),
        contentType: each.contentType,
        ...(paths[index] !== undefined && { path: paths[index] }),
      }));
      const message = read.kind === 'unknown' ? null : read.message;
      const whole = { file, kind: read.kind, message, attachments, signature: signatureLine(looked) };
      if (isJson) terminal.out(JSON.stringify({ ...whole, problems: problems.map(problemLine) }));
      else for (const line of [...plainLines(looked), ...paths.map(writtenLine)]) terminal.out(line);
      return hindering(problems).length === 0 ? EXIT.ok : EXIT.failed;
    });
  } finally {
    await looks.stop();
  }
}

/** Each attachment under a name that is safe on every system, whatever the package calls it; numbered where two have one name. Answers the paths. */
async function extract(
  attachments: readonly ReadAttachment<OnDisk>[],
  outDir: string,
): Promise<readonly string[]> {
  try {
    await mkdir(outDir, { recursive: true });
  } catch (fault) {
    throw new AppError('terminal.output-unwritable', { path: outDir, why: whyOf(fault) }, { cause: fault });
  }
  const taken = new Set<string>();
  const paths: string[] = [];
  for (const { name, path } of attachments) {
    const out = resolve(join(outDir, freeName(safeFileName(name, 'tep'), taken)));
    await writeNew(out, createReadStream(path));
    paths.push(out);
  }
  return paths;
}

/** File systems that do not tell capitals apart would take two for one. */
function freeName(name: string, taken: Set<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem} (${String(count)})${extension}`;
  taken.add(free.toLowerCase());
  return free;
}

const signatureLine = ({ signature }: Looked) => ({
  outcome: signature.outcome,
  ...('reason' in signature && { reason: signature.reason }),
  ...('certificate' in signature && { signer: subjectName(signature.certificate) }),
});

function plainLines({ read, signature, problems }: Looked): readonly string[] {
  const sentence =
    signature.outcome === 'passed'
      ? say('terminal.edxml.signature.passed', { name: subjectName(signature.certificate) })
      : say(`terminal.edxml.signature.${signature.outcome}`, {
          reason: 'reason' in signature ? signature.reason : '',
        });
  return [
    ...headLines(read),
    ...read.attachments.map((each) => say('terminal.edxml.attachment', attachmentLine(each))),
    sentence,
    ...problems.map((each) => say('terminal.edxml.problem', { sentence: problemLine(each).sentence })),
  ];
}

function headLines(read: ReadMessage<OnDisk>): readonly string[] {
  if (read.kind === 'unknown') return [say('terminal.edxml.kind.unknown')];
  const { from } = read.message;
  const sender = say('terminal.edxml.from', { name: from.organName, organId: from.organId });
  if (read.kind === 'status') {
    const { status, description = '', responseFor } = read.message;
    return [say('terminal.edxml.kind.status', { status, description, reference: responseFor.code }), sender];
  }
  const { business, codeNumber, codeNotation, subject, to } = read.message;
  return [
    say('terminal.edxml.kind.edoc', {
      business: say(`edxml.business.${business.type}`),
      reference: `${codeNumber}/${codeNotation}`,
      subject,
    }),
    sender,
    ...to.map(({ organName, organId }) => say('terminal.edxml.to', { name: organName, organId })),
  ];
}
function writtenLine(path: string): string {
  return say('terminal.edxml.written', { path });
}
