import { Button } from '@fluentui/react-components';
import {
  ArrowSortDown16Filled,
  ArrowSortUp16Filled,
  ArrowSync20Regular,
  ArrowUndo20Regular,
  Copy20Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import type { DeliveryShown, OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { DeliveryId, Instant, LocalDate } from '../../../shared/domain/core/values.ts';
import type { StatusCode } from '../../../shared/domain/exchange/delivery.ts';
import { dayOf, formatDay, formatMoment, timeOfDay } from '../../../shared/text/day.ts';
import { fold } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Chip } from '../../ui/chip.tsx';
import { Modal } from '../../ui/modal.tsx';
import {
  DeliveryMark,
  heardAt,
  notesOn,
  type Standing,
  sayDelivery,
  standingOf,
  standings,
} from './delivery-state.tsx';
import styles from './delivery-table.module.css';
import { askable } from './outgoing-acts.tsx';

const moments = ['sent', '01', '03', '04', '05', '06'] as const satisfies readonly ('sent' | StatusCode)[];
type Column = 'name' | 'state' | (typeof moments)[number];
const columns: readonly Column[] = ['name', 'state', ...moments];
type Order = { readonly by: Column; readonly isDown: boolean };
type Props = {
  readonly detail: OutgoingDetail;
  readonly today: LocalDate;
  readonly mayResend: boolean;
  /** Asks one recipient to give it back; absent for who may not. */
  readonly onRecall: ((deliveryId: DeliveryId) => void) | undefined;
  readonly onClose: () => void;
};

const inVietnamese = new Intl.Collator('vi');
const wayOf: Readonly<Record<Standing, number>> = {
  refused: 0,
  notTaken: 1,
  sent: 2,
  arrived: 3,
  got: 4,
  done: 5,
};

/** What a column is sorted by; what has not happened stands last. */
const keyOf = (shown: DeliveryShown, by: Column): string => {
  if (by === 'name') return shown.delivery.recipientName;
  if (by === 'state') return String(wayOf[standingOf(shown)]);
  return heardAt(shown.delivery, by) ?? '~';
};

/** Every recipient in a row, every status with its time: filtered, sorted, copied; and sent anew where it was refused. */
export function DeliveryTable({ detail, today, mayResend, onRecall, onClose }: Props) {
  const { row, deliveries } = detail;
  const [order, setOrder] = useState<Order>({ by: 'name', isDown: false });
  const [typed, setTyped] = useState('');
  const [standing, setStanding] = useState<Standing | undefined>(undefined);
  const text = fold(typed.trim());
  const shown = deliveries
    .filter((each) => standing === undefined || standingOf(each) === standing)
    .filter(({ delivery }) => text === '' || fold(delivery.recipientName).includes(text))
    .toSorted(
      (a, b) => inVietnamese.compare(keyOf(a, order.by), keyOf(b, order.by)) * (order.isDown ? -1 : 1),
    );
  return (
    <Modal
      title={say('delivery.title', { reference: row.reference })}
      width="wide"
      closeLabel={say('common.close')}
      onClose={onClose}
    >
      <Tools {...{ detail, shown, standing, setStanding, setTyped, mayResend }} />
      <section
        className={styles['scroller']}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say('delivery.list')}
      >
        <table className={styles['table']}>
          <Head order={order} onOrder={setOrder} />
          <tbody>
            {shown.map((each) => (
              <Row key={each.deliveryId} shown={each} {...{ today, detail, mayResend, onRecall }} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles['none']}>{say('delivery.none')}</p>}
      </section>
    </Modal>
  );
}

type ToolsProps = Pick<Props, 'detail' | 'mayResend'> & {
  readonly shown: readonly DeliveryShown[];
  readonly standing: Standing | undefined;
  readonly setStanding: (standing: Standing | undefined) => void;
  readonly setTyped: (typed: string) => void;
};
/** Filters, and what is done with the rows in sight. */
function Tools({ detail, shown, standing, setStanding, setTyped, mayResend }: ToolsProps) {
  return (
    <div className={styles['tools']}>
      <input
        type="search"
        aria-label={say('delivery.find')}
        placeholder={say('delivery.find')}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className={styles['find']}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Chip
        label={say('delivery.column.state')}
        clearLabel={say('common.remove')}
        value={standing}
        onChange={setStanding}
        choices={standings
          .map((value) => ({
            value,
            count: detail.deliveries.filter((each) => standingOf(each) === value).length,
          }))
          .filter(({ count }) => count > 0)
          .map(({ value, count }) => ({
            value,
            label: say('delivery.choice', { state: say(`delivery.standing.${value}`), count }),
          }))}
      />
      <span className={styles['count']} role="status">
        {say('delivery.shown', { shown: shown.length, count: detail.deliveries.length })}
      </span>
      <Button icon={<Copy20Regular />} onClick={() => copy(shown)}>
        {say('delivery.copy')}
      </Button>
      {mayResend && <ResendAll detail={detail} shown={shown} />}
    </div>
  );
}

function Head({ order, onOrder }: { readonly order: Order; readonly onOrder: (order: Order) => void }) {
  return (
    <thead>
      <tr>
        {columns.map((by) => {
          const isBy = order.by === by;
          const arrow = order.isDown ? <ArrowSortDown16Filled /> : <ArrowSortUp16Filled />;
          return (
            <th key={by} scope="col" aria-sort={isBy ? (order.isDown ? 'descending' : 'ascending') : 'none'}>
              <button
                type="button"
                className={styles['sort']}
                onClick={() => onOrder({ by, isDown: isBy && !order.isDown })}
              >
                {say(`delivery.column.${by}`)}
                {isBy && <span aria-hidden="true">{arrow}</span>}
              </button>
            </th>
          );
        })}
        <th scope="col">{say('delivery.column.note')}</th>
      </tr>
    </thead>
  );
}

type RowProps = Pick<Props, 'detail' | 'today' | 'mayResend' | 'onRecall'> & {
  readonly shown: DeliveryShown;
};
function Row({ shown, today, detail, mayResend, onRecall }: RowProps) {
  const { delivery, deliveryId } = shown;
  return (
    <tr>
      <th scope="row">{delivery.recipientName}</th>
      <td className={styles['state']}>
        <DeliveryMark shown={shown} />
      </td>
      {moments.map((what) => {
        const at = heardAt(delivery, what);
        return (
          <td key={what} className={styles['moment']}>
            {at ? shortMoment(at, today) : <span className={styles['nothing']}>–</span>}
          </td>
        );
      })}
      <td className={styles['note']}>
        {notesOn(delivery).map(({ text, isWrong }) => (
          <p key={text} className={isWrong ? styles['wrong'] : ''}>
            {text}
          </p>
        ))}
        {mayResend && standingOf(shown) === 'refused' && <Resend detail={detail} ids={[deliveryId]} />}
        {onRecall && standingOf(shown) !== 'refused' && askable(detail).includes(shown) && (
          <Button
            size="small"
            appearance="subtle"
            className={styles['recall'] ?? ''}
            icon={<ArrowUndo20Regular />}
            onClick={() => onRecall(deliveryId)}
          >
            {say('delivery.recall')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Resend({
  detail,
  ids,
  label = say('delivery.resend'),
}: Pick<Props, 'detail'> & { readonly ids: readonly DeliveryId[]; readonly label?: string }) {
  const resend = useCommand('outgoing.resend');
  return (
    <>
      <Button
        size="small"
        icon={<ArrowSync20Regular />}
        disabledFocusable={resend.isPending}
        onClick={() => resend.mutate({ documentId: detail.row.documentId, deliveryIds: [...ids] })}
      >
        {label}
      </Button>
      {resend.error && <Problem error={resend.error} />}
    </>
  );
}

/** Short, because six of them stand in a row. */
const shortMoment = (at: Instant, today: LocalDate): string =>
  `${timeOfDay(at)} ${formatDay(dayOf(at), Number(today.slice(0, 4)))}`;

/** Of what is in sight, everybody who refused it. */
function ResendAll({ detail, shown }: Pick<Props, 'detail'> & { readonly shown: readonly DeliveryShown[] }) {
  const ids = shown.filter((each) => standingOf(each) === 'refused').map(({ deliveryId }) => deliveryId);
  if (ids.length < 2) return null;
  return <Resend detail={detail} ids={ids} label={say('delivery.resendAll', { count: ids.length })} />;
}

/** As rows that a spreadsheet takes: tabs between columns, whole dates. */
function copy(shown: readonly DeliveryShown[]): void {
  const line = (cells: readonly string[]) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
  const head = [...columns, 'note' as const].map((by) => say(`delivery.column.${by}`));
  const rows = shown.map((each) => [
    each.delivery.recipientName,
    sayDelivery(each),
    ...moments.map((what) => {
      const at = heardAt(each.delivery, what);
      return at ? formatMoment(at) : '';
    }),
    notesOn(each.delivery)
      .map(({ text }) => text)
      .join('; '),
  ]);
  void navigator.clipboard.writeText([head, ...rows].map(line).join('\n'));
  announce(say('delivery.copied', { count: shown.length }));
}
