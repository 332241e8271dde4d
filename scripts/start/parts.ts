import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { enrolProfile } from '../../src/main/hosts/enrol-profile.ts';
import { vaultOf } from '../../src/main/hosts/node-ports.ts';
import { Offer } from '../../src/server/trial/hand-out.ts';
import { say } from '../../src/shared/words/vi.ts';
import { root } from '../step.ts';
import { type Child, untilReady } from './child.ts';

/** The first start makes the province: binaries copied, a cluster made, some 180 documents written and signed, on a slow machine. */
const SERVER_TIMEOUT_MS = 15 * 60_000;
const HOST_TIMEOUT_MS = 60_000;

const ServerLine = z.object({ listening: z.string().optional(), seeding: z.number().optional() });
const HostLine = z.object({ listening: z.string().optional(), address: z.string().optional() });

type Server = {
  readonly folder: string;
  readonly profiles: string;
  readonly errors: number;
  readonly isEmpty: boolean;
  readonly tell: (sentence: string) => void;
};

/** The provincial server of the trial; ready with its address. */
export function openServer({ folder, profiles, errors, isEmpty, tell }: Server): {
  readonly child: Child;
  readonly ready: Promise<string>;
} {
  let told = 0;
  const tellProgress = (fraction: number): void => {
    const tenths = Math.floor(fraction * 10);
    if (tenths > told) tell(say('start.seeding', { percent: tenths * 10 }));
    told = tenths;
  };
  return untilReady(
    {
      name: 'server',
      program: process.execPath,
      args: [join(root, 'src/server/trial/main.ts')],
      environment: {
        HAMRONG_DATA: join(folder, 'server'),
        HAMRONG_PROFILES: profiles,
        HAMRONG_SAMPLE: isEmpty ? 'none' : 'all',
      },
      errors,
    },
    (line) => {
      const { success, data } = ServerLine.safeParse(line);
      if (success && data.seeding !== undefined) tellProgress(data.seeding);
      return success ? data.listening : undefined;
    },
    SERVER_TIMEOUT_MS,
  );
}

/** Makes each offered profile its official's, once; the code in the offer is used up by it. */
export async function openTrialProfiles(profiles: string, serverAddress: string): Promise<void> {
  for (const name of readdirSync(profiles)) {
    const dataDir = join(profiles, name);
    const offerFile = join(dataDir, 'offer.json');
    if (!existsSync(offerFile)) continue;
    const { profileId, code, fullName, role, agencyName } = Offer.parse(
      JSON.parse(readFileSync(offerFile, 'utf8')),
    );
    const who = { profileId, fullName, role, agencyName, isTrial: true, serverAddress };
    await enrolProfile(dataDir, vaultOf(dataDir), code, who);
    rmSync(offerFile);
  }
}

/** The browser host over all profiles; `ask` answers a fresh address of the first. */
export function openHost({
  profiles,
  address,
  errors,
}: {
  readonly profiles: string;
  readonly address: string;
  readonly errors: number;
}): { readonly child: Child; readonly ready: Promise<string>; readonly ask: () => Promise<string> } {
  const { child, ready, next } = untilReady(
    {
      name: 'host',
      program: process.execPath,
      args: [join(root, 'src/main/hosts/browser/main.ts'), '--profiles', profiles, '--server', address],
      errors,
    },
    (line) => {
      const { success, data } = HostLine.safeParse(line);
      return success ? (data.listening ?? data.address) : undefined;
    },
    HOST_TIMEOUT_MS,
  );
  return {
    child,
    ready,
    ask: () => {
      const answer = next();
      child.send('');
      return answer;
    },
  };
}
