import type { IncomingRow } from '../../shared/contract/incoming.ts';
import type { OutgoingRow } from '../../shared/contract/outgoing.ts';
import { say } from '../../shared/words/vi.ts';
import type { ListColumn } from './list-sheet.ts';

type Named = Pick<
  IncomingRow | OutgoingRow,
  'reference' | 'issuedOn' | 'typeName' | 'subject' | 'urgency' | 'dueOn'
>;

/** What a list of incoming and one of outgoing documents say alike. */
export const documentColumns = {
  reference: {
    ...{ title: say('list.column.reference'), widthMm: 37, kind: 'text' },
    cell: ({ reference }) => reference,
  },
  issuedOn: {
    ...{ title: say('list.column.issuedOn'), widthMm: 27, kind: 'date' },
    cell: ({ issuedOn = '' }) => issuedOn,
  },
  typeName: {
    ...{ title: say('list.column.typeName'), widthMm: 26, kind: 'text' },
    cell: ({ typeName }) => typeName,
  },
  subject: {
    ...{ title: say('list.column.subject'), widthMm: 72, kind: 'text' },
    cell: ({ subject }) => subject,
  },
  urgency: {
    ...{ title: say('list.column.urgency'), widthMm: 22, kind: 'text' },
    cell: ({ urgency }) => say(`urgency.${urgency}`),
  },
  dueOn: {
    ...{ title: say('list.column.dueOn'), widthMm: 27, kind: 'date' },
    cell: ({ dueOn = '' }) => dueOn,
  },
} as const satisfies Readonly<Record<keyof Named, ListColumn<Named>>>;
