import type { Input, OperationName } from '../../../shared/contract/contract.ts';
import { IncomingEventId } from '../../../shared/domain/core/values.ts';
import { itemIdOf } from '../../../shared/domain/dossier/dossier.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';

/** An operation that takes back another, ready to be given. */
type Step = { readonly [Name in OperationName]: readonly [Name, Input<Name>] }[OperationName];
export type Inverse = {
  readonly word: WordKey;
  /** What of the deed was about: the document that names it. */
  readonly of: { readonly kind: 'incoming' | 'outgoing'; readonly id: string };
  readonly count?: number;
  readonly steps: readonly Step[];
};

type Table = { readonly [Name in OperationName]?: (input: Input<Name>) => Inverse | undefined };
const incoming = (id: string) => ({ kind: 'incoming', id }) as const;

/**
 * What the rules let its giver take back after it was done. Signing, numbering and dispatch have no way back but their own, with a reason; what somebody else has
 * taken up meanwhile is refused by the rule itself.
 */
const inverses: Table = {
  'incoming.flag': ({ isFlagged, ...args }) => ({
    word: isFlagged ? 'undo.incoming.flag' : 'undo.incoming.unflag',
    of: incoming(args.documentId),
    steps: [['incoming.flag', { ...args, isFlagged: !isFlagged }]],
  }),
  // Reading itself marks as read, and nobody takes that back.
  'incoming.markRead': ({ isRead, ...args }) =>
    isRead
      ? undefined
      : {
          word: 'undo.incoming.unread',
          of: incoming(args.documentId),
          steps: [['incoming.markRead', { ...args, isRead: true }]],
        },
  'incoming.finish': ({ documentId }) => ({
    word: 'undo.incoming.finish',
    of: incoming(documentId),
    steps: [['incoming.reopen', { documentId }]],
  }),
  'incoming.forward': ({ documentId, assignments }) => ({
    word: 'undo.incoming.forward',
    of: incoming(documentId),
    count: assignments.length,
    steps: assignments.map(({ assignmentId }): Step => {
      const eventId = IncomingEventId.parse(crypto.randomUUID());
      return ['incoming.withdrawShare', { documentId, assignmentId, eventId, reason: say('undo.reason') }];
    }),
  }),
  'dossier.file': ({ dossierId, of }) => ({
    word: 'undo.dossier.file',
    of,
    steps: [['dossier.remove', { dossierId, itemId: itemIdOf(dossierId, of), reason: say('undo.reason') }]],
  }),
  'outgoing.submitForSignature': ({ documentId }) => ({
    word: 'undo.outgoing.submit',
    of: { kind: 'outgoing', id: documentId },
    steps: [['outgoing.withdraw', { documentId }]],
  }),
};

/** The way back from an operation that was given; undefined where there is none. */
export const inverseOf = <Name extends OperationName>(name: Name, input: Input<Name>): Inverse | undefined =>
  inverses[name]?.(input);
