import { Button } from '@fluentui/react-components';
import { ArrowUndo20Regular, Ribbon20Regular, Signature20Regular } from '@fluentui/react-icons';
import { type ComponentType, useState } from 'react';
import type { KeyRole } from '../../../shared/contract/signing.ts';
import type { RowToSign } from '../../../shared/contract/signing-batch.ts';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { Panes } from '../../app/frame/panes.tsx';
import { useShortcut } from '../../app/keys.ts';
import { useCommand } from '../../app/read.ts';
import { useRoom } from '../../app/width.ts';
import { Notice } from '../../ui/notice.tsx';
import { type Choice, pagesOf, useChoice } from './choice.ts';
import { ReviewReading } from './review-reading.tsx';
import { ReviewTable } from './review-table.tsx';
import { SealLent } from './seal-lent.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import styles from './signing.module.css';

export type ReturnDialogType = ComponentType<{
  readonly documentId: OutgoingId;
  readonly onClose: () => void;
}>;
type Props = {
  readonly role: KeyRole;
  readonly rows: readonly RowToSign[];
  readonly isMore: boolean;
  readonly shownId: OutgoingId | undefined;
  readonly onShow: (documentId: OutgoingId | undefined) => void;
  readonly onStarted: (batchId: string) => void;
  readonly ReturnDialog: ReturnDialogType;
};

/** Widths at which every column says its words whole, and the page beside is still readable. */
const LIST_WIDTHS = { wide: 900, usual: 700, narrow: 520, single: 0, phone: 0 } as const;

/** Left what waits and what is chosen of it, right the page of the row that is looked at. */
export function Review(props: Props) {
  const { role, rows, shownId, onShow } = props;
  const room = useRoom();
  const choice = useChoice(rows, role);
  const at = rows.findIndex(({ documentId }) => documentId === shownId);
  const shown = rows[at] ?? rows[0];
  // Who reads on with Space stays in the pages; who walks the list stays in the list.
  const [isReadingOn, setReadingOn] = useState(false);
  return (
    <Panes
      name="sign"
      listWidth={LIST_WIDTHS[room]}
      isReading={shownId !== undefined}
      onBack={() => onShow(undefined)}
      list={
        <ReviewList
          {...props}
          choice={choice}
          shown={shown}
          onShow={(documentId) => {
            setReadingOn(false);
            onShow(documentId);
          }}
        />
      }
      reading={
        <ReviewReading
          row={shown}
          takesFocus={isReadingOn}
          onBack={() => onShow(undefined)}
          onNext={() => {
            const next = rows[Math.max(at, 0) + 1];
            setReadingOn(true);
            if (next) onShow(next.documentId);
          }}
        />
      }
    />
  );
}

type ListProps = Props & { readonly choice: Choice; readonly shown: RowToSign | undefined };
function ReviewList({ role, rows, isMore, shown, choice, onShow, onStarted, ReturnDialog }: ListProps) {
  const [dialog, setDialog] = useState<'secret' | 'return' | undefined>(undefined);
  const count = choice.rows.length;
  const warned = rows.filter(({ findings }) => findings?.some(({ weight }) => weight !== 'note')).length;
  const begin = count > 0 ? () => setDialog('secret') : undefined;
  const giveBack = role === 'person' && shown ? () => setDialog('return') : undefined;
  useShortcut('primary', begin);
  useShortcut('sign', begin);
  useShortcut('return', giveBack);
  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <h1>{say(`batch.title.${role}`)}</h1>
        <span className={styles['total']} role="status">
          {count === 0
            ? say('batch.waiting', { count: rows.length })
            : say('batch.chosen', { count, pages: pagesOf(choice.rows) })}
          {warned > 0 && ` · ${say('batch.warned', { count: warned })}`}
        </span>
      </header>
      <ReviewTable
        rows={rows}
        hasReviews={role === 'person'}
        choice={choice}
        shownId={shown?.documentId}
        onShow={onShow}
        onOpen={() =>
          document.querySelector<HTMLElement>('[data-pane=reading] section[tabindex="0"]')?.focus()
        }
      />
      <Notes role={role} choice={choice} count={isMore ? rows.length : 0} />
      <Foot role={role} count={count} onBegin={begin} onGiveBack={giveBack} />
      {dialog === 'secret' && (
        <StartDialog role={role} choice={choice} onStarted={onStarted} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'return' && shown && (
        <ReturnDialog documentId={shown.documentId} onClose={() => setDialog(undefined)} />
      )}
    </div>
  );
}

type FootProps = {
  readonly role: KeyRole;
  readonly count: number;
  /** Undefined while nothing is chosen. */
  readonly onBegin: (() => void) | undefined;
  readonly onGiveBack: (() => void) | undefined;
};
function Foot({ role, count, onBegin, onGiveBack }: FootProps) {
  const isPerson = role === 'person';
  const label =
    count === 0
      ? say(isPerson ? 'outgoing.sign' : 'outgoing.seal')
      : say(isPerson ? 'batch.sign' : 'batch.seal', { count });
  return (
    <footer className={styles['foot']}>
      <Button
        appearance="primary"
        icon={isPerson ? <Signature20Regular /> : <Ribbon20Regular />}
        disabledFocusable={!onBegin}
        title="Ctrl+Enter"
        onClick={onBegin}
      >
        {label}
      </Button>
      {onGiveBack && (
        <Button icon={<ArrowUndo20Regular />} title="Shift+F8" onClick={onGiveBack}>
          {say('outgoing.return')}
        </Button>
      )}
      {!onBegin && <span className={styles['why']}>{say('batch.nothing')}</span>}
    </footer>
  );
}

/** Which way of signing holds, and how to change it. */
function Notes({
  role,
  choice,
  count,
}: {
  readonly role: KeyRole;
  readonly choice: Choice;
  readonly count: number;
}) {
  const { allowsUnreviewed, setAllowsUnreviewed } = choice;
  return (
    <div className={styles['notes']}>
      {role === 'agency' && <SealLent />}
      {count > 0 && <Notice tone="info">{say('batch.more', { count })}</Notice>}
      {role === 'person' && (
        <Notice
          tone={allowsUnreviewed ? 'unsure' : 'info'}
          {...(allowsUnreviewed && { title: say('batch.unread-too') })}
          actions={
            <Button onClick={() => setAllowsUnreviewed(!allowsUnreviewed)}>
              {say(allowsUnreviewed ? 'batch.disallow' : 'batch.allow')}
            </Button>
          }
        >
          {say(allowsUnreviewed ? 'batch.unread-too.what' : 'batch.only-reviewed')}
        </Notice>
      )}
    </div>
  );
}

type StartProps = Pick<ListProps, 'role' | 'choice' | 'onStarted'> & { readonly onClose: () => void };
function StartDialog({ role, choice, onStarted, onClose }: StartProps) {
  const start = useCommand('signing.startBatch');
  const { rows, allowsUnreviewed } = choice;
  const count = rows.length;
  const unread = role === 'person' ? rows.filter(({ isReviewed }) => !isReviewed).length : 0;
  return (
    <SecretDialog
      title={say(`batch.secret.${role}`, { count })}
      actLabel={say(role === 'person' ? 'batch.sign' : 'batch.seal', { count })}
      icon={role === 'person' ? <Signature20Regular /> : <Ribbon20Regular />}
      keyRole={role}
      isBusy={start.isPending}
      error={start.error}
      onClose={onClose}
      onSign={(keyId, secret) => {
        const items = rows.map(({ documentId, file }) => ({ documentId, sha256: file.sha256 }));
        // The open batch may take the place of this dialog before the answer comes; a fault is shown by the command itself.
        start
          .mutateAsync({ role, keyId, secret, items, allowsUnreviewed })
          .then(({ batchId }) => onStarted(batchId))
          .catch(() => undefined);
      }}
    >
      <p className={styles['explain']}>
        <strong>{say('batch.secret.what', { count, pages: pagesOf(rows) })}</strong>
        {unread > 0 && `, ${say('batch.secret.unread', { count: unread })}`}
        {'. '}
        {say('batch.secret.once')}
      </p>
    </SecretDialog>
  );
}
