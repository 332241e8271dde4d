import { Button, Tooltip } from '@fluentui/react-components';
import {
  ArrowRight20Regular,
  CheckmarkCircle20Filled,
  Circle20Regular,
  Dismiss20Regular,
  RadioButton20Filled,
} from '@fluentui/react-icons';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../announce.ts';
import { useProfile } from '../profile.ts';
import { takeBeside } from '../width.ts';
import styles from './training-panel.module.css';
import { keepTraining, useTrainingKept } from './training-state.ts';
import { begin, type Guided, useIsTrial, useTraining } from './use-training.ts';

const WIDTH = 320;
/** Beneath this the panel lies over the work instead of beside it. */
const BESIDE_MIN = 1024;

/** Tập việc: stands beside the work and follows it. Only the trial has it. */
export function TrainingPanel() {
  const isTrial = useIsTrial();
  const { isOpen } = useTrainingKept();
  return isTrial && isOpen ? <Panel /> : null;
}

function Panel() {
  const { list, doneCount } = useTraining();
  const role = useProfile()?.official.roles[0] ?? 'specialist';
  useEffect(() => {
    const place = () => takeBeside(window.innerWidth >= BESIDE_MIN ? WIDTH : 0);
    place();
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('resize', place);
      takeBeside(0);
    };
  }, []);
  return (
    <aside className={styles['panel']} aria-label={say('training.title')} data-pane="training">
      <header className={styles['head']}>
        <h2>
          {say('training.title')} · {say(`role.${role}`)}
        </h2>
        <Tooltip content={say('training.close')} relationship="label">
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            onClick={() => keepTraining({ isOpen: false })}
          />
        </Tooltip>
      </header>
      {list.length === 0 ? (
        <p className={styles['lead']}>
          <strong>{say('training.none')}</strong> {say('training.none.why')}
        </p>
      ) : (
        <Course list={list} doneCount={doneCount} />
      )}
    </aside>
  );
}

function Course({ list, doneCount }: { readonly list: readonly Guided[]; readonly doneCount: number }) {
  const { at, begun } = useTrainingKept();
  const isDone = ({ id }: Guided): boolean => begun[id]?.isDone === true;
  const next = list.find((each) => !isDone(each) && each.id !== at);
  const current = list.find(({ id }) => id === at) ?? list.find((each) => !isDone(each)) ?? list[0];
  return (
    <>
      <div className={styles['progress']}>
        <progress value={doneCount} max={list.length} aria-label={say('training.list')} />
        <span>{say('training.progress', { done: doneCount, count: list.length })}</span>
      </div>
      {doneCount === list.length && (
        <p className={styles['lead']}>
          <strong>{say('training.allDone', { count: list.length })}.</strong> {say('training.allDone.why')}
        </p>
      )}
      {doneCount === 0 && <p className={styles['lead']}>{say('training.lead')}</p>}
      {current && (
        <Current
          key={current.id}
          exercise={current}
          ordinal={list.indexOf(current) + 1}
          isDone={isDone(current)}
          next={next}
        />
      )}
      <ol className={styles['list']} aria-label={say('training.list')}>
        {list.map((each, index) => (
          <li key={each.id}>
            <Line
              exercise={each}
              ordinal={index + 1}
              state={isDone(each) ? 'isDone' : each === current ? 'isHere' : 'isOpen'}
              isCurrent={each === current}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

type CurrentProps = {
  readonly exercise: Guided;
  readonly ordinal: number;
  readonly isDone: boolean;
  readonly next: Guided | undefined;
};
/** The exercise that is shown: why, how, where. */
function Current({ exercise, ordinal, isDone, next }: CurrentProps) {
  const { history } = useRouter();
  const { id, place } = exercise;
  const title = say(`training.${id}.title`);
  const go = (to: Guided) => {
    keepTraining({ at: to.id });
    history.push(to.place);
  };
  return (
    <section className={styles['current']} aria-labelledby={`training-${id}`}>
      <h3 id={`training-${id}`}>
        {isDone && (
          <span role="img" aria-label={say('training.isDone')} className={styles['done']}>
            <CheckmarkCircle20Filled />
          </span>
        )}
        {ordinal}. {title}
      </h3>
      <p>{say(`training.${id}.steps`)}</p>
      <p className={styles['why']}>{say(`training.${id}.why`)}</p>
      <div className={styles['acts']}>
        {isDone && next ? (
          <Button appearance="primary" icon={<ArrowRight20Regular />} onClick={() => go(next)}>
            {say('training.next')}
          </Button>
        ) : (
          !isDone && (
            <Button appearance="primary" icon={<ArrowRight20Regular />} onClick={() => history.push(place)}>
              {say('training.go')}
            </Button>
          )
        )}
        {isDone && (
          <Button
            onClick={() => void begin([exercise]).then(() => announce(say('training.again.done', { title })))}
          >
            {say('training.again')}
          </Button>
        )}
      </div>
    </section>
  );
}

const icons = {
  isDone: <CheckmarkCircle20Filled />,
  isHere: <RadioButton20Filled />,
  isOpen: <Circle20Regular />,
};
type LineProps = {
  readonly exercise: Guided;
  readonly ordinal: number;
  readonly state: keyof typeof icons;
  readonly isCurrent: boolean;
};
const Line = ({ exercise: { id }, ordinal, state, isCurrent }: LineProps) => (
  <button
    type="button"
    className={`${styles['line']} ${isCurrent ? styles['isCurrent'] : ''}`}
    aria-current={isCurrent ? 'step' : undefined}
    onClick={() => keepTraining({ at: id })}
  >
    <span role="img" aria-label={say(`training.${state}`)} className={`${styles['icon']} ${styles[state]}`}>
      {icons[state]}
    </span>
    <span>
      {ordinal}. {say(`training.${id}.title`)}
    </span>
  </button>
);
