import { expect, test } from 'vitest';
import { LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

/** A machine hears of the new epoch in one round and settles in the next. */
const settleAfresh = async (who: TestReplica): Promise<void> => {
  for (let round = 0; round < 3; round++) await who.settle();
};

test('a book that was closed by a server which had forgotten its last numbers says them as void, and where it had ended', async () => {
  const office = makeOffice();
  const { server, people } = office;
  const [holder, other] = [await office.ready('clerk'), await office.ready('clerk')];
  const [documentId, registerId] = [OutgoingId.parse(uuid()), office.book('outgoing')];
  server.put('outgoing', documentId, {
    ...{ v: 1, agencyId: office.agencyId, state: 'signed', attachmentCount: 0, file: pdfFile('c') },
    ...{ ...outgoingFields(people.leader.id), drafterId: people.specialist.id },
    draftedOn: LocalDate.parse('2026-11-18'),
  });
  await holder.settle();
  const restore = server.backup();
  holder.replica.perform('outgoing.takeNumber', { documentId, registerId });
  await holder.settle();
  await other.settle();
  restore();
  const closed = { by: people.clerk.id, on: LocalDate.parse('2026-12-31') };
  server.put('register', registerId, { ...server.body('register', registerId), closed } as never);
  await settleAfresh(other);
  const missing = { registerId, from: 1, incidentIds: [uuid()], reason: 'Máy đã mất' };
  other.replica.perform('register.voidMissing', missing);
  await other.settle();
  expect(other.outbox()).toMatchObject([{ name: 'register.voidMissing', settled: 1 }]);
  // Its paper comes after all, is told, and changes nothing of the book.
  await settleAfresh(holder);
  const incidents = [...server.rows().values()].flatMap(({ ref }) =>
    ref.kind === 'incident' ? [server.body('incident', ref.id)] : [],
  );
  expect(incidents).toMatchObject([
    { given: { number: 1 }, settled: { how: 'void', isEntry: true } },
    { of: { kind: 'outgoing', id: documentId }, given: { number: 1 }, isDisputed: false },
  ]);
  expect(server.body('register', registerId)).toMatchObject({ next: 2, closed: { ...closed, last: 0 } });
  office.close();
});
