import { catchUpLines } from './catch-up.ts';
import { firstSyncLines } from './first-sync.ts';
import { isOver, type Line, tableOf } from './line.ts';
import { listLines } from './list.ts';
import { localCommandLines } from './local-command.ts';
import { type ManyDocuments, makeManyDocuments } from './many-documents.ts';
import { pushLines } from './push.ts';
import { searchLines } from './search.ts';
import { signLines } from './sign.ts';
import { signTokenLines } from './sign-token.ts';
import { streamLines } from './streams.ts';

/** `npm run bench [documents]`: one table, a line a budget; status 1 where one is over by half. */
const COUNT = Number(process.argv[2] ?? 100_000);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const parts: Readonly<Record<string, (many: ManyDocuments) => readonly Line[] | Promise<readonly Line[]>>> = {
  lists: listLines,
  search: searchLines,
  'one local command': localCommandLines,
  'server push': pushLines,
  'event streams': streamLines,
  signing: signLines,
  'signing with a token': signTokenLines,
  'first synchronisation': firstSyncLines,
  'thirty days away': catchUpLines,
};

const secondsSince = (begun: number): string => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

const begun = performance.now();
const many = makeManyDocuments(COUNT);
say(`${String(COUNT)} documents at hand after ${secondsSince(begun)}`);
try {
  const lines: Line[] = [];
  for (const [name, measured] of Object.entries(parts)) {
    const since = performance.now();
    lines.push(...(await measured(many)));
    say(`${name}: measured in ${secondsSince(since)}`);
  }
  say(tableOf(lines));
  process.exitCode = lines.some(isOver) ? 1 : 0;
} finally {
  many.close();
}
