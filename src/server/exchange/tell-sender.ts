import { type AgencyId, OperationId } from '../../shared/domain/core/values.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import type { Delivered, DeliveryParts } from './delivery-parts.ts';

const REASON_CHARS_MAX = 1_000;

/** What a sender's agency is to note: a status of a delivery, an answer to a request. */
export type Told = {
  readonly name: 'exchange.noteStatus' | 'exchange.noteAnswer';
  readonly args: { readonly reason: string } & Readonly<Record<string, string>>;
  readonly operationId: string;
  /** How it is logged when the agency has no use for it: what it is about was contained meanwhile, and nobody asks any more. */
  readonly refused: { readonly event: string; readonly about: Readonly<Record<string, string>> };
};

/** Reaches the sender's agency, in the transaction that removes the row. */
export async function tellSender(
  row: QueueRow,
  agencyId: AgencyId,
  { name, args, operationId, refused }: Told,
  { authority, exchange, ports }: DeliveryParts,
): Promise<Delivered> {
  const verdicts = await authority.execute({
    agencyId,
    actor: 'system',
    operations: [
      {
        name,
        args: { ...args, reason: args.reason.slice(0, REASON_CHARS_MAX), at: ports.now() },
        operationId: OperationId.parse(operationId),
      },
    ],
    queueId: row.id,
    failpoints: {
      before: () => ports.failpoint('receipt.before-commit'),
      after: () => ports.failpoint('receipt.after-commit'),
    },
  });
  if (verdicts === 'queue-row-gone') return 'done';
  const [verdict] = verdicts;
  if (verdict?.status === 'accepted') return 'done';
  if (verdict?.status !== 'refused') return 'later';
  ports.log(refused.event, { code: verdict.code ?? '', ...refused.about });
  await exchange.drop(row.id);
  return 'done';
}
