import {
  ArrowUndo20Regular,
  CommentCheckmark20Regular,
  DocumentCheckmark20Regular,
  Edit20Regular,
  NumberSymbolSquare20Regular,
  PeopleChat20Regular,
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
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { OutgoingState } from '../../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { isAuthorityRefusal } from '../../app/authorities.ts';
import { bookOf } from '../../app/books.ts';
import type { Act } from '../../app/document/acts.ts';
import { containAct } from '../../app/document/contain-dialog.tsx';
import { useCopyActs } from '../../app/document/copy-acts.tsx';
import type { Acts } from '../../app/document/document-body.tsx';
import { fileAct } from '../../app/document/file-dialog.tsx';
import { makeCopyAct } from '../../app/document/make-copy-act.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { read, useCommand } from '../../app/read.ts';
import { useEnvelopeAct } from './envelope-act.tsx';

export type OutgoingDialog =
  | 'places'
  | 'take'
  | 'sign'
  | 'seal'
  | 'return'
  | 'sendBack'
  | 'ask'
  | 'opinion'
  | 'dispatch'
  | 'void'
  | 'recall'
  | 'copy'
  | 'file'
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
  const isSigned = main && !['unsigned', 'unchecked', 'paper', 'damaged'].includes(main.verdict);
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
  const book = bookOf(books.data, Number(profile.today.slice(0, 4)), detail.document);
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

const giveUp = (act: () => void): Act => ({
  key: 'void',
  label: say('outgoing.void'),
  icon: <Prohibited20Regular />,
  act,
});

/** Recipients that may be asked to give it back: who has neither done so nor yet to answer. */
export const askable = ({ deliveries }: OutgoingDetail): OutgoingDetail['deliveries'] =>
  deliveries.filter(({ delivery }) => delivery.recall === undefined || delivery.recall.status === '16');

const sendBackAct = (act: () => void): Act => ({
  key: 'sendBack',
  label: say('outgoing.sendBack'),
  icon: <ArrowUndo20Regular />,
  act,
});

/** Asking others about a draft, and answering what was asked. */
const opinionActs = (
  isAllowed: (name: string) => boolean,
  onDialog: Given['onDialog'],
  isInitial: boolean,
): readonly Act[] => [
  ...(isAllowed('outgoing.giveOpinion')
    ? [
        {
          key: 'opinion',
          label: say(isInitial ? 'outgoing.opinion.initial' : 'outgoing.opinion.give'),
          icon: <CommentCheckmark20Regular />,
          act: () => onDialog('opinion'),
        },
      ]
    : []),
  ...(isAllowed('outgoing.askOpinion')
    ? [
        {
          key: 'ask',
          label: say('outgoing.opinion.ask'),
          icon: <PeopleChat20Regular />,
          act: () => onDialog('ask'),
        },
      ]
    : []),
];

const recallAct = ({ detail, profile }: Given, act: () => void): readonly Act[] =>
  detail.row.state === 'dispatched' && profile.official.roles.includes('clerk') && askable(detail).length > 0
    ? [{ key: 'recall', label: say('outgoing.recall'), icon: <ArrowUndo20Regular />, act }]
    : [];

/** A document that is out is corrected, or replaced, by one that is drafted like any other (NĐ 30/2020 article 18.4). */
function useAmendActs({ detail: { row } }: Given): readonly Act[] {
  const navigate = useNavigate();
  if (row.state !== 'dispatched') return [];
  return (['update', 'replace'] as const).map((how) => ({
    key: how,
    label: say(`outgoing.amend.${how}`),
    icon: <Edit20Regular />,
    act: () =>
      void navigate({
        to: '/outgoing/new/$documentId',
        params: { documentId: OutgoingId.parse(crypto.randomUUID()) },
        search: { amends: { how, documentId: row.documentId } },
      }),
  }));
}

const asksInitials = ({ detail, profile }: Given): boolean =>
  detail.opinions.some(
    ({ opinion }) =>
      opinion.officialId === profile.officialId && opinion.state === 'asked' && opinion.purpose !== 'opinion',
  );

const giveBackAct = (act: () => void): Act => ({
  key: 'return',
  label: say('outgoing.return'),
  icon: <ArrowUndo20Regular />,
  act,
});

/** What can be done with the document now: one primary by state, what stands beside it, the rest in the menu. */
export function useOutgoingActs(given: Given): Acts {
  const { detail, onDialog } = given;
  const { documentId, state, isWaitingForNumber } = detail.row;
  const navigate = useNavigate();
  const { acts, error } = useLeadingActs(given);
  const withdraw = useCommand('outgoing.withdraw');
  const envelope = useEnvelopeAct(detail.row);
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
  const giveBack = giveBackAct(() => onDialog('return'));
  const takeBack: Act = {
    key: 'withdraw',
    label: say('outgoing.withdraw'),
    icon: <ArrowUndo20Regular />,
    isBusy: withdraw.isPending,
    act: () => withdraw.mutate({ documentId }),
  };
  useShortcut('sign', isAllowed('signing.sign') || mayAsk ? () => onDialog('sign') : undefined);
  useShortcut('return', isAllowed('outgoing.return') ? giveBack.act : undefined);
  return {
    primary,
    others: [
      ...(isAllowed('outgoing.revise') ? [revise] : []),
      ...(isAllowed('outgoing.withdraw') ? [takeBack] : []),
      ...(isAllowed('outgoing.return') ? [giveBack] : []),
      ...opinionActs(isAllowed, onDialog, asksInitials(given)),
    ],
    more: [
      fileAct(() => onDialog('file')),
      ...makeCopyAct(detail.allowed, () => onDialog('copy')),
      ...recallAct(given, () => onDialog('recall')),
      ...useAmendActs(given),
      ...(isAllowed('outgoing.sendBack') ? [sendBackAct(() => onDialog('sendBack'))] : []),
      ...(isAllowed('outgoing.void') ? [giveUp(() => onDialog('void'))] : []),
      ...useCopyActs(detail.row, given.shownFile),
      ...envelope.acts,
      ...containAct(detail.allowed, () => onDialog('contain')),
    ],
    status: isWaitingForNumber ? say('outgoing.waitingForNumber') : ended[state],
    error: error ?? withdraw.error ?? envelope.error,
  };
}
