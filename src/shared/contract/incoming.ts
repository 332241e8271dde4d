import { z } from 'zod';
import {
  AssignmentId,
  IncomingId,
  Instant,
  LocalDate,
  OfficialId,
  OutgoingId,
  Sha256,
  TaskId,
  Urgency,
} from '../domain/core/values.ts';
import { attentions } from '../domain/incoming/attention.ts';
import { incomingCommands } from '../domain/incoming/commands.ts';
import { HangingRef, OpinionLevel, Settlement } from '../domain/incoming/event.ts';
import { CorrectableField, Incoming, IncomingFields, IncomingState } from '../domain/incoming/incoming.ts';
import { AssignmentState, Part } from '../domain/incoming/parts.ts';
import { standings } from '../domain/task/standing.ts';
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
  /** The main file is not on this machine. */
  isFileAway: z.boolean().optional(),
  correctionCount: z.int(),
  holder: Person.optional(),
  isRead: z.boolean(),
  /** The official's own mark: he wants to come back to it. */
  isFlagged: z.boolean().optional(),
  /** A leader or a holder of a share gave it back, and nobody has gone on with it. */
  isSentBack: z.boolean().optional(),
  sync: RowSync,
});
export type IncomingRow = z.infer<typeof IncomingRow>;

/** An answer or a copy of ours that was made from it. */
export const Hanging = z.object({
  what: z.enum(['answer', 'copy']),
  documentId: OutgoingId,
  subject: z.string(),
});
export type Hanging = z.infer<typeof Hanging>;

/** A task or a place in a dossier that hangs on a document which its sender took back, with what was decided last, and what the official may decide. */
export const HangingWork = z.object({
  of: HangingRef,
  name: z.string(),
  settled: z
    .object({ decision: Settlement, by: Person.optional(), at: Instant, reason: z.string() })
    .optional(),
  /** By the name of the decision. */
  allowed: z.array(Allowed),
});
export type HangingWork = z.infer<typeof HangingWork>;

/** One share of a document and how it stands. */
export const ShareShown = z.object({
  assignmentId: AssignmentId,
  to: Person.optional(),
  officialId: OfficialId,
  unitName: z.string().optional(),
  part: Part,
  dueOn: LocalDate.optional(),
  by: Person.optional(),
  /** Out of which share it was handed on. */
  parentId: AssignmentId.optional(),
  state: AssignmentState,
  /** When its holder opened the document first. */
  openedAt: Instant.optional(),
  /** The task that counts its deadline, where this machine has it. */
  task: z.object({ taskId: TaskId, standing: z.enum(standings) }).optional(),
  /** The official gave it, and nobody has opened it: he may take it back. */
  isWithdrawable: z.boolean(),
});
export type ShareShown = z.infer<typeof ShareShown>;

/** One entry of the phiếu giải quyết: a directive with whom it names, an opinion, or what came of it. */
export const SheetEntry = z.object({
  level: OpinionLevel,
  what: z.enum([
    'directive',
    'present',
    'send-back',
    'opinion',
    'hand-back',
    'withdraw',
    'finish',
    ...Settlement.options,
  ]),
  by: Person.optional(),
  to: Person.optional(),
  text: z.string(),
  doneAt: Instant,
  /** Typed in by this clerk off the paper on which it was written that day. */
  recorded: z.object({ by: Person.optional(), writtenOn: LocalDate }).optional(),
  /** What a settlement is about. */
  name: z.string().optional(),
  shares: z.array(
    z.object({
      to: Person.optional(),
      unitName: z.string().optional(),
      part: Part,
      dueOn: LocalDate.optional(),
    }),
  ),
});
export type SheetEntry = z.infer<typeof SheetEntry>;

export const IncomingDetail = z.object({
  row: IncomingRow,
  document: Incoming,
  files: z.array(FileShown),
  /** What hangs on a document that was given back, for whoever decides about it. */
  hanging: z.array(Hanging),
  hangingWork: z.array(HangingWork),
  /** The official's own share, by which he sees the document. */
  ownAssignmentId: AssignmentId.optional(),
  directives: z.array(z.object({ by: Person.optional(), text: z.string(), doneAt: Instant })),
  assignments: z.array(ShareShown),
  /** Phiếu giải quyết văn bản đến (annex IV.VII), its three parts in the order of time. */
  sheet: z.array(SheetEntry),
  /** Documents of ours that answer it. */
  answers: z.array(z.object({ documentId: OutgoingId, name: z.string(), isDispatched: z.boolean() })),
  /** Who opened it, the first one first. */
  readers: z.array(z.object({ by: Person.optional(), at: Instant })),
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
    Page.extend({
      view: IncomingView,
      urgency: Urgency.optional(),
      text: z.string().max(200).optional(),
      /** A list for chasing, in place of the view and its filters. */
      attention: z.enum(attentions).optional(),
    }),
    z.object({ rows: z.array(IncomingRow), next: z.string().optional() }),
  ),
  'incoming.countViews': query(z.object({}), z.record(IncomingView, z.int())),
  /** How many documents stand in each list for chasing (annex VI part I, III.1.l). */
  'incoming.countAttention': query(z.object({}), z.record(z.enum(attentions), z.int())),
  /** Urgent documents that wait for the official, unopened. */
  'incoming.listAlarms': query(z.object({}), z.array(IncomingRow)),
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
