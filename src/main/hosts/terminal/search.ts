import { parseArgs } from 'node:util';
import { PAGE_ROWS_MAX } from '../../../shared/contract/shapes.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { ask } from './ask.ts';
import { needed } from './files.ts';
import { withProfile } from './open-profile.ts';
import { profileOptions } from './profile-secret.ts';
import { EXIT, type TerminalCommand, UsageFault } from './terminal.ts';

const LIMIT_DEFAULT = 50;

/** `hamrong search`: the words of all arguments together, folded; one line a document. */
export const search: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...profileOptions,
      ranked: { type: 'boolean', default: false },
      limit: { type: 'string', default: String(LIMIT_DEFAULT) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.search.usage'));
    return EXIT.ok;
  }
  const text = positionals.join(' ').trim();
  if (text === '') throw new UsageFault(say('terminal.needs-words'));
  needed('data', values.data);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_ROWS_MAX) {
    throw new UsageFault(say('terminal.bad-option', { name: 'limit' }));
  }
  const { hits, isMore } = await withProfile(values, terminal, (app) =>
    ask(app, 'search.find', { text, order: values.ranked ? 'ranked' : 'newest', limit }),
  );
  for (const { kind, documentId, day, reference, organName, subject } of hits) {
    const hit = { kind, documentId, day, reference, organName, subject };
    const words = { day: formatDay(day), reference, organ: organName, subject };
    terminal.out(values.json ? JSON.stringify(hit) : say('terminal.hit', words));
  }
  if (isMore) terminal.err(say('terminal.more'));
  if (hits.length === 0) terminal.err(say('terminal.nothing-found'));
  return hits.length > 0 ? EXIT.ok : EXIT.failed;
};
