import type { OnDisk } from '../../edxml-files/file-store.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import type { ReadAttachment } from '../../shared/edxml/attachments.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import { hindering, type PackageProblem } from '../../shared/edxml/package.ts';
import { sayPackageProblem } from '../../shared/edxml/sentence.ts';
import { removeFile } from '../blobs/blob-files.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { type Looker, UnfinishedLook, UnreadableFile } from '../look/looker.ts';

/** A file of a package, in a file of its own until it is kept. */
export type Attached = ReadAttachment<OnDisk>;

/** A document message that nothing is wrong with; or, in a sentence, what is; or nobody knows yet. */
export type Unpacked =
  | { readonly outcome: 'read'; readonly edoc: Edoc; readonly attachments: readonly Attached[] }
  | { readonly outcome: 'unreadable' | 'unfinished'; readonly what: string };

/** Reads a package that is kept, hands it to `use`, and takes away what of its files was not kept by then. */
export async function unpack<Result>(
  { blobs, looker }: { readonly blobs: Blobs; readonly looker: Looker },
  packageSha256: Sha256,
  use: (found: Unpacked) => Promise<Result>,
): Promise<Result> {
  const found = await readMessage(looker, blobs.files.pathOf(packageSha256), await blobs.files.fresh());
  if ('outcome' in found) return use(found);
  const { attachments, problems } = found;
  try {
    const [problem] = hindering(problems);
    if (found.kind === 'edoc' && !problem)
      return await use({ outcome: 'read', edoc: found.message, attachments });
    return await use({ outcome: 'unreadable', what: sayPackageProblem(problem ?? notOurs) });
  } finally {
    for (const { path } of attachments) await removeFile(path);
  }
}

const notOurs: PackageProblem = { path: 'edXML', code: 'not-edxml' };

async function readMessage(looker: Looker, path: string, prefix: string) {
  try {
    return await looker.readPackage(path, prefix);
  } catch (problem) {
    const what = sayPackageProblem(notOurs);
    if (problem instanceof UnreadableFile) return { outcome: 'unreadable', what } as const;
    if (problem instanceof UnfinishedLook) return { outcome: 'unfinished', what } as const;
    throw problem;
  }
}

/** Keeps one of its files for good. */
export async function keepAttached(blobs: Blobs, { path, sha256, sizeBytes }: Attached): Promise<Sha256> {
  const kept = Sha256.parse(sha256);
  await blobs.keepFile(path, kept, sizeBytes);
  return kept;
}
