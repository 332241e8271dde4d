import {
  ArrowReply20Regular,
  ArrowUndo20Regular,
  CheckmarkCircle20Regular,
  CommentEdit20Regular,
  Edit20Regular,
  MailUnread20Regular,
  PersonArrowRight20Regular,
  TrayItemAdd20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { IncomingState } from '../../../shared/domain/incoming/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from '../../app/document/action-bar.tsx';
import { containAct } from '../../app/document/contain-dialog.tsx';
import { useCopyActs } from '../../app/document/copy-acts.tsx';
import type { Acts } from '../../app/document/document-body.tsx';
import { makeCopyAct } from '../../app/document/make-copy-act.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useCommand } from '../../app/read.ts';

export type IncomingDialog = 'direct' | 'correct' | 'refuse' | 'copy' | 'contain';
type Given = {
  readonly detail: IncomingDetail;
  readonly shownFile: ShownFile;
  readonly onDialog: (dialog: IncomingDialog) => void;
};

/** The acts of each state, the one that leads on first. */
const byState: Record<IncomingState, readonly string[]> = {
  arrived: ['register', 'refuse'],
  registered: ['direct', 'correct'],
  assigned: ['start', 'direct', 'reply', 'finish', 'correct'],
  'in-progress': ['reply', 'finish', 'direct', 'correct'],
  done: ['reopen', 'correct'],
  refused: [],
};
/** Acts that only matter to whoever may do them: to the others they are not shown, rather than shown forbidden. */
const onlyWhenAllowed = new Set(['reply', 'finish', 'reopen', 'correct', 'refuse']);

/** Acts that bring the document to its next step; only one of these is ever the primary. */
const leadsOn = new Set(['register', 'direct', 'start', 'reply', 'finish']);

/** Acts that open a dialog. */
function dialogActs({ detail: { row }, onDialog }: Omit<Given, 'shownFile'>): readonly Act[] {
  const isFirst = row.state === 'registered';
  return [
    {
      key: 'direct',
      label: say(isFirst ? 'incoming.direct' : 'incoming.directMore'),
      icon: isFirst ? <PersonArrowRight20Regular /> : <CommentEdit20Regular />,
      act: () => onDialog('direct'),
    },
    {
      key: 'refuse',
      label: say('incoming.refuse'),
      icon: <ArrowUndo20Regular />,
      act: () => onDialog('refuse'),
    },
    {
      key: 'correct',
      label: say('incoming.correct'),
      icon: <Edit20Regular />,
      act: () => onDialog('correct'),
    },
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
  const { row, document } = given.detail;
  const { documentId } = row;
  const formActs = useFormActs(given.detail);
  const start = useCommand('incoming.start');
  const finish = useCommand('incoming.finish');
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
      key: 'finish',
      label: say('incoming.finish'),
      icon: <CheckmarkCircle20Regular />,
      isBusy: finish.isPending,
      act: () =>
        finish.mutate({ documentId, ...(document.answeredBy && { answeredBy: document.answeredBy }) }),
    },
    {
      key: 'reopen',
      label: say('incoming.reopen'),
      icon: <ArrowUndo20Regular />,
      isBusy: reopen.isPending,
      act: () => reopen.mutate({ documentId }),
    },
  ];
  return { acts, error: start.error ?? finish.error ?? reopen.error };
}

/** Acts that lead the document nowhere further: a copy with the value of the original, the clipboard, the file, the reading mark. */
function useQuietActs({
  detail: { row, ownAssignmentId, allowed },
  shownFile,
  onDialog,
}: Given): readonly Act[] {
  const markRead = useCommand('incoming.markRead');
  const copies = useCopyActs(row, shownFile);
  const assigned = ownAssignmentId && { assignmentId: ownAssignmentId };
  return [
    ...makeCopyAct(allowed, () => onDialog('copy')),
    ...copies,
    {
      key: 'unread',
      label: say('incoming.markUnread'),
      icon: <MailUnread20Regular />,
      act: () => markRead.mutate({ documentId: row.documentId, isRead: false, ...assigned }),
    },
    ...containAct(allowed, () => onDialog('contain')),
  ];
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
  const isOver = state === 'done' || state === 'refused';
  const leading = acts.filter(({ key }) => leadsOn.has(key));
  const open = leading.find(({ whyNot }) => whyNot === undefined);
  const refuse = acts.find(({ key }) => key === 'refuse');
  // A file that was changed after its signature is sent back; whoever still registers it is told first (NĐ 30/2020 article 21).
  const isBroken = state === 'arrived' && verdict === 'invalid' && refuse !== undefined;
  const primary = isOver || waits ? undefined : isBroken ? refuse : (open ?? leading[0]);
  const rest = acts.filter((act) => act !== primary && act.whyNot === undefined);
  const warned = rest.map((act) => ({ ...act, note: say('incoming.registerBroken') }));
  const status = waits
    ? 'incoming.waitingForNumber'
    : state === 'done'
      ? 'incoming.done'
      : 'incoming.refused';
  return {
    primary,
    others: isBroken ? [] : rest.slice(0, 2),
    more: [...(isBroken ? warned : rest.slice(2)), ...quiet],
    status: isOver || (waits && sync !== 'synced') ? say(status) : undefined,
    error: catalogue.error,
  };
}

/** Answering is drafting: the right to it is the right to draft. */
const allowedName = (key: string): string => (key === 'reply' ? 'outgoing.draft' : `incoming.${key}`);
