import { parseArgs } from 'node:util';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { simulate, type Told } from './simulate.ts';

/**
 * `npm run sim -- --seed N --seeds M`: stories N to N+M−1. A failure prints its trace and its problems and ends with status 1; the last line
 * gives what was tried.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const [first, count] = [Number(values.seed), Number(values.seeds)];
const out = (line: string): void => void process.stdout.write(`${line}\n`);

const total = { operations: 0, crashes: 0, drops: 0, conflicts: 0 };
const commands = new Set<string>();
const hashes: string[] = [];
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const told = await simulate(seed, values.steps === undefined ? undefined : Number(values.steps));
  note(told);
  if (values.trace || told.problems.length > 0) for (const line of told.trace) out(`  ${line}`);
  for (const problem of told.problems) out(`seed ${String(seed)}: ${problem}`);
  if (told.problems.length > 0) failed += 1;
}

function note({ performed, counts, commands: used, hash }: Told): void {
  total.operations += performed;
  total.crashes += counts.crashes;
  total.drops += counts.drops;
  total.conflicts += counts.conflicts;
  for (const name of used) commands.add(name);
  hashes.push(hash);
}

const all = Object.keys(allCommands);
const unused = all.filter((name) => !commands.has(name));
if (unused.length > 0) out(`never used: ${unused.join(', ')}`);
const { operations, crashes, drops, conflicts } = total;
out(
  `${String(count)} seeds, ${String(failed)} failed, ${String(operations)} operations, ${String(crashes)} crashes, ${String(drops)} drops, ` +
    `${String(conflicts)} conflicts, ${String(commands.size)} of ${String(all.length)} commands, trace ${hashes.at(-1) ?? ''}`,
);
process.exitCode = failed === 0 ? 0 : 1;
