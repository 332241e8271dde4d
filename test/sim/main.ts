import { parseArgs } from 'node:util';
import { runInJobs, SUM } from './jobs.ts';
import { runPlanted } from './plant.ts';
import { plants } from './plants.ts';
import { openPostgres } from './postgres-storage.ts';
import { makeRun, RUN_SEEDS_MIN, type Run } from './run.ts';
import { simulate } from './simulate.ts';

/**
 * `npm run sim -- --seed N --seeds M`: stories N to N+M−1. A failure prints its trace and its problems and ends with status 1; the last line
 * gives what was tried. `--list-plants` names the bugs that can be planted in a copy of the sources; `--plant NAME` plants one and ends with status 1 when a
 * story finds it. `--jobs N` shares the stories among N processes, and ends with the same line; `--store postgres` puts the real storage under them, embedded or of
 * `DATABASE_URL`.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string' },
    trace: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    store: { type: 'string', default: 'memory' },
    sum: { type: 'boolean', default: false },
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
  const [jobs, isWhole] = [Number(values.jobs), !values['first-failure']];
  if (jobs > 1) await runInJobs(all, { first, count, jobs, args: passedOn() }, out);
  else await tell(all);
  if (values.sum) {
    out(`${SUM}${JSON.stringify(all.sum())}`);
    return;
  }
  const missing = count >= RUN_SEEDS_MIN && isWhole ? all.missing() : [];
  for (const each of missing) out(each);
  out(all.lastLine());
  process.exitCode = all.sum().failed > 0 || missing.length > 0 ? 1 : 0;
}

function passedOn(): readonly string[] {
  return [
    ...['--store', values.store],
    ...(values.steps === undefined ? [] : ['--steps', values.steps]),
    ...(['trace', 'first-failure'] as const).flatMap((name) => (values[name] ? [`--${name}`] : [])),
  ];
}

async function tell(all: Run): Promise<void> {
  const postgres = values.store === 'postgres' ? await openPostgres() : undefined;
  const steps = values.steps === undefined ? {} : { steps: Number(values.steps) };
  const isQuiet = values['first-failure'];
  for (let seed = first; seed < first + count && !(isQuiet && all.sum().failed > 0); seed++) {
    const told = await simulate(seed, { ...steps, ...(postgres && { storage: await postgres.storage() }) });
    all.note(told);
    const { trace, problems } = told;
    if (values.trace || (problems.length > 0 && !isQuiet)) for (const line of trace) out(`  ${line}`);
    for (const problem of problems) out(`seed ${String(seed)}: ${problem}`);
  }
  await postgres?.close();
}
