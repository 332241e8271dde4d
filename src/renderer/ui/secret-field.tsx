import { Field } from '@fluentui/react-components';
import type { Ref } from 'react';
import styles from './fields.module.css';

type Props = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  /** Whether it takes the focus, as the first of its dialog. */
  readonly isFirst?: boolean;
  /** Read from paper: what is typed is shown, and made of digits. */
  readonly isShown?: boolean;
  readonly onFilled: (isFilled: boolean) => void;
};

/** A secret: kept in the field alone, never in the program's state; may be pasted (WCAG 3.3.8). */
export const SecretField = ({
  ref,
  label,
  hint,
  error,
  isFirst = true,
  isShown = false,
  onFilled,
}: Props) => (
  <Field
    label={{ children: <span className={styles['label']}>{label}</span> }}
    {...(hint !== undefined && error === undefined && { hint })}
    {...(error !== undefined && { validationState: 'error' as const, validationMessage: error })}
  >
    {(control) => (
      <input
        {...(control as { readonly id?: string })}
        ref={ref}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened for this field.
        autoFocus={isFirst}
        type={isShown ? 'text' : 'password'}
        inputMode={isShown ? 'numeric' : 'text'}
        maxLength={200}
        autoComplete="off"
        className={`${styles['input']} ${styles['secret']}`}
        onChange={(event) => onFilled(event.target.value !== '')}
      />
    )}
  </Field>
);
