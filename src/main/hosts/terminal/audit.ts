import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import { EXIT, type Terminal, type TerminalCommand, UsageFault } from './terminal.ts';

/**
 * `hamrong audit verify`: computes the chain of every agency's log anew. The log is in the server's database, so the server's own program reads it, with its
 * own configuration from the environment; the status is that program's.
 */
export const audit: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    terminal.out(say('terminal.audit.usage'));
    return EXIT.ok;
  }
  if (positionals.length !== 1 || positionals[0] !== 'verify')
    throw new UsageFault(say('terminal.audit.verify-only'));
  const { serverProgram, ...lines } = terminal;
  if (!serverProgram) throw new AppError('terminal.no-server');
  return run([serverProgram, 'audit', ...(values.json ? ['--json'] : [])], lines);
};

function run(program: readonly string[], { out, err }: Terminal): Promise<number> {
  const server = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] });
  createInterface({ input: server.stdout }).on('line', out);
  createInterface({ input: server.stderr }).on('line', err);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('close', (status) => resolve(status ?? EXIT.failed));
  });
}
