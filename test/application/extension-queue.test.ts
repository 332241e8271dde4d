import { afterAll, expect, test } from 'vitest';
import { addExtension, dueExtensions, queueAgain } from '../../src/main/signing/levels/extension-store.ts';
import { openStore } from '../../src/main/store/database.ts';
import { Instant, OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import { temporaryFolders } from '../support/replica.ts';
import { sha, uuid } from '../support/world.ts';

const folders = temporaryFolders();
afterAll(folders.remove);

test('papers that wait for their seal do not keep a later one from its turn', () => {
  const store = openStore(folders.make());
  const at = (minute: number): Instant =>
    Instant.parse(new Date(Date.parse('2026-11-23T03:00:00.000Z') + minute * 60_000).toISOString());
  const documents = Array.from({ length: 130 }, () => OutgoingId.parse(uuid()));
  store.transact((db) => {
    for (const [minute, documentId] of documents.entries())
      addExtension(
        db,
        { documentId, attachmentId: undefined, sha256: Sha256.parse(sha('a')), level: 'B-LT' },
        at(minute),
      );
  });
  const now = at(200);
  const first = dueExtensions(store.read, now);
  store.transact((db) => {
    for (const each of first) queueAgain(db, each, now);
  });
  const seen = new Set([...first, ...dueExtensions(store.read, now)].map(({ documentId }) => documentId));
  expect(seen.size).toBe(documents.length);
  store.close();
});
