import type { LocalDate, OutgoingId } from '../../shared/domain/core/values.ts';
import { personOf } from '../document/people.ts';
import { seen } from '../store/entities.ts';
import { OF_ONE_SORT_MAX, type Telling, type Told } from './told.ts';

/** Drafts that came back to the official, documents that wait for his signature, and opinions that are asked of him. */
export const fromOutgoing = (telling: Telling): readonly Told[] => [
  ...returned(telling),
  ...toSign(telling),
  ...opinions(telling),
];

const inState = (
  { db, me }: Telling,
  state: string,
  who: 'drafter_id' | 'signer_id',
): readonly OutgoingId[] =>
  db
    .prepare<[string, string, number], OutgoingId>(
      `select document_id from outgoing_row where state = ? and ${who} = ? order by sort_key desc limit ?`,
    )
    .pluck()
    .all(state, me.id, OF_ONE_SORT_MAX);

/** How many documents wait for the official's signature; the count of a delegation that he signs by. */
export const waitingToSign = (telling: Telling): number => inState(telling, 'submitted', 'signer_id').length;

const returned = (telling: Telling): readonly Told[] =>
  inState(telling, 'returned', 'drafter_id').flatMap((documentId) => {
    const document = seen(telling.db, 'outgoing', documentId);
    if (!document) return [];
    const { returnedReason: reason = '', subject, dueOn } = document;
    return [
      {
        key: `${documentId}:draft-returned:${reason.slice(0, 100)}`,
        ...{ kind: 'draft-returned', title: subject, place: { to: 'outgoing', id: documentId } },
        ...(reason !== '' && { detail: reason }),
        ...(dueOn && { on: dueOn }),
      } as const,
    ];
  });

const toSign = (telling: Telling): readonly Told[] =>
  inState(telling, 'submitted', 'signer_id').flatMap((documentId) => {
    const document = seen(telling.db, 'outgoing', documentId);
    if (!document) return [];
    const drafter = personOf(telling.db, document.drafterId)?.fullName;
    return [
      {
        // Another file is another paper to sign.
        key: `${documentId}:to-sign:${document.file?.sha256 ?? ''}`,
        ...{ kind: 'to-sign', title: document.subject, place: { to: 'outgoing', id: documentId } },
        ...(drafter !== undefined && { detail: drafter }),
        ...(document.dueOn && { on: document.dueOn }),
      } as const,
    ];
  });

type Asked = {
  readonly opinionId: string;
  readonly documentId: OutgoingId;
  readonly dueOn: LocalDate | null;
};

const opinions = ({ db, me }: Telling): readonly Told[] =>
  db
    .prepare<[string, number], Asked & { readonly askedBy: string }>(
      `select id as opinionId, root_id as documentId, json_extract(coalesce(overlay, body), '$.dueOn') as dueOn,
         json_extract(coalesce(overlay, body), '$.askedBy') as askedBy
       from entities where kind = 'opinion' and is_readable = 1
         and json_extract(coalesce(overlay, body), '$.state') = 'asked'
         and json_extract(coalesce(overlay, body), '$.officialId') = ? limit ?`,
    )
    .all(me.id, OF_ONE_SORT_MAX)
    .flatMap(({ opinionId, documentId, dueOn, askedBy }) => {
      const subject = seen(db, 'outgoing', documentId)?.subject;
      const detail = personOf(db, askedBy)?.fullName;
      if (subject === undefined) return [];
      return [
        {
          key: `${opinionId}:opinion-asked:`,
          ...{ kind: 'opinion-asked', title: subject, place: { to: 'outgoing', id: documentId } },
          ...(detail !== undefined && { detail }),
          ...(dueOn && { on: dueOn }),
        } as const,
      ];
    });
