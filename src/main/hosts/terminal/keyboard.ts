import type { ReadStream } from 'node:tty';

const LETTERS_MAX = 200;

/** Asks at the keyboard without showing what is typed; undefined where nobody sits there, or who does gives up (Ctrl+C, Ctrl+D). */
export async function askAtKeyboard(
  prompt: string,
  input: ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string | undefined> {
  if (!input.isTTY) return undefined;
  // Before the prompt: what is typed at once must not be shown either.
  input.setRawMode(true);
  output.write(prompt);
  try {
    return await typedLine(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

function typedLine(input: ReadStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed: readonly string[] = [];
    const end = (line: string | undefined): void => {
      input.off('data', take);
      resolve(line);
    };
    const take = (piece: string): void => {
      for (const letter of piece) {
        if (letter === '\r' || letter === '\n') {
          end(typed.join(''));
          return;
        }
        if (letter === '\u0003' || letter === '\u0004') {
          end(undefined);
          return;
        }
        // A Vietnamese typing program takes letters back to write them anew.
        if (letter === '\u007f' || letter === '\b') typed = typed.slice(0, -1);
        else if (typed.length < LETTERS_MAX) typed = [...typed, letter];
      }
    };
    input.setEncoding('utf8');
    input.on('data', take);
    input.resume();
  });
}
