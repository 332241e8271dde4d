import { afterEach, beforeEach, test } from 'vitest';
import { WAITING_MAX } from '../../src/main/files/facts.ts';
import { openStore } from '../../src/main/store/database.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
beforeEach(() => {
  office = makeOffice();
});
afterEach(() => office.close());

test('a file that is here is looked at, however many were sent from here and let go', async () => {
  const documentId = IncomingId.parse(uuid());
  const bytes = plainPdf({ pages: [{ content: 'BT /F 12 Tf 72 720 Td (noi dung) Tj ET' }] });
  const sha256 = office.server.keepBlob(bytes);
  const file = { sha256, name: 'den.pdf', sizeBytes: bytes.length, mediaType: 'application/pdf' };
  const received = { documentId, source: 'file', fields: incomingFields(), secrecy: 'normal', file };
  office.server.give('incoming.receive', { ...received, attachments: [] }, office.people.clerk.id);
  const isLookedAt = (app: OfficeApp) => async () =>
    (await app.ask('incoming.get', { documentId })).row.verdict === 'unsigned';
  const before = await openOfficeApp(office, 'clerk');
  await before.until(isLookedAt(before));
  await before.close();

  // As after an update of the program, which looks at every file anew.
  const store = openStore(before.dataDir);
  store.transact((db) => {
    db.prepare('delete from file_fact').run();
    const sent = db.prepare(`insert into uploads (sha256, size_bytes, state) values (?, 1, 'finalised')`);
    for (let count = 0; count < WAITING_MAX; count++) sent.run(count.toString(16).padStart(64, '0'));
  });
  store.close();
  const again = await openOfficeApp(office, 'clerk', { dataDir: before.dataDir });
  try {
    await again.until(isLookedAt(again));
  } finally {
    await again.close();
  }
});
