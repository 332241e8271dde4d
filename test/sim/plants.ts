/**
 * Bugs that a synchroniser could have, each a change of one place of the product. They are made in a copy of the sources alone (`plant.ts`); a simulator that does
 * not find them is no proof of anything. The text that is changed must stand in its file exactly once, so that a plant cannot wither unseen.
 */
export type Plant = {
  readonly file: string;
  readonly find: string;
  readonly put: string;
};

export const plants: Readonly<Record<string, readonly Plant[]>> = {
  /** A repeated operation is decided again instead of answered. */
  'no-idempotency': [
    {
      file: 'src/server/authority/decide-batch.ts',
      find: "if (row?.verdict != null) return { type: 'replayed', known: row };",
      put: '',
    },
  ],
  /** The cursor is stored although the page's rows were not. */
  'cursor-before-rows': [
    {
      file: 'src/main/sync/replica.ts',
      find: "const applied = applyChanges(db, setting, page, since);\n        setting.failpoint('pull.in-transaction');",
      put: `try {
          setting.failpoint('pull.in-transaction');
        } catch {
          db.prepare('update replica set cursor = ?').run(page.next);
          return 'applied' as const;
        }
        const applied = applyChanges(db, setting, page, since);`,
    },
  ],
  /** An answer that was lost is asked for again under another id. */
  'new-id-per-retry': [
    {
      file: 'src/main/sync/batch.ts',
      find: '      operationId,\n      devSeq: devSeq ?? giveDevSeq(db, n),',
      put: `      operationId: devSeq === null ? operationId : (operationId.replace(/^./, operationId.startsWith('0') ? '1' : '0') as never),
      devSeq: devSeq ?? giveDevSeq(db, n),`,
    },
  ],
  /** The cursor runs ahead of what the page holds, as one over numbers that commit out of order does. */
  'bigserial-cursor': [
    {
      file: 'src/server/feed/changes.ts',
      find: 'const next = last && rows.length > limit ? last.at : upTo;',
      put: 'const next = upTo;',
    },
    {
      file: 'src/server/feed/changes.ts',
      find: 'const inPage = rows.filter(({ at }) => at <= next);',
      put: 'const inPage = rows.slice(0, limit);',
    },
  ],
  /** The sender hears "arrived" before the document has. */
  'receipt-before-commit': [
    {
      file: 'src/server/exchange/deliver.ts',
      find: '  const verdicts = await authority.execute({\n    agencyId: recipientAgencyId,',
      put: "  await noteStatus(row, { ...message, status: '01', reason: '' }, parts);\n  const verdicts = await authority.execute({\n    agencyId: recipientAgencyId,",
    },
  ],
  /** What a refused operation laid over the truth stays. */
  'shadow-not-restored': [
    {
      file: 'src/main/sync/redecide.ts',
      find: 'if (dropOverlay(db, each)) markDirty(dirty, each);',
      put: 'markDirty(dirty, each);',
    },
  ],
  /** Days follow the clock of the machine where an operation was made. */
  'client-clock': [
    {
      file: 'src/server/authority/run-batch.ts',
      find: '      today,\n      at: arrivedAt,',
      put: '      today: dayOf(doneAt),\n      at: arrivedAt,',
    },
  ],
  /** What comes down waits until everything has gone up. */
  'push-blocks-pull': [
    {
      file: 'src/main/sync/engine.ts',
      find: '  if (cursor === null) return snapshotOnce(setting);\n  const sentAt = ports.now();',
      put: `  if (cursor === null) return snapshotOnce(setting);
  if (replica.store.read.prepare('select 1 from outbox where settled_at is null limit 1').get()) return 'idle';
  const sentAt = ports.now();`,
    },
  ],
  /** A file that was fetched is used without being hashed. */
  'blob-not-rehashed': [
    {
      file: 'src/main/store/blobs.ts',
      find: 'if ((await hashOrNothing(places.kept(part, sha256))) !== sha256) {',
      put: 'if (part === sha256) {',
    },
  ],
  /** What may no longer be seen stays on the machine. */
  'tombstone-skipped': [
    {
      file: 'src/main/sync/apply.ts',
      find: 'const removed = page.gone.flatMap((root) => removeTree(db, root));',
      put: 'const removed = page.gone.slice(0, 0).flatMap((root) => removeTree(db, root));',
    },
  ],
  /** A restored server is spoken to as if nothing had happened. */
  'epoch-ignored': [
    {
      file: 'src/main/sync/apply.ts',
      find: "if (page.epoch !== epoch || page.next < cursor || page.head < cursor) return 'needs-snapshot';",
      put: "if (page.next < cursor || page.head < cursor) return 'needs-snapshot';",
    },
    {
      file: 'src/server/authority/answer-push.ts',
      find: "if (push.epoch !== epoch) throw new ProtocolProblem('epoch-differs', epoch);",
      put: '',
    },
  ],
  /** A machine says that it has wiped a contained document before it has. */
  'wiped-too-early': [
    {
      file: 'src/main/sync/contain-here.ts',
      find: "if (store.read.prepare(`select 1 from downloads where state = 'unwanted' limit 1`).get()) return 'left';",
      put: '',
    },
    {
      file: 'src/main/sync/contain-here.ts',
      find: '    store.rewrite();',
      put: '',
    },
  ],
  /** What a clerk carried in of a package that the server had brought stays on his desk when its document is contained. */
  'carried-kept': [
    {
      file: 'src/shared/domain/secrecy/contain.ts',
      find: "? [purge('incoming', carriedAs(document.agencyId, document.packageSha256))]",
      put: '? []',
    },
  ],
  /** What was said of a contained document stays in the log. */
  'log-not-scrubbed': [
    {
      file: 'src/server/secrecy/scrub.ts',
      find: 'await store.clearArguments(contained);',
      put: '',
    },
  ],
  /** A number is taken from a copy of the counter that another operation has moved. */
  'stale-counter': [
    {
      file: 'src/shared/domain/register/number.ts',
      find: 'book: { ...book, next: number + 1, lastIssuedOn: issuedOn }',
      put: 'book: { ...book, next: number + (number % 5 === 0 ? 0 : 1), lastIssuedOn: issuedOn }',
    },
  ],
  /** A server that was put back in time is not told which numbers it gave: papers get others. */
  'numbers-forgotten': [
    {
      file: 'src/main/sync/apply.ts',
      find: 'if (before.epoch !== null && isNewEpoch && before.snapshotEpoch === null) rememberNumbers(db);',
      put: '',
    },
  ],
  /** A desk that has seen numbers given lets a restored server give them to somebody else. */
  'seen-forgotten': [
    {
      file: 'src/shared/domain/register/number.ts',
      find: "if (isBehind) return refuse('register.lower-awaited');",
      put: '',
    },
  ],
  /** A number of a lease that was withdrawn counts under the next one of the same machine. */
  'lease-without-epoch': [
    {
      file: 'src/shared/domain/register/number.ts',
      find: ' || lease.epoch !== given.epoch',
      put: '',
    },
  ],
};
