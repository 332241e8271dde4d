import { z } from 'zod';
import {
  AssignmentId,
  IncomingId,
  Instant,
  LocalDate,
  OfficialId,
  Sha256,
  Urgency,
} from '../domain/core/values.ts';
import { incomingCommands } from '../domain/incoming/commands.ts';
import { CorrectableField, Incoming, IncomingFields, IncomingState } from '../domain/incoming/incoming.ts';
import { Part } from '../domain/incoming/parts.ts';
import { query } from './define.ts';
import { Allowed, FileShown, Page, Person, RowSync, RowVerdict, TimelineStep } from './shapes.ts';

/** The tabs of Văn bản đến. `mine` is what is assigned to the official, in any part. */
export const incomingViews = ['arrived', 'registered', 'mine', 'in-progress', 'done', 'all'] as const;
export const IncomingView = z.enum(incomingViews);
export type IncomingView = z.infer<typeof IncomingView>;

export const IncomingRow = z.object({
  documentId: IncomingId,
  state: IncomingState,
  arrivalNumber: z.int().optional(),
  arrivedOn: LocalDate,
  organName: z.string(),
  reference: z.string(),
  subject: z.string(),
  typeName: z.string(),
  urgency: Urgency,
  issuedOn: LocalDate.optional(),
  dueOn: LocalDate.optional(),
  verdict: RowVerdict,
  fileCount: z.int(),
  correctionCount: z.int(),
  holder: Person.optional(),
  isRead: z.boolean(),
  sync: RowSync,
});
export type IncomingRow = z.infer<typeof IncomingRow>;

export const IncomingDetail = z.object({
  row: IncomingRow,
  document: Incoming,
  files: z.array(FileShown),
  /** The official's own share, by which he sees the document. */
  ownAssignmentId: AssignmentId.optional(),
  directives: z.array(z.object({ by: Person.optional(), text: z.string(), doneAt: Instant })),
  assignments: z.array(
    z.object({ to: Person.optional(), officialId: OfficialId, part: Part, dueOn: LocalDate.optional() }),
  ),
  corrections: z.array(
    z.object({
      field: CorrectableField,
      oldValue: z.string(),
      newValue: z.string(),
      reason: z.string(),
      by: Person.optional(),
      doneAt: Instant,
    }),
  ),
  timeline: z.array(TimelineStep),
  allowed: z.array(Allowed),
});
export type IncomingDetail = z.infer<typeof IncomingDetail>;

export const incomingContract = {
  ...incomingCommands,
  'incoming.list': query(
    Page.extend({ view: IncomingView, urgency: Urgency.optional(), text: z.string().max(200).optional() }),
    z.object({ rows: z.array(IncomingRow), next: z.string().optional() }),
  ),
  'incoming.countViews': query(z.object({}), z.record(IncomingView, z.int())),
  'incoming.get': query(z.object({ documentId: IncomingId }), IncomingDetail),
  /** Same file, or same số + ký hiệu + cơ quan ban hành (annex VI III.1h): a warning, never a block. */
  'incoming.findDuplicates': query(
    z.object({
      sha256: Sha256.optional(),
      codeNumber: z.string().max(11),
      codeNotation: z.string().max(30),
      organName: z.string().max(200),
      except: IncomingId.optional(),
    }),
    z.array(z.object({ row: IncomingRow, because: z.enum(['same-file', 'same-reference']) })),
  ),
  /** Fields proposed from the text of page 1; each is only a suggestion (annex VI III.1g). */
  'incoming.suggestFields': query(z.object({ sha256: Sha256 }), IncomingFields.partial()),
} as const;
