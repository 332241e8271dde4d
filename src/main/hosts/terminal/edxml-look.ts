import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OnDisk } from '../../../edxml-files/file-store.ts';
import { plainFile, readMessageFile } from '../../../edxml-files/read-file.ts';
import type { PackageProblem } from '../../../shared/edxml/package.ts';
import type { ReadMessage } from '../../../shared/edxml/read.ts';
import { withoutStray } from '../../../shared/edxml/stray.ts';
import { makeUtf8 } from '../../../shared/edxml/utf8.ts';
import { AppError } from '../../../shared/errors.ts';
import { PdfReport } from '../../../shared/signature/report.ts';
import { DamageOutcome, damageProblems } from '../../../signatures/damage/damage-problem.ts';
import { signatureProblems } from '../../../signatures/xmldsig/package-problems.ts';
import { verifyXml, type XmlReport } from '../../../signatures/xmldsig/verify.ts';
import type { Helper } from '../../ports.ts';
import { type Terminal, whyOf } from './terminal.ts';
import { FILE_TIMEOUT_MS, verifyHelper } from './verify.ts';

/** What is verified is held whole; larger ones are read, and their signatures are not looked at. */
const VERIFIED_BYTES_MAX = 32 * 1024 * 1024;
/** Behind one of these the helper begins anew: what it held is given back at once, and a package of many is looked at in the room of one. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** A package with what its signatures and those of its PDFs say, added to its problems. */
export type Looked = {
  readonly read: ReadMessage<OnDisk>;
  readonly signature: XmlReport | { readonly outcome: 'indeterminate'; readonly reason: 'too-large' };
  readonly problems: readonly PackageProblem[];
};

/** Looks into packages one after the other, their attachments in a folder that is gone when `use` is through. */
export function makePackageLook(terminal: Terminal) {
  let helper: Helper | undefined;
  return {
    async look<Result>(file: string, use: (looked: Looked) => Promise<Result>): Promise<Result> {
      const folder = await mkdtemp(join(tmpdir(), 'hamrong-edxml-'));
      try {
        const plain = await plainIn(file, join(folder, 'goi'));
        const read = await readIn(plain, join(folder, 'tep'));
        const signature = read.isSigned
          ? await signatureOf(plain, terminal)
          : ({ outcome: 'unsigned' } as const);
        const problems = [
          ...read.problems,
          ...(signature.outcome === 'indeterminate' &&
          'reason' in signature &&
          signature.reason === 'too-large'
            ? []
            : signatureProblems(signature as XmlReport)),
        ];
        for (const [index, attachment] of read.attachments.entries()) {
          if (attachment.type !== 'application/pdf' || attachment.sizeBytes > VERIFIED_BYTES_MAX) continue;
          helper ??= verifyHelper();
          const path = `AttachmentEncoded/Attachment[${String(index + 1)}]`;
          problems.push(...(await pdfProblems(helper, attachment, path, terminal)));
          if (attachment.sizeBytes > LARGE_BYTES) {
            await helper.stop();
            helper = undefined;
          }
        }
        return await use({ read, signature, problems });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    stop: async (): Promise<void> => helper?.stop(),
  };
}

const readIn = (file: string, prefix: string): Promise<ReadMessage<OnDisk>> =>
  reading(file, () => readMessageFile(file, prefix));
const plainIn = (file: string, out: string): Promise<string> => reading(file, () => plainFile(file, out));

async function reading<Result>(path: string, read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (fault) {
    throw new AppError('terminal.file-unreadable', { path, why: whyOf(fault) }, { cause: fault });
  }
}

async function signatureOf(file: string, { now }: Terminal): Promise<Looked['signature']> {
  if ((await stat(file)).size > VERIFIED_BYTES_MAX) return { outcome: 'indeterminate', reason: 'too-large' };
  const bytes = makeUtf8()(await readFile(file));
  return verifyXml(withoutStray(bytes), { anchors: [], at: now() });
}

/**
 * What a PDF says of itself: whether it is another than was signed, or, where no signature vouches for it, what its own checksums and structure say. Whom its certificates come from is not asked
 * here: nobody is trusted, nothing fetched.
 */
async function pdfProblems(
  helper: Helper,
  { path: file, name }: OnDisk & { readonly name: string },
  path: string,
  { now, err }: Terminal,
): Promise<readonly PackageProblem[]> {
  try {
    const asked = { file, anchors: [], at: now().toISOString(), offline: true, internalHosts: [] };
    const { integrity } = PdfReport.parse(await helper.call('verifyFile', asked, FILE_TIMEOUT_MS));
    if (integrity === 'modified' || integrity === 'invalid')
      return [{ path, code: 'pdf-changed', detail: { name } }];
    if (integrity === 'valid') return [];
    return damageProblems(
      DamageOutcome.parse(await helper.call('damageFile', { file }, FILE_TIMEOUT_MS)),
      path,
      name,
    );
  } catch (fault) {
    // A bug or a spent budget in one file must not hide the package: nothing is known of it.
    err(String(fault));
    return [];
  }
}
