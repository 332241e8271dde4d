import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Modal } from '../../ui/modal.tsx';
import { keysFor, useShortcut } from '../keys.ts';
import { type Shortcut, shortcutGroups, shortcuts } from '../shortcuts.ts';
import styles from './key-sheet.module.css';
import { KeysDialog } from './keys-dialog.tsx';

/** What lists and dialogs answer themselves, as every list and dialog does. */
const always: Readonly<Record<(typeof shortcutGroups)[number], readonly (readonly [string, WordKey])[]>> = {
  everywhere: [['Esc', 'keys.up']],
  list: [
    ['↑ ↓', 'keys.rows'],
    ['Enter', 'keys.open'],
    ['Space', 'keys.readOn'],
    ['Shift+↑ ↓', 'keys.mark'],
    ['Ctrl+A', 'keys.markAll'],
  ],
  document: [],
};

/** Ctrl+/: every key of the window, from the one registry. */
export function KeySheet() {
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  useShortcut('keySheet', () => setOpen(true));
  if (isChanging) return <KeysDialog onClose={() => setChanging(false)} />;
  if (!isOpen) return null;
  return (
    <Modal
      title={say('keys.title')}
      width="large"
      closeLabel={say('keys.close')}
      onClose={() => setOpen(false)}
      aside={
        <Button
          onClick={() => {
            setOpen(false);
            setChanging(true);
          }}
        >
          {say('keys.change')}
        </Button>
      }
    >
      <div className={styles['sheet']}>
        {shortcutGroups.map((group) => (
          <section key={group} aria-label={say(`keys.group.${group}`)}>
            <h3 className={styles['title']}>{say(`keys.group.${group}`)}</h3>
            <dl className={styles['keys']}>
              {[
                ...(Object.keys(shortcuts) as Shortcut[])
                  .filter((name) => shortcuts[name].group === group)
                  .map((name) => ({ keys: keysFor(name), label: shortcuts[name].label })),
                ...always[group].map(([keys, label]) => ({ keys, label })),
              ].map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{say(label)}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
