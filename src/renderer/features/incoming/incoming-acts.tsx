import {
  ArrowReply20Regular,
  ArrowUndo20Regular,
  CheckmarkCircle20Regular,
  CommentAdd20Regular,
  CommentEdit20Regular,
  Edit20Regular,
  Flag20Regular,
  FlagOff20Regular,
  MailUnread20Regular,
  PersonArrowRight20Regular,
  TaskListAdd20Regular,
  TrayItemAdd20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { IncomingState } from '../../../shared/domain/incoming/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from '../../app/document/acts.ts';
import { containAct } from '../../app/document/contain-dialog.tsx';
import { useCopyActs } from '../../app/document/copy-acts.tsx';
import type { Acts } from '../../app/document/document-body.tsx';
import { fileAct } from '../../app/document/file-dialog.tsx';
import { makeCopyAct } from '../../app/document/make-copy-act.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { useCommand } from '../../app/read.ts';
import { usePrintActs } from './print-acts.tsx';
import { useStatusAct } from './status-act.tsx';

export type IncomingDialog =
  | 'direct'
  | 'recordDirective'
  | 'forward'
  | 'present'
  | 'sendBack'
  | 'handBack'
  | 'giveOpinion'
  | 'finish'
  | 'task'
  | 'correct'
  | 'refuse'
  | 'copy'
  | 'file'
  | 'contain';
type Given = {
  readonly detail: IncomingDetail;
  readonly shownFile: ShownFile;
  readonly onDialog: (dialog: IncomingDialog) => void;
};

/** The acts of each state, the one that leads on first. */
const byState: Record<IncomingState, readonly string[]> = {
  arrived: ['register', 'refuse'],
  registered: ['direct', 'present', 'recordDirective', 'sendBack', 'giveOpinion', 'correct'],
  assigned: [
    ...['start', 'direct', 'reply', 'forward', 'giveOpinion', 'finish', 'handBack'],
    ...['recordDirective', 'correct'],
  ],
  'in-progress': [
    ...['reply', 'finish', 'direct', 'forward', 'giveOpinion', 'handBack'],
    ...['recordDirective', 'correct'],
  ],
  done: ['reopen', 'correct'],
  refused: [],
  recalled: [],
};
/** Acts that only matter to whoever may do them: to the others they are not shown, rather than shown forbidden. */
const onlyWhenAllowed = new Set([
  ...['reply', 'finish', 'reopen', 'correct', 'refuse'],
  ...['present', 'recordDirective', 'sendBack', 'forward', 'handBack', 'giveOpinion'],
]);

/** Acts that bring the document to its next step; only one of these is ever the primary. */
const leadsOn = new Set(['register', 'direct', 'present', 'recordDirective', 'start', 'reply', 'finish']);

/** Acts that would crowd out of the bar, once the work is in hand, what is done more often. */
const inMenu = ['giveOpinion', 'handBack', 'sendBack', 'correct', 'forward', 'recordDirective'];

/** Acts that open a dialog. */
function dialogActs({ detail: { row, document }, onDialog }: Omit<Given, 'shownFile'>): readonly Act[] {
  const isFirst = row.state === 'registered';
  const present = document.presented ? 'incoming.presentAgain' : 'incoming.present';
  const opens = (key: IncomingDialog, label: string, icon: ReactElement): Act => ({
    key,
    label,
    icon,
    act: () => onDialog(key),
  });
  return [
    opens(
      'direct',
      say(isFirst ? 'incoming.direct' : 'incoming.directMore'),
      isFirst ? <PersonArrowRight20Regular /> : <CommentEdit20Regular />,
    ),
    opens('present', say(present), <PersonArrowRight20Regular />),
    opens('recordDirective', say('incoming.recordDirective'), <CommentEdit20Regular />),
    opens('sendBack', say('incoming.sendBack'), <ArrowUndo20Regular />),
    opens('forward', say('incoming.forward'), <PersonArrowRight20Regular />),
    opens('handBack', say('incoming.handBack'), <ArrowUndo20Regular />),
    opens('giveOpinion', say('incoming.giveOpinion'), <CommentAdd20Regular />),
    opens('finish', say('incoming.finish'), <CheckmarkCircle20Regular />),
    opens('refuse', say('incoming.refuse'), <ArrowUndo20Regular />),
    opens('correct', say('incoming.correct'), <Edit20Regular />),
  ];
}

/** Acts that open a form of their own. */
function useFormActs({ row: { documentId } }: IncomingDetail): readonly Act[] {
  const navigate = useNavigate();
  const answer = () =>
    void navigate({
      to: '/outgoing/new/$documentId',
      params: { documentId: OutgoingId.parse(crypto.randomUUID()) },
      search: { replyTo: documentId },
    });
  return [
    {
      key: 'register',
      label: say('incoming.register'),
      icon: <TrayItemAdd20Regular />,
      act: () => void navigate({ to: '/incoming/$documentId/register', params: { documentId } }),
    },
    { key: 'reply', label: say('incoming.reply'), icon: <ArrowReply20Regular />, act: answer },
  ];
}

/** Every act on the document, by name, and what went wrong with those that need no dialog. */
function useCatalogue(given: Omit<Given, 'shownFile'>) {
  const { documentId } = given.detail.row;
  const formActs = useFormActs(given.detail);
  const start = useCommand('incoming.start');
  const reopen = useCommand('incoming.reopen');
  const acts: readonly Act[] = [
    ...formActs,
    ...dialogActs(given),
    {
      key: 'start',
      label: say('incoming.start'),
      icon: <CheckmarkCircle20Regular />,
      isBusy: start.isPending,
      act: () => start.mutate({ documentId }),
    },
    {
      key: 'reopen',
      label: say('incoming.reopen'),
      icon: <ArrowUndo20Regular />,
      isBusy: reopen.isPending,
      act: () => reopen.mutate({ documentId }),
    },
  ];
  return { acts, error: start.error ?? reopen.error };
}

/** Acts that lead the document nowhere further: a copy with the value of the original, the clipboard, the file, the reading mark. */
function useQuietActs({ detail, shownFile, onDialog }: Given): {
  readonly acts: readonly Act[];
  readonly error: unknown;
} {
  const { row, ownAssignmentId, allowed } = detail;
  const markRead = useCommand('incoming.markRead');
  const flag = useCommand('incoming.flag');
  const copies = useCopyActs(row, shownFile);
  const print = usePrintActs(detail);
  const status = useStatusAct(detail);
  const assigned = ownAssignmentId && { assignmentId: ownAssignmentId };
  const { documentId, isFlagged = false } = row;
  const setFlag = () => flag.mutate({ documentId, isFlagged: !isFlagged, ...assigned });
  useShortcut('flag', setFlag);
  const acts = [
    {
      key: 'flag',
      label: say(isFlagged ? 'incoming.unflag' : 'incoming.flag'),
      icon: isFlagged ? <FlagOff20Regular /> : <Flag20Regular />,
      act: setFlag,
    },
    ...(allowed.some(({ name, isAllowed }) => name === 'task.give' && isAllowed)
      ? [
          {
            key: 'task',
            label: say('incoming.giveTask'),
            icon: <TaskListAdd20Regular />,
            act: () => onDialog('task'),
          },
        ]
      : []),
    fileAct(() => onDialog('file')),
    ...makeCopyAct(allowed, () => onDialog('copy')),
    ...copies,
    {
      key: 'unread',
      label: say('incoming.markUnread'),
      icon: <MailUnread20Regular />,
      act: () => markRead.mutate({ documentId, isRead: false, ...assigned }),
    },
    ...status.acts,
    ...print.acts,
    ...containAct(allowed, () => onDialog('contain')),
  ];
  return { acts, error: print.error ?? status.error };
}

/** What can be done with the document now: one primary, two beside it, the rest in the menu. */
export function useIncomingActs(given: Given): Acts {
  const { detail } = given;
  const { state, sync, verdict } = detail.row;
  const catalogue = useCatalogue(given);
  const quiet = useQuietActs(given);
  const waits =
    state === 'arrived' &&
    detail.allowed.some(
      ({ name, reason }) => name === 'incoming.register' && reason === 'incoming.waiting-for-number',
    );
  const acts = byState[state].flatMap((key): readonly Act[] => {
    const act = catalogue.acts.find((each) => each.key === key);
    const allowed = detail.allowed.find(({ name }) => name === allowedName(key));
    if (!act || (onlyWhenAllowed.has(key) && allowed?.isAllowed !== true)) return [];
    // Already on its way into the book: sending it back as well would be refused there.
    if (waits && key === 'refuse') return [];
    return [{ ...act, whyNot: allowed?.isAllowed === false ? sayWhyNot(allowed.reason ?? '') : undefined }];
  });
  const isOver = state === 'done' || state === 'refused' || state === 'recalled';
  const isWithLeader = detail.document.presented !== undefined;
  // A further directive on paper is rare: it leads on only where there is none yet.
  const isLater = (key: string): boolean => key === 'recordDirective' && state !== 'registered';
  const leading = acts.filter(
    ({ key }) => leadsOn.has(key) && !isLater(key) && !(key === 'present' && isWithLeader),
  );
  const isAnswered = detail.answers.some(({ isDispatched }) => isDispatched);
  const open =
    // The answer is out: what is left is to close the matter.
    leading.find(({ key, whyNot }) => isAnswered && key === 'finish' && whyNot === undefined) ??
    leading.find(({ whyNot }) => whyNot === undefined);
  const refuse = acts.find(({ key }) => key === 'refuse');
  // A file that was changed after its signature, or is damaged, is sent back; whoever still registers it is told first (NĐ 30/2020 article 21).
  const isBroken =
    state === 'arrived' && (verdict === 'invalid' || verdict === 'damaged') && refuse !== undefined;
  const primary = isOver || waits ? undefined : isBroken ? refuse : (open ?? leading[0]);
  const rest = acts.filter((act) => act !== primary && act.whyNot === undefined);
  const isInHand = state === 'assigned' || state === 'in-progress';
  const inReach = rest.filter(({ key }) => !isInHand || !inMenu.includes(key)).slice(0, 2);
  const warned = rest.map((act) => ({
    ...act,
    note: say(verdict === 'damaged' ? 'incoming.registerDamaged' : 'incoming.registerBroken'),
  }));
  const status = waits
    ? 'incoming.waitingForNumber'
    : state === 'done'
      ? 'incoming.done'
      : state === 'recalled'
        ? 'incoming.recalled'
        : 'incoming.refused';
  return {
    primary,
    others: isBroken ? [] : inReach,
    more: [...(isBroken ? warned : rest.filter((each) => !inReach.includes(each))), ...quiet.acts],
    status: isOver || (waits && sync !== 'synced') ? say(status) : undefined,
    error: catalogue.error ?? quiet.error,
  };
}

/** Answering is drafting: the right to it is the right to draft. */
const allowedName = (key: string): string => (key === 'reply' ? 'outgoing.draft' : `incoming.${key}`);
