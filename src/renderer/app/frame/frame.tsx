import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { useChosenKeys, useShortcut } from '../keys.ts';
import { usePlaces } from '../places.tsx';
import { useCommand } from '../read.ts';
import { TrainingPanel } from '../training/training-panel.tsx';
import styles from './frame.module.css';
import { Help } from './help.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

/** The quiet frame around the work: title bar, rail, status bar. */
export function Frame() {
  // Keys stand beside what they do nearly everywhere: all of it is drawn anew when one is chosen.
  useChosenKeys();
  useWays();
  useNoStrayDrop();
  return (
    <div className={styles['frame']}>
      <button
        type="button"
        className={styles['skip']}
        onClick={() => {
          document.querySelector<HTMLElement>('[data-pane=list] [role=grid] [tabindex="0"], #work')?.focus();
        }}
      >
        {say('nav.skip')}
      </button>
      <TitleBar />
      <Rail />
      <main id="work" tabIndex={-1} className={styles['work']}>
        <Outlet />
      </main>
      <TrainingPanel />
      <StatusBar />
      <Palette />
      <KeySheet />
      <Help />
    </div>
  );
}

/** The keys that lead from anywhere to anywhere, and to the server. */
function useWays(): void {
  const tryNow = useCommand('sync.tryNow');
  const { history } = useRouter();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { works, machinery } = usePlaces();
  useShortcut('nextPane', () => movePane(1));
  useShortcut('previousPane', () => movePane(-1));
  useShortcut('synchronise', () => tryNow.mutate({}));
  useShortcut('refresh', () => void client.invalidateQueries());
  useShortcut('back', () => history.back());
  useShortcut('forward', () => history.forward());
  useShortcut('settings', () => void navigate({ to: '/machine' }));
  useShortcut('go', (at) => {
    const place = [...works, ...machinery][at];
    if (place) void navigate({ to: place.to });
  });
}

/** F6 goes round the panes; each remembers nothing, its first stop takes the focus. */
function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent,
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length] ?? panes[0];
  const stop = next?.querySelector<HTMLElement>(
    '[role=row][tabindex="0"], [aria-current=page], [role=tab][tabindex="0"], button, input, [tabindex="0"]',
  );
  stop?.focus();
}

/** A file dropped beside its place must not open in the window in place of the program. */
function useNoStrayDrop(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
