import {
  ArrowDownload20Regular,
  ArrowReply20Regular,
  ArrowUndo20Regular,
  CheckmarkCircle20Regular,
  CommentEdit20Regular,
  Copy20Regular,
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
import { copyReference } from '../../app/document/copy-reference.ts';
import { saveCopy } from '../../app/document/document-viewer.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayCode } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { useCommand } from '../../app/read.ts';

export type IncomingDialog = 'direct' | 'correct' | 'refuse';
type Given = {
  readonly detail: IncomingDetail;
  readonly shownFile: ShownFile;
  readonly onDialog: (dialog: IncomingDialog) => void;
};

/** The acts of each state, the one that leads on first (ux §3.1). */
const byState: Record<IncomingState, readonly string[]> = {
  arrived: ['register', 'refuse'],
  registered: ['direct', 'correct'],
  assigned: ['start', 'direct', 'reply', 'finish', 'correct'],
  'in-progress': ['reply', 'finish', 'direct', 'correct'],
  done: ['correct'],
  refused: [],
};
/** Acts that only matter to whoever may do them: to the others they are not shown, rather than shown forbidden. */
const onlyWhenAllowed = new Set(['reply', 'finish', 'correct', 'refuse']);

/** What can be done with the document now: one primary, two beside it, the rest in the menu. */
export function useIncomingActs({ detail, shownFile, onDialog }: Given) {
  const { row, document } = detail;
  const { documentId, state } = row;
  const navigate = useNavigate();
  const start = useCommand('incoming.start');
  const finish = useCommand('incoming.finish');
  const markRead = useCommand('incoming.markRead');
  const isWaiting = state === 'arrived' && row.sync === 'waiting' && document.source === 'exchange';
  useShortcut('copy', () => copyReference(row));

  const catalogue: Readonly<Record<string, Act>> = {
    register: {
      key: 'register',
      label: say('incoming.register'),
      icon: <TrayItemAdd20Regular />,
      act: () => void navigate({ to: '/incoming/$documentId/register', params: { documentId } }),
    },
    refuse: {
      key: 'refuse',
      label: say('incoming.refuse'),
      icon: <ArrowUndo20Regular />,
      act: () => onDialog('refuse'),
    },
    direct: {
      key: 'direct',
      label: say(state === 'registered' ? 'incoming.direct' : 'incoming.directMore'),
      icon: state === 'registered' ? <PersonArrowRight20Regular /> : <CommentEdit20Regular />,
      act: () => onDialog('direct'),
    },
    start: {
      key: 'start',
      label: say('incoming.start'),
      icon: <CheckmarkCircle20Regular />,
      isBusy: start.isPending,
      act: () => start.mutate({ documentId }),
    },
    reply: {
      key: 'reply',
      label: say('incoming.reply'),
      icon: <ArrowReply20Regular />,
      act: () =>
        void navigate({
          to: '/outgoing/new/$documentId',
          params: { documentId: OutgoingId.parse(crypto.randomUUID()) },
          search: { replyTo: documentId },
        }),
    },
    finish: {
      key: 'finish',
      label: say('incoming.finish'),
      icon: <CheckmarkCircle20Regular />,
      isBusy: finish.isPending,
      act: () =>
        finish.mutate({ documentId, ...(document.answeredBy && { answeredBy: document.answeredBy }) }),
    },
    correct: {
      key: 'correct',
      label: say('incoming.correct'),
      icon: <Edit20Regular />,
      act: () => onDialog('correct'),
    },
  };
  const acts = byState[state].flatMap((key): readonly Act[] => {
    const act = catalogue[key];
    const allowed = detail.allowed.find(({ name }) => name === allowedName(key));
    if (!act || (onlyWhenAllowed.has(key) && allowed?.isAllowed !== true)) return [];
    const whyNot = allowed?.isAllowed === false ? sayCode(allowed.reason ?? '') : undefined;
    return [{ ...act, whyNot }];
  });
  const primary = isWaiting
    ? undefined
    : (acts.find(({ whyNot }) => whyNot === undefined && isLeading(state)) ?? acts[0]);
  const rest = acts.filter((act) => act !== primary && act.whyNot === undefined);
  const file = shownFile.file?.isHere ? shownFile.file.file : undefined;
  return {
    primary: state === 'done' ? undefined : primary,
    others: (state === 'done' ? acts : rest).slice(0, 2),
    more: [
      ...rest.slice(2),
      { key: 'copy', label: say('action.copy'), icon: <Copy20Regular />, act: () => copyReference(row) },
      ...(file
        ? [
            {
              key: 'save',
              label: say('action.save'),
              icon: <ArrowDownload20Regular />,
              act: () => saveCopy(file),
            },
          ]
        : []),
      {
        key: 'unread',
        label: say('incoming.markUnread'),
        icon: <MailUnread20Regular />,
        act: () => markRead.mutate({ documentId, isRead: false }),
      },
    ],
    status: isWaiting
      ? say('incoming.waitingForNumber')
      : state === 'done'
        ? say('incoming.done')
        : state === 'refused'
          ? say('incoming.refused')
          : undefined,
    error: start.error ?? finish.error,
  };
}

const isLeading = (state: IncomingState) => state !== 'done' && state !== 'refused';
/** Answering is drafting: the right to it is the right to draft. */
const allowedName = (key: string): string => (key === 'reply' ? 'outgoing.draft' : `incoming.${key}`);
