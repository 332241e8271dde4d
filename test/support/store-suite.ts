import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  AuthorityStore,
  BatchOpening,
  BatchWrite,
  Lost,
} from '../../src/server/store/authority-store.ts';
import type { ExchangeStore } from '../../src/server/store/exchange-store.ts';
import type { FeedStore } from '../../src/server/store/feed-store.ts';
import type { AnyBody, Kind, Ref } from '../../src/shared/domain/core/kinds.ts';
import type { Principal } from '../../src/shared/domain/core/principal.ts';
import { AgencyId, DeviceId, Instant, OfficialId, type Sha256 } from '../../src/shared/domain/core/values.ts';
import { sha } from './world.ts';

/** One storage behind the three ports of the server. */
export type Stores = {
  readonly authority: AuthorityStore;
  readonly feed: FeedStore;
  readonly exchange: ExchangeStore;
  readonly addDevice: (deviceId: string, officialId: string, agencyId: string) => Promise<void>;
  readonly addBlob: (sha256: string, holder: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const AT = Instant.parse('2026-11-20T03:00:00.000Z');
type Entity = {
  readonly kind: Kind;
  readonly id: string;
  readonly body?: object;
  readonly to?: readonly string[];
  readonly root?: Ref;
};

/** What the authority, the feed and the delivery worker rely on, whatever storage stands behind them. */
export function describeStores(name: string, open: () => Promise<Stores>): void {
  describe(`the server’s storage, ${name}`, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    /** An agency of its own for each test, so that heads begin at 0. */
    const agency = () => {
      const agencyId = AgencyId.parse(randomUUID());
      const officialId = OfficialId.parse(randomUUID());
      const device = DeviceId.parse(randomUUID());
      const opening = (some: Partial<BatchOpening> = {}): BatchOpening => ({
        agencyId,
        officialId,
        isSystem: false,
        device,
        isEnrolled: false,
        principals: [],
        arrivedAt: AT,
        doneSince: AT,
        operations: [{ id: randomUUID(), devSeq: undefined, name: 'x', argsSha256: sha('a') }],
        refs: [],
        blobs: [],
        queueId: undefined,
        ...some,
      });
      const write = (entities: readonly Entity[], some: Partial<BatchWrite> = {}, given = opening()) =>
        stores.authority.inBatch(given, async ({ write: commit }) => commit(writeOf(given, entities, some)));
      return { agencyId, officialId, device, opening, write };
    };

    test('numbers accepted operations from 1 under the agency’s counter, and each agency by itself', async () => {
      const [one, other] = [agency(), agency()];
      expect(await one.write([{ kind: 'unit', id: randomUUID() }])).toEqual({
        written: { base: 0, head: 1 },
      });
      expect(await one.write([{ kind: 'unit', id: randomUUID() }])).toEqual({
        written: { base: 1, head: 2 },
      });
      expect(await other.write([{ kind: 'unit', id: randomUUID() }])).toEqual({
        written: { base: 0, head: 1 },
      });
      expect((await stores.feed.state(one.agencyId, one.officialId)).head).toBe(2);
    });

    test('knows an operation that came before, with its verdict byte for byte, and gives a new one no row to tell of', async () => {
      const { opening, write } = agency();
      const given = opening();
      await write([{ kind: 'unit', id: randomUUID() }], {}, given);
      const known = await stores.authority.inBatch(given, async ({ opened }) => opened.known);
      expect(known).toMatchObject([{ id: given.operations[0]?.id, verdict: '{"ok":1,"seq":1}' }]);
      expect(await stores.authority.inBatch(opening(), async ({ opened }) => opened.known)).toEqual([]);
    });

    test('leaves nothing of work that failed or did not write', async () => {
      const { agencyId, officialId, opening } = agency();
      const given = opening();
      await expect(stores.authority.inBatch(given, () => Promise.reject(new Error('fault')))).rejects.toThrow(
        'fault',
      );
      await stores.authority.inBatch(given, async () => undefined);
      expect(await stores.authority.inBatch(given, async ({ opened }) => opened.known)).toEqual([]);
      expect(await stores.feed.state(agencyId, officialId)).toEqual({ head: 0, changedSeq: 0 });
    });

    test('reads what was asked for, of this agency alone', async () => {
      const [one, other] = [agency(), agency()];
      const id = randomUUID();
      await one.write([{ kind: 'unit', id, body: { name: 'Phòng "Một"\n' } }]);
      const read = (of: ReturnType<typeof agency>) =>
        stores.authority.inBatch(
          of.opening({ refs: [{ kind: 'unit', id }] }),
          async ({ opened, readMore }) => [opened.entities, await readMore([{ kind: 'unit', id }])],
        );
      const held = [{ kind: 'unit', id, seq: 1, body: { v: 1, name: 'Phòng "Một"\n' } }];
      expect(await read(one)).toEqual([held, held]);
      expect(await read(other)).toEqual([[], []]);
    });

    test.each<
      [string, (id: string, operationId: string) => readonly [readonly Entity[], Partial<BatchWrite>], string]
    >([
      ['an id that exists', (id) => [[{ kind: 'unit', id }], {}], 'entity.exists'],
      [
        'a claim that is taken',
        (id, operation_id) => [
          [{ kind: 'unit', id: randomUUID() }],
          { claims: [{ space: 'inbox', key: id, operation_id, else_refuse: 'exchange.already-arrived' }] },
        ],
        'exchange.already-arrived',
      ],
    ])('tells who lost to %s, and writes nothing of the batch', async (_what, second, code) => {
      const { agencyId, officialId, opening, write } = agency();
      const id = randomUUID();
      await write([{ kind: 'unit', id }], {
        claims: [{ space: 'inbox', key: id, operation_id: randomUUID(), else_refuse: 'x' }],
      });
      const given = opening();
      const operationId = given.operations[0]?.id ?? '';
      const [entities, some] = second(id, operationId);
      const outcome = (await write(entities, some, given)) as { lost: Lost };
      expect(outcome).toEqual({ lost: [{ operationId, code }] });
      expect((await stores.feed.state(agencyId, officialId)).head).toBe(1);
      expect(await stores.authority.inBatch(given, async ({ opened }) => opened.known)).toEqual([]);
    });

    test('does not let an agency write over an entity of another', async () => {
      const [one, other] = [agency(), agency()];
      const id = randomUUID();
      await one.write([{ kind: 'unit', id }]);
      const outcome = await other.write([], {
        acceptedCount: 1,
        put: rows([{ kind: 'unit', id }], randomUUID()),
      });
      expect(outcome).toMatchObject({ lost: [{ code: 'entity.exists' }] });
    });

    test('keeps a device’s place, and says whether it was revoked', async () => {
      const { agencyId, officialId, device, opening, write } = agency();
      await stores.addDevice(device, officialId, agencyId);
      await write([{ kind: 'unit', id: randomUUID() }], { lastDevSeq: 7 }, opening({ isEnrolled: true }));
      const seen = await stores.authority.inBatch(
        opening({ isEnrolled: true }),
        async ({ opened }) => opened.device,
      );
      expect(seen).toEqual({ lastDevSeq: 7, isRevoked: false });
    });

    test('a file may be named by who brought it, and by who sees something that names it', async () => {
      const { opening, write } = agency();
      const [holder, reader, stranger] = ['official:h', 'official:r', 'official:s'].map(
        (each) => `${each}-${randomUUID()}` as Principal,
      );
      const sha256 = randomUUID().replaceAll('-', '').padEnd(64, '0') as Sha256;
      await stores.addBlob(sha256, holder ?? '');
      const id = randomUUID();
      await write([{ kind: 'unit', id, to: [reader ?? ''] }], {
        blobRefs: [{ ...placed({ kind: 'unit', id }), is_new: true, hashes: [sha256] }],
      });
      const missing = (principals: readonly Principal[], isSystem = false) =>
        stores.authority.inBatch(
          opening({ blobs: [sha256], principals, isSystem }),
          async ({ opened }) => opened.missingBlobs,
        );
      const asked = [holder, reader, stranger].map((each) => missing(each ? [each] : []));
      expect(await Promise.all([...asked, missing([], true)])).toEqual([[], [], [sha256], []]);
    });

    test('a page has what changed, the whole tree of what came into sight, and what left it', async () => {
      const { agencyId, write } = agency();
      const me = `official:${randomUUID()}`;
      const [root, part, gone] = [randomUUID(), randomUUID(), randomUUID()];
      const rootRef = { kind: 'incoming', id: root } as const;
      await write([{ kind: 'incoming', id: gone, to: [me] }]);
      await write([{ kind: 'incoming', id: root }]);
      await write([{ kind: 'directive', id: part, root: rootRef }]);
      await write([], {
        acceptedCount: 1,
        access: [{ ...placed({ kind: 'incoming', id: root }), is_new: false, principals: [me as Principal] }],
      });
      await write([], {
        acceptedCount: 1,
        access: [{ ...placed({ kind: 'incoming', id: gone }), is_new: false, principals: [] }],
      });
      const page = (since: number, upTo: number) =>
        stores.feed.window({ agencyId, principals: [me], since, upTo });
      expect((await page(0, 1)).map(({ at, type }) => [at, type])).toEqual([]);
      const begun = (await page(1, 4)).map((row) => [row.at, row.type, 'id' in row ? row.id : ''].join());
      expect(begun.sort()).toEqual([root, part].map((id) => [4, 'entity', id].join()).sort());
      expect(await page(4, 5)).toMatchObject([{ at: 5, type: 'gone', rootKind: 'incoming', rootId: gone }]);
      expect(await page(5, 5)).toEqual([]);
    });

    test('a snapshot is what is seen, in the order of places, from any place on', async () => {
      const { agencyId, write } = agency();
      const me = `official:${randomUUID()}`;
      const ids = [randomUUID(), randomUUID(), randomUUID()].sort();
      for (const id of ids.toReversed()) await write([{ kind: 'incoming', id, to: [me] }]);
      await write([{ kind: 'incoming', id: randomUUID() }]);
      const first = await stores.feed.snapshot(agencyId, [me], ['', '', '', ''], 2);
      expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const last = first.at(-1);
      const rest = await stores.feed.snapshot(
        agencyId,
        [me],
        [last?.rootKind ?? '', last?.rootId ?? '', last?.kind ?? '', last?.id ?? ''],
        9,
      );
      expect(rest.map(({ id }) => id)).toEqual(ids.slice(2));
      expect(await stores.feed.snapshot(agencyId, ['official:nobody'], ['', '', '', ''], 9)).toEqual([]);
      expect(
        (await stores.feed.current([me], [{ kind: 'incoming', id: ids[0] ?? '' }])).map(({ seq }) => seq),
      ).toEqual([3]);
      expect(
        await stores.feed.current(['official:nobody'], [{ kind: 'incoming', id: ids[0] ?? '' }]),
      ).toEqual([]);
    });

    test('tells when an official’s own roles changed, and since when he was what', async () => {
      const { agencyId, officialId, opening, write } = agency();
      const membership = (fingerprint: string, roles: readonly string[]) => ({
        acceptedCount: 1,
        memberships: [
          { id: officialId, fingerprint, ordinal: 1, body: JSON.stringify({ v: 1, agencyId, roles }) },
        ],
      });
      await write([], membership('a', ['clerk']));
      await write([], membership('a', ['clerk']));
      expect((await stores.feed.state(agencyId, officialId)).changedSeq).toBe(1);
      await write([], membership('b', ['leader']));
      expect((await stores.feed.state(agencyId, officialId)).changedSeq).toBe(3);
      const since = Instant.parse('2026-11-19T00:00:00.000Z');
      const history = await stores.authority.inBatch(
        opening({ doneSince: since }),
        async ({ opened }) => opened.history,
      );
      expect(history === 'queue-row-gone' ? [] : history.map(({ body }) => body.roles)).toEqual([
        ['clerk'],
        ['clerk'],
        ['leader'],
      ]);
      expect(await stores.authority.inBatch(opening(), async ({ opened }) => opened.history)).toEqual([]);
    });

    test('work is queued once, is due in its order, can wait, and goes with the batch that does it', async () => {
      const { opening, write } = agency();
      const [first, second] = [`${randomUUID()}/01`, `${randomUUID()}/01`];
      const queue = [first, second].map((key) => ({ topic: 'receipt' as const, key, payload: '{"a":1}' }));
      await write([{ kind: 'unit', id: randomUUID() }], { queue });
      await write([{ kind: 'unit', id: randomUUID() }], { queue });
      const mine = async (now = AT) =>
        (await stores.exchange.due(now, 50)).filter(({ key }) => key === first || key === second);
      const [one, two] = await mine();
      expect([one, two]).toMatchObject([
        { key: first, attempts: 0 },
        { key: second, payload: '{"a":1}' },
      ]);
      const later = Instant.parse('2026-11-20T04:00:00.000Z');
      await stores.exchange.putOff(one?.id ?? '', later);
      expect((await mine()).map(({ key }) => key)).toEqual([second]);
      expect(await mine(later)).toMatchObject([{ key: first, attempts: 1 }, { key: second }]);
      await write(
        [{ kind: 'unit', id: randomUUID() }],
        { removesQueueRow: true },
        opening({ queueId: two?.id }),
      );
      expect(await write([], {}, opening({ queueId: two?.id }))).toBe('queue-row-gone');
      await stores.exchange.drop(one?.id ?? '');
      expect(await mine(later)).toEqual([]);
    });

    test('knows its own agencies and what a sender has on record', async () => {
      const { agencyId, write } = agency();
      const id = randomUUID();
      expect(await stores.exchange.isOurs(agencyId)).toBe(false);
      await write([
        { kind: 'agency', id: agencyId, body: { name: 'Sở' } },
        { kind: 'outgoing', id },
        { kind: 'version', id: randomUUID(), body: { origin: 'sealed' }, root: { kind: 'outgoing', id } },
        { kind: 'version', id: randomUUID(), root: { kind: 'outgoing', id: randomUUID() } },
      ]);
      expect(await stores.exchange.isOurs(agencyId)).toBe(true);
      expect(await stores.exchange.sender(agencyId, id)).toEqual({
        agency: { v: 1, name: 'Sở' },
        document: { v: 1 },
        versions: [{ v: 1, origin: 'sealed' }],
      });
      expect(await stores.exchange.sender(agencyId, randomUUID())).toMatchObject({
        document: undefined,
        versions: [],
      });
    });
  });
}

const placed = ({ kind, id, root = { kind, id } }: Entity) => ({
  kind,
  id,
  root_kind: root.kind,
  root_id: root.id,
  ordinal: 1,
});

const rows = (entities: readonly Entity[], operation_id: string): BatchWrite['created'] =>
  entities.map((each) => ({
    ...placed(each),
    operation_id,
    body: JSON.stringify({ v: 1, ...each.body } as AnyBody),
  }));

/** One accepted operation that creates the entities. */
function writeOf(
  { operations }: BatchOpening,
  entities: readonly Entity[],
  some: Partial<BatchWrite>,
): BatchWrite {
  const id = operations[0]?.id ?? '';
  const acceptedCount = some.acceptedCount ?? (entities.length > 0 ? 1 : 0);
  return {
    acceptedCount,
    lastDevSeq: undefined,
    removesQueueRow: false,
    claims: [],
    created: rows(entities, id),
    put: [],
    access: entities.flatMap((each) =>
      each.to ? [{ ...placed(each), is_new: true, principals: each.to as readonly Principal[] }] : [],
    ),
    blobRefs: [],
    memberships: [],
    queue: [],
    purged: [],
    verdicts: [{ id, verdict: '{"ok":1', touched: '[]', ordinal: acceptedCount > 0 ? 1 : null, attempts: 0 }],
    log:
      acceptedCount > 0
        ? [{ id, ordinal: 1, dev_seq: null, name: 'x', args: '{}', args_sha256: sha('a'), done_at: AT }]
        : [],
    ...some,
  };
}
