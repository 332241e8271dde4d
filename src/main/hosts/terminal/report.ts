import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { recordName } from '../../../shared/signature/record-name.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { sourceVersion } from '../version.ts';
import { askedOptions, readAsked, readFiles } from './asked-files.ts';
import { writeNew } from './files.ts';
import { EXIT, type TerminalCommand, UsageFault, whyOf } from './terminal.ts';
import { FILE_TIMEOUT_MS, verifyHelper } from './verify.ts';

/** `hamrong report`: the record of each file's verification as A4 pages or as JSON; what is there already is never overwritten. */
export const report: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...askedOptions,
      out: { type: 'string' },
      pdf: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.report.usage'));
    return EXIT.ok;
  }
  const files = await readFiles(positionals);
  if (values.out === undefined) throw new UsageFault(say('terminal.needs-option', { name: 'out' }));
  const formats = [...(values.pdf || !values.json ? ['pdf'] : []), ...(values.json ? ['json'] : [])] as const;
  const placeOf = await placesIn(values.out, files.length * formats.length);
  const asked = await readAsked(values, terminal);
  const told = { ...asked, madeAt: terminal.now().toISOString(), version: sourceVersion() };
  const helper = verifyHelper();
  let status: number = EXIT.ok;
  try {
    for (const file of files)
      for (const format of formats) {
        const place = placeOf(file, format as 'pdf' | 'json');
        try {
          const input = { file, name: basename(file), format, ...told };
          await writeNew(place, (await helper.call('recordFile', input, FILE_TIMEOUT_MS)) as Uint8Array);
          terminal.out(place);
        } catch (fault) {
          const sentence =
            fault instanceof AppError
              ? sayFault(fault.code, fault.detail)
              : sayFault('terminal.file-unreadable', { path: file, why: whyOf(fault) });
          terminal.err(sentence);
          status = EXIT.failed;
        }
      }
  } finally {
    await helper.stop();
  }
  return status;
};

/** Into a folder each record has a name of its own; one record may be given its name. */
async function placesIn(
  out: string,
  count: number,
): Promise<(file: string, format: 'pdf' | 'json') => string> {
  const isFolder = await stat(out).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return (file, format) => join(out, recordName(basename(file), format));
  if (count > 1) throw new UsageFault(say('terminal.needs-folder', { name: 'out' }));
  return () => out;
}
