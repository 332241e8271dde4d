import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactElement, ReactNode, SyntheticEvent } from 'react';
import { useFocusBack } from './focus-back.ts';
import styles from './modal.module.css';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly width?: 'small' | 'medium' | 'large' | 'wide';
  readonly onClose: () => void;
  readonly closeLabel: string;
  /** The one act of the dialog; without it there is only closing. */
  readonly primary?: {
    readonly label: string;
    readonly icon?: ReactElement;
    readonly act: () => void;
    readonly isBusy?: boolean;
    /** Says beside the button why it cannot be pressed. */
    readonly whyNot?: string | undefined;
  };
  readonly aside?: ReactNode;
};

/** A dialog: what it is about, its one act at the right, closing beside it; Esc closes, nothing typed is lost. */
export function Modal({ title, children, width = 'medium', onClose, closeLabel, primary, aside }: Props) {
  useFocusBack();
  const isOff = primary?.isBusy === true || primary?.whyNot !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isOff) primary?.act();
  };
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={`${styles['surface']} ${styles[width]}`}>
        <form
          onSubmit={submit}
          noValidate
          className={styles['form']}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) submit(event);
          }}
        >
          <DialogBody className={styles['body']}>
            <DialogTitle className={styles['title']}>{title}</DialogTitle>
            {/* What is only read is scrolled by keyboard through its own stop (WCAG 2.1.1). */}
            <DialogContent className={styles['content']} {...(primary ? {} : { tabIndex: 0 })}>
              {children}
            </DialogContent>
            <DialogActions className={styles['actions']}>
              <div className={styles['aside']}>{primary?.whyNot ?? aside}</div>
              <Button appearance={primary ? 'secondary' : 'primary'} onClick={onClose}>
                {closeLabel}
              </Button>
              {primary && (
                <Button
                  type="submit"
                  appearance="primary"
                  icon={primary.icon ?? null}
                  disabledFocusable={isOff}
                >
                  {primary.label}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
