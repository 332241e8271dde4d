import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import type { Input, Output } from '../../shared/contract/contract.ts';
import { type ExportedOperation, OutboxState } from '../../shared/contract/sync.ts';
import type { Read } from '../../shared/domain/core/command.ts';
import { may } from '../../shared/domain/core/rights.ts';
import {
  DeviceId,
  IncomingId,
  Instant,
  OfficialId,
  OperationId,
  OutgoingId,
} from '../../shared/domain/core/values.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { words } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import type { ReadDb } from '../store/handles.ts';
import { isContained } from './contained.ts';
import { VALUE_LENGTH_MAX } from './differences.ts';
import { carriedIn } from './list-operations.ts';

const EXPORT_MB_MAX = 8;
const EXPORT_BYTES_MAX = EXPORT_MB_MAX * 1024 * 1024;
const OPERATIONS_MAX = 1_000;
const FILES_MAX = 60;
const Text = z.string().max(2_000);

/** What `exportOperations` writes, as far as it is shown; a newer program's fields are passed over. */
const Exported = z.object({
  madeAt: Instant,
  officialId: OfficialId,
  deviceId: DeviceId,
  operations: z.array(
    z.object({
      operationId: OperationId,
      name: z.string().min(1).max(100),
      state: OutboxState,
      doneAt: Instant,
      subject: Text,
      documentKind: z.enum(['incoming', 'outgoing', 'other']),
      documentId: z.string().max(100),
      why: Text.optional(),
      args: z.unknown(),
    }),
  ),
});
type Exported = z.infer<typeof Exported>;

type Context = Pick<QueryContext, 'actor' | 'db' | 'read'>;

/**
 * Reads what `sync.exportOperations` saved on a colleague's machine. The file is anybody's word, for it bears no signature: it is bounded, judged by its
 * shape and shown as text, and nothing of it is kept or given again.
 */
export async function readExport(
  context: Context,
  { name, packed }: Input<'sync.readExport'>,
): Promise<Output<'sync.readExport'>> {
  const official = context.actor();
  if (!may(official, 'administer', official) && !may(official, 'seal', official))
    throw new AppError('sync.export-not-yours');
  const { operations, ...head } = parse(name, await unpack(name, packed));
  const by = personOf(context.db, head.officialId);
  return { ...head, ...(by && { official: by }), operations: operations.map((each) => tell(context, each)) };
}

/** Under a limit while it unpacks, so that a small file cannot become a huge one. */
async function unpack(name: string, packed: string): Promise<string> {
  try {
    const bytes = await promisify(gunzip)(Buffer.from(packed, 'base64'), {
      maxOutputLength: EXPORT_BYTES_MAX,
    });
    return bytes.toString('utf8');
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(name, cause);
    throw unreadable(name, cause);
  }
}

function parse(name: string, text: string): Exported {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (cause) {
    throw unreadable(name, cause);
  }
  const counted = z.object({ operations: z.array(z.unknown()) }).safeParse(found);
  if (counted.success && counted.data.operations.length > OPERATIONS_MAX) throw tooLarge(name);
  const read = Exported.safeParse(found);
  if (!read.success) throw unreadable(name, read.error);
  return read.data;
}

const unreadable = (name: string, cause: unknown): AppError =>
  new AppError('sync.export-unreadable', { name }, { cause });
const tooLarge = (name: string, cause?: unknown): AppError =>
  new AppError('sync.export-too-large', { name, limit: OPERATIONS_MAX, limitMb: EXPORT_MB_MAX }, { cause });

function tell({ db, read }: Context, { args, ...given }: Exported['operations'][number]): ExportedOperation {
  const { operationId, name, state, doneAt, subject, documentKind, documentId, why } = given;
  const known = { operationId, name, state, doneAt };
  if (documentKind !== 'other' && isContained(db, documentKind, documentId))
    return { ...known, isContained: true, subject: '', told: [], files: [] };
  const document = documentKind === 'other' ? undefined : documentHere(read, documentKind, documentId);
  return {
    ...known,
    isContained: false,
    subject,
    ...(document && { document }),
    ...(why !== undefined && { why }),
    told: toldBy(db, args),
    files: carriedIn(args)
      .slice(0, FILES_MAX)
      .map(({ file }) => ({ name: file.name, sizeBytes: file.sizeBytes })),
  };
}

function documentHere(
  read: Read,
  kind: 'incoming' | 'outgoing',
  id: string,
): ExportedOperation['document'] | undefined {
  if (kind === 'incoming') {
    const incomingId = IncomingId.safeParse(id);
    const body = incomingId.success ? read('incoming', incomingId.data) : undefined;
    const { codeNumber = '', codeNotation = '' } = body ?? {};
    const isNumbered = codeNumber !== '' || codeNotation !== '';
    return (
      body && {
        kind,
        reference: isNumbered ? formatReference(codeNumber, codeNotation) : '',
        subject: body.subject,
      }
    );
  }
  const outgoingId = OutgoingId.safeParse(id);
  const body = outgoingId.success ? read('outgoing', outgoingId.data) : undefined;
  return body && { kind, reference: formatReference(body.number, body.codeNotation), subject: body.subject };
}

const Fields = z.record(z.string(), z.unknown());

/** The plain values among what was asked, at the top and under `fields`; who is known here by name. */
function toldBy(db: ReadDb, args: unknown): ExportedOperation['told'] {
  const top = Fields.safeParse(args).data ?? {};
  const fields = Fields.safeParse(top['fields']).data ?? {};
  return Object.entries({ ...top, ...fields }).flatMap(([field, value]) => {
    if (!Object.hasOwn(words, `field.${field}`)) return [];
    if ((typeof value !== 'string' || value === '') && typeof value !== 'number') return [];
    const text = String(value).slice(0, VALUE_LENGTH_MAX);
    return [{ field, value: personOf(db, text)?.fullName ?? text }];
  });
}
