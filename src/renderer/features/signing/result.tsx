import { Button, ProgressBar } from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  CheckmarkCircle20Filled,
  Circle20Regular,
  DismissCircle20Filled,
  PauseCircle20Filled,
  Pen20Regular,
  Signature20Regular,
  SubtractCircle20Regular,
  UsbPlug20Filled,
} from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Batch, BatchItem } from '../../../shared/contract/signing-batch.ts';
import { timeOfDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCode } from '../../app/fault.ts';
import { useShortcut } from '../../app/keys.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { leadsOn } from '../../ui/focus-back.ts';
import { Notice } from '../../ui/notice.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import styles from './signing.module.css';

type Props = { readonly batch: Batch; readonly onBack: () => void };

const countOf = ({ items }: Batch, ...states: readonly BatchItem['state'][]): number =>
  items.filter(({ state }) => states.includes(state)).length;

/** What became of each, in one line. */
export function sayTally(batch: Batch): string {
  const signed = batch.role === 'person' ? 'batch.tally.signed' : 'batch.tally.sealed';
  const parts = [
    { key: signed, count: countOf(batch, 'signed') },
    { key: 'batch.tally.refused', count: countOf(batch, 'refused') },
    { key: 'batch.tally.waiting', count: countOf(batch, 'waiting', 'signing') },
    { key: 'batch.tally.skipped', count: countOf(batch, 'skipped') },
  ] as const;
  return parts
    .filter(({ key, count }) => count > 0 || key === signed)
    .map(({ key, count }) => say(key, { count }))
    .join(', ');
}

/** A batch while it runs, stands still or is done: one line of what became of each document, and one way on. */
export function Result({ batch, onBack }: Props) {
  const settled = countOf(batch, 'signed', 'refused', 'skipped');
  const heading = useRef<HTMLHeadingElement>(null);
  // The table to choose from has gone: whoever listens is brought to what has come in its place, but for a way on that has the focus already.
  useEffect(() => {
    if (!document.activeElement?.hasAttribute('data-leads-on')) heading.current?.focus();
  }, []);
  return (
    <section data-pane="list" aria-label={say('batch.result')} className={styles['result']}>
      <header className={styles['resultHead']}>
        <h1 ref={heading} tabIndex={-1} aria-live="polite" aria-atomic>
          {sayTally(batch)}
        </h1>
        <span className={styles['total']}>
          {say('batch.progress', {
            done: settled,
            count: batch.items.length,
            time: timeOfDay(batch.begunAt),
          })}
        </span>
      </header>
      <ProgressBar
        aria-label={say('batch.progressLabel')}
        className={styles['progress']}
        shape="square"
        thickness="large"
        value={settled}
        max={batch.items.length}
      />
      {batch.state === 'paused' && <Paused batch={batch} />}
      <ResultTable batch={batch} />
      <ResultFoot batch={batch} onBack={onBack} />
    </section>
  );
}

function Paused({ batch }: { readonly batch: Batch }) {
  const [isAsking, setAsking] = useState(false);
  const cancel = useCommand('signing.cancelBatch');
  const goOn = useCommand('signing.continueBatch');
  const { batchId, role, keyId, pausedBy } = batch;
  const count = countOf(batch, 'waiting');
  const isToken = pausedBy?.code === 'token.removed';
  const ask = () => setAsking(true);
  const notes = useRef<HTMLDivElement>(null);
  // The one way on takes the focus: the batch stands still for nothing else.
  useEffect(() => notes.current?.querySelector<HTMLElement>('button:last-of-type')?.focus(), []);
  useShortcut('primary', ask);
  return (
    <div ref={notes} className={styles['notes']}>
      <Notice
        tone="unsure"
        icon={isToken ? <UsbPlug20Filled /> : <PauseCircle20Filled />}
        title={say(isToken ? 'batch.paused.token' : 'batch.paused')}
        actions={
          <>
            <Button disabledFocusable={cancel.isPending} onClick={() => cancel.mutate({ batchId })}>
              {say('batch.stop')}
            </Button>
            <Button {...leadsOn} appearance="primary" title="Ctrl+Enter" onClick={ask}>
              {say('batch.goOn')}
            </Button>
          </>
        }
      >
        {pausedBy && !isToken && `${sayCode(pausedBy.code, pausedBy.detail)} `}
        {countOf(batch, 'signed') > 0 && `${say('batch.paused.kept', { count: countOf(batch, 'signed') })} `}
        {isToken && say('batch.paused.token.what')}
      </Notice>
      {cancel.error !== null && <Problem error={cancel.error} />}
      {isAsking && (
        <SecretDialog
          title={say('batch.secret.goOn', { count })}
          actLabel={say('batch.goOn')}
          icon={<Signature20Regular />}
          keyRole={role}
          keyId={keyId}
          isBusy={goOn.isPending}
          error={goOn.error}
          onClose={() => setAsking(false)}
          onSign={(_keyId, secret) => goOn.mutate({ batchId, secret }, { onSuccess: () => setAsking(false) })}
        >
          <p className={styles['explain']}>{say('batch.secret.once')}</p>
        </SecretDialog>
      )}
    </div>
  );
}

/** What waits in a batch that stands still is held; everything else looks as it is. */
type Look = BatchItem['state'] | 'held';
const lookOf = (batch: Batch, { state }: BatchItem): Look =>
  batch.state === 'paused' && state === 'waiting' ? 'held' : state;

const icons: Readonly<Record<Look, ReactElement>> = {
  signed: <CheckmarkCircle20Filled />,
  refused: <DismissCircle20Filled />,
  skipped: <SubtractCircle20Regular />,
  signing: <Pen20Regular />,
  waiting: <Circle20Regular />,
  held: <PauseCircle20Filled />,
};

function ResultTable({ batch }: { readonly batch: Batch }) {
  return (
    <div className={styles['resultFrame']}>
      <table className={`${styles['table']} ${styles['plain']}`} aria-label={say('batch.result')}>
        <thead>
          <tr>
            <td className={styles['check']} />
            <th scope="col">{say('batch.column.document')}</th>
            <th scope="col" className={styles['pages']}>
              {say('batch.column.pages')}
            </th>
            <th scope="col" className={styles['outcome']}>
              {say('batch.column.result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {batch.items.map((item) => (
            <tr key={item.documentId}>
              <td className={`${styles['check']} ${styles[lookOf(batch, item)]}`} aria-hidden="true">
                {icons[lookOf(batch, item)]}
              </td>
              <td>
                <span className={styles['subject']} title={item.subject}>
                  {item.subject}
                </span>
                <span className={styles['facts']}>
                  {batch.role === 'agency' ? `${item.typeName} ${item.reference}` : item.typeName}
                </span>
              </td>
              <td className={styles['pages']}>{item.pageCount}</td>
              <td className={styles['outcome']}>
                <Outcome batch={batch} item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ batch, item }: { readonly batch: Batch; readonly item: BatchItem }) {
  const { state, reason, settledAt, documentId, isReviewed } = item;
  if (state === 'refused' && reason)
    return (
      <>
        <span className={styles['reason']}>
          <strong>{say('batch.state.refused')}</strong> {sayCode(reason.code, reason.detail)}
        </span>{' '}
        <Link to="/outgoing" search={{ view: 'all', id: documentId }} className={styles['link']}>
          {say('batch.open')}
        </Link>
      </>
    );
  if (state === 'signed' && settledAt)
    return (
      <>
        {say(batch.role === 'person' ? 'batch.state.signed' : 'batch.state.sealed', {
          time: timeOfDay(settledAt),
        })}
        {batch.role === 'person' && !isReviewed && `, ${say('batch.state.unread')}`}
      </>
    );
  if (lookOf(batch, item) === 'held')
    return <strong className={styles['held']}>{say('batch.state.paused')}</strong>;
  return <span className={styles['waiting']}>{say(`batch.state.${state}`)}</span>;
}

function ResultFoot({ batch, onBack }: Props) {
  const cancel = useCommand('signing.cancelBatch');
  const isOver = batch.state === 'done' || batch.state === 'cancelled';
  useShortcut('primary', isOver ? onBack : undefined);
  if (batch.state === 'paused') return null;
  return (
    <footer className={styles['foot']}>
      {isOver && (
        <Button appearance="primary" icon={<ArrowClockwise20Regular />} onClick={onBack}>
          {say('batch.back')}
        </Button>
      )}
      {batch.state === 'running' && (
        <Button
          disabledFocusable={cancel.isPending}
          onClick={() => cancel.mutate({ batchId: batch.batchId })}
        >
          {say('batch.stopAfter')}
        </Button>
      )}
      {cancel.error !== null && <Problem error={cancel.error} />}
    </footer>
  );
}
