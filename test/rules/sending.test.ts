import { beforeEach, expect, test } from 'vitest';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeWorld, sha, uuid, type World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const save = (some: object = {}) =>
  world.give(
    'exchange.saveGroup',
    { groupId: uuid(), agencyId: world.agencyId, name: 'Các xã', members: [uuid()], ...some },
    'clerk',
  );

test('a group of recipients is kept, replaced under its id, and taken out of the lists', () => {
  const [groupId, first, second] = [uuid(), uuid(), uuid()];
  expect(save({ groupId, members: [first, first] })).toBe('ok');
  world.age('recipientGroup', groupId);
  expect(save({ groupId, name: 'Các xã, phường', members: [first, second] })).toBe('ok');
  expect(world.get('recipientGroup', groupId)).toMatchObject({
    name: 'Các xã, phường',
    members: [first, second],
    fromTheFuture: ['kept'],
  });
  const remove = () => world.give('exchange.removeGroup', { groupId }, 'clerk');
  expect([remove(), remove()]).toEqual(['ok', 'exchange.group-not-found']);
  expect(save({ groupId })).toBe('ok');
  expect(world.get('recipientGroup', groupId)).not.toHaveProperty('isRemoved');
});

test('a group does not hold its own agency, for nothing is sent to oneself', () => {
  expect(save({ members: [uuid(), world.agencyId] })).toBe('outgoing.recipient-is-sender');
});

test('the hours after which a recipient is pointed out are the agency’s own', () => {
  world.age('agency', world.agencyId);
  const set = (hours: number) =>
    world.give('exchange.setNotTakenHours', { agencyId: world.agencyId, hours }, 'administrator');
  expect(set(8)).toBe('ok');
  expect(world.get('agency', world.agencyId)).toMatchObject({ notTakenHours: 8, fromTheFuture: ['kept'] });
  expect(() => set(0)).toThrow();
});

const documentId = uuid();
type Who = 'clerk' | 'specialist' | 'system';
const give = (name: string, args: object, who: Who) => world.give(name, { documentId, ...args }, who);
const delivery = () => ({ deliveryId: uuid(), agencyId: uuid(), name: 'UBND phường Mẫu Hai' });
const sealed = () =>
  world.put('outgoing', documentId, {
    v: 1,
    agencyId: world.agencyId,
    state: 'sealed',
    ...outgoingFields(world.people.leader.id),
    drafterId: world.people.specialist.id,
    attachmentCount: 0,
    file: pdfFile(),
  });
const dispatch = (some: object = {}) =>
  give(
    'outgoing.dispatch',
    { messageId: uuid(), packageSha256: sha('e'), deliveries: [delivery()], ...some },
    'clerk',
  );
const more = (some: object = {}, who: Who = 'clerk') =>
  give(
    'outgoing.dispatchMore',
    { messageId: uuid(), packageSha256: sha('f'), deliveries: [delivery()], ...some },
    who,
  );
const refused = (deliveryId: string) =>
  give('exchange.noteStatus', { deliveryId, status: '02', reason: 'Gửi nhầm', at: world.at }, 'system');

test('what is out goes to further recipients as another message, and to nobody twice', () => {
  const first = delivery();
  sealed();
  expect(more()).toBe('outgoing.not-dispatched');
  dispatch({ deliveries: [first] });
  const later = { ...delivery(), isPaperToo: true };
  expect(more({ deliveries: [later] })).toBe('ok');
  expect(world.get('delivery', later.deliveryId)).toMatchObject({
    documentId,
    packageSha256: sha('f'),
    isPaperToo: true,
  });
  for (const { agencyId } of [first, later])
    expect(more({ deliveries: [{ ...delivery(), agencyId }] })).toBe('outgoing.recipient-has-it');
  expect(more({}, 'specialist')).toBe('outgoing.only-clerk-dispatches');
});

test('a refused delivery is sent anew once, as a message of its own that both ends name', () => {
  sealed();
  const one = delivery();
  dispatch({ deliveries: [one] });
  const anew = (deliveryId = uuid()) => ({ ...one, deliveryId, insteadOf: one.deliveryId });
  expect(more({ deliveries: [anew()] })).toBe('outgoing.delivery-not-refused');
  refused(one.deliveryId);
  const second = anew();
  expect(more({ deliveries: [{ ...second, agencyId: uuid() }] })).toBe('outgoing.delivery-not-refused');
  expect(more({ deliveries: [second] })).toBe('ok');
  expect(world.get('delivery', one.deliveryId)).toMatchObject({
    status: '02',
    resentAs: second.deliveryId,
  });
  expect(world.get('delivery', second.deliveryId)).toMatchObject({ insteadOf: one.deliveryId });
  expect(more({ deliveries: [anew()] })).toBe('outgoing.already-resent');
});

test('a status that was carried here as a file is joined as any other, once, and says who brought it', () => {
  const [documentId, deliveryId] = [uuid(), uuid()];
  const fields = outgoingFields(world.people.leader.id);
  world.give('outgoing.draft', { documentId, fields, secrecy: 'normal', attachments: [] }, 'specialist');
  world.put('delivery', deliveryId, {
    ...{ v: 1, documentId, messageId: uuid(), recipientAgencyId: uuid(), recipientName: 'Nơi nhận' },
    sentAt: world.at,
  } as never);
  const take = (status: string, more: object = {}, who: 'clerk' | 'leader' = 'clerk') =>
    world.give('exchange.takeStatus', { deliveryId, status, reason: '', at: world.at, ...more }, who);
  expect([take('03', {}, 'leader'), take('03', { deliveryId: uuid() })]).toEqual([
    'exchange.only-clerk-takes-status',
    'exchange.delivery-not-found',
  ]);
  expect([take('03', { at: '2099-01-01T00:00:00.000Z' }), take('03'), take('06'), take('05')]).toEqual([
    ...['ok', 'exchange.status-known', 'ok', 'ok'],
  ]);
  expect(world.get('delivery', deliveryId)).toMatchObject({
    ...{ status: '06', receivedAt: world.at, statusBy: world.people.clerk.id },
    times: { '03': world.at, '05': world.at, '06': world.at },
  });
  expect([take('02', { reason: 'Sai địa chỉ' }), take('02')]).toEqual(['ok', 'exchange.status-known']);
  expect(world.get('delivery', deliveryId)).toMatchObject({ status: '06', contradiction: '02' });
});
