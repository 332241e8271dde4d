import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../src/main/hosts/terminal/command-line.ts';
import { askAtKeyboard } from '../src/main/hosts/terminal/keyboard.ts';

/** `npm run hamrong`: the terminal's commands, on a machine that has the server's program as well. */
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  now: () => new Date(),
  askSecret: (prompt) => askAtKeyboard(prompt),
  serverProgram: fileURLToPath(new URL('../src/server/main.ts', import.meta.url)),
});
