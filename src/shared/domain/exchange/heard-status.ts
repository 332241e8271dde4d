import { z } from 'zod';
import { change, command, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { DeliveryId, Instant } from '../core/values.ts';
import { type Delivery, StatusCode } from './delivery.ts';
import { joinStatus } from './status.ts';

type Heard = { readonly status: StatusCode; readonly reason: string; readonly at: Instant };

/** A delivery with what was heard of it: joined with what is known, whenever and however often it comes; the first time of each status stays. */
export function withStatus(delivery: Delivery, { status, reason, at }: Heard): Delivery {
  const joined = joinStatus(delivery, status);
  const { contradiction: _joined, ...rest } = delivery;
  const times = { [status]: at, ...delivery.times };
  const isReceived = status !== '01' && status !== '02';
  return {
    ...(rest as Delivery),
    ...joined,
    times,
    ...(joined.status === status && { statusAt: times[status] }),
    ...(status === '02' && reason && { statusReason: reason }),
    // 02 may come from the server, for a package that never reached the inbox.
    ...(status !== '02' && !delivery.arrivedAt && { arrivedAt: at }),
    ...(isReceived && !delivery.receivedAt && { receivedAt: at }),
  };
}

/**
 * A status that was carried here as a file, without a server between: the clerk of the sender vouches for where it came from, and it is joined as any other. Each status of a delivery is taken
 * once. Refused of what was not sent by this agency, and of a status that is known.
 */
export const takeStatus = command({
  name: 'exchange.takeStatus',
  args: z.object({
    deliveryId: DeliveryId,
    status: StatusCode,
    reason: z.string().max(1000),
    /** As the file says; never later than it is taken in. */
    at: Instant,
  }),
  reads: ({ deliveryId }, read) => {
    const delivery = read('delivery', deliveryId);
    return [ref('delivery', deliveryId), ...(delivery ? [ref('outgoing', delivery.documentId)] : [])];
  },
  decide: (read, { deliveryId, status, reason, at }, { actor, at: now }) => {
    const delivery = read('delivery', deliveryId);
    const document = delivery && read('outgoing', delivery.documentId);
    if (!delivery || !document) return refuse('exchange.delivery-not-found');
    if (!may(actor, 'dispatch', document)) return refuse('exchange.only-clerk-takes-status');
    if (delivery.status === status || delivery.times?.[status]) return refuse('exchange.status-known');
    const [earlier = now] = [at, now].sort();
    const heard = withStatus(delivery, { status, reason, at: earlier });
    return [change('delivery', deliveryId, { ...heard, statusBy: actor.id })];
  },
});
