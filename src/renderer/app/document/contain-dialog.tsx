import { ShieldError20Regular } from '@fluentui/react-icons';
import type { Allowed } from '../../../shared/contract/shapes.ts';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { useCommand } from '../read.ts';
import type { Act } from './acts.ts';
import dialogs from './dialogs.module.css';

/** Cách ly: last in the menu, only for whoever may. */
export const containAct = (allowed: readonly Allowed[], act: () => void): readonly Act[] =>
  allowed.some(({ name, isAllowed }) => name === 'secrecy.contain' && isAllowed)
    ? [{ key: 'contain', label: say('contain.act'), icon: <ShieldError20Regular />, act }]
    : [];

type Props = {
  readonly of: DocumentRef;
  readonly reference: string;
  /** A document that went to other agencies leaves them, too. */
  readonly isDispatched: boolean;
  readonly onClose: () => void;
};

/** What goes, what stays and that nothing brings it back; nothing is typed, because a reason would say again what must not be said. */
export function ContainDialog({ of, reference, isDispatched, onClose }: Props) {
  const contain = useCommand('secrecy.contain');
  const act = () =>
    contain.mutate(
      { of },
      {
        onSuccess: () => {
          announce(say('contain.done'));
          onClose();
        },
      },
    );
  const sentences = [
    'contain.what',
    'contain.gone',
    ...(isDispatched ? (['contain.recipients'] as const) : []),
    'contain.stays',
    'contain.forever',
  ] as const;
  return (
    <Modal
      title={say('contain.title', { reference })}
      width="small"
      closeLabel={say('contain.keep')}
      onClose={onClose}
      primary={{
        label: say('contain.do'),
        icon: <ShieldError20Regular />,
        act,
        isBusy: contain.isPending,
      }}
    >
      {sentences.map((each) => (
        <p key={each} className={dialogs['explain']}>
          {say(each)}
        </p>
      ))}
      {contain.error !== null && <Problem error={contain.error} />}
    </Modal>
  );
}
