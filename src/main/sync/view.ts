import type { Actor, Context, Read } from '../../shared/domain/core/command.ts';
import type { Lookup } from '../../shared/domain/core/decide.ts';
import { type AnyBody, type Bodies, type Kind, kindRule, type Ref } from '../../shared/domain/core/kinds.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { dayOf } from '../../shared/text/day.ts';
import { seen, seenBody } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { seenNextIn } from './books-seen.ts';
import { correctedTime, replicaRow } from './replica-row.ts';
import type { ReplicaSetting } from './setting.ts';

/**
 * Reads as the official sees: overlay first. Absent is only concluded of kinds that are wholly held, and of a part whose id names its document where the
 * document is here, for a document comes with all its parts; and never before the first snapshot is whole.
 */
export function lookupIn(db: ReadDb): Lookup {
  const isWhole = replicaRow(db).cursor !== null;
  const isAbsent = ({ kind, id }: Ref): boolean => {
    const { isWhollyHeld, rootNamedBy } = kindRule(kind);
    const root = rootNamedBy?.(id);
    return (
      isWhole && (isWhollyHeld || (root !== undefined && seenBody(db, root.kind, root.id) !== undefined))
    );
  };
  return (each): AnyBody | undefined | 'not-held' =>
    seenBody(db, each.kind, each.id) ?? (isAbsent(each) ? undefined : 'not-held');
}

export const readIn =
  (db: ReadDb): Read =>
  <K extends Kind>(kind: K, id: string): Bodies[K] | undefined =>
    seen(db, kind, id);

/** Who sits here; `profile.not-ready` before his own entity has come. */
export function actorIn(db: ReadDb, { profile }: Pick<ReplicaSetting, 'profile'>): Actor {
  const official = seen(db, 'official', profile.officialId);
  if (!official) throw new AppError('profile.not-ready');
  return { ...official, id: profile.officialId };
}

/** Everything a rule may know on this replica. */
export function contextIn(db: ReadDb, setting: ReplicaSetting, doneAt: Instant): Context {
  const at = correctedTime(db, setting.now());
  return {
    actor: actorIn(db, setting),
    agencyId: setting.profile.agencyId,
    device: setting.profile.deviceId,
    isAuthority: false,
    today: dayOf(at),
    at,
    doneAt,
    inspect: setting.inspect,
    seenNext: seenNextIn(db),
  };
}
