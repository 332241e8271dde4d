import { CheckmarkCircle16Filled, DismissCircle16Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { Delivery } from '../../../shared/domain/exchange/delivery.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { FileList } from '../../app/document/file-list.tsx';
import styles from '../../app/document/page.module.css';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { Way } from '../../app/document/way.tsx';
import { Tabs } from '../../ui/tabs.tsx';

type Props = { readonly detail: OutgoingDetail; readonly today: LocalDate; readonly shownFile: ShownFile };
type Tab = 'way' | 'deliveries' | 'files';
const tabs = ['way', 'deliveries', 'files'] as const;

/** Who has it, how each recipient stands, its files and versions. */
export function OutgoingSide({ detail, today, shownFile }: Props) {
  const isOut = detail.row.state === 'dispatched';
  const [chosen, setTab] = useState<Tab | undefined>(undefined);
  const tab = chosen ?? (isOut ? 'deliveries' : 'way');
  const counts: Record<Tab, number> = {
    way: 0,
    deliveries: detail.deliveries.length,
    files: detail.files.length,
  };
  return (
    <>
      <Tabs
        label={say('outgoing.side.label')}
        moreLabel={say('common.more')}
        value={tab}
        tabs={tabs.map((value) => ({ value, label: say(`outgoing.side.${value}`), count: counts[value] }))}
        onChange={setTab}
      />
      <div
        className={styles['sideBody']}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say(`outgoing.side.${tab}`)}
      >
        {tab === 'way' && <Way timeline={detail.timeline} today={today} />}
        {tab === 'deliveries' && <Deliveries deliveries={detail.deliveries} today={today} />}
        {tab === 'files' && (
          <>
            <FileList of={detail.row} files={detail.files} shown={shownFile.file} onShow={shownFile.show} />
            <Versions detail={detail} today={today} />
          </>
        )}
      </div>
    </>
  );
}

function Deliveries({
  deliveries,
  today,
}: {
  readonly deliveries: readonly Delivery[];
  readonly today: LocalDate;
}) {
  if (deliveries.length === 0) return <p className={styles['entry']}>{say('outgoing.side.noDeliveries')}</p>;
  const received = deliveries.filter(({ receivedAt }) => receivedAt !== undefined).length;
  return (
    <>
      <p className={styles['entry']}>{say('delivery.summary', { received, count: deliveries.length })}</p>
      <ul className={styles['deliveries']}>
        {deliveries.map((delivery) => (
          <li key={delivery.recipientAgencyId} className={styles['delivery']}>
            <p className={styles['name']}>{delivery.recipientName}</p>
            <DeliveryState delivery={delivery} today={today} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Sent, arrived, received and what follows, each with its moment; a refusal with its reason. */
function DeliveryState({ delivery, today }: { readonly delivery: Delivery; readonly today: LocalDate }) {
  const { status, sentAt, arrivedAt, receivedAt, statusAt, statusReason, contradiction } = delivery;
  const at = statusAt ?? receivedAt ?? arrivedAt ?? sentAt;
  const words = status === undefined ? say('delivery.sent') : say(`delivery.${status}`);
  const isGot = status !== undefined && status !== '01' && status !== '02';
  return (
    <p className={styles['deliveryState']}>
      <span className={status === '02' ? styles['bad'] : isGot ? styles['got'] : ''}>
        {status === '02' && <DismissCircle16Filled aria-hidden="true" />}
        {isGot && <CheckmarkCircle16Filled aria-hidden="true" />}
        {words}
      </span>
      <span>{sayMoment(at, today)}</span>
      {statusReason !== undefined && <span>{statusReason}</span>}
      {contradiction !== undefined && (
        <span className={styles['bad']}>
          {say('delivery.contradiction', {
            status: say(`delivery.${contradiction}`).toLocaleLowerCase('vi'),
          })}
        </span>
      )}
    </p>
  );
}

/** How a signature in a batch was given. */
const sayReading = (isReviewed: boolean): string =>
  say(isReviewed ? 'outgoing.version.read' : 'outgoing.version.unread');

function Versions({ detail: { versions }, today }: Omit<Props, 'shownFile'>) {
  return (
    <>
      <h3 className={styles['sideTitle']}>{say('outgoing.side.versions')}</h3>
      <ul>
        {versions.map(({ origin, by, doneAt, isReviewed, isTaken }) => (
          <li key={doneAt} className={styles['delivery']}>
            <p className={styles['name']}>
              {say(`outgoing.version.${isTaken ? 'taken' : origin}`)}
              {origin === 'signed' && isReviewed !== undefined && `, ${sayReading(isReviewed)}`}
            </p>
            <p className={styles['deliveryState']}>
              {sayMoment(doneAt, today)} · {by?.fullName ?? say('common.unknownPerson')}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
