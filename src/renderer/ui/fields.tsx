import { Button, Field, Tooltip } from '@fluentui/react-components';
import { CalendarLtr20Regular } from '@fluentui/react-icons';
import { type ReactElement, type ReactNode, type Ref, useId, useRef } from 'react';
import styles from './fields.module.css';

/**
 * Fields hold what is typed themselves and never write it back while it is typed: Vietnamese typing programs replace letters by Backspace
 * and new ones, and a field that answers late garbles them.
 */
export type Registered = {
  readonly name: string;
  readonly ref: Ref<never>;
  readonly onChange: (event: never) => Promise<unknown>;
  readonly onBlur: (event: never) => Promise<unknown>;
};
type Common = {
  readonly label: string;
  readonly field: Registered;
  readonly error?: string | undefined;
  /** Beside the label: that the value is only a suggestion, for one. */
  readonly mark?: ReactNode;
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  readonly className?: string | undefined;
  readonly maxLength?: number;
};

type FrameProps = Omit<Common, 'field'> & {
  readonly children: (control: ControlProps) => ReactElement;
};
/** What ties a control to its label, hint and error. */
type ControlProps = { readonly id?: string };

function Framed({ label, error, mark, hint, isRequired = false, className, children }: FrameProps) {
  return (
    <Field
      label={{
        children: (
          <span className={styles['label']}>
            {label}
            {isRequired && <span aria-hidden="true"> *</span>}
            {mark}
          </span>
        ),
      }}
      className={className}
      validationState={error === undefined ? 'none' : 'error'}
      {...(error !== undefined && { validationMessage: error })}
      {...(hint !== undefined && error === undefined && { hint })}
    >
      {(control) => children(control as ControlProps)}
    </Field>
  );
}

/** The attributes react-hook-form gives, as a native element takes them. */
const native = (field: Registered) => field as unknown as Record<string, never>;

export function TextField({ field, maxLength, isRequired = false, ...frame }: Common) {
  return (
    <Framed {...frame} isRequired={isRequired}>
      {(control) => (
        <input
          {...control}
          {...native(field)}
          type="text"
          maxLength={maxLength}
          aria-required={isRequired}
          autoComplete="off"
          spellCheck={false}
          className={styles['input']}
        />
      )}
    </Framed>
  );
}

export function AreaField({
  field,
  maxLength,
  isRequired = false,
  rows = 3,
  ...frame
}: Common & { readonly rows?: number }) {
  return (
    <Framed {...frame} isRequired={isRequired}>
      {(control) => (
        <textarea
          {...control}
          {...native(field)}
          rows={rows}
          maxLength={maxLength}
          aria-required={isRequired}
          spellCheck={false}
          className={styles['area']}
        />
      )}
    </Framed>
  );
}

type Choice = { readonly value: string; readonly label: string };
export function ChoiceField({
  field,
  isRequired = false,
  choices,
  ...frame
}: Common & { readonly choices: readonly Choice[] }) {
  return (
    <Framed {...frame} isRequired={isRequired}>
      {(control) => (
        <select {...control} {...native(field)} className={styles['select']}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Framed>
  );
}

/** A field whose values were met before are offered; anything else may be typed. */
export function OfferedField({
  field,
  isRequired = false,
  offers,
  maxLength,
  ...frame
}: Common & { readonly offers: readonly string[] }) {
  const listId = useId();
  return (
    <Framed {...frame} isRequired={isRequired}>
      {(control) => (
        <span>
          <input
            {...control}
            {...native(field)}
            list={listId}
            maxLength={maxLength}
            aria-required={isRequired}
            autoComplete="off"
            spellCheck={false}
            className={styles['input']}
          />
          <datalist id={listId}>
            {offers.map((offer) => (
              <option key={offer} value={offer} />
            ))}
          </datalist>
        </span>
      )}
    </Framed>
  );
}

type DayProps = Common & {
  readonly pickLabel: string;
  readonly placeholder: string;
  /** A picked day goes into the field in the writing that the field is read in. */
  readonly onPick: (isoDay: string) => void;
};
/** A day, typed as officials write it, or picked from the system's calendar. */
export function DayField({
  field,
  isRequired = false,
  pickLabel,
  placeholder,
  onPick,
  className,
  ...frame
}: DayProps) {
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <div className={`${styles['day']} ${className ?? ''}`}>
      <Framed {...frame} isRequired={isRequired}>
        {(control) => (
          <input
            {...control}
            {...native(field)}
            inputMode="numeric"
            placeholder={placeholder}
            aria-required={isRequired}
            autoComplete="off"
            className={`${styles['input']} ${styles['dayInput']}`}
          />
        )}
      </Framed>
      <Tooltip content={`${pickLabel}: ${frame.label}`} relationship="label">
        <Button
          appearance="subtle"
          className={styles['pick']}
          icon={<CalendarLtr20Regular />}
          onClick={() => calendar.current?.showPicker()}
        />
      </Tooltip>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className={styles['calendar']}
        onChange={(event) => event.target.value !== '' && onPick(event.target.value)}
      />
    </div>
  );
}
