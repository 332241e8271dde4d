import { z } from 'zod';
import { PDF } from '../../shared/domain/core/values.ts';
import type { ReadAttachment } from '../../shared/edxml/attachments.ts';
import { PACKAGE_FILES_MAX, type PackageProblem } from '../../shared/edxml/package.ts';
import { readMessage } from '../../shared/edxml/read.ts';
import { withoutStray } from '../../shared/edxml/stray.ts';
import { makeUtf8 } from '../../shared/edxml/utf8.ts';
import { unwrapped } from '../../shared/edxml/zip.ts';
import { AppError } from '../../shared/errors.ts';
import { damageOutcome, damageProblems } from '../../signatures/damage/damage-problem.ts';
import { signatureProblems } from '../../signatures/xmldsig/package-problems.ts';
import { verifyXml } from '../../signatures/xmldsig/verify.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';

/** A package that is taken in at the window is held whole; a larger one is taken in at the terminal. */
const WINDOW_BYTES_MAX = 64 * 1024 * 1024;
/** Looking into the PDFs of one package; those behind are taken in as they are. */
const LOOK_MS_MAX = 20_000;

const Problem = z.looseObject({ path: z.string(), isMinor: z.literal(true).optional() });
/** A package as it crosses to the application: what it says, what is wrong with it, and its files. */
export const ReadPackageFile = z.object({
  kind: z.enum(['edoc', 'status', 'unknown']),
  message: z.unknown().optional(),
  problems: z.array(Problem),
  files: z.array(z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) })).max(PACKAGE_FILES_MAX),
});
export type ReadPackageFile = z.infer<typeof ReadPackageFile>;

/** Reads a package, also one in a zip, with what its own signature says. Throws `file.too-large`. */
async function readPackage(input: unknown): Promise<object> {
  const { file, at } = z.object({ file: KeptFile, at: z.iso.datetime() }).parse(input);
  if (keptSize(file) > WINDOW_BYTES_MAX)
    throw new AppError('file.too-large', { limitMb: WINDOW_BYTES_MAX / (1024 * 1024) });
  const kept = await readKept(file);
  const bytes = makeUtf8()(unwrapped(kept) ?? kept);
  const { attachments, ...read } = readMessage(bytes);
  const signed = read.isSigned
    ? signatureProblems(await verifyXml(withoutStray(bytes), { anchors: [], at: new Date(at) }))
    : [];
  return {
    kind: read.kind,
    ...('message' in read && { message: read.message }),
    problems: [...read.problems, ...signed, ...damagesOf(attachments)],
    files: attachments.map(({ name, bytes: content }) => ({ name, bytes: content })),
  };
}

/** What the PDFs say of themselves, in their order, until the time is over. A signed one is left to its signature. */
function damagesOf(attachments: readonly ReadAttachment[]): readonly PackageProblem[] {
  const endsAt = performance.now() + LOOK_MS_MAX;
  return attachments.flatMap(({ name, type, bytes }, index) => {
    if (
      type !== PDF ||
      performance.now() > endsAt ||
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/ByteRange')
    )
      return [];
    return damageProblems(damageOutcome(bytes), `AttachmentEncoded/Attachment[${String(index + 1)}]`, name);
  });
}

/** What the `verify` helper does with a package: it has the code for its signature. */
export const packageJob = { readPackage } as const;
