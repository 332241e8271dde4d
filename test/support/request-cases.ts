import { expect } from 'vitest';
import { AgencyId, MessageId, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields, outgoingFields, pdfFile } from './documents.ts';
import { uuid, type World } from './world.ts';

const documentId = uuid();
const given = (
  world: World,
  steps: readonly (readonly [string, object, 'system' | 'specialist' | 'leader' | 'clerk'])[],
): void => {
  for (const [name, args, who] of steps) expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
};

const [requestId, deliveryId] = [uuid(), uuid()];
const arrival = ({ id, ...more }: { readonly id: string } & Record<string, unknown>): object => ({
  documentId: id,
  messageId: uuid(),
  deliveryId: uuid(),
  senderAgencyId: uuid(),
  senderCode: 'H56.X',
  fields: incomingFields(),
  secrecy: 'normal',
  file: pdfFile('a'),
  attachments: [],
  ...more,
});
/** An arrival whose sender wants it back. */
const askedBack = (world: World): void => {
  const [messageId, senderAgencyId] = [uuid(), uuid()];
  given(world, [
    ['exchange.arrive', arrival({ id: documentId, messageId, senderAgencyId }), 'system'],
    [
      'exchange.askRecall',
      { requestId, documentId, messageId, senderAgencyId, reason: 'Gửi nhầm', askedAt: world.at },
      'system',
    ],
  ]);
};
const taskId = uuid();
/** One that was given back, and by which the leader had given a task. */
const givenBack = (world: World): void => {
  askedBack(world);
  given(world, [
    [
      'task.give',
      {
        ...{ taskId, content: 'Báo cáo số liệu', of: { kind: 'incoming', id: documentId } },
        ...{ leadId: world.people.specialist.id, supporterIds: [] },
      },
      'leader',
    ],
    ['incoming.acceptRecall', { documentId, requestId, attachmentIds: [] }, 'clerk'],
  ]);
};
/** An arrival that corrects an earlier one. */
const updated = (world: World): void =>
  given(world, [
    [
      'exchange.arrive',
      arrival({ id: documentId, amends: { how: 'update', reference: '05/SM', requestId } }),
      'system',
    ],
  ]);
/** A document that is out, with one delivery; how it was signed is no matter here. */
const sent = (world: World): void => {
  const fields = outgoingFields(world.people.leader.id);
  given(world, [
    ['outgoing.draft', { documentId, fields, secrecy: 'normal', attachments: [] }, 'specialist'],
  ]);
  world.put('outgoing', documentId, { ...world.get('outgoing', documentId), state: 'dispatched' });
  world.put('delivery', deliveryId, {
    v: 1,
    documentId: OutgoingId.parse(documentId),
    messageId: MessageId.parse(uuid()),
    recipientAgencyId: AgencyId.parse(uuid()),
    recipientName: 'Nơi nhận',
    sentAt: world.at,
  });
};

/** Commands about what is asked of a receiver: to give a document back, to take a correction. */
export const requestCases = {
  'incoming.acceptRecall': {
    prepare: askedBack,
    args: () => ({ documentId, requestId, attachmentIds: [] }),
  },
  'incoming.refuseRecall': {
    prepare: askedBack,
    args: () => ({ documentId, requestId, reason: 'Đã xử lý xong' }),
  },
  'incoming.settleHanging': {
    prepare: givenBack,
    args: () => ({
      ...{ documentId, eventId: uuid(), of: { kind: 'task', id: taskId }, decision: 'detach' },
      reason: 'Không còn căn cứ',
    }),
  },
  'incoming.acceptUpdate': { prepare: updated, args: () => ({ documentId }) },
  'incoming.refuseUpdate': { prepare: updated, args: () => ({ documentId, reason: 'Không khớp' }) },
  'exchange.takeStatus': {
    prepare: sent,
    args: (world: World) => ({ deliveryId, status: '03', reason: '', at: world.at }),
  },
  'outgoing.recall': {
    prepare: sent,
    args: () => ({ documentId, reason: 'Sai nội dung', requests: [{ requestId, deliveryId }] }),
  },
} as const;
