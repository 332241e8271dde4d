import {
  ArrowSync16Regular,
  CheckmarkCircle16Filled,
  Clock16Regular,
  DismissCircle16Filled,
} from '@fluentui/react-icons';
import type { DeliveryShown } from '../../../shared/contract/outgoing.ts';
import type { Instant } from '../../../shared/domain/core/values.ts';
import type { Delivery, StatusCode } from '../../../shared/domain/exchange/delivery.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';

/** How a recipient stands, as one of few. */
export const standings = ['sent', 'notTaken', 'arrived', 'refused', 'got', 'done'] as const;
export type Standing = (typeof standings)[number];

/** Sent and not heard of, arrived, refused, taken in, or done; what waits too long is its own. */
export function standingOf({ delivery: { status, resentAs }, isNotTaken }: DeliveryShown): Standing {
  if (status === '02') return resentAs ? 'sent' : 'refused';
  if (isNotTaken) return 'notTaken';
  if (status === undefined) return 'sent';
  if (status === '01') return 'arrived';
  return status === '06' ? 'done' : 'got';
}

/** When a status was heard, also of deliveries from before each was noted. */
export const heardAt = (
  { times, sentAt, arrivedAt, receivedAt, status, statusAt }: Delivery,
  what: 'sent' | StatusCode,
): Instant | undefined => {
  if (what === 'sent') return sentAt;
  const known = { '01': arrivedAt, '03': receivedAt }[what as string];
  return times?.[what] ?? known ?? (status === what ? statusAt : undefined);
};

/** The state in words. */
export const sayDelivery = ({ delivery: { status, resentAs }, isNotTaken }: DeliveryShown): string => {
  if (status === '02' && resentAs) return say('delivery.resent');
  const words = status === undefined ? say('delivery.sent') : say(`delivery.${status}`);
  return isNotTaken ? say('delivery.notTaken', { state: words }) : words;
};

export type DeliveryNote = { readonly text: string; readonly isWrong?: true };

/** What else the clerk has to know: how a recall stands, a reason, a contradiction, that paper goes too. */
export const notesOn = ({
  statusReason,
  contradiction,
  isPaperToo,
  insteadOf,
  recall,
}: Delivery): readonly DeliveryNote[] => [
  ...(recall ? [{ text: say(`delivery.recall.${recall.status}`) }] : []),
  ...(recall?.contradiction ? [{ text: say('delivery.recall.contradiction'), isWrong: true as const }] : []),
  ...(statusReason ? [{ text: statusReason }] : []),
  ...(contradiction
    ? [
        {
          text: say('delivery.contradiction', {
            status: say(`delivery.${contradiction}`).toLocaleLowerCase('vi'),
          }),
          isWrong: true as const,
        },
      ]
    : []),
  ...(insteadOf ? [{ text: say('delivery.anew') }] : []),
  ...(isPaperToo ? [{ text: say('delivery.paper') }] : []),
];

const looks = {
  sent: { tone: '', icon: null },
  arrived: { tone: '', icon: null },
  notTaken: { tone: 'late', icon: <Clock16Regular aria-hidden="true" /> },
  refused: { tone: 'bad', icon: <DismissCircle16Filled aria-hidden="true" /> },
  got: { tone: 'got', icon: <CheckmarkCircle16Filled aria-hidden="true" /> },
  done: { tone: 'got', icon: <CheckmarkCircle16Filled aria-hidden="true" /> },
} as const;

/** The state with its mark: never colour alone. */
export function DeliveryMark({ shown }: { readonly shown: DeliveryShown }) {
  const { tone, icon } = looks[standingOf(shown)];
  const isResent = shown.delivery.resentAs !== undefined;
  return (
    <span className={tone === '' ? '' : styles[tone]}>
      {isResent ? <ArrowSync16Regular aria-hidden="true" /> : icon}
      {sayDelivery(shown)}
    </span>
  );
}
