import { useId, useState } from 'react';
import { fold } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from './dialogs.module.css';

/** One of those to choose from: its name, what else is told of it, and why it cannot be chosen now. */
export type Pick = {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly whyNot?: string | undefined;
};
type Props = {
  readonly label: string;
  readonly findLabel: string;
  readonly picks: readonly Pick[];
  readonly chosen: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly onChoose: (key: string | undefined) => void;
};

/** Every typed word stands in it; marks need not be typed. */
const has = ({ name, note }: Pick, words: readonly string[]): boolean => {
  const text = fold(`${name} ${note}`);
  return words.every((word) => text.includes(word));
};
const wordsOf = (typed: string): readonly string[] => fold(typed).split(' ').filter(Boolean);

/** One of many: letters leave those that have them, and where one is left it is the one, so that Enter goes on; or a click. */
export function PickOne({ label, findLabel, picks, chosen, error, isRequired = false, onChoose }: Props) {
  const [typed, setTyped] = useState('');
  const [name, errorId] = [useId(), useId()];
  const shown = picks.filter((pick) => has(pick, wordsOf(typed)));
  const find = (text: string) => {
    setTyped(text);
    const words = wordsOf(text);
    const left = picks.filter((pick) => pick.whyNot === undefined && has(pick, words));
    if (words.length > 0)
      onChoose((left.length === 1 ? left[0] : left.find(({ key }) => key === chosen))?.key);
  };
  return (
    <fieldset className={styles['who']}>
      <legend className={styles['label']}>
        {label}
        {isRequired && <span aria-hidden="true"> *</span>}
      </legend>
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to choose one.
        autoFocus
        aria-label={findLabel}
        placeholder={findLabel}
        aria-invalid={error !== undefined}
        aria-describedby={errorId}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        className={styles['find']}
        onChange={(event) => find(event.target.value)}
      />
      <div className={styles['people']}>
        {shown.map(({ key, name: title, note, whyNot }) => (
          <label key={key} className={styles['pick']}>
            <input
              type="radio"
              name={name}
              disabled={whyNot !== undefined}
              checked={chosen === key}
              onChange={() => onChoose(key)}
            />
            <span>
              <strong>{title}</strong> {note}
              {whyNot !== undefined && <span className={styles['quiet']}> · {whyNot}</span>}
            </span>
          </label>
        ))}
        {shown.length === 0 && <p className={styles['pick']}>{say('pick.nothing')}</p>}
      </div>
      <p id={errorId} role="alert" className={styles['pickWrong']}>
        {error}
      </p>
    </fieldset>
  );
}
