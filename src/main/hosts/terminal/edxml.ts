import { parseArgs } from 'node:util';
import { say } from '../../../shared/words/vi.ts';
import { checkPackages } from './edxml-check.ts';
import { readOne } from './edxml-read.ts';
import { writeOne } from './edxml-write.ts';
import { demandFiles, needed } from './files.ts';
import { EXIT, type TerminalCommand, UsageFault } from './terminal.ts';

/** `hamrong edxml read | check | write`. */
export const edxml: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'out-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.edxml.usage'));
    return EXIT.ok;
  }
  const [work, ...files] = positionals;
  switch (work) {
    case 'check':
      demandFiles(files);
      return checkPackages(files, terminal);
    case 'read':
      return readOne(only(files), { outDir: values['out-dir'], isJson: values.json }, terminal);
    case 'write':
      return writeOne(only(files), needed('out', values.out), terminal);
    default:
      throw new UsageFault(say('terminal.edxml.work'));
  }
};

function only(files: readonly string[]): string {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new UsageFault(say('terminal.edxml.one-file'));
  return file;
}
