import { beforeEach, describe, expect, test } from 'vitest';
import { kindRule } from '../../src/shared/domain/core/kinds.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { isFrozen } from '../../src/shared/domain/outgoing/outgoing.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { dossierFields } from '../support/dossier-cases.ts';
import { makeWorld, sha, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
let requestId: string;
const sender = uuid();
const reason = 'Sai nội dung';
beforeEach(() => {
  world = makeWorld();
  [documentId, requestId] = [uuid(), uuid()];
});

const attachmentIds = [uuid(), uuid()];
const messageId = uuid();
const arrive = (more: object = {}) =>
  world.give(
    'exchange.arrive',
    {
      documentId,
      messageId,
      deliveryId: uuid(),
      senderAgencyId: sender,
      senderCode: 'H56.X',
      fields: incomingFields(),
      secrecy: 'normal',
      file: pdfFile('a'),
      attachments: attachmentIds.map((attachmentId) => ({ attachmentId, file: pdfFile('b') })),
      ...more,
    },
    'system',
  );
const ask = (more: object = {}) =>
  world.give(
    'exchange.askRecall',
    { requestId, documentId, messageId, senderAgencyId: sender, reason, askedAt: world.at, ...more },
    'system',
  );
const register = () =>
  world.give(
    'incoming.register',
    {
      documentId,
      registerId: registerId(world.agencyId, 'incoming', 2026),
      fields: incomingFields(),
      secrecy: 'normal',
    },
    'clerk',
  );
const accept = (more: object = {}) =>
  world.give('incoming.acceptRecall', { documentId, requestId, attachmentIds, ...more }, 'clerk');
const decline = () =>
  world.give('incoming.refuseRecall', { documentId, requestId, reason: 'Đã làm' }, 'clerk');
const receipts = () => world.queued.filter(({ topic }) => topic === 'receipt').map(({ key }) => key);

describe('a document that its sender wants back', () => {
  beforeEach(() => expect(arrive()).toBe('ok'));

  test('III.8.c: registered and given back, its line stays with who, when and why; no file is named any more', () => {
    register();
    expect([ask(), accept()]).toEqual(['ok', 'ok']);
    const document = world.get('incoming', documentId);
    expect(document).toMatchObject({
      state: 'recalled',
      arrivalNumber: 1,
      subject: incomingFields().subject,
      recalled: { requestId, reason, by: world.people.clerk.id, on: '2026-11-20', from: 'registered' },
    });
    expect([document.file, document.recall]).toEqual([undefined, undefined]);
    const parts = attachmentIds.map((id) => world.get('attachment', id));
    const named = [
      ...kindRule('incoming').blobsIn(document),
      ...parts.flatMap((each) => kindRule('attachment').blobsIn(each)),
    ];
    expect(named).toEqual([]);
    expect(world.get('recallRequest', requestId)).toMatchObject({ answer: '15', answeredAt: world.at });
    expect(receipts()).toContain(`${requestId}/15`);
    expect([ask({ requestId: uuid() }), accept(), decline()]).toEqual([
      'exchange.recalled-before',
      'incoming.no-recall-open',
      'incoming.no-recall-open',
    ]);
  });

  test('every attachment must be named, or nothing happens', () => {
    ask();
    const [one = '', two = ''] = attachmentIds;
    const wrong = [[], [one], [one, one], [one, two, uuid()]];
    for (const each of wrong) expect(accept({ attachmentIds: each })).toBe('incoming.attachments-differ');
    expect(world.get('incoming', documentId)).toMatchObject({ state: 'arrived', file: pdfFile('a') });
    expect(accept()).toBe('ok');
  });

  test('after a no it stays as it is, and may be asked for again', () => {
    register();
    ask();
    expect(ask({ requestId: uuid() })).toBe('exchange.recall-unanswered');
    expect(decline()).toBe('ok');
    expect(world.get('incoming', documentId)).toMatchObject({ state: 'registered', file: pdfFile('a') });
    expect(world.get('incoming', documentId)).not.toHaveProperty('recall');
    expect(receipts()).toContain(`${requestId}/16`);
    requestId = uuid();
    expect([ask(), accept()]).toEqual(['ok', 'ok']);
  });

  test('only its own sender may ask', () => {
    expect(ask({ senderAgencyId: uuid() })).toBe('exchange.not-its-sender');
    expect(ask({ messageId: uuid() })).toBe('exchange.not-its-sender');
    expect(ask({ documentId: uuid() })).toBe('exchange.nothing-to-recall');
  });

  test('nothing goes on with what was given back', () => {
    register();
    ask();
    accept();
    const directive = {
      directiveId: uuid(),
      text: 'Giao.',
      assignments: [{ assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead' }],
    };
    expect([
      register(),
      world.give('incoming.direct', { documentId, ...directive }, 'leader'),
      world.give('incoming.refuse', { documentId, reason }, 'clerk'),
    ]).toEqual(['incoming.already-registered', 'incoming.already-done', 'incoming.already-registered']);
  });

  describe('what hangs on it when it was given back', () => {
    const [taskId, dossierId] = [uuid(), uuid()];
    const of = { kind: 'incoming', id: '' };
    const settle = (on: object, decision: string, who: 'leader' | 'specialist' | 'clerk') =>
      world.give(
        'incoming.settleHanging',
        { documentId, eventId: uuid(), of: on, decision, reason: 'Theo yêu cầu' },
        who,
      );
    const onTask = { kind: 'task', id: taskId };
    const onDossier = { kind: 'dossier', id: dossierId };
    const itemId = () => `${dossierId}/incoming/${documentId}`;
    beforeEach(() => {
      of.id = documentId;
      const task = { taskId, content: 'Báo cáo', of, leadId: world.people.specialist.id, supporterIds: [] };
      const fields = dossierFields();
      expect([
        register(),
        world.give('task.give', task, 'leader'),
        world.give(
          'dossier.open',
          { dossierId, year: 2026, fields, helperIds: [], startedOn: '2026-01-05' },
          'specialist',
        ),
        world.give('dossier.file', { dossierId, of }, 'specialist'),
        ask(),
      ]).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    });

    test('a task and a place in a dossier are kept or detached by whoever answers for them, with the reason', () => {
      expect(settle(onTask, 'detach', 'leader')).toBe('incoming.not-recalled');
      accept();
      expect([settle(onTask, 'keep', 'specialist'), settle(onDossier, 'keep', 'leader')]).toEqual([
        'incoming.only-giver-settles',
        'incoming.only-owner-settles',
      ]);
      expect([settle(onTask, 'keep', 'leader'), settle(onDossier, 'keep', 'specialist')]).toEqual([
        'ok',
        'ok',
      ]);
      expect(world.get('task', taskId)).toMatchObject({ of, state: 'given' });
      expect(world.get('dossier', dossierId)).toMatchObject({ itemCount: 1 });
      expect([settle(onTask, 'detach', 'leader'), settle(onDossier, 'detach', 'specialist')]).toEqual([
        'ok',
        'ok',
      ]);
      expect(world.get('task', taskId)).toMatchObject({ state: 'given', content: 'Báo cáo' });
      expect(world.get('task', taskId)).not.toHaveProperty('of');
      expect(world.get('dossier', dossierId)).toMatchObject({ itemCount: 0 });
      expect(world.get('dossierItem', itemId())).toMatchObject({
        removed: { by: world.people.specialist.id, at: world.at, reason: 'Theo yêu cầu' },
      });
      expect([settle(onTask, 'keep', 'leader'), settle(onDossier, 'detach', 'specialist')]).toEqual([
        'incoming.nothing-hangs',
        'incoming.nothing-hangs',
      ]);
      const told = world.all('incomingEvent').map(({ what, of: about, name, by }) => [what, about, name, by]);
      const [leader, owner] = [world.people.leader.id, world.people.specialist.id];
      expect(told).toEqual([
        ['keep', onTask, 'Báo cáo', leader],
        ['keep', onDossier, dossierFields().title, owner],
        ['detach', onTask, 'Báo cáo', leader],
        ['detach', onDossier, dossierFields().title, owner],
      ]);
    });

    test('nothing leaves a dossier that is closed, and nothing is settled that hangs elsewhere', () => {
      accept();
      world.give('dossier.close', { dossierId, endedOn: '2026-11-20', retention: 20 }, 'specialist');
      expect(settle(onDossier, 'detach', 'specialist')).toBe('dossier.not-open');
      expect(settle(onDossier, 'keep', 'specialist')).toBe('ok');
      expect(settle({ kind: 'task', id: uuid() }, 'detach', 'leader')).toBe('incoming.nothing-hangs');
      expect(settle({ kind: 'dossier', id: uuid() }, 'detach', 'specialist')).toBe('incoming.nothing-hangs');
    });
  });

  test('contained while somebody waits for an answer, the sender hears that it is gone', () => {
    ask();
    expect(world.give('secrecy.contain', { of: { kind: 'incoming', id: documentId } }, 'clerk')).toBe('ok');
    expect(receipts()).toContain(`${requestId}/15`);
  });
});

describe('a document that corrects or replaces an earlier one', () => {
  let later: string;
  const amend = (how: string, more: object = {}) =>
    arrive({
      documentId: later,
      messageId: uuid(),
      attachments: [],
      amends: { how, reference: '05/SM', documentId, ...(how === 'update' && { requestId }), ...more },
    });
  const answer = (name: string, more: object = {}) =>
    world.give(name, { documentId: later, ...more }, 'clerk');
  beforeEach(() => {
    later = uuid();
    arrive();
  });

  test('a replacement arrives with links both ways, and is registered at once', () => {
    register();
    expect(amend('replace')).toBe('ok');
    expect(world.get('incoming', documentId).amendedBy).toEqual({
      how: 'replace',
      documentId: later,
      isAgreed: true,
    });
    expect(world.get('incoming', later).amends).toMatchObject({ how: 'replace', documentId });
    [documentId] = [later];
    expect(register()).toBe('ok');
  });

  test('an update is answered before it is registered or sent back; agreed, it counts', () => {
    amend('update');
    expect(world.get('incoming', documentId).amendedBy).toMatchObject({ isAgreed: false });
    const earlier = documentId;
    documentId = later;
    expect([register(), world.give('incoming.refuse', { documentId, reason }, 'clerk')]).toEqual([
      'incoming.answer-update-first',
      'incoming.answer-update-first',
    ]);
    expect(answer('incoming.acceptUpdate')).toBe('ok');
    expect(world.get('incoming', earlier).amendedBy).toMatchObject({ isAgreed: true, documentId: later });
    expect([receipts().includes(`${requestId}/15`), register()]).toEqual([true, 'ok']);
    expect(answer('incoming.refuseUpdate', { reason })).toBe('incoming.no-update-open');
  });

  test('declined, the earlier one stands as it was and the later one goes back', () => {
    amend('update');
    expect(answer('incoming.refuseUpdate', { reason })).toBe('ok');
    expect(world.get('incoming', documentId)).not.toHaveProperty('amendedBy');
    expect(world.get('incoming', later)).toMatchObject({ state: 'refused', refusedReason: reason });
    expect(receipts().filter((key) => key === `${requestId}/16` || key.endsWith('/02'))).toHaveLength(2);
  });

  test('another agency than its sender marks nothing', () => {
    amend('replace', {});
    const stranger = uuid();
    later = uuid();
    expect(
      arrive({
        documentId: later,
        messageId: uuid(),
        attachments: [],
        senderAgencyId: stranger,
        amends: { how: 'replace', reference: '05/SM', documentId },
      }),
    ).toBe('ok');
    expect(world.get('incoming', documentId).amendedBy?.documentId).not.toBe(later);
  });
});

describe('the sender', () => {
  const deliveryIds = [uuid(), uuid()];
  const draft = (more: object = {}, id = documentId) =>
    world.give(
      'outgoing.draft',
      {
        documentId: id,
        fields: outgoingFields(world.people.leader.id),
        secrecy: 'normal',
        main: { versionId: uuid(), file: pdfFile('a') },
        attachments: [],
        ...more,
      },
      'specialist',
    );
  /** Sealed as if all of its signatures had been recorded. */
  const sealed = (id: string): void =>
    world.put('outgoing', id, { ...world.get('outgoing', id), state: 'sealed', number: 5 });
  const dispatch = (id: string, deliveries: readonly object[]) =>
    world.give(
      'outgoing.dispatch',
      { documentId: id, messageId: uuid(), packageSha256: sha('e'), deliveries },
      'clerk',
    );
  const to = (deliveryId: string, more: object = {}) => ({
    deliveryId,
    agencyId: uuid(),
    name: 'UBND xã Mẫu',
    ...more,
  });
  const recall = (requests: readonly object[]) =>
    world.give('outgoing.recall', { documentId, reason, requests }, 'clerk');
  const hear = (id: string, status: string) =>
    world.give('exchange.noteAnswer', { requestId: id, status, reason: '', at: world.at }, 'system');
  beforeEach(() => {
    draft();
    sealed(documentId);
    expect(
      dispatch(
        documentId,
        deliveryIds.map((id) => to(id)),
      ),
    ).toBe('ok');
  });

  test('III.8.a: asks each recipient once until he has answered; asked, the document is frozen', () => {
    const [one = '', two = ''] = deliveryIds;
    expect(isFrozen(world.get('outgoing', documentId))).toBe(false);
    expect(recall([{ requestId, deliveryId: one }])).toBe('ok');
    expect(isFrozen(world.get('outgoing', documentId))).toBe(true);
    expect(world.queued).toContainEqual({ topic: 'request', key: requestId });
    expect(recall([{ requestId: uuid(), deliveryId: one }])).toBe('outgoing.recall-open');
    expect(recall([{ requestId: uuid(), deliveryId: uuid() }])).toBe('exchange.delivery-not-found');
    const second = uuid();
    expect(recall([{ requestId: second, deliveryId: two }])).toBe('ok');
    hear(requestId, '15');
    hear(second, '16');
    hear(second, '16');
    expect(world.get('outgoing', documentId).recall).toMatchObject({ asked: 2, agreed: 1, declined: 1 });
    expect(world.get('delivery', one).recall).toMatchObject({ requestId, status: '15' });
    expect(recall([{ requestId: uuid(), deliveryId: one }])).toBe('outgoing.already-recalled');
    expect(recall([{ requestId: uuid(), deliveryId: two }])).toBe('ok');
  });

  test('keeps both answers where a recipient gave both, and counts him once', () => {
    const [one = ''] = deliveryIds;
    recall([{ requestId, deliveryId: one }]);
    for (const status of ['16', '15', '16']) expect(hear(requestId, status)).toBe('ok');
    expect(world.get('deliveryRequest', requestId)).toMatchObject({ status: '15', contradiction: '16' });
    expect(world.get('delivery', one).recall).toMatchObject({ status: '15', contradiction: '16' });
    expect(world.get('outgoing', documentId).recall).toMatchObject({ asked: 1, agreed: 1, declined: 0 });
  });

  test('thaws what every recipient declined to give back', () => {
    const ids = deliveryIds.map(() => uuid());
    recall(deliveryIds.map((deliveryId, index) => ({ deliveryId, requestId: ids[index] })));
    for (const id of ids) hear(id, '16');
    expect(isFrozen(world.get('outgoing', documentId))).toBe(false);
  });

  test('amends what is out, with links both ways; an update asks each recipient', () => {
    const later = uuid();
    const amends = { how: 'update', documentId };
    expect(draft({ amends: { how: 'update', documentId: uuid() } }, uuid())).toBe(
      'outgoing.nothing-to-amend',
    );
    expect(draft({ amends }, later)).toBe('ok');
    sealed(later);
    const deliveryId = uuid();
    expect(dispatch(later, [to(deliveryId)])).toBe('outgoing.update-needs-requests');
    expect(dispatch(later, [to(deliveryId, { requestId })])).toBe('ok');
    expect(world.get('outgoing', documentId).amendedBy).toEqual({ how: 'update', documentId: later });
    expect(world.get('outgoing', later).amends).toEqual(amends);
    expect(hear(requestId, '15')).toBe('ok');
    expect(world.get('delivery', deliveryId).update).toMatchObject({ status: '15' });
    expect(world.get('outgoing', later)).not.toHaveProperty('recall');
  });
});
