import { parseArgs } from 'node:util';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { runPlanted } from './plant.ts';
import { plants } from './plants.ts';
import { simulate, type Told } from './simulate.ts';

/**
 * `npm run sim -- --seed N --seeds M`: stories N to N+M−1. A failure prints its trace and its problems and ends with status 1; the last line
 * gives what was tried. `--list-plants` names the bugs that can be planted in a copy of the sources; `--plant NAME` plants one and ends with status 1 when a
 * story finds it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string' },
    trace: { type: 'boolean', default: false },
    'first-failure': { type: 'boolean', default: false },
    plant: { type: 'string' },
    'list-plants': { type: 'boolean', default: false },
  },
});
const [first, count] = [Number(values.seed), Number(values.seeds)];
const out = (line: string): void => void process.stdout.write(`${line}\n`);

const total = { operations: 0, crashes: 0, drops: 0, conflicts: 0 };
const commands = new Set<string>();
const hashes: string[] = [];

if (values['list-plants']) for (const name of Object.keys(plants)) out(name);
else if (values.plant !== undefined) {
  const { isCaught, said } = runPlanted(values.plant, first, count);
  out(said.trimEnd());
  out(isCaught ? `${values.plant} was caught` : `${values.plant} was not caught in ${String(count)} seeds`);
  process.exitCode = isCaught ? 1 : 0;
} else await run();

async function run(): Promise<void> {
  let [failed, ran] = [0, 0];
  for (let seed = first; seed < first + count; seed++) {
    const told = await simulate(seed, values.steps === undefined ? undefined : Number(values.steps));
    note(told);
    ran += 1;
    const { trace, problems } = told;
    if (values.trace || (problems.length > 0 && !values['first-failure']))
      for (const line of trace) out(`  ${line}`);
    for (const problem of problems) out(`seed ${String(seed)}: ${problem}`);
    if (problems.length > 0) failed += 1;
    if (failed > 0 && values['first-failure']) break;
  }
  conclude(ran, failed);
}

function note({ performed, counts, commands: used, hash }: Told): void {
  total.operations += performed;
  total.crashes += counts.crashes;
  total.drops += counts.drops;
  total.conflicts += counts.conflicts;
  for (const name of used) commands.add(name);
  hashes.push(hash);
}

function conclude(ran: number, failed: number): void {
  const all = Object.keys(allCommands);
  const unused = all.filter((name) => !commands.has(name));
  if (unused.length > 0) out(`never used: ${unused.join(', ')}`);
  const { operations, crashes, drops, conflicts } = total;
  out(
    `${String(ran)} seeds, ${String(failed)} failed, ${String(operations)} operations, ${String(crashes)} crashes, ${String(drops)} drops, ` +
      `${String(conflicts)} conflicts, ${String(commands.size)} of ${String(all.length)} commands, trace ${hashes.at(-1) ?? ''}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
