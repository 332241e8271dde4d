import { Eye16Filled, EyeOff16Regular, Warning16Filled } from '@fluentui/react-icons';
import { type KeyboardEvent, useRef } from 'react';
import type { RowToSign } from '../../../shared/contract/signing-batch.ts';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { DueMark } from '../../app/document/due-mark.tsx';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { sayWhyNot } from '../../app/fault.ts';
import { useToday } from '../../app/profile.ts';
import type { Choice } from './choice.ts';
import styles from './signing.module.css';

type Props = {
  readonly rows: readonly RowToSign[];
  /** A seal asks for no reading. */
  readonly hasReviews: boolean;
  readonly choice: Choice;
  readonly shownId: OutgoingId | undefined;
  readonly onShow: (documentId: OutgoingId) => void;
  /** From a row to its page. */
  readonly onOpen: () => void;
};

/** ↑ ↓ Home End walk, Space ticks, Ctrl+A ticks all, Enter goes to the page. */
function useRowKeys({ rows, choice, shownId, onShow, onOpen }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const walkTo = (at: number) => {
    const documentId = rows[Math.max(0, Math.min(rows.length - 1, at))]?.documentId;
    if (documentId === undefined) return;
    onShow(documentId);
    table.current?.querySelector<HTMLElement>(`[data-key="${documentId}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.shiftKey) return;
    const at = rows.findIndex(({ documentId }) => documentId === shownId);
    const row = rows[at];
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const isAll = event.ctrlKey && event.code === 'KeyA';
    if (event.ctrlKey && !isAll) return;
    if (isAll) choice.toggleAll();
    else if (next !== undefined) walkTo(next);
    else if (event.key === ' ' && row) {
      if (choice.barrierOf(row) === undefined) choice.toggle(row);
    } else if (event.key === 'Enter') onOpen();
    else return;
    event.preventDefault();
  };
  return { table, onKeyDown };
}

/** What waits, with a tick for what will be signed. One row is in the tab order; its page stands beside. */
export function ReviewTable(props: Props) {
  const { rows, hasReviews, choice, shownId, onShow } = props;
  const { table, onKeyDown } = useRowKeys(props);
  return (
    <div className={styles['scroller']}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen and walked with the arrow keys.
        role="grid"
        aria-label={say('batch.list')}
        aria-multiselectable
        aria-rowcount={rows.length + 1}
        className={styles['table']}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col" className={styles['check']}>
              <AllBox choice={choice} rows={rows} />
            </th>
            <th scope="col">{say('batch.column.document')}</th>
            <th scope="col" className={styles['pages']}>
              {say('batch.column.pages')}
            </th>
            <th scope="col" className={styles['signers']}>
              {say('batch.column.signedBy')}
            </th>
            <th scope="col" className={styles['reviewed']}>
              {hasReviews ? say('batch.column.reviewed') : say('batch.column.due')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ReviewRow
              key={row.documentId}
              row={row}
              hasReviews={hasReviews}
              choice={choice}
              isShown={row.documentId === shownId}
              onShow={onShow}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AllBox({ choice, rows }: Pick<Props, 'choice' | 'rows'>) {
  const able = rows.filter((row) => choice.barrierOf(row) === undefined).length;
  const count = choice.rows.length;
  return (
    <input
      type="checkbox"
      ref={(box) => {
        if (box) box.indeterminate = count > 0 && count < able;
      }}
      aria-label={say('batch.chooseAll')}
      checked={able > 0 && count === able}
      disabled={able === 0}
      onChange={choice.toggleAll}
    />
  );
}

type RowProps = Pick<Props, 'choice' | 'hasReviews' | 'onShow'> & {
  readonly row: RowToSign;
  readonly isShown: boolean;
};
function ReviewRow({ row, hasReviews, choice, isShown, onShow }: RowProps) {
  const today = useToday();
  const barrier = choice.barrierOf(row);
  return (
    <tr
      tabIndex={isShown ? 0 : -1}
      data-key={row.documentId}
      aria-selected={choice.isChosen(row)}
      aria-current={isShown}
      onClick={() => onShow(row.documentId)}
      onFocus={() => !isShown && onShow(row.documentId)}
    >
      <td className={styles['check']}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={say('batch.choose', { subject: row.subject })}
          checked={choice.isChosen(row)}
          disabled={barrier !== undefined}
          onChange={() => choice.toggle(row)}
        />
      </td>
      <td>
        <DocumentCell row={row} isNotHere={barrier === 'not-here'} />
      </td>
      <td className={styles['pages']}>{row.pageCount}</td>
      <td className={styles['signers']}>
        {row.signedBy.map(({ fullName }) => fullName).join(', ') || say('batch.nobody')}
      </td>
      <td className={styles['reviewed']}>
        {hasReviews && (
          <span className={row.isReviewed ? styles['seen'] : styles['unseen']}>
            {row.isReviewed ? <Eye16Filled aria-hidden="true" /> : <EyeOff16Regular aria-hidden="true" />}
            {say(row.isReviewed ? 'batch.reviewed' : 'batch.unreviewed')}
          </span>
        )}
        {row.dueOn && <DueMark dueOn={row.dueOn} today={today} />}
      </td>
    </tr>
  );
}

function DocumentCell({ row, isNotHere }: { readonly row: RowToSign; readonly isNotHere: boolean }) {
  const { subject, typeName, reference, issuedOn, drafter, attachmentCount } = row;
  const facts = [
    // Before the number is given there is nothing to tell by it.
    issuedOn ? `${typeName} ${reference}` : typeName,
    ...(drafter ? [say('batch.drafter', { name: drafter.fullName })] : []),
    ...(attachmentCount > 0 ? [say('batch.attachments', { count: attachmentCount })] : []),
  ];
  return (
    <>
      <span className={styles['subjectLine']}>
        <UrgencyTag urgency={row.urgency} />
        <span className={styles['subject']} title={subject}>
          {subject}
        </span>
      </span>
      <span className={styles['facts']}>{facts.join(' · ')}</span>
      {isNotHere && <span className={styles['facts']}>{say('batch.notHere')}</span>}
      {row.refusal !== undefined && (
        <span className={styles['stop']}>
          <Warning16Filled aria-hidden="true" />
          <span>{sayWhyNot(row.refusal)}</span>
        </span>
      )}
      <Findings row={row} />
    </>
  );
}

/** The worst of what a signer should look at; the whole list stands over the page. */
function Findings({ row: { findings = [] } }: { readonly row: RowToSign }) {
  const serious = findings.filter(({ weight }) => weight !== 'note');
  const [worst, ...rest] = serious;
  if (!worst) return null;
  const { code, what, weight } = worst;
  return (
    <span className={weight === 'stop' ? styles['stop'] : styles['warn']}>
      <Warning16Filled aria-hidden="true" />
      <span>
        {weight === 'stop' && `${say('batch.stopped')} `}
        {say(`preflight.${code}`, { what })}
        {rest.length > 0 && ` ${say('batch.moreFindings', { count: rest.length })}`}
      </span>
    </span>
  );
}
