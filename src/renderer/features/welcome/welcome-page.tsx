import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { keepTraining } from '../../app/training/training-state.ts';
import { useIsTrainable } from '../../app/training/use-training.ts';
import { noteWelcomed } from '../../app/welcomed.ts';
import styles from './welcome.module.css';
import { FilesStep, KeyStep, LookStep, PracticeStep, WhoStep } from './welcome-steps.tsx';

const steps = [
  { key: 'who', body: <WhoStep /> },
  { key: 'key', body: <KeyStep /> },
  { key: 'files', body: <FilesStep /> },
  { key: 'look', body: <LookStep /> },
  { key: 'practice', body: <PracticeStep /> },
] as const satisfies readonly { readonly key: string; readonly body: ReactElement }[];

/** The first visit: five steps that show where things are. None asks for anything that must be answered. */
export function WelcomePage({ step }: { readonly step: number }) {
  const navigate = useNavigate();
  const isTrainable = useIsTrainable();
  const current = steps[step - 1] ?? steps[0];
  const isLast = current === steps.at(-1);
  const to = (next: number) => void navigate({ to: '/welcome', search: { step: next } });
  const leave = () => {
    noteWelcomed();
    void navigate({ to: '/today' });
  };
  const train = () => {
    keepTraining({ isOpen: true });
    leave();
  };
  return (
    <section className={styles['page']} data-pane="list" aria-label={say('welcome.title')}>
      <div className={styles['card']}>
        <p className={styles['count']}>
          {say('welcome.title')} · {say('welcome.step', { step, count: steps.length })}
        </p>
        <progress className={styles['bar']} value={step} max={steps.length} aria-hidden="true" />
        <Title key={current.key} text={say(`welcome.${current.key}`)} />
        {current.body}
        <footer className={styles['foot']}>
          <Button appearance="subtle" onClick={leave}>
            {say(isLast ? 'welcome.finish' : 'welcome.skip')}
          </Button>
          <span className={styles['ways']}>
            {step > 1 && <Button onClick={() => to(step - 1)}>{say('welcome.back')}</Button>}
            {!isLast && (
              <Button appearance="primary" onClick={() => to(step + 1)}>
                {say('welcome.next')}
              </Button>
            )}
            {isLast && isTrainable && (
              <Button appearance="primary" onClick={train}>
                {say('welcome.train')}
              </Button>
            )}
          </span>
        </footer>
      </div>
    </section>
  );
}

/** Who hears the page hears the new step, and Tab goes on from there. */
function Title({ text }: { readonly text: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 ref={title} tabIndex={-1}>
      {text}
    </h1>
  );
}
