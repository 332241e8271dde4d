import { parseArgs } from 'node:util';
import { runPlanted } from './plant.ts';
import { plants } from './plants.ts';
import { makeRun, RUN_SEEDS_MIN } from './run.ts';
import { simulate } from './simulate.ts';

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

if (values['list-plants']) for (const name of Object.keys(plants)) out(name);
else if (values.plant !== undefined) {
  const { isCaught, said } = runPlanted(values.plant, first, count);
  out(said.trimEnd());
  out(isCaught ? `${values.plant} was caught` : `${values.plant} was not caught in ${String(count)} seeds`);
  process.exitCode = isCaught ? 1 : 0;
} else await run();

async function run(): Promise<void> {
  const all = makeRun();
  let isFailed = false;
  for (let seed = first; seed < first + count && !(isFailed && values['first-failure']); seed++) {
    const told = await simulate(seed, values.steps === undefined ? {} : { steps: Number(values.steps) });
    all.note(told);
    const { trace, problems } = told;
    if (values.trace || (problems.length > 0 && !values['first-failure']))
      for (const line of trace) out(`  ${line}`);
    for (const problem of problems) out(`seed ${String(seed)}: ${problem}`);
    if (problems.length > 0) isFailed = true;
  }
  const missing = count >= RUN_SEEDS_MIN && !values['first-failure'] ? all.missing() : [];
  for (const each of missing) out(each);
  out(all.lastLine());
  process.exitCode = isFailed || missing.length > 0 ? 1 : 0;
}
