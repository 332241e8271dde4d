import { Field } from '@fluentui/react-components';
import type { Ref } from 'react';
import styles from './fields.module.css';

type Props = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly hint: string;
  readonly onFilled: (isFilled: boolean) => void;
};

/** A secret: kept in the field alone, never in the program's state; may be pasted (WCAG 3.3.8). */
export const SecretField = ({ ref, label, hint, onFilled }: Props) => (
  <Field label={{ children: <span className={styles['label']}>{label}</span> }} hint={hint}>
    {(control) => (
      <input
        {...(control as { readonly id?: string })}
        ref={ref}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened for this field.
        autoFocus
        type="password"
        maxLength={200}
        autoComplete="off"
        className={`${styles['input']} ${styles['secret']}`}
        onChange={(event) => onFilled(event.target.value !== '')}
      />
    )}
  </Field>
);
