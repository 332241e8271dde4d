import {
  ArrowDownload20Regular,
  ArrowUndo20Regular,
  Copy20Regular,
  Edit20Regular,
  NumberSymbolSquare20Regular,
  PersonArrowRight20Regular,
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
import type { Act } from '../../app/document/action-bar.tsx';
import { copyReference } from '../../app/document/copy-reference.ts';
import { saveCopy } from '../../app/document/document-viewer.tsx';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { sayCode } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { read, useCommand } from '../../app/read.ts';

export type OutgoingDialog = 'sign' | 'seal' | 'return' | 'dispatch';
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
};

/** What can be done with the document now: one primary by state, what stands beside it, the rest in the menu. */
export function useOutgoingActs({ detail, profile, shownFile, onDialog }: Given) {
  const { row } = detail;
  const { documentId, state } = row;
  const navigate = useNavigate();
  const submit = useCommand('outgoing.submitForSignature');
  const takeNumber = useCommand('outgoing.takeNumber');
  const book = useQuery({
    ...read('office.listRegisters', { book: 'outgoing' }),
    enabled: state === 'signed',
  }).data?.find(({ year }) => year === Number(profile.today.slice(0, 4)));

  const ask = (name: string) => detail.allowed.find((each) => each.name === name);
  const whyNot = (name: string) => {
    const allowed = ask(name);
    return allowed?.isAllowed === false ? sayCode(allowed.reason ?? '') : undefined;
  };
  const acts: Readonly<Record<string, Act>> = {
    'outgoing.submitForSignature': {
      key: 'submit',
      label: say('outgoing.submit'),
      icon: <PersonArrowRight20Regular />,
      isBusy: submit.isPending,
      act: () => submit.mutate({ documentId }),
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
      isBusy: takeNumber.isPending || !book,
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
  const name = leading[state];
  const leadingAct = name === undefined ? undefined : acts[name];
  const primary =
    leadingAct && name !== undefined && !row.isWaitingForNumber
      ? { ...leadingAct, whyNot: whyNot(name) }
      : undefined;
  const isAllowed = (each: string) => ask(each)?.isAllowed === true;
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
  useShortcut('sign', isAllowed('signing.sign') ? () => onDialog('sign') : undefined);
  useShortcut('return', isAllowed('outgoing.return') ? () => onDialog('return') : undefined);
  useShortcut('copy', () => copyReference(row));
  const file = shownFile.file?.isHere ? shownFile.file.file : undefined;
  return {
    primary,
    others: [
      ...(isAllowed('outgoing.revise') ? [revise] : []),
      ...(isAllowed('outgoing.return') ? [giveBack] : []),
    ],
    more: [
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
    ],
    status: row.isWaitingForNumber
      ? say('outgoing.waitingForNumber')
      : state === 'dispatched'
        ? say('outgoing.dispatched')
        : undefined,
    error: submit.error ?? takeNumber.error,
  };
}
