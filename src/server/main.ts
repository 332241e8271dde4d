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
const lines = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
};
const sayAndFail = (fault: unknown): number => {
  if (!(fault instanceof AppError)) throw fault;
  lines.err(sayFault(fault.code, fault.detail));
  return EXIT.failed;
};
if (args.length === 0)
  // What listens for the end of the parent would hold a process that never began to serve.
  await runProcess(config).catch((fault: unknown) => process.exit(sayAndFail(fault)));
else {
  const log = makeLog(
    (line) => process.stderr.write(line),
    () => instantOf(Date.now()),
  );
  process.exitCode = await runServerCommand(args, config, lines, log).catch(sayAndFail);
}
