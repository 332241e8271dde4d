import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { AnyBody, Bodies } from '../../shared/domain/core/kinds.ts';
import type { FileRef, LocalDate, OfficialId, Sha256 } from '../../shared/domain/core/values.ts';
import type { Dossier } from '../../shared/domain/dossier/dossier.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { addDays, dayOf } from '../../shared/text/day.ts';
import { allOf, confirmedBody, partsOf, seen } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { Written } from './project.ts';
import { correctedTime } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';

/** What was registered in the last days is kept here without being asked. */
export const KEPT_DAYS = 30;

/** Next work first: what waits for this official, then what is recent, then what he had a share in; what he asked for is always before all. */
const priorities = { asked: 0, mine: 1, recent: 2, shared: 3 } as const;
type Priority = (typeof priorities)[keyof typeof priorities];

/** How urgently files are wanted: by priority, then by rank, the smallest first. */
type Want = { readonly priority: Priority; readonly rank: number };

export type Policy = { readonly since: LocalDate; readonly officialId: OfficialId };

/** Whose files are kept, and since when, as of now. */
export const keepingPolicy = (
  db: ReadDb,
  setting: {
    readonly now: ReplicaSetting['now'];
    readonly profile: Pick<ReplicaSetting['profile'], 'officialId'>;
  },
): Policy => ({
  since: addDays(dayOf(correctedTime(db, setting.now())), -KEPT_DAYS),
  officialId: setting.profile.officialId,
});

const DAY_MS = 86_400_000;
const dayNumber = (day: LocalDate): number => Math.floor(Date.parse(day) / DAY_MS);
/** Work that is due at no day comes behind all that is. */
const NO_DAY = dayNumber('9999-12-31' as LocalDate);

/** What is due first. */
const mine = (dueOn: LocalDate | undefined): Want => ({
  priority: priorities.mine,
  rank: dueOn ? dayNumber(dueOn) : NO_DAY,
});
/** What is newest first. */
const of = (priority: Priority, on: LocalDate): Want => ({ priority, rank: -dayNumber(on) });

function wantIncoming(
  db: ReadDb,
  id: string,
  body: Incoming,
  { since, officialId }: Policy,
): Want | undefined {
  if (body.state === 'refused' || body.state === 'recalled') return undefined;
  const share =
    body.leadId === officialId ||
    partsOf(db, 'assignment', { kind: 'incoming', id }).some((part) => part.body.officialId === officialId);
  if (share && body.state !== 'done') return mine(body.dueOn);
  if (body.state === 'arrived' || body.arrivedOn >= since) return of(priorities.recent, body.arrivedOn);
  return share ? of(priorities.shared, body.arrivedOn) : undefined;
}

function wantOutgoing(body: Outgoing, { since, officialId }: Policy): Want | undefined {
  const isHis = body.drafterId === officialId || body.signerId === officialId;
  const on = body.dispatchedOn ?? body.issuedOn ?? body.draftedOn ?? since;
  if (body.state !== 'dispatched' && body.state !== 'void')
    return isHis ? mine(body.dueOn) : of(priorities.recent, on);
  if (on >= since) return of(priorities.recent, on);
  return body.signerId === officialId ? of(priorities.shared, on) : undefined;
}

/** The documents in the open dossiers that the official keeps or helps to keep. */
export const filedBy = (db: ReadDb, officialId: OfficialId): ReadonlySet<string> =>
  new Set(
    allOf(db, 'dossier')
      .filter(({ body }) => isKeptBy(body, officialId))
      .flatMap(({ id }) => partsOf(db, 'dossierItem', { kind: 'dossier', id }))
      .flatMap(({ body }) => (body.of && !body.removed ? [body.of.id] : [])),
  );
const isKeptBy = ({ state, ownerId, helperIds }: Dossier, officialId: OfficialId): boolean =>
  state === 'open' && (ownerId === officialId || helperIds.includes(officialId));

/** How urgently the files of a document are wanted here by itself; undefined = only when they are opened. */
const wantOf = (
  db: ReadDb,
  { kind, id }: DocumentRef,
  body: AnyBody | undefined,
  policy: Policy,
): Want | undefined => {
  if (!body) return undefined;
  return kind === 'incoming'
    ? wantIncoming(db, id, body as Incoming, policy)
    : wantOutgoing(body as Outgoing, policy);
};

/** Whether the files of a document are kept here without being asked for, as things stand now; `filed` are those of the official's own dossiers. */
export const isKeptHere = (
  db: ReadDb,
  root: DocumentRef,
  policy: Policy,
  filed: ReadonlySet<string>,
): boolean =>
  filed.has(root.id) || wantOf(db, root, confirmedBody(db, root.kind, root.id), policy) !== undefined;

/** Notes which files of the written documents must be fetched. The bodies of the page stand already, in whatever order they came. */
export function wantFiles(db: WriteDb, setting: ReplicaSetting, written: readonly Written[]): void {
  if (written.length === 0) return;
  const policy = keepingPolicy(db, setting);
  const known = new Map<string, Want | undefined>();
  const wanted = (root: DocumentRef, body?: AnyBody): Want | undefined => {
    if (!known.has(root.id))
      known.set(root.id, wantOf(db, root, body ?? confirmedBody(db, root.kind, root.id), policy));
    return known.get(root.id);
  };
  for (const { kind, id, body } of written) {
    switch (kind) {
      case 'incoming':
      case 'outgoing':
        want(db, setting, (body as Incoming | Outgoing).file, wanted({ kind, id } as DocumentRef, body));
        break;
      case 'incident':
        wantIncident(db, setting, body as Bodies['incident']);
        break;
      case 'attachment':
        wantAttached(db, setting, body as Bodies['attachment'], wanted);
        break;
      case 'assignment':
        wantAssigned(db, setting, body as Bodies['assignment'], wanted);
        break;
      case 'dossierItem':
        wantFiled(db, setting, body as Bodies['dossierItem']);
        break;
      default:
    }
  }
}

function wantIncident(db: WriteDb, setting: ReplicaSetting, { sealed, settled }: Bodies['incident']): void {
  if (!settled) want(db, setting, sealed?.file, mine(undefined));
}

function wantAttached(
  db: WriteDb,
  setting: ReplicaSetting,
  { of: root, file, isRemoved }: Bodies['attachment'],
  wanted: (root: DocumentRef) => Want | undefined,
): void {
  if (!isRemoved) want(db, setting, file, wanted(root));
}

/** A share in a document that came before it. */
function wantAssigned(
  db: WriteDb,
  setting: ReplicaSetting,
  { officialId, documentId }: Bodies['assignment'],
  wanted: (root: DocumentRef) => Want | undefined,
): void {
  const root = { kind: 'incoming', id: documentId } as const;
  if (officialId === setting.profile.officialId) wantDocument(db, setting, root, wanted(root));
}

/** A document in an open dossier of the official's; only what he may see has a file here. */
function wantFiled(
  db: WriteDb,
  setting: ReplicaSetting,
  { of: root, dossierId, removed, doneAt }: Bodies['dossierItem'],
): void {
  const dossier = seen(db, 'dossier', dossierId);
  if (!root || removed || !dossier || !isKeptBy(dossier, setting.profile.officialId)) return;
  wantDocument(db, setting, root, of(priorities.shared, dayOf(doneAt)));
}

/** All files of one document: its main file and its attachments. */
function wantDocument(
  db: WriteDb,
  setting: Pick<ReplicaSetting, 'blobs'>,
  root: DocumentRef,
  how: Want | undefined,
): void {
  for (const file of filesOf(db, root)) want(db, setting, file, how);
}

const filesOf = (db: ReadDb, root: DocumentRef): readonly (FileRef | undefined)[] => [
  seen(db, root.kind, root.id)?.file,
  ...partsOf(db, 'attachment', root)
    .filter(({ body }) => !body.isRemoved)
    .map(({ body }) => body.file),
];

/** Asks for all files of a document that are not here, before all others; answers how many. */
export function wantAllNamed(db: WriteDb, setting: Pick<ReplicaSetting, 'blobs'>, root: DocumentRef): number {
  const away = filesOf(db, root).filter((file) => file && !setting.blobs.has(file.sha256));
  for (const file of away) want(db, setting, file, { priority: priorities.asked, rank: 0 });
  return away.length;
}

/** Notes one file to fetch, unless it is here; a more urgent wish outweighs, and a file that was not found before is tried again. */
function want(
  db: WriteDb,
  { blobs }: Pick<ReplicaSetting, 'blobs'>,
  file: Pick<FileRef, 'sha256' | 'sizeBytes'> | undefined,
  how: Want | undefined,
): void {
  if (!file || !how || blobs.has(file.sha256)) return;
  db.prepare(
    `insert into downloads (sha256, size_bytes, state, priority, rank) values (?, ?, 'wanted', ?, ?)
     on conflict (sha256) do update set state = 'wanted', size_bytes = max(size_bytes, excluded.size_bytes),
       rank = case when excluded.priority <= priority then excluded.rank else rank end, priority = min(priority, excluded.priority)
     where state <> 'quarantined' or excluded.priority = 0`,
  ).run(file.sha256, file.sizeBytes, how.priority, how.rank);
}

/** Asks for a file that was opened, when a document that is seen here names it; what nobody here may see is not asked for. Answers whether it may. */
export function wantNamed(db: WriteDb, setting: Pick<ReplicaSetting, 'blobs'>, sha256: Sha256): boolean {
  const root = db
    .prepare<[string], DocumentRef>(
      'select document_kind as kind, document_id as id from document_file where sha256 = ? limit 1',
    )
    .get(sha256);
  const file = root && filesOf(db, root).find((each) => each?.sha256 === sha256);
  want(db, setting, root && (file ?? { sha256, sizeBytes: 0 }), { priority: priorities.asked, rank: 0 });
  return root !== undefined;
}
