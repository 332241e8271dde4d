import type { Allowed } from '../../shared/contract/shapes.ts';
import type { CommandName } from '../../shared/domain/all-commands.ts';
import {
  AssignmentId,
  CorrectionId,
  DirectiveId,
  IncomingEventId,
  type IncomingId,
  OutgoingId,
  TaskId,
} from '../../shared/domain/core/values.ts';
import { type Incoming, IncomingFields } from '../../shared/domain/incoming/incoming.ts';
import { registerId, yearOf } from '../../shared/domain/office/register.ts';
import { copyRun } from '../document/copy-run.ts';
import { type DryRun, tryOut } from '../document/dry-run.ts';
import type { QueryContext } from '../handler.ts';
import { anyColleague, anyLeader } from '../office/leaders.ts';
import { ownShare } from './own-share.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';

/** An answer: another document, of which only the right to draft is asked. */
const replyRun = (context: QueryContext, documentId: IncomingId): DryRun => ({
  name: 'outgoing.draft',
  command: 'outgoing.draft',
  args: {
    documentId: OutgoingId.parse(NO_ID),
    fields: {
      typeName: '.',
      codeNotation: '.',
      subject: '.',
      urgency: 'normal',
      signerId: anyLeader(context.db) ?? context.actor().id,
      recipientsText: '',
    },
    secrecy: 'normal',
    replyTo: documentId,
    attachments: [],
  },
});

/** A task that comes from the document: who gives none to others gives himself one. */
const taskRun = (context: QueryContext, id: IncomingId): DryRun => ({
  name: 'task.give',
  command: 'task.give',
  args: {
    taskId: TaskId.parse(NO_ID),
    content: '.',
    of: { kind: 'incoming', id },
    leadId: context.actor().id,
    supporterIds: [],
  },
});

/** What may be done by whoever has a share, and by the clerk and the leader before there is one. */
function shareRuns(context: QueryContext, documentId: IncomingId): readonly DryRun[] {
  const own = ownShare(context, documentId);
  const assignmentId = AssignmentId.parse(own?.id ?? NO_ID);
  const eventId = IncomingEventId.parse(NO_ID);
  const leaderId = anyLeader(context.db) ?? context.actor().id;
  const run = (name: CommandName, args: object): DryRun => ({
    name,
    command: name,
    args: { documentId, ...args },
  });
  const colleague = anyColleague(context.db, context.actor());
  return [
    run('incoming.present', { eventId, leaderId, text: '' }),
    run('incoming.sendBack', { eventId, reason: '.' }),
    run('incoming.forward', {
      fromId: assignmentId,
      directiveId: DirectiveId.parse(NO_ID),
      text: '.',
      assignments: [{ assignmentId: AssignmentId.parse(NO_ID), officialId: colleague, part: 'information' }],
    }),
    run('incoming.handBack', { assignmentId, eventId, reason: '.' }),
    run('incoming.giveOpinion', { eventId, text: '.', ...(own && { assignmentId }) }),
  ];
}

/** A directive: a leader's own, and one off his paper. */
function directRuns(context: QueryContext, documentId: IncomingId): readonly DryRun[] {
  const { id } = context.actor();
  const args = {
    ...{ documentId, directiveId: DirectiveId.parse(NO_ID), text: '.' },
    assignments: [{ assignmentId: AssignmentId.parse(NO_ID), officialId: id, part: 'lead' }],
  };
  const record = { leaderId: anyLeader(context.db) ?? id, writtenOn: context.today() };
  return [
    { name: 'incoming.direct', command: 'incoming.direct', args },
    {
      name: 'incoming.recordDirective',
      command: 'incoming.recordDirective',
      args: { ...args, ...record },
    },
  ];
}

/** Arguments that only the rule itself can object to: who asks, and in which state the document is. */
function dryRuns(context: QueryContext, documentId: IncomingId, document: Incoming): readonly DryRun[] {
  const fields = IncomingFields.parse(document);
  const bare = (name: 'incoming.start' | 'incoming.finish' | 'incoming.reopen'): DryRun => ({
    name,
    command: name,
    args: { documentId },
  });
  return [
    {
      name: 'incoming.register',
      command: 'incoming.register',
      args: {
        documentId,
        registerId: registerId(document.agencyId, 'incoming', yearOf(context.today())),
        fields,
        secrecy: 'normal',
      },
    },
    { name: 'incoming.refuse', command: 'incoming.refuse', args: { documentId, reason: '.' } },
    ...directRuns(context, documentId),
    ...shareRuns(context, documentId),
    bare('incoming.start'),
    bare('incoming.finish'),
    bare('incoming.reopen'),
    {
      name: 'incoming.correct',
      command: 'incoming.correct',
      args: {
        documentId,
        correctionId: CorrectionId.parse(NO_ID),
        field: 'subject',
        oldValue: document.subject,
        newValue: document.subject === '.' ? ',' : '.',
        reason: '.',
      },
    },
    taskRun(context, documentId),
    replyRun(context, documentId),
    copyRun(context, { kind: 'incoming', id: documentId }),
    {
      name: 'secrecy.contain',
      command: 'secrecy.contain',
      args: { of: { kind: 'incoming', id: documentId } },
    },
  ];
}

/** What the official may do with this document now, each with the reason where not. */
export function allowedFor(
  context: QueryContext,
  documentId: IncomingId,
  document: Incoming,
  isWaitingForNumber: boolean,
): Allowed[] {
  return dryRuns(context, documentId, document).map((run) =>
    run.name === 'incoming.register' && isWaitingForNumber
      ? { name: run.name, isAllowed: false, reason: 'incoming.waiting-for-number' }
      : tryOut(context, run),
  );
}
