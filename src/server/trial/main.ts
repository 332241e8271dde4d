import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { configFrom } from '../config.ts';
import { runProcess } from '../run-process.ts';
import { handOutKeys, offerEnrolment } from './hand-out.ts';
import { seedTrial } from './seed.ts';

/**
 * The trial's server as a process: makes the province when the folder is new, then serves it. HAMRONG_DATA is the trial's folder, HAMRONG_PROFILES holds the
 * officials' profiles, HAMRONG_SAMPLE=none leaves the documents out. Says `{"seeding": fraction}` lines while it works, then `{"listening"}`.
 */
const Environment = z.object({
  HAMRONG_PROFILES: z.string().min(1),
  HAMRONG_SAMPLE: z.enum(['all', 'none']).default('all'),
});
const { HAMRONG_PROFILES: profiles, HAMRONG_SAMPLE: sample } = Environment.parse(process.env);
const config = configFrom(process.env);
const State = z.object({ generation: z.int().positive(), isMade: z.boolean() });
const stateFile = join(config.dataDir, 'trial.json');

mkdirSync(config.dataDir, { recursive: true });
const state = begin();
const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

await runProcess(
  { ...config, dataDir: join(config.dataDir, `server-${String(state.generation)}`) },
  async (server) => {
    if (!state.isMade) {
      let told = 0;
      const people = await seedTrial(server, new Date(), sample, (fraction) => {
        if (fraction < 1 && fraction - told < 0.02) return;
        told = fraction;
        tell({ seeding: Number(fraction.toFixed(2)) });
      });
      handOutKeys(people, resolve(profiles));
      writeFileSync(stateFile, JSON.stringify({ ...state, isMade: true }));
    }
    await offerEnrolment(server.devices, resolve(profiles));
  },
);

/** A trial whose making was interrupted is begun anew in a folder of its own; nothing of the broken one is used. */
function begin(): z.infer<typeof State> {
  const known = existsSync(stateFile) ? State.parse(JSON.parse(readFileSync(stateFile, 'utf8'))) : undefined;
  if (known?.isMade) return known;
  const fresh = { generation: (known?.generation ?? 0) + 1, isMade: false };
  writeFileSync(stateFile, JSON.stringify(fresh));
  return fresh;
}
