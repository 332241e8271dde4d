import { parseArgs } from 'node:util';
import { fuzzPackage } from './edxml-mutate.ts';

/** `npm run fuzz:edxml -- --seed N --count N [--only I]`: mutated packages for the reader; an input is made again by its seed and number. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    only: { type: 'string' },
  },
});
const [seed, from] = [Number(values.seed), Number(values.only ?? 0)];
const to = values.only === undefined ? Number(values.count) : from + 1;
const counts: Record<string, number> = {};
let violations = 0;
for (let index = from; index < to; index++) {
  const { how, bytes, verdict, violation } = fuzzPackage(seed, index);
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  if (values.only !== undefined) process.stdout.write(`${how}\n${bytes.toString()}\n`);
  if (violation === undefined) continue;
  violations++;
  process.stdout.write(`VIOLATION input ${String(index)} (${how}): ${violation}\n`);
}
const told = Object.entries(counts).map(([verdict, count]) => `${verdict} ${String(count)}`);
process.stdout.write(
  `seed ${String(seed)}: ${told.join(', ')}\n${String(to - from)} packages, ${String(violations)} violations\n`,
);
process.exitCode = violations === 0 ? 0 : 1;
