import type { z } from 'zod';
import { type AgencyId, OperationId, type Sha256 } from '../../shared/domain/core/values.ts';
import type { noteCarried as command } from '../../shared/domain/exchange/carried.ts';
import { carriedAs } from '../../shared/domain/exchange/import-package.ts';
import type { Verdict } from '../../shared/protocol/push.ts';
import type { Authority } from '../authority/authority.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import { idsThere } from './arrival.ts';
import type { Delivered, DeliveryParts } from './delivery-parts.ts';
import { derivedId } from './derived-id.ts';
import type { ContainmentPayload } from './queue.ts';

/** Makes a document that was carried in as a package the one that a message brings. `gone`: it is not there any more, or another message has it. */
export async function noteCarried(
  message: Omit<z.infer<(typeof command)['args']>, 'documentId'>,
  {
    recipientAgencyId,
    packageSha256,
  }: { readonly recipientAgencyId: AgencyId; readonly packageSha256: Sha256 },
  authority: Authority,
  queueId?: string,
): Promise<Delivered | 'gone'> {
  const verdicts = await authority.execute({
    agencyId: recipientAgencyId,
    actor: 'system',
    operations: [
      {
        name: 'exchange.noteCarried',
        args: { ...message, documentId: carriedAs(recipientAgencyId, packageSha256) },
        operationId: OperationId.parse(derivedId(`carried/${message.messageId}/${recipientAgencyId}`)),
      },
    ],
    ...(queueId !== undefined && { queueId }),
  });
  if (verdicts === 'queue-row-gone' || verdicts[0]?.status === 'accepted') return 'done';
  return verdicts[0]?.status === 'refused' ? 'gone' : 'later';
}

const isSettled = ({ status }: Verdict): boolean => status === 'accepted' || status === 'refused';

/**
 * The recipient's agency contains what it received, by whatever way that came, and lets its package in no more; nothing to contain is done, too. Each step may be done
 * again, so that the row goes last.
 */
export async function containThere(
  row: QueueRow,
  payload: ContainmentPayload,
  { authority, exchange }: DeliveryParts,
): Promise<Delivered> {
  const { messageId, recipientAgencyId, packageSha256 } = payload;
  if (await exchange.isOurs(recipientAgencyId)) {
    const name = `${messageId}/${recipientAgencyId}`;
    const contain = (id: string, index: number) => ({
      name: 'secrecy.contain',
      args: { of: { kind: 'incoming', id } },
      operationId: OperationId.parse(derivedId(index === 0 ? `contain/${name}` : `contain-carried/${name}`)),
    });
    const close = {
      name: 'exchange.closePackage',
      args: { packageSha256 },
      operationId: OperationId.parse(derivedId(`close/${name}`)),
    };
    // Closed first, in a transaction of its own: whoever carries it in at this very moment is in before, and contained, or too late.
    const steps = [...(packageSha256 ? [[close]] : []), idsThere(payload, recipientAgencyId).map(contain)];
    for (const operations of steps) {
      const verdicts = await authority.execute({ agencyId: recipientAgencyId, actor: 'system', operations });
      if (verdicts === 'queue-row-gone' || !verdicts.every(isSettled)) return 'later';
    }
  }
  await exchange.drop(row.id);
  return 'done';
}
