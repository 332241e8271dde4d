import { Button } from '@fluentui/react-components';
import { ArrowExportLtr20Regular, SendCopy20Regular, Table20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DeliveryShown, OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { DeliveryId, LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { bridge } from '../../app/bridge.ts';
import { sayMoment } from '../../app/clock.ts';
import styles from '../../app/document/page.module.css';
import { useProfile } from '../../app/profile.ts';
import { DeliveryMark, heardAt, notesOn } from './delivery-state.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import { RecallDialog } from './recall-dialog.tsx';

type Props = { readonly detail: OutgoingDetail; readonly today: LocalDate };

/** Each recipient and how it stands; the whole table, and sending to more, are one press away. */
export function Deliveries({ detail, today }: Props) {
  const [open, setOpen] = useState<'table' | 'more' | DeliveryId | undefined>(undefined);
  const { deliveries, allowed, document, row } = detail;
  const profile = useProfile();
  if (deliveries.length === 0) return <p className={styles['entry']}>{say('outgoing.side.noDeliveries')}</p>;
  const isClerk = profile?.official.roles.includes('clerk') === true && row.state === 'dispatched';
  const mayMore = allowed.find(({ name }) => name === 'outgoing.issueMore')?.isAllowed === true;
  const received = deliveries.filter(({ delivery }) => delivery.receivedAt !== undefined).length;
  const close = () => setOpen(undefined);
  return (
    <>
      <p className={styles['entry']}>{say('delivery.summary', { received, count: deliveries.length })}</p>
      <div className={styles['deliveryActs']}>
        <Button size="small" icon={<Table20Regular />} onClick={() => setOpen('table')}>
          {say('delivery.table')}
        </Button>
        {mayMore && (
          <Button size="small" icon={<SendCopy20Regular />} onClick={() => setOpen('more')}>
            {say('dispatch.more.doPlain')}
          </Button>
        )}
        {mayMore && document.packageSha256 && (
          <Button
            as="a"
            size="small"
            icon={<ArrowExportLtr20Regular />}
            href={bridge.blobAddress(document.packageSha256, { download: packageName(row.reference) })}
          >
            {say('delivery.export')}
          </Button>
        )}
      </div>
      <ul className={styles['deliveries']}>
        {deliveries.map((shown) => (
          <li key={shown.deliveryId} className={styles['delivery']}>
            <p className={styles['name']}>{shown.delivery.recipientName}</p>
            <State shown={shown} today={today} />
          </li>
        ))}
      </ul>
      {open === 'table' && (
        <DeliveryTable
          detail={detail}
          today={today}
          mayResend={mayMore}
          onRecall={isClerk ? setOpen : undefined}
          onClose={close}
        />
      )}
      {open === 'more' && <DispatchDialog detail={detail} onClose={close} />}
      {open !== undefined && open !== 'table' && open !== 'more' && (
        <RecallDialog detail={detail} only={open} onClose={close} />
      )}
    </>
  );
}

/** A name that every system can keep. */
const packageName = (reference: string): string => `${reference.replace(/[^\p{L}\p{N}]+/gu, '-')}.edxml`;

function State({ shown, today }: { readonly shown: DeliveryShown; readonly today: LocalDate }) {
  const { delivery } = shown;
  const at = heardAt(delivery, delivery.status ?? 'sent') ?? delivery.sentAt;
  return (
    <p className={styles['deliveryState']}>
      <DeliveryMark shown={shown} />
      <span>{sayMoment(at, today)}</span>
      {notesOn(delivery).map(({ text, isWrong }) => (
        <span key={text} className={isWrong ? styles['bad'] : ''}>
          {text}
        </span>
      ))}
    </p>
  );
}
