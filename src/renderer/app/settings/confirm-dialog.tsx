import type { ReactElement } from 'react';
import { Modal } from '../../ui/modal.tsx';
import dialogs from '../document/dialogs.module.css';
import { Problem } from '../problem.tsx';

type Props = {
  readonly title: string;
  readonly effect: string;
  /** Names whom it is about. */
  readonly actLabel: string;
  readonly keepLabel: string;
  readonly icon: ReactElement;
  readonly act: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
};

/** An act that cannot be taken back: what will be, and whom it is about, on the button. */
export const ConfirmDialog = ({
  title,
  effect,
  actLabel,
  keepLabel,
  icon,
  act,
  isBusy,
  error,
  onClose,
}: Props) => (
  <Modal
    title={title}
    width="small"
    closeLabel={keepLabel}
    onClose={onClose}
    primary={{ label: actLabel, icon, act, isBusy }}
  >
    <p className={dialogs['explain']}>{effect}</p>
    {error !== null && error !== undefined && <Problem error={error} />}
  </Modal>
);
