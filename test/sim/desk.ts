import { keepMade } from '../../src/main/store/made-files.ts';
import type { AnyBody, Bodies, Kind } from '../../src/shared/domain/core/kinds.ts';
import { type FileRef, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { yearOf } from '../../src/shared/domain/office/register.ts';
import { paperRef, sha256Of } from './papers.ts';
import type { Device, World } from './story.ts';

/** A command that somebody gives. */
export type Given = readonly [name: string, args: unknown];
/** A piece of work that an official may try; `undefined` where he has nothing to do it on. */
export type Work = (world: World, device: Device) => Given | undefined | Promise<Given | undefined>;

export type Found<Body> = { readonly id: string; readonly body: Body };

export const FILE_BYTES_MAX = 100_000;
export const secrecy = 'normal';

/** What a document is about: words that nothing else says, so that what is left of it anywhere can be found. */
export const subjectOf = (documentId: string): string =>
  `V/v ${sha256Of(Buffer.from(documentId)).slice(0, 20)}`;

/** What the official sees of a kind. */
export function seen<K extends Kind>({ test }: Device, kind: K): readonly Found<Bodies[K]>[] {
  return test.replica.store.read
    .prepare<[string], { id: string; seen: string }>(
      'select id, coalesce(overlay, body) as seen from entities where kind = ? and is_readable = 1 order by id',
    )
    .all(kind)
    .map(({ id, seen: text }) => ({ id, body: JSON.parse(text) as AnyBody as Bodies[K] }));
}

export const oneOf = <Item>({ random }: World, items: readonly Item[]): Item | undefined =>
  items.length === 0 ? undefined : random.pick(items);

export const on = <Item, Result>(item: Item | undefined, give: (item: Item) => Result): Result | undefined =>
  item === undefined ? undefined : give(item);

const ON_TOP = 0.5;

/** Mostly one where the state is right, sometimes one where it is not: a rule that refuses is part of the story. */
export function aimed<K extends 'incoming' | 'outgoing'>(
  world: World,
  device: Device,
  kind: K,
  states: readonly string[],
): Found<Bodies[K]> | undefined {
  const all = seen(device, kind);
  const right = all.filter(({ body }) => states.includes((body as { state: string }).state));
  const pool = world.random.chance(0.9) ? right : all;
  // What lies on top is taken by two of them at once.
  return world.random.chance(ON_TOP) ? pool[0] : oneOf(world, pool);
}

/** The year of the book that this desk writes in: mostly today's. */
export const bookYear = ({ random }: World, { test }: Device): number =>
  yearOf(test.replica.today()) + (random.chance(0.04) ? 1 : 0);

/** Puts a file on this machine, as taking one in does. */
export async function keepFile({ test }: Device, bytes: Uint8Array): Promise<FileRef> {
  await test.blobs.put(bytes, FILE_BYTES_MAX);
  return paperRef(bytes);
}

/** Puts a file on this machine that is made of a document's own, as preparing, signing, extending and packing do. */
export async function keepMadeOf({ test }: Device, documentId: string, bytes: Uint8Array): Promise<FileRef> {
  const { blobs, replica } = test;
  const keeping = { blobs, write: replica.store.transact };
  await keepMade(keeping, OutgoingId.parse(documentId), bytes, FILE_BYTES_MAX);
  return paperRef(bytes);
}

/** A file's bytes, where this machine has them. */
export const bytesOf = async (
  { test }: Device,
  file: FileRef | undefined,
): Promise<Uint8Array | undefined> =>
  file && test.blobs.has(file.sha256) ? test.blobs.read(file.sha256, FILE_BYTES_MAX) : undefined;
