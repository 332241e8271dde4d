import { Dialog, DialogSurface } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { useFocusBack } from '../../ui/focus-back.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useShortcut } from '../keys.ts';
import styles from './palette.module.css';
import { type Found, type FoundGroup, useFound } from './palette-finds.tsx';

/** Ctrl+K: everything that can be done, gone to or found, by a few letters without marks. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Found | undefined>(undefined);
  useShortcut('palette', () => setOpen(true));
  // Done when the palette is gone: what it opens takes the focus, and keeps it.
  useEffect(() => {
    if (!chosen || isOpen) return;
    const timer = setTimeout(() => {
      setChosen(undefined);
      chosen.run();
    });
    return () => clearTimeout(timer);
  }, [chosen, isOpen]);
  if (!isOpen) return null;
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => setOpen(open)}>
      <DialogSurface className={styles['surface'] ?? ''} aria-label={say('palette.title')}>
        <Choices
          onChoose={(found) => {
            setChosen(found);
            setOpen(false);
          }}
        />
      </DialogSurface>
    </Dialog>
  );
}

/** The next one that can be done, round the ends; the same where none can. */
function step(all: readonly Found[], at: number, by: 1 | -1): number {
  for (let moved = 1; moved <= all.length; moved++) {
    const next = (at + by * moved + all.length * moved) % all.length;
    if (all[next]?.whyNot === undefined) return next;
  }
  return at;
}

function Choices({ onChoose }: { readonly onChoose: (found: Found) => void }) {
  const [text, setText] = useState('');
  const [moved, setMoved] = useState<number | undefined>(undefined);
  useFocusBack();
  const id = useId();
  const groups = useFound(text);
  const all = groups.flatMap(({ found }) => found);
  const at = Math.min(moved ?? step(all, -1, 1), all.length - 1);
  const current = all[at];
  const optionId = (index: number) => `${id}-${String(index)}`;
  useEffect(() => {
    document.getElementById(optionId(at))?.scrollIntoView({ block: 'nearest' });
  });
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setMoved(step(all, at, 1));
    else if (event.key === 'ArrowUp') setMoved(step(all, at, -1));
    else if (event.key === 'Enter' && current && current.whyNot === undefined) onChoose(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['palette']}>
      <Field
        text={text}
        listId={id}
        currentId={current && optionId(at)}
        onText={(typed) => {
          setText(typed);
          setMoved(undefined);
        }}
        onKey={onKey}
      />
      <span role="status" className={styles['status']}>
        {say('palette.count', { count: all.length })}
      </span>
      {/* A press that does nothing leaves the keys where they are, in the field. */}
      <div
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={say('palette.found')}
        className={styles['list']}
        onMouseDown={(event) => event.preventDefault()}
      >
        {groups.map((group) => (
          <Group
            key={group.group}
            {...group}
            current={current}
            idOf={(found) => optionId(all.indexOf(found))}
            onChoose={onChoose}
          />
        ))}
      </div>
      {all.length === 0 && <Nothing text={text} />}
    </div>
  );
}

const Nothing = ({ text }: { readonly text: string }) => (
  <p className={styles['nothing']}>
    <strong>{say('palette.nothing', { text: text.trim().slice(0, 80) })}</strong>
    {say('palette.nothing.why')}
  </p>
);

type FieldProps = {
  readonly text: string;
  readonly listId: string;
  readonly currentId: string | undefined;
  readonly onText: (typed: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
};
const Field = ({ text, listId, currentId, onText, onKey }: FieldProps) => (
  <div className={styles['field']}>
    <Search20Regular aria-hidden="true" />
    <input
      type="text"
      role="combobox"
      aria-expanded="true"
      aria-controls={listId}
      aria-activedescendant={currentId}
      aria-autocomplete="list"
      aria-label={say('palette.label')}
      placeholder={say('palette.label')}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKey}
    />
  </div>
);

type GroupProps = FoundGroup & {
  readonly current: Found | undefined;
  readonly idOf: (found: Found) => string;
  readonly onChoose: (found: Found) => void;
};
const Group = ({ group, found, current, idOf, onChoose }: GroupProps) => (
  // biome-ignore lint/a11y/useSemanticElements: options of a listbox stand in a group (ARIA), never in a fieldset.
  <div role="group" aria-label={say(`palette.group.${group}`)}>
    <p aria-hidden="true" className={styles['group']}>
      {say(`palette.group.${group}`)}
    </p>
    {found.map((each) => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which points at the option (ARIA combobox pattern).
      <div
        key={each.key}
        id={idOf(each)}
        role="option"
        tabIndex={-1}
        aria-selected={each === current}
        aria-disabled={each.whyNot !== undefined}
        title={each.label}
        className={styles['option']}
        onClick={() => each.whyNot === undefined && onChoose(each)}
      >
        <span className={styles['icon']}>{each.icon}</span>
        <span className={styles['label']}>{each.label}</span>
        {(each.whyNot ?? each.detail) !== undefined && (
          <span className={styles['detail']}>{each.whyNot ?? each.detail}</span>
        )}
        {each.keys !== undefined && <Kbd keys={each.keys} />}
      </div>
    ))}
  </div>
);
