import type { OnDisk } from '../../../edxml-files/file-store.ts';
import type { ReadAttachment } from '../../../shared/edxml/attachments.ts';
import { hindering, type PackageProblem } from '../../../shared/edxml/package.ts';
import { sayPackageProblem } from '../../../shared/edxml/sentence.ts';
import { AppError } from '../../../shared/errors.ts';
import { makePackageLook } from './edxml-look.ts';
import { EXIT, type Terminal } from './terminal.ts';

export const problemLine = (problem: PackageProblem) => ({
  path: problem.path,
  code: problem.code,
  sentence: sayPackageProblem(problem),
});

export const attachmentLine = ({ name, sizeBytes, sha256, type }: ReadAttachment<OnDisk>) => ({
  ...{ name, bytes: sizeBytes, sha256, type },
});

/** `hamrong edxml check`: one JSON line a file, `ok` where nothing hinders its use; one that cannot be read is told and does not stop the others. */
export async function checkPackages(files: readonly string[], terminal: Terminal): Promise<number> {
  const looks = makePackageLook(terminal);
  let status: number = EXIT.ok;
  try {
    for (const file of files) {
      const line = await looks
        .look(file, async ({ read, problems }) => ({
          ...{ file, ok: hindering(problems).length === 0, kind: read.kind },
          problems: problems.map(problemLine),
          attachments: read.attachments.map(attachmentLine),
        }))
        .catch((fault: unknown) => unreadable(file, fault));
      if (!line.ok) status = EXIT.failed;
      terminal.out(JSON.stringify(line));
    }
  } finally {
    await looks.stop();
  }
  return status;
}

function unreadable(file: string, fault: unknown) {
  if (!(fault instanceof AppError)) throw fault;
  const problems = [problemLine({ path: 'edXML', code: 'file-unreadable' })];
  return { file, ok: false, kind: 'unknown' as const, problems, attachments: [] };
}
