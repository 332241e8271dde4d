import { parseArgs } from 'node:util';
import { tellYear } from './year.ts';

/**
 * `npm run year -- --seed N`: a year of an office of 40 officials, told and judged; `--part 20` tells a twentieth of its work. Prints each figure as the product gives it and as both
 * recounts do; ends with status 1 where anything differs. The last line gives what was done, the seconds and a hash of the story.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, part: { type: 'string', default: '1' } },
});
const out = (line: string): void => void process.stdout.write(`${line}\n`);

const { problems, lastLine } = await tellYear({ seed: Number(values.seed), part: Number(values.part), out });
for (const problem of problems) out(problem);
out(lastLine);
process.exitCode = problems.length > 0 ? 1 : 0;
