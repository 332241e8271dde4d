import { useState } from 'react';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Modal } from '../../ui/modal.tsx';
import { shortcutGroups, shortcuts, useShortcut } from '../keys.ts';
import styles from './key-sheet.module.css';

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
  useShortcut('keySheet', () => setOpen(true));
  if (!isOpen) return null;
  return (
    <Modal
      title={say('keys.title')}
      width="large"
      closeLabel={say('keys.close')}
      onClose={() => setOpen(false)}
    >
      <div className={styles['sheet']}>
        {shortcutGroups.map((group) => (
          <section key={group} aria-label={say(`keys.group.${group}`)}>
            <h3 className={styles['title']}>{say(`keys.group.${group}`)}</h3>
            <dl className={styles['keys']}>
              {[
                ...Object.values(shortcuts).filter((shortcut) => shortcut.group === group),
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
