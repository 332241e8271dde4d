import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolProfile } from '../../src/main/hosts/enrol-profile.ts';
import { vaultOf } from '../../src/main/hosts/node-ports.ts';
import { Offer } from '../../src/server/trial/hand-out.ts';
import { freePort, type Running, start } from './processes.ts';
import { type Seat, sitDown } from './seat.ts';

/** The profiles of each host: agency A is the commune, agency B the department. */
export const crews = {
  commune: ['commune-clerk', 'commune-specialist', 'commune-leader'],
  department: ['department-clerk', 'department-leader'],
} as const;
export type Side = keyof typeof crews;
export type Who = (typeof crews)[Side][number];
export type Part = 'server' | Side;

/** A province of separate processes: the server with its PostgreSQL, and one host for each agency, each with its own folders. */
export type Province = {
  readonly root: string;
  readonly folderOf: (who: Who) => string;
  readonly seat: (who: Who) => Promise<Seat>;
  /** An address that opens the official's window, once. */
  readonly addressOf: (who: Who) => Promise<string>;
  readonly running: (part: Part) => Running | undefined;
  /** Starts a part, or starts it anew; with a failpoint it kills itself when it comes there. */
  readonly start: (part: Part, failpoint?: string) => Promise<void>;
  readonly stop: (part: Part) => Promise<void>;
  readonly kill: (part: Part) => Promise<void>;
  readonly close: () => Promise<void>;
};

const sideOf = (who: Who): Side => (who.startsWith('commune') ? 'commune' : 'department');

type Setting = {
  /** Called with the province's folder while it is empty. */
  readonly prepare?: (root: string) => void;
  /** Answers the address under which the desks reach the server. */
  readonly lineTo?: (address: string) => Promise<string>;
};

/** Makes an empty province (officials, books and keys, no documents), enrols everyone and starts all three parts. */
export async function openProvince({ prepare, lineTo }: Setting = {}): Promise<Province> {
  const root = mkdtempSync(join(tmpdir(), 'hamrong-story-'));
  chmodSync(root, 0o755);
  prepare?.(root);
  const port = String(await freePort());
  const parts = new Map<Part, Running>();
  const seats = new Map<Who, Seat>();
  const folderOf = (who: Who): string => join(root, sideOf(who), who);

  const startPart = async (part: Part, failpoint?: string): Promise<void> => {
    const env = failpoint === undefined ? {} : { HAMRONG_FAILPOINT: failpoint };
    const running =
      part === 'server'
        ? await start({
            entry: 'src/server/trial/main.ts',
            env: {
              ...env,
              HAMRONG_DATA: join(root, 'server'),
              HAMRONG_PROFILES: join(root, 'handed-out'),
              HAMRONG_SAMPLE: 'none',
              HAMRONG_PORT: port,
            },
          })
        : await start({
            entry: 'src/main/hosts/browser/main.ts',
            args: ['--profiles', join(root, part)],
            env,
          });
    parts.set(part, running);
    for (const who of part === 'server' ? [] : crews[part]) seats.delete(who);
  };
  const ended = async (part: Part, how: 'stop' | 'kill'): Promise<void> => {
    await parts.get(part)?.[how]();
    parts.delete(part);
  };

  const addressOf = async (who: Who): Promise<string> => {
    const { address } = (await parts.get(sideOf(who))?.ask(who)) ?? {};
    if (address === undefined) throw new Error(`${who} has no window`);
    return address;
  };

  await startPart('server');
  const direct = parts.get('server')?.address ?? '';
  const address = (await lineTo?.(direct)) ?? direct;
  for (const side of ['commune', 'department'] as const) await enrolCrew(root, side, address);
  await startPart('commune');
  await startPart('department');
  return {
    root,
    folderOf,
    running: (part) => parts.get(part),
    start: startPart,
    stop: (part) => ended(part, 'stop'),
    kill: (part) => ended(part, 'kill'),
    addressOf,
    seat: async (who) => {
      const known = seats.get(who);
      if (known) return known;
      const seat = await sitDown(await addressOf(who));
      seats.set(who, seat);
      return seat;
    },
    close: async () => {
      for (const part of ['commune', 'department', 'server'] as const) await ended(part, 'stop');
    },
  };
}

async function enrolCrew(root: string, side: Side, serverAddress: string): Promise<void> {
  mkdirSync(join(root, side), { recursive: true });
  for (const who of crews[side]) {
    const folder = join(root, side, who);
    // Copied, not moved: the crew may stand on a disk of its own.
    cpSync(join(root, 'handed-out', who), folder, { recursive: true });
    rmSync(join(root, 'handed-out', who), { recursive: true });
    const { profileId, code, fullName, role, agencyName } = Offer.parse(
      JSON.parse(readFileSync(join(folder, 'offer.json'), 'utf8')),
    );
    await enrolProfile(folder, vaultOf(folder), code, {
      profileId,
      isTrial: true,
      serverAddress,
      fullName,
      role,
      agencyName,
    });
  }
}
