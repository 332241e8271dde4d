import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Containment, documentOfContainment } from '../../src/shared/domain/secrecy/containment.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { Device, World } from './story.ts';
import type { Contained } from './watch.ts';

/** A document that turned out to be classified has left the server and every desk of its agency: bodies, arguments, files, the bytes on the disk. */
export function judgeSecrecy(world: World, stored: Stored): string[] {
  return bodiesIn<Containment>(stored, 'containment').flatMap(({ id: containmentId, agencyId }) => {
    const of = documentOfContainment(containmentId);
    const found = world.province.watch.contained.get(`${of.kind}:${of.id}`);
    if (!found) return [`${of.id} is contained and never was`];
    return [
      ...leftAtServer(world, stored, of, found),
      ...world.devices
        .filter(({ agency }) => agency.agencyId === agencyId || mayHaveCarried(world, of.kind, found))
        .flatMap((device) =>
          leftOnDesk(device, found).map((what) => `${device.name} ${what} of ${of.kind} ${of.id}`),
        ),
    ];
  });
}

/** What was sent may have come to the other office as a file, too, and goes from its desks; where copies of it were made, as its recipient's own. */
const mayHaveCarried = ({ province }: World, kind: string, { subject }: Contained): boolean =>
  kind === 'outgoing' &&
  [...province.watch.contained.values()].every((each) => each.subject !== subject || !each.isCopied);

function leftAtServer(
  { province }: World,
  { entities, log, named, containments }: Stored,
  { kind, id }: ReturnType<typeof documentOfContainment>,
  { subject, files, ids }: Contained,
): string[] {
  const stillNamed = new Set(named.map(({ sha256 }) => sha256));
  const say = (what: string): string => `the server has ${what} of ${kind} ${id}`;
  return [
    ...entities
      .filter(({ rootKind, rootId }) => rootKind === kind && rootId === id)
      .map((each) => say(each.kind)),
    ...log
      .filter(({ args, name }) => args !== null && name !== 'secrecy.contain' && args.includes(subject))
      .filter(({ args }) => ids.some((each) => args?.includes(each)))
      .map(({ name }) => say(`the arguments of ${name}`)),
    ...files
      // A desk that has not heard of it may bring one again; it goes a day later (blobs/collect.ts), which no story waits for.
      .filter((each) => !province.files.removed.has(each))
      .filter((each) => province.files.whole.has(each) && !stillNamed.has(each))
      .map((each) => say(each)),
    ...(containments.some((each) => each.kind === kind && each.id === id && each.isScrubbed)
      ? []
      : [say('work left')]),
  ];
}

/** What a machine still has of a contained document; words that another document here says are that one's. */
export function leftOnDesk({ test, dataDir }: Device, { subject, isCopied, files }: Contained): string[] {
  const { read } = test.replica.store;
  const isSaid = read
    .prepare<[string], number>(`select 1 from entities where instr(coalesce(overlay, body), ?) > 0 limit 1`)
    .pluck()
    .get(subject);
  const isNamed = read
    .prepare<[string, string], number>(
      `select 1 from document_file where sha256 = ?
       union all select 1 from outbox_blobs where sha256 = ? limit 1`,
    )
    .pluck();
  const folder = join(dataDir, 'files', 'sha256');
  return [
    ...(isSaid || isCopied
      ? []
      : ['office.db', 'office.db-wal'].filter((name) => holds(join(dataDir, name), subject))),
    ...(existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : [])
      .map((path) => path.slice(-64))
      .filter((sha256) => files.includes(sha256) && !isNamed.get(sha256, sha256)),
  ].map((what) => `keeps ${what}`);
}

const holds = (path: string, text: string): boolean => existsSync(path) && readFileSync(path).includes(text);
