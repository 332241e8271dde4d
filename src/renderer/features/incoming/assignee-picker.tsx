import { useDeferredValue, useId, useState } from 'react';
import type { Part } from '../../../shared/domain/incoming/parts.ts';
import { fold } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import type { Candidate, Chosen } from './share-candidates.ts';

type Props = {
  readonly candidates: readonly Candidate[];
  readonly chosen: Chosen;
  /** The parts that may be given here. */
  readonly parts: readonly Part[];
  /** What is wrong with a day of his own, by candidate. */
  readonly dayErrors: Readonly<Record<string, string>>;
  readonly onChosen: (chosen: Chosen) => void;
};

/** Each unit and official with a part or none; choosing another lead makes the former one supporting, so that there is never more than one. */
export function AssigneePicker({ candidates, chosen, parts, dayErrors, onChosen }: Props) {
  const [typed, setTyped] = useState('');
  const sought = fold(useDeferredValue(typed).trim());
  const shown = candidates.filter(({ name, note }) => fold(`${name} ${note}`).includes(sought));
  const give = (key: string, part: Part | 'none') => {
    const rest = Object.entries(chosen).filter(([each]) => each !== key);
    const moved = rest.map(
      ([each, had]) =>
        [
          each,
          part === 'lead' && had.part === 'lead' ? { ...had, part: 'supporting' as const } : had,
        ] as const,
    );
    const own = { part, due: chosen[key]?.due ?? '' };
    onChosen(Object.fromEntries(own.part === 'none' ? moved : [...moved, [key, own]]) as Chosen);
  };
  return (
    <fieldset className={styles['who']}>
      <legend className={styles['label']}>{say('direct.who')}</legend>
      {candidates.length > 8 && (
        <input
          type="search"
          aria-label={say('direct.find')}
          placeholder={say('direct.find')}
          defaultValue=""
          onChange={(event) => setTyped(event.target.value)}
          className={styles['find']}
        />
      )}
      <ul className={styles['people']}>
        {shown.map((candidate) => (
          <Row
            key={candidate.key}
            candidate={candidate}
            choices={[...parts, 'none']}
            own={chosen[candidate.key]}
            dayError={dayErrors[candidate.key]}
            onPart={(part) => give(candidate.key, part)}
            onDue={(due) => {
              const own = chosen[candidate.key];
              if (own) onChosen({ ...chosen, [candidate.key]: { ...own, due } });
            }}
          />
        ))}
        {shown.length === 0 && (
          <li className={styles['nobody']}>
            {candidates.length === 0 ? say('direct.noColleague') : say('direct.nobody', { text: typed })}
          </li>
        )}
      </ul>
    </fieldset>
  );
}

type RowProps = {
  readonly candidate: Candidate;
  readonly choices: readonly (Part | 'none')[];
  readonly own: Chosen[string] | undefined;
  readonly dayError: string | undefined;
  readonly onPart: (part: Part | 'none') => void;
  readonly onDue: (text: string) => void;
};

/** One who may be given a share: name, part, and a day of his own where he supports. */
function Row({ candidate: { name, note }, choices, own, dayError, onPart, onDue }: RowProps) {
  const id = useId();
  return (
    <li className={styles['person']}>
      <span className={styles['personName']} id={id}>
        <strong>{name}</strong>
        <span>{note}</span>
      </span>
      {own?.part === 'supporting' && (
        <span className={styles['ownDue']}>
          <input
            type="text"
            inputMode="numeric"
            aria-label={say('direct.ownDue.of', { name })}
            placeholder={say('direct.ownDue')}
            title={say('direct.ownDue.why')}
            defaultValue={own.due}
            aria-invalid={dayError !== undefined}
            autoComplete="off"
            onChange={(event) => onDue(event.target.value)}
          />
          {dayError !== undefined && <span role="alert">{dayError}</span>}
        </span>
      )}
      <span role="radiogroup" aria-labelledby={id} className={styles['parts']}>
        {choices.map((part) => (
          <label key={part} className={styles['part']}>
            <input
              type="radio"
              name={id}
              checked={(own?.part ?? 'none') === part}
              onChange={() => onPart(part)}
            />
            <span>{say(`incoming.part.${part}`)}</span>
          </label>
        ))}
      </span>
    </li>
  );
}
