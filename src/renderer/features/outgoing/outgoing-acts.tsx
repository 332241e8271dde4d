import {
  ArrowUndo20Regular,
  DocumentCheckmark20Regular,
  Edit20Regular,
  NumberSymbolSquare20Regular,
  PersonArrowRight20Regular,
  Prohibited20Regular,
  Ribbon20Regular,
  Send20Regular,
  Signature20Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { OutgoingState } from '../../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { isAuthorityRefusal } from '../../app/authorities.ts';
import type { Act } from '../../app/document/action-bar.tsx';
import { containAct } from '../../app/document/contain-dialog.tsx';
import { useCopyActs } from '../../app/document/copy-acts.tsx';
import type { Acts } from '../../app/document/document-body.tsx';
import { makeCopyAct } from '../../app/document/make-copy-act.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { read, useCommand } from '../../app/read.ts';

export type OutgoingDialog =
  | 'places'
  | 'take'
  | 'sign'
  | 'seal'
  | 'return'
  | 'dispatch'
  | 'void'
  | 'copy'
  | 'contain';
type Given = {
  readonly detail: OutgoingDetail;
  readonly profile: ProfileShown;
  readonly shownFile: ShownFile;
  readonly onDialog: (dialog: OutgoingDialog) => void;
};

/** The act that leads on from each state, as the operation that is allowed or not. */
const leading: Record<OutgoingState, string | undefined> = {
  draft: 'outgoing.submitForSignature',
  returned: 'outgoing.submitForSignature',
  submitted: 'signing.sign',
  signed: 'outgoing.takeNumber',
  numbered: 'signing.seal',
  sealed: 'outgoing.issue',
  dispatched: undefined,
  void: undefined,
};

/** A draft whose file somebody has signed already is not submitted: nothing could be prepared in it any more. */
const leadingOf = ({ row: { state }, files: [main] }: OutgoingDetail): string | undefined => {
  const isSigned = main && !['unsigned', 'unchecked', 'paper'].includes(main.verdict);
  const name = leading[state];
  return name === 'outgoing.submitForSignature' && isSigned ? 'outgoing.submitSigned' : name;
};

/** Where nothing leads on, what is the case. */
const ended: Partial<Record<OutgoingState, string>> = {
  dispatched: say('outgoing.dispatched'),
  void: say('outgoing.voided'),
};

/** The acts that lead on, by the operation that is allowed or not, and what went wrong with those that need no dialog. */
function useLeadingActs({ detail, profile, onDialog }: Omit<Given, 'shownFile'>) {
  const { documentId, state } = detail.row;
  const isCopy = detail.document.copy !== undefined;
  const takeNumber = useCommand('outgoing.takeNumber');
  const books = useQuery({
    ...read('office.listRegisters', { book: isCopy ? 'copies' : 'outgoing' }),
    enabled: state === 'signed',
  });
  const book = books.data?.find(({ year }) => year === Number(profile.today.slice(0, 4)));
  const acts: Readonly<Record<string, Act>> = {
    'outgoing.submitForSignature': {
      key: 'submit',
      label: say('outgoing.submit'),
      icon: <PersonArrowRight20Regular />,
      act: () => onDialog('places'),
    },
    'outgoing.submitSigned': {
      key: 'take',
      label: say('outgoing.takeSigned'),
      icon: <DocumentCheckmark20Regular />,
      act: () => onDialog('take'),
    },
    'signing.sign': {
      key: 'sign',
      label: say('outgoing.sign'),
      icon: <Signature20Regular />,
      act: () => onDialog('sign'),
    },
    'outgoing.takeNumber': {
      key: 'number',
      label: say('outgoing.takeNumber'),
      icon: <NumberSymbolSquare20Regular />,
      // Without the books a press would do nothing.
      isBusy: takeNumber.isPending || books.isPending,
      whyNot:
        book || books.isPending ? undefined : say(isCopy ? 'outgoing.noBookOfCopies' : 'outgoing.noBook'),
      act: () => book && takeNumber.mutate({ documentId, registerId: book.registerId }),
    },
    'signing.seal': {
      key: 'seal',
      label: say('outgoing.seal'),
      icon: <Ribbon20Regular />,
      act: () => onDialog('seal'),
    },
    'outgoing.issue': {
      key: 'issue',
      label: say('outgoing.issue'),
      icon: <Send20Regular />,
      act: () => onDialog('dispatch'),
    },
  };
  return { acts, error: takeNumber.error };
}

/** What can be done with the document now: one primary by state, what stands beside it, the rest in the menu. */
export function useOutgoingActs(given: Given): Acts {
  const { detail, onDialog } = given;
  const { documentId, state, isWaitingForNumber } = detail.row;
  const navigate = useNavigate();
  const { acts, error } = useLeadingActs(given);
  const withdraw = useCommand('outgoing.withdraw');
  const allowed = (name: string) => detail.allowed.find((each) => each.name === name);
  const isAllowed = (name: string) => allowed(name)?.isAllowed === true;
  const name = leadingOf(detail);
  const act = name === undefined || isWaitingForNumber ? undefined : acts[name];
  const refusal = name === undefined ? undefined : allowed(name);
  // Its dialog tells what is missing, and where it is given.
  const mayAsk = name === 'signing.sign' && isAuthorityRefusal(refusal?.reason);
  const primary: Act | undefined = act && {
    ...act,
    whyNot: refusal?.isAllowed === false && !mayAsk ? sayWhyNot(refusal.reason ?? '') : act.whyNot,
  };
  const revise: Act = {
    key: 'revise',
    label: say('outgoing.revise'),
    icon: <Edit20Regular />,
    act: () => void navigate({ to: '/outgoing/$documentId/edit', params: { documentId } }),
  };
  const giveBack: Act = {
    key: 'return',
    label: say('outgoing.return'),
    icon: <ArrowUndo20Regular />,
    act: () => onDialog('return'),
  };
  const takeBack: Act = {
    key: 'withdraw',
    label: say('outgoing.withdraw'),
    icon: <ArrowUndo20Regular />,
    isBusy: withdraw.isPending,
    act: () => withdraw.mutate({ documentId }),
  };
  const giveUp: Act = {
    key: 'void',
    label: say('outgoing.void'),
    icon: <Prohibited20Regular />,
    act: () => onDialog('void'),
  };
  useShortcut('sign', isAllowed('signing.sign') || mayAsk ? () => onDialog('sign') : undefined);
  useShortcut('return', isAllowed('outgoing.return') ? giveBack.act : undefined);
  return {
    primary,
    others: [
      ...(isAllowed('outgoing.revise') ? [revise] : []),
      ...(isAllowed('outgoing.withdraw') ? [takeBack] : []),
      ...(isAllowed('outgoing.return') ? [giveBack] : []),
    ],
    more: [
      ...makeCopyAct(detail.allowed, () => onDialog('copy')),
      ...(isAllowed('outgoing.void') ? [giveUp] : []),
      ...useCopyActs(detail.row, given.shownFile),
      ...containAct(detail.allowed, () => onDialog('contain')),
    ],
    status: isWaitingForNumber ? say('outgoing.waitingForNumber') : ended[state],
    error: error ?? withdraw.error,
  };
}
