import { say } from '../../../shared/words/vi.ts';
import { audit } from './audit.ts';
import { dispatch } from './dispatch.ts';
import { edxml } from './edxml.ts';
import { extendFiles } from './extend.ts';
import { importFiles } from './import.ts';
import { keys } from './keys.ts';
import { report } from './report.ts';
import { search } from './search.ts';
import { sign } from './sign.ts';
import { signIn } from './sign-in.ts';
import { EXIT, runCommand, type Terminal, type TerminalCommand } from './terminal.ts';
import { verify } from './verify.ts';

/** `hamrong <command>`; the commands by name. */
const commands: Readonly<Record<string, TerminalCommand>> = {
  verify,
  report,
  sign,
  extend: extendFiles,
  keys,
  import: importFiles,
  search,
  audit,
  edxml,
  dispatch,
  'sign-in': signIn,
};

/** Runs one command line and answers its exit status. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(say('terminal.usage'));
    return args.length === 0 ? EXIT.unusable : EXIT.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    terminal.err(say('terminal.unknown-command', { name }));
    terminal.err(say('terminal.usage'));
    return EXIT.unusable;
  }
  return runCommand(command, rest, terminal);
}
