import { AppError } from '../../../shared/errors.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';

/** Results go to `out`, progress and errors to `err`; nothing else is written anywhere. */
export type Terminal = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly now: () => Date;
  /** Asks for a secret at the keyboard; absent, or answering nothing, where nobody sits there. */
  readonly askSecret?: (prompt: string) => Promise<string | undefined>;
  /** The provincial server's program, where this machine has it. */
  readonly serverProgram?: string;
};

/** A command answers its exit status. */
export type TerminalCommand = (args: readonly string[], terminal: Terminal) => Promise<number>;

export const EXIT = { ok: 0, failed: 1, unusable: 2, undetermined: 3 } as const;

const SEVERITY: readonly number[] = [EXIT.ok, EXIT.undetermined, EXIT.failed];

/** The status of several files is that of the worst. */
export const worse = (a: number, b: number): number => (SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b);

/** Arguments that cannot be used; the sentence says which. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** Files, words and trust entries of one call: more belong in several calls. */
export const ARGUMENTS_MAX = 10_000;

export const whyOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault);

/** Runs a command; unusable arguments and faults that can be told end in a sentence and a status, bugs are thrown. */
export async function runCommand(
  command: TerminalCommand,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await command(args, terminal);
  } catch (fault) {
    if (fault instanceof AppError) {
      terminal.err(sayFault(fault.code, fault.detail));
      return EXIT.failed;
    }
    const isUsage =
      fault instanceof UsageFault ||
      (fault instanceof TypeError && 'code' in fault && isParseFault(fault.code));
    if (!isUsage) throw fault;
    terminal.err(say('terminal.bad-arguments', { why: fault.message }));
    return EXIT.unusable;
  }
}

/** What `util.parseArgs` throws: ERR_PARSE_ARGS_UNKNOWN_OPTION and its kin. */
const isParseFault = (code: unknown): boolean => String(code).startsWith('ERR_PARSE_ARGS');
