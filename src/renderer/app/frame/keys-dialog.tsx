import { Button } from '@fluentui/react-components';
import { ArrowReset20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isChoosable, type WhyNot } from '../key-choice.ts';
import { chooseKeys, keysFor, pressed, resetKeys, useChosenKeys } from '../keys.ts';
import { registry, type Shortcut, shortcutGroups } from '../shortcuts.ts';
import styles from './keys-dialog.module.css';

const names = (Object.keys(registry) as Shortcut[]).filter(isChoosable);
const labelOf = (name: Shortcut): string => say(registry[name].label);

const sayWhyNot = (whyNot: WhyNot, keys: string): string =>
  whyNot.why === 'taken'
    ? say('keys.change.taken', { keys, label: labelOf(whyNot.by) })
    : say(`keys.change.${whyNot.why}`, { keys });

/** Other keys for what is done by key, on this machine; one that another has is refused with its holder's name. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const chosen = useChosenKeys();
  const [told, setTold] = useState<{ readonly text: string; readonly isRefusal: boolean }>();
  const tell = (name: Shortcut, whyNot: WhyNot | undefined, keys: string) =>
    setTold(
      whyNot
        ? { text: sayWhyNot(whyNot, keys), isRefusal: true }
        : { text: say('keys.change.done', { label: labelOf(name), keys: keysFor(name) }), isRefusal: false },
    );
  const hasAny = Object.keys(chosen).length > 0;
  return (
    <Modal
      title={say('keys.change')}
      width="medium"
      closeLabel={say('keys.close')}
      onClose={onClose}
      aside={
        <Button
          icon={<ArrowReset20Regular />}
          disabledFocusable={!hasAny}
          onClick={() => {
            resetKeys();
            setTold(undefined);
          }}
        >
          {say('keys.change.resetAll')}
        </Button>
      }
    >
      <p>{say('keys.change.lead')}</p>
      <div className={styles['told']}>
        {told && <Notice tone={told.isRefusal ? 'unsure' : 'good'}>{told.text}</Notice>}
      </div>
      {shortcutGroups.map((group) => (
        <section key={group} aria-label={say(`keys.group.${group}`)}>
          <h3 className={styles['title']}>{say(`keys.group.${group}`)}</h3>
          <ul>
            {names
              .filter((name) => registry[name].group === group)
              .map((name) => (
                <Row
                  key={name}
                  name={name}
                  isChanged={chosen[name] !== undefined}
                  onChoose={(keys) => {
                    const whyNot = chooseKeys(name, keys);
                    tell(name, whyNot, keys);
                    return whyNot === undefined;
                  }}
                  onReset={() => tell(name, resetKeys(name), registry[name].keys)}
                />
              ))}
          </ul>
        </section>
      ))}
    </Modal>
  );
}

type RowProps = {
  readonly name: Shortcut;
  readonly isChanged: boolean;
  /** Whether it was taken. */
  readonly onChoose: (keys: string) => boolean;
  readonly onReset: () => void;
};
function Row({ name, isChanged, onChoose, onReset }: RowProps) {
  const [isAsking, setAsking] = useState(false);
  const label = labelOf(name);
  const onKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (!isAsking || event.key === 'Tab') return;
    // It must not do here what it does elsewhere.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') setAsking(false);
    if (event.key === 'Escape' || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    const keys = pressed(event.nativeEvent);
    if (keys !== undefined && onChoose(keys)) setAsking(false);
  };
  return (
    <li className={styles['row']}>
      <span className={styles['label']}>{label}</span>
      <Kbd keys={keysFor(name)} />
      {isChanged && !isAsking && (
        <Button
          appearance="subtle"
          icon={<ArrowReset20Regular />}
          aria-label={say('keys.change.resetOf', { label })}
          title={say('keys.change.reset')}
          onClick={({ currentTarget }) => {
            onReset();
            // The button goes with what it took back; the keys stay in the row.
            currentTarget.closest('li')?.querySelector<HTMLElement>('button:last-of-type')?.focus();
          }}
        />
      )}
      <Button
        aria-label={isAsking ? say('keys.change.press') : say('keys.change.of', { label })}
        aria-live="polite"
        appearance={isAsking ? 'primary' : 'secondary'}
        onClick={() => setAsking(true)}
        onBlur={() => setAsking(false)}
        onKeyDown={onKey}
      >
        {say(isAsking ? 'keys.change.press' : 'keys.change.one')}
      </Button>
    </li>
  );
}
