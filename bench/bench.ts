import { firstSyncLines } from './first-sync.ts';
import { isOver, type Line, tableOf } from './line.ts';
import { listLines } from './list.ts';
import { localCommandLines } from './local-command.ts';
import { type ManyDocuments, makeManyDocuments } from './many-documents.ts';
import { searchLines } from './search.ts';

/** `npm run bench [documents]`: one table, a line a budget of DESIGN §13; status 1 where one is over by half. */
const COUNT = Number(process.argv[2] ?? 100_000);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const overDocuments: readonly ((many: ManyDocuments) => readonly Line[])[] = [
  listLines,
  searchLines,
  firstSyncLines,
  localCommandLines,
];

const begun = performance.now();
const many = makeManyDocuments(COUNT);
say(`${COUNT} documents written in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
try {
  const lines = overDocuments.flatMap((measured) => measured(many));
  say(tableOf(lines));
  process.exitCode = lines.some(isOver) ? 1 : 0;
} finally {
  many.remove();
}
