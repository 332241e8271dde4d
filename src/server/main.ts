import { AppError } from '../shared/errors.ts';
import { instantOf } from '../shared/text/day.ts';
import { sayFault } from '../shared/words/vi.ts';
import { EXIT, runServerCommand } from './command-line.ts';
import { configFrom } from './config.ts';
import { makeLog } from './log.ts';
import { runProcess } from './run-process.ts';

/** `npm run server`: serves; with a command, does that and ends. */
const args = process.argv.slice(2);
const config = configFrom(process.env);
if (args.length === 0) await runProcess(config);
else {
  const lines = {
    out: (line: string) => void process.stdout.write(`${line}\n`),
    err: (line: string) => void process.stderr.write(`${line}\n`),
  };
  const log = makeLog(
    (line) => process.stderr.write(line),
    () => instantOf(Date.now()),
  );
  process.exitCode = await runServerCommand(args, config, lines, log).catch((fault: unknown) => {
    if (!(fault instanceof AppError)) throw fault;
    lines.err(sayFault(fault.code, fault.detail));
    return EXIT.failed;
  });
}
