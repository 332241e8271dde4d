import type { AnyBody, Kind, Ref } from '../../shared/domain/core/kinds.ts';
import { refKey } from '../../shared/domain/core/kinds.ts';
import type { FileRef, LocalDate, OfficialId, Sha256 } from '../../shared/domain/core/values.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { addDays, dayOf } from '../../shared/text/day.ts';
import { confirmedBody, partsOf, seen } from '../store/entities.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Written } from './project.ts';
import { correctedTime } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';

/** What was registered in the last days is kept here without being asked. */
export const KEPT_DAYS = 30;

/** Next work first: what waits for this official, then what is recent, then what he asked for is always before both. */
export const priorities = { asked: 0, mine: 1, recent: 2 } as const;
type Priority = (typeof priorities)[keyof typeof priorities];

type Policy = { readonly since: LocalDate; readonly officialId: OfficialId };

/** How urgently the files of an incoming document are wanted here; undefined = only when they are opened. */
export function wantIncoming(body: Incoming, { since, officialId }: Policy): Priority | undefined {
  if (body.leadId === officialId && body.state !== 'done') return priorities.mine;
  if (body.state === 'refused') return undefined;
  return body.state === 'arrived' || body.arrivedOn >= since ? priorities.recent : undefined;
}

export function wantOutgoing(body: Outgoing, { since, officialId }: Policy): Priority | undefined {
  if (body.state !== 'dispatched')
    return body.drafterId === officialId || body.signerId === officialId
      ? priorities.mine
      : priorities.recent;
  return (body.dispatchedOn ?? body.issuedOn ?? since) >= since ? priorities.recent : undefined;
}

/** Notes which files of the written documents must be fetched. The bodies of the page stand already, in whatever order they came. */
export function wantFiles(db: WriteDb, setting: ReplicaSetting, written: readonly Written[]): void {
  if (written.length === 0) return;
  const today = dayOf(correctedTime(db, setting.now()));
  const policy = { since: addDays(today, -KEPT_DAYS), officialId: setting.profile.officialId };
  const known = new Map<string, Priority | undefined>();
  const wantOf = (root: Ref): Priority | undefined => {
    const key = refKey(root);
    if (!known.has(key)) known.set(key, wantRoot(confirmedBody(db, root.kind, root.id), root.kind, policy));
    return known.get(key);
  };
  for (const { kind, id, body } of written) {
    if (kind === 'incoming' || kind === 'outgoing') {
      const priority = wantRoot(body, kind, policy);
      known.set(refKey({ kind, id }), priority);
      if (priority !== undefined) want(db, setting, (body as Incoming | Outgoing).file, priority);
    }
  }
  for (const { kind, body } of written) {
    if (kind === 'incident' && 'sealed' in body && !body.settled)
      want(db, setting, body.sealed?.file, priorities.mine);
    if (kind === 'attachment' && 'ordinal' in body) {
      const priority = wantOf(body.of);
      if (priority !== undefined) want(db, setting, body.file, priority);
    } else if (kind === 'assignment' && 'part' in body && body.officialId === policy.officialId) {
      wantDocument(db, setting, { kind: 'incoming', id: body.documentId }, priorities.mine);
    }
  }
}

const wantRoot = (body: AnyBody | undefined, kind: Kind, policy: Policy): Priority | undefined => {
  if (!body) return undefined;
  if (kind === 'incoming') return wantIncoming(body as Incoming, policy);
  return kind === 'outgoing' ? wantOutgoing(body as Outgoing, policy) : undefined;
};

/** All files of one document: its main file and its attachments. */
export function wantDocument(
  db: WriteDb,
  setting: ReplicaSetting,
  root: Ref<'incoming' | 'outgoing'>,
  priority: Priority,
): void {
  want(db, setting, seen(db, root.kind, root.id)?.file, priority);
  for (const { body } of partsOf(db, 'attachment', root)) want(db, setting, body.file, priority);
}

/** Notes one file to fetch, unless it is here; a more urgent wish outweighs, and a file that was not found before is tried again. */
export function want(
  db: WriteDb,
  { blobs }: Pick<ReplicaSetting, 'blobs'>,
  file: Pick<FileRef, 'sha256' | 'sizeBytes'> | undefined,
  priority: Priority,
): void {
  if (!file || blobs.has(file.sha256)) return;
  db.prepare(
    `insert into downloads (sha256, size_bytes, state, priority) values (?, ?, 'wanted', ?)
     on conflict (sha256) do update set priority = min(priority, excluded.priority), state = 'wanted'
     where state <> 'quarantined' or excluded.priority = 0`,
  ).run(file.sha256, file.sizeBytes, priority);
}

/** Asks for a file that was opened, when a document that is seen here names it; what nobody here may see is not asked for. */
export function wantNamed(db: WriteDb, setting: ReplicaSetting, sha256: Sha256): void {
  const isNamed = db
    .prepare<[string], number>('select 1 from document_file where sha256 = ? limit 1')
    .pluck()
    .get(sha256);
  if (isNamed) want(db, setting, { sha256, sizeBytes: 0 }, priorities.asked);
}
