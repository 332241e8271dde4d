import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { Problem } from '../problem.tsx';

type Props = {
  /** The title, and what its button does. */
  readonly title: string;
  /** Where the button says less than the title. */
  readonly actLabel?: string;
  readonly icon: ReactElement;
  readonly width?: 'small';
  readonly act: () => Promise<void>;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog that gives one command: its refusal stands below what was typed, which stays. */
export const ActDialog = ({
  title,
  actLabel = title,
  icon,
  width,
  act,
  command,
  onClose,
  children,
}: Props) => (
  <Modal
    title={title}
    {...(width && { width })}
    closeLabel={say('common.cancel')}
    onClose={onClose}
    primary={{
      label: actLabel,
      icon,
      act: () => void act().catch(() => undefined),
      isBusy: command.isPending,
    }}
  >
    {children}
    {command.error !== null && <Problem error={command.error} />}
  </Modal>
);
