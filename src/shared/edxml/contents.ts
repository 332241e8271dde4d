import { makeBase64Decoder } from './base64.ts';
import { type FileFacts, starts, watchFile, ZIP } from './file-facts.ts';
import { extensionOf } from './file-type.ts';
import { PACKAGE_FILES_MAX, type ProblemCode, UNZIPPED_BYTES_MAX } from './package.ts';
import { makeResolver } from './references.ts';
import type { ContentTaker } from './scan.ts';
import type { OpenStore, Store } from './store.ts';
import { unzipEntry, type ZipEntry, zipEntries } from './zip.ts';

/** The content of one attachment as it is, unwrapped where it was wrapped into a zip. */
export type Content<Kept> = {
  readonly kept: Kept;
  readonly facts: FileFacts;
  /** The names in it, where it is a zip. */
  readonly zipped: readonly string[];
  readonly problem: ProblemCode | undefined;
};

type Growing<Kept> = { readonly store: Store<Kept>; readonly watch: ReturnType<typeof watchFile> };

const grow = <Kept>(open: OpenStore<Kept>): Growing<Kept> => ({ store: open(), watch: watchFile() });

function add<Kept>({ store, watch }: Growing<Kept>, bytes: Uint8Array): void {
  watch.see(bytes);
  store.write(bytes);
}

/** The content of an attachment by its number, for the name that the attachment has; undefined where it was cut off. Asked once each. */
export type SettleContent<Kept> = (content: number, name: string) => Content<Kept> | undefined;

type Taken<Kept> = Growing<Kept> & { readonly isBase64: boolean };

/** Decodes the attachments' contents as they come, each into a store of its own; what each is, is said when its name is known. */
export function takeContents<Kept>(open: OpenStore<Kept>) {
  const taken: (Taken<Kept> | undefined)[] = [];
  const begin = () => ({ ...grow(open), decoder: makeBase64Decoder(), resolve: makeResolver() });
  let current: ReturnType<typeof begin> | undefined;
  let unzippedLeft = UNZIPPED_BYTES_MAX;
  const taker: ContentTaker = {
    take(content, piece): void {
      if (content >= PACKAGE_FILES_MAX) return;
      current ??= begin();
      add(current, current.decoder.push(current.resolve(piece)));
    },
    end(content): void {
      if (content >= PACKAGE_FILES_MAX) return;
      const { decoder, store, watch } = current ?? begin();
      current = undefined;
      taken[content] = { store, watch, isBase64: decoder.end() };
    },
  };
  const settle: SettleContent<Kept> = (content, name) => {
    const raw = taken[content];
    if (!raw) return undefined;
    taken[content] = undefined;
    const found = settled(raw, name, open, unzippedLeft);
    unzippedLeft -= found.facts.sizeBytes;
    return { ...found, problem: raw.isBase64 ? found.problem : 'not-base64' };
  };
  return {
    taker,
    settle,
    /** What was taken and not asked for is given back, and what has no end. */
    drop: (): void => {
      for (const each of [...taken, current]) each?.store.drop();
    },
  };
}

/**
 * Some vendors wrap each file into a zip of one entry, whatever its declared type says: told by its first bytes. A package of Office (docx is a zip, too)
 * has several entries and stays as it is; so does what is called a zip, unless what is wrapped is one itself.
 */
function settled<Kept>(
  raw: Growing<Kept>,
  name: string,
  open: OpenStore<Kept>,
  bytesMax: number,
): Content<Kept> {
  const facts = raw.watch.facts();
  const asItIs = (problem: ProblemCode | undefined, entries: readonly ZipEntry[] = []): Content<Kept> => ({
    ...{ kept: raw.store.keep(), facts, problem },
    zipped: entries.slice(0, NAMES_MAX).map((each) => each.name),
  });
  if (facts.sizeBytes === 0) return asItIs('empty');
  if (facts.isTextDecoded) return asItIs('text-decoded');
  if (!starts(facts.head, ZIP)) return asItIs(undefined);
  const source = { sizeBytes: facts.sizeBytes, read: raw.store.read };
  const entries = zipEntries(source);
  const [entry, ...others] = entries ?? [];
  if (!entry) return asItIs('zip-broken');
  if (others.length > 0) return asItIs(undefined, entries);
  if (extensionOf(name) === 'zip' && extensionOf(entry.name) !== 'zip') return asItIs(undefined, entries);
  if (entry.sizeBytes > bytesMax) return asItIs('zip-too-large');
  const inner = grow(open);
  if (!unzipEntry(source, entry, (bytes) => add(inner, bytes))) {
    inner.store.drop();
    return asItIs('zip-broken');
  }
  raw.store.drop();
  return unwrapped(inner);
}

const NAMES_MAX = 100;

function unwrapped<Kept>({ store, watch }: Growing<Kept>): Content<Kept> {
  const facts = watch.facts();
  const isZip = starts(facts.head, ZIP);
  const entries = isZip ? zipEntries({ sizeBytes: facts.sizeBytes, read: store.read }) : [];
  const problem = facts.sizeBytes === 0 ? 'empty' : facts.isTextDecoded ? 'text-decoded' : undefined;
  return {
    ...{ kept: store.keep(), facts },
    zipped: (entries ?? []).slice(0, NAMES_MAX).map(({ name }) => name),
    problem: problem ?? (entries ? undefined : 'zip-broken'),
  };
}
