import { useDeferredValue, useId, useState } from 'react';
import type { OfficialId } from '../../../shared/domain/core/values.ts';
import type { Part } from '../../../shared/domain/incoming/parts.ts';
import type { Official } from '../../../shared/domain/office/official.ts';
import { fold } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';

export type Parts = Readonly<Record<string, Part>>;
type Person = { readonly officialId: OfficialId; readonly official: Official };
type Props = {
  readonly officials: readonly Person[];
  readonly parts: Parts;
  readonly onParts: (parts: Parts) => void;
};
const choices = ['lead', 'supporting', 'information', 'none'] as const;

/** Each official with a part or none; choosing another lead makes the former one supporting, so that there is never more than one. */
export function AssigneePicker({ officials, parts, onParts }: Props) {
  const [typed, setTyped] = useState('');
  const sought = fold(useDeferredValue(typed).trim());
  const id = useId();
  const people = officials.filter(
    ({ official }) => !official.roles.includes('administrator') && !official.roles.includes('system'),
  );
  const shown = people.filter(({ official }) =>
    fold(`${official.fullName} ${official.position}`).includes(sought),
  );
  const give = (officialId: OfficialId, part: Part | 'none') => {
    const rest = Object.entries(parts).filter(([each]) => each !== officialId);
    const moved =
      part === 'lead'
        ? rest.map(([each, had]) => [each, had === 'lead' ? 'supporting' : had] as const)
        : rest;
    onParts(Object.fromEntries(part === 'none' ? moved : [...moved, [officialId, part]]));
  };
  return (
    <fieldset className={styles['who']}>
      <legend className={styles['label']}>{say('direct.who')}</legend>
      {people.length > 8 && (
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
        {shown.map(({ officialId, official }) => (
          <li key={officialId} className={styles['person']}>
            <span className={styles['personName']} id={`${id}${officialId}`}>
              <strong>{official.fullName}</strong>
              <span>{official.position}</span>
            </span>
            <span role="radiogroup" aria-labelledby={`${id}${officialId}`} className={styles['parts']}>
              {choices.map((part) => (
                <label key={part} className={styles['part']}>
                  <input
                    type="radio"
                    name={`${id}${officialId}`}
                    checked={(parts[officialId] ?? 'none') === part}
                    onChange={() => give(officialId, part)}
                  />
                  <span>{say(`incoming.part.${part}`)}</span>
                </label>
              ))}
            </span>
          </li>
        ))}
        {shown.length === 0 && <li className={styles['nobody']}>{say('direct.nobody', { text: typed })}</li>}
      </ul>
    </fieldset>
  );
}
