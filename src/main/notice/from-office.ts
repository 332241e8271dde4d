import { may } from '../../shared/domain/core/rights.ts';
import type { DossierId, LocalDate } from '../../shared/domain/core/values.ts';
import { archiveStage, type NoticeKind, periodStage } from '../../shared/domain/notice/notice.ts';
import { isHead } from '../../shared/domain/office/authority.ts';
import type { Delegation } from '../../shared/domain/office/delegation.ts';
import { say } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import { allOf, seen } from '../store/entities.ts';
import { waitingToSign } from './from-outgoing.ts';
import { OF_ONE_SORT_MAX, type Telling, type Told } from './told.ts';

const kinds = {
  begins: 'delegation-begins',
  ends: 'delegation-ends',
  ended: 'delegation-ended',
} as const satisfies Readonly<Record<string, NoticeKind>>;

/** Delegations that begin, end or have ended: told to who signs by them, to who gave them, and to the administrators. */
export function fromDelegations(telling: Telling): readonly Told[] {
  const { db, me, today } = telling;
  // Only on his own desk is it known what waits for his signature: nobody else sees it before it is signed.
  const waiting = isHead(me) ? 0 : waitingToSign(telling);
  const concerned = allOf(db, 'delegation').filter(({ body }) => concerns(telling, body));
  const mine = concerned.filter(({ body }) => body.officialId === me.id);
  const isUncovered = waiting > 0 && !mine.some(({ body }) => isInForce(body, today));
  const lastEnded = mine
    .map(({ body }) => body.to ?? '')
    .sort()
    .at(-1);
  return concerned
    .flatMap(({ id, body }) => {
      const isMine = body.officialId === me.id;
      const told = periodStage(body, today, isMine && isUncovered && body.to === lastEnded);
      if (!told) return [];
      const person = personOf(db, body.officialId);
      const waits = isMine && waiting > 0 && told.stage !== 'begins';
      const title = isMine || !person ? body.basis : `${person.fullName}: ${body.basis}`;
      return [
        {
          key: `${id}:${told.stage}:${told.on}:${String(told.mark)}`,
          ...{ kind: kinds[told.stage], title: `${body.form} ${title}`, on: told.on },
          ...(waits && { detail: say('notice.waits-under', { count: waiting }) }),
          place: { to: 'authority' },
        } as const,
      ];
    })
    .slice(0, OF_ONE_SORT_MAX);
}

const isInForce = ({ from, to }: Delegation, today: LocalDate): boolean =>
  from <= today && (to === undefined || today <= to);

const concerns = ({ me }: Telling, { officialId, by, agencyId }: Delegation): boolean =>
  officialId === me.id || by === me.id || may(me, 'administer', { agencyId });

/** Changes of rights that wait for the official's confirmation, and those of his own (annex VI III.3c). */
export const fromChanges = ({ db, me }: Telling): readonly Told[] =>
  allOf(db, 'officeEvent')
    .filter(({ body }) => body.needsConfirming && body.confirmed === undefined && body.by !== me.id)
    .flatMap(({ id, body }) => {
      const isOwn = body.of.kind === 'official' && body.of.id === me.id;
      if (!isOwn && !may(me, 'confirmRights', body)) return [];
      const subject =
        body.of.kind === 'unit' ? seen(db, 'unit', body.of.id)?.name : personOf(db, body.of.id)?.fullName;
      const by = personOf(db, body.by)?.fullName;
      return [
        {
          key: `${id}:change`,
          kind: isOwn ? 'own-rights-changed' : 'change-waits',
          title: subject ?? '',
          ...(by !== undefined && { detail: by }),
          place: { to: 'changes' },
        } as const,
      ];
    })
    .slice(0, OF_ONE_SORT_MAX);

type Row = { readonly dossierId: DossierId; readonly title: string; readonly dueOn: LocalDate | null };

/** Dossiers of the official that are due at the archive in 30 days (annex VI III.5b), late, or came back from it. */
export const fromDossiers = ({ db, me, today }: Telling): readonly Told[] =>
  db
    .prepare<[Record<string, unknown>], Row>(
      `select dossier_id as dossierId, notation || ' ' || title as title, due_on as dueOn from dossier_row
       where state = 'closed' and owner_id = :me order by due_on is null, due_on limit :max`,
    )
    .all({ me: me.id, max: OF_ONE_SORT_MAX * 5 })
    .flatMap(({ dossierId, title, dueOn }) => {
      const told = (kind: NoticeKind, mark: string, detail?: string): Told => ({
        key: `${dossierId}:${kind}:${mark.slice(0, 100)}`,
        ...{ kind, title, place: { to: 'dossier', id: dossierId } },
        ...(detail !== undefined && { detail }),
        ...(dueOn && { on: dueOn }),
      });
      const reason = seen(db, 'dossier', dossierId)?.sentBackReason;
      const stage = dueOn === null ? undefined : archiveStage(dueOn, today);
      return [
        ...(reason === undefined ? [] : [told('dossier-sent-back', reason, reason)]),
        ...(stage && dueOn ? [told(stage === 'late' ? 'dossier-late' : 'dossier-near', dueOn)] : []),
      ];
    })
    .slice(0, OF_ONE_SORT_MAX);
