import { z } from 'zod';
import { IncomingId, OutgoingId, Urgency } from '../domain/core/values.ts';
import { attentions } from '../domain/incoming/attention.ts';
import { SheetFormat } from '../sheet/sheet.ts';
import { action } from './define.ts';
import { IncomingView } from './incoming.ts';
import { OutgoingView } from './outgoing.ts';
import { SearchAsked } from './search.ts';
import { MadeFile } from './shapes.ts';

/** Columns that a list can leave with, in the order in which they are offered (annex VI part I, III.6.đ: which fields are shown is chosen). */
export const incomingColumns = [
  'arrivalNumber',
  'arrivedOn',
  'organName',
  'reference',
  'issuedOn',
  'typeName',
  'subject',
  'urgency',
  'dueOn',
  'holder',
  'state',
] as const;
export const outgoingColumns = [
  'reference',
  'issuedOn',
  'typeName',
  'subject',
  'recipientsText',
  'signer',
  'drafter',
  'urgency',
  'dueOn',
  'received',
  'state',
] as const;
export const hitColumns = ['kind', 'reference', 'day', 'organName', 'subject', 'snippet'] as const;

/** How the rows stand: as the screen has them, or the other way round. */
const RowOrder = z.enum(['newest', 'oldest']);
const wanted = <Columns extends readonly [string, ...string[]]>(columns: Columns) => ({
  columns: z.array(z.enum(columns)).min(1).max(columns.length),
  format: SheetFormat,
});

export const listExportContract = {
  /** The list as it is shown, whole (annex VI part I, III.6.h). */
  'incoming.exportList': action(
    z.object({
      ...wanted(incomingColumns),
      view: IncomingView,
      urgency: Urgency.optional(),
      attention: z.enum(attentions).optional(),
      text: z.string().max(200).optional(),
      order: RowOrder,
    }),
    MadeFile,
  ),
  'outgoing.exportList': action(
    z.object({
      ...wanted(outgoingColumns),
      view: OutgoingView,
      text: z.string().max(200).optional(),
      order: RowOrder,
    }),
    MadeFile,
  ),
  /** What a search finds, in the order in which it is shown. */
  'search.export': action(
    z.object({
      ...wanted(hitColumns),
      ...SearchAsked.shape,
    }),
    MadeFile,
  ),
  /** Phiếu giải quyết (annex IV.VII) or the ĐẾN mark (annex IV.V) of a document, to be printed. */
  'incoming.printForm': action(
    z.object({ documentId: IncomingId, form: z.enum(['sheet', 'mark']) }),
    MadeFile,
  ),
  /** Bì văn bản (annex IV.II): one envelope for each recipient on paper; where none is named, for each recipient. */
  'outgoing.printEnvelopes': action(z.object({ documentId: OutgoingId }), MadeFile),
} as const;
