import { afterEach, expect, test } from 'vitest';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, OFFICE_NOW, type Office } from '../support/office.ts';
import { uuid } from '../support/world.ts';

let office: Office;
afterEach(() => office.close());

const later = (days: number): Instant =>
  Instant.parse(new Date(Date.parse(OFFICE_NOW) + days * 86_400_000).toISOString());

test.each([
  ['a year ahead', 400],
  ['sixteen years back, as without a battery', -5_900],
])(
  'a machine whose clock jumped %s and came back sends again what a restored server lost',
  async (_how, days) => {
    office = makeOffice();
    const dataDir = office.folder();
    const clerk = await office.ready('clerk', { dataDir });
    const restore = office.server.backup();
    const documentId = uuid();
    office.clock = later(days);
    clerk.replica.perform('incoming.receive', {
      documentId,
      source: 'paper',
      fields: incomingFields(),
      secrecy: 'normal',
      attachments: [],
    });
    await clerk.settle();
    const { deviceId } = clerk.engine.ports.profile;
    clerk.close();
    const again = office.replica('clerk', { dataDir, deviceId });
    await again.settle();
    office.clock = OFFICE_NOW;
    restore();
    expect(office.server.body('incoming', documentId)).toBeUndefined();
    // Rounds end where a cursor means nothing any more, and where the push is told of the new epoch.
    for (let round = 0; round < 4; round += 1) await again.settle();
    expect(office.server.body('incoming', documentId)?.state).toBe('arrived');
  },
);

test('what was done longer than a month ago by the server’s clock is forgotten', async () => {
  office = makeOffice();
  const clerk = await office.ready('clerk');
  clerk.replica.perform('incoming.receive', {
    documentId: uuid(),
    source: 'paper',
    fields: incomingFields(),
    secrecy: 'normal',
    attachments: [],
  });
  await clerk.settle();
  office.clock = later(31);
  await clerk.settle();
  expect(clerk.outbox()).toHaveLength(1);
  office.server.at = later(31);
  office.server.give(
    'incoming.receive',
    { documentId: uuid(), source: 'paper', fields: incomingFields(), secrecy: 'normal', attachments: [] },
    office.people.clerk.id,
  );
  await clerk.settle();
  expect(clerk.outbox()).toHaveLength(0);
});
