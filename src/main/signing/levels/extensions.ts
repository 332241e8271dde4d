import { z } from 'zod';
import { type FileRef, VersionId } from '../../../shared/domain/core/values.ts';
import type { Outgoing } from '../../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../../shared/errors.ts';
import { instantOf } from '../../../shared/text/day.ts';
import type { ActionContext } from '../../handler.ts';
import type { ExtendFile } from '../../jobs/extend.ts';
import type { Helper } from '../../ports.ts';
import { keepMade } from '../../store/made-files.ts';
import { isPendingFor } from '../../store/row-sync.ts';
import type { Step } from '../../sync/engine.ts';
import { type Loop, startLoop } from '../../sync/loop.ts';
import { waitFor } from '../../sync/scheduler.ts';
import { handoverFor } from '../authority.ts';
import { Found, inspectedFrom, openIntentOf, rememberInspection } from '../store.ts';
import { loadAnchors } from '../trust.ts';
import {
  dropExtension,
  dueExtensions,
  giveUpExtension,
  postponeExtension,
  queueAgain,
  type WaitingExtension,
} from './extension-store.ts';
import { answersFolder } from './levels.ts';
import { askableHosts } from './settings.ts';

/** Without being woken, the queue is looked at this often. */
const IDLE_MS = 60_000;
/** An authority that is down is tried again after 2, 4, 8 … minutes, at last four times a day. */
const PAUSE_MS_MIN = 2 * 60_000;
const PAUSE_MS_MAX = 6 * 60 * 60_000;
const FILE_BYTES_MAX = 200 * 1024 * 1024;
/** Several authorities, each as long as it may take. */
const EXTEND_MS_MAX = 10 * 60_000;

const Extended = z.object({ bytes: z.instanceof(Uint8Array), found: Found, reason: z.string() });

/**
 * Brings sealed files and the attachments signed with them to the wanted level in the background, one after the other: the signature was never kept waiting
 * for it. Only what the authority has accepted is touched, because the file before is what it compares with. The file is read in a helper of its own, which asks and may
 * take long.
 */
export function startExtensions(context: ActionContext): Loop {
  const helper = context.ports.helpers.start('verify');
  const loop = startLoop({
    step: () => extendOne(context, helper),
    idleMs: IDLE_MS,
    wait: waitFor,
    random: Math.random,
    onStep: () => undefined,
    onFault: (problem) =>
      context.ports.log('signing.extension-stopped', {
        fault: problem instanceof Error ? problem.name : 'unknown',
      }),
  });
  return {
    ...loop,
    stop: async () => {
      const stopped = loop.stop();
      await helper.stop();
      await stopped;
    },
  };
}

/** What changes a signed file, or will. */
const RECORDS = [
  'outgoing.recordSignature',
  'outgoing.recordExtension',
  'outgoing.recordAttachmentSignature',
  'outgoing.recordAttachmentExtension',
] as const;

/** Whether the file may be extended now; `gone`: another file stands there, and this one needs nothing more. */
function standOf(context: ActionContext, waiting: WaitingExtension): 'ready' | 'waits' | 'gone' {
  const { documentId, sha256 } = waiting;
  const document = context.read('outgoing', documentId);
  const root = { kind: 'outgoing', id: documentId } as const;
  const isPending = RECORDS.some((name) => isPendingFor(context.db, root, name));
  // A signed file that could not be recorded yet (a full disk) becomes the document's later.
  if (isPending || openIntentOf(context.db, documentId)) return 'waits';
  if (!document || document.state === 'void') return 'gone';
  if (isToBeSigned(context, waiting)) return 'waits';
  if (fileOf(context, waiting, document)?.sha256 !== sha256) return 'gone';
  const isSealed = document.state === 'sealed' || document.state === 'dispatched';
  return isSealed && context.blobs.has(sha256) ? 'ready' : 'waits';
}

/** Its signature was not recorded yet, or not accepted: sealing signs the attachment again and puts that file into the queue instead. */
function isToBeSigned({ read }: ActionContext, { attachmentId }: WaitingExtension): boolean {
  const attachment = attachmentId && read('attachment', attachmentId);
  return attachment !== undefined && !attachment.isRemoved && !attachment.unsealed && !attachment.unsignable;
}

/** The file that stands where the waiting one stood: the document's own, or the attachment's. */
function fileOf(
  { read }: ActionContext,
  { attachmentId }: WaitingExtension,
  { file }: Outgoing,
): FileRef | undefined {
  if (!attachmentId) return file;
  const attachment = read('attachment', attachmentId);
  return attachment?.isRemoved ? undefined : attachment?.file;
}

async function extendOne(context: ActionContext, helper: Helper): Promise<Step> {
  for (const waiting of dueExtensions(context.db, context.at())) {
    const stand = standOf(context, waiting);
    if (stand === 'waits') {
      context.write((db) => queueAgain(db, waiting, context.at()));
      continue;
    }
    if (stand === 'gone') context.write((db) => dropExtension(db, waiting));
    else await tryOne(context, helper, waiting);
    return 'done';
  }
  return 'idle';
}

async function tryOne(context: ActionContext, helper: Helper, waiting: WaitingExtension): Promise<void> {
  try {
    await extendAndRecord(context, helper, waiting);
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    const { code, retryable } = problem;
    context.ports.log('signing.extension-failed', { code, tries: waiting.tries });
    const pause = Math.min(PAUSE_MS_MIN * 2 ** waiting.tries, PAUSE_MS_MAX);
    const at = context.at();
    const failure = { at, problem: { code, detail: { ...problem.detail } } };
    const until = instantOf(Date.parse(at) + pause);
    // A helper that ended, perhaps with the program, tells nothing of the file; nor do settings that whoever installs the program may mend in their file.
    context.write((db) =>
      retryable || /^(?:store|helper)\.|^signing\.settings-unreadable$/.test(code)
        ? postponeExtension(db, waiting, { ...failure, until })
        : giveUpExtension(db, waiting, failure),
    );
    context.announce('signing');
  }
}

/** What the helper is told: the file, whom it may ask, and by which roots it judges. */
function orderFor({ levels, ports, blobs, db, at }: ActionContext, waiting: WaitingExtension): ExtendFile {
  const settings = levels.settings();
  return {
    file: blobs.fileOf(waiting.sha256),
    level: waiting.level,
    authorities: [...settings.authorities],
    anchors: loadAnchors({ dataDir: ports.dataDir, db }),
    at: at(),
    internalHosts: [...askableHosts(settings)],
    answersIn: answersFolder(ports.dataDir),
  };
}

async function extendAndRecord(
  context: ActionContext,
  helper: Helper,
  waiting: WaitingExtension,
): Promise<void> {
  const { documentId, attachmentId, sha256: baseSha256 } = waiting;
  const answer = await helper.call('extendFile', orderFor(context, waiting), EXTEND_MS_MAX);
  const { bytes, found, reason } = Extended.parse(answer);
  if (!found.continuesBase || !found.onlyExtends) throw new AppError('signing.own-check-failed', { reason });
  const { sha256, sizeBytes } = await keepMade(context, documentId, bytes, FILE_BYTES_MAX);
  // Somebody may have given the document up meanwhile, or the program may be closing: then there is nothing to record.
  const document = context.read('outgoing', documentId);
  const file = document && fileOf(context, waiting, document);
  if (!document || file?.sha256 !== baseSha256) return;
  context.write((db) => rememberInspection(db, { signedSha256: sha256, baseSha256 }, inspectedFrom(found)));
  const args = {
    documentId,
    baseSha256,
    extended: { ...file, sha256, sizeBytes },
    ...handoverFor(context, document),
  };
  if (attachmentId) context.perform('outgoing.recordAttachmentExtension', { ...args, attachmentId });
  else {
    const versionId = VersionId.parse(context.ports.newId());
    context.perform('outgoing.recordExtension', { ...args, versionId });
  }
  context.write((db) => dropExtension(db, waiting));
  context.announce('signing');
}
