import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { PDF_LIMITS } from '../../../signatures/pdf/limits.ts';
import { type ExtensionLevel, extend } from '../../../signatures/sign/extend.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import { demandFiles, demandNew, needed, outputsOf, readLimited, writeNew } from './files.ts';
import { levelFrom, levelOptions, servicesFrom } from './level-options.ts';
import { EXIT, type TerminalCommand, UsageFault, worse } from './terminal.ts';

type Order = {
  readonly file: string;
  readonly out: string;
  readonly level: ExtensionLevel;
  readonly services: LevelServices;
};

type Extended = { readonly status: number; readonly code: string | null; readonly sentence: string };

/** `hamrong extend`: brings the signatures of signed files to a level; a file that cannot be extended is told and does not stop the others. */
export const extendFiles: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...levelOptions,
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.extend.usage'));
    return EXIT.ok;
  }
  demandFiles(positionals);
  const level = levelFrom(values.level);
  if (level === 'B-B') throw new UsageFault(say('terminal.bad-option', { name: 'level' }));
  const outputOf = outputsOf(positionals, needed('out', values.out));
  const services = await servicesFrom(values, terminal);
  let status: number = EXIT.ok;
  for (const file of positionals) {
    const order = { file, out: outputOf(file), level, services };
    const { sentence, code, ...done } = await extendOne(order);
    status = worse(status, done.status);
    const isDone = done.status === EXIT.ok;
    const line = { file, out: isDone ? order.out : null, level: isDone ? level : null, code, sentence };
    terminal.out(values.json ? JSON.stringify(line) : say('terminal.line', { path: file, sentence }));
  }
  return status;
};

/** Whatever may go by itself (nobody answered) is open, not failed: the same call later may do. */
async function extendOne({ file, out, level, services }: Order): Promise<Extended> {
  try {
    demandNew(out);
    const bytes = await readLimited(file, PDF_LIMITS.fileBytesMax);
    await writeNew(out, await extend(bytes, level, services));
    return { status: EXIT.ok, code: null, sentence: say('terminal.extended', { level, path: out }) };
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    const { code, detail, retryable } = fault;
    const status = retryable ? EXIT.undetermined : EXIT.failed;
    return { status, code, sentence: sayFault(code, { name: file, ...detail }) };
  }
}
