import { z } from 'zod';
import { DossierId, IncomingId, LocalDate, OperationId, OutgoingId, TaskId } from '../domain/core/values.ts';
import { noticeKinds } from '../domain/notice/notice.ts';
import { QuietHours } from '../domain/notice/quiet-hours.ts';
import { action, query } from './define.ts';

/** Where a notice leads. */
export const NoticePlace = z.discriminatedUnion('to', [
  z.object({ to: z.literal('incoming'), id: IncomingId }),
  z.object({ to: z.literal('outgoing'), id: OutgoingId }),
  z.object({ to: z.literal('task'), id: TaskId }),
  z.object({ to: z.literal('dossier'), id: DossierId }),
  z.object({ to: z.literal('authority') }),
  z.object({ to: z.literal('changes') }),
  z.object({ to: z.literal('sync'), id: OperationId }),
]);
export type NoticePlace = z.infer<typeof NoticePlace>;

/** One thing that an official is told; `key` is what he is told once by. */
export const Notice = z.object({
  key: z.string().max(300),
  kind: z.enum(noticeKinds),
  /** What it is about: a subject, a task's content, a name. */
  title: z.string(),
  /** Who, or why: a reason as it was written. */
  detail: z.string().optional(),
  /** The day that it is about. */
  on: LocalDate.optional(),
  isRead: z.boolean(),
  place: NoticePlace,
});
export type Notice = z.infer<typeof Notice>;

/** Notices that are shown; whoever has more goes to the lists. */
export const NOTICES_MAX = 300;

export const noticeContract = {
  /** What the official is told as things stand, what presses most first; `isQuiet` where nothing but what is urgent may sound now. */
  'notice.list': query(
    z.object({}),
    z.object({
      notices: z.array(Notice).max(NOTICES_MAX),
      unreadCount: z.int(),
      isQuiet: z.boolean(),
      hours: QuietHours,
    }),
  ),
  /** He has seen these; kept on this machine. */
  'notice.markRead': action(
    z.object({ keys: z.array(z.string().max(300)).min(1).max(NOTICES_MAX) }),
    z.object({}),
  ),
  /** His own setting on this machine. */
  'notice.setQuietHours': action(QuietHours, z.object({})),
} as const;
