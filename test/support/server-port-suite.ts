import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerPort } from '../../src/main/ports.ts';
import { DocumentRef } from '../../src/shared/domain/core/document-ref.ts';
import type {
  AgencyId,
  DeviceId,
  Instant,
  OfficialId,
  RegisterId,
  Sha256,
} from '../../src/shared/domain/core/values.ts';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, pdfFile } from './documents.ts';
import { cutLine } from './office.ts';
import { makeReplica, type TestReplica, temporaryFolders } from './replica.ts';

/** An agency behind some server, with officials whose devices may connect. */
export type PortWorld = {
  readonly agencyId: AgencyId;
  readonly people: Readonly<Record<'clerk' | 'leader' | 'specialist', OfficialId>>;
  readonly incomingBook: RegisterId;
  readonly now: () => Instant;
  readonly connect: (
    officialId: OfficialId,
  ) => Promise<{ readonly port: ServerPort; readonly deviceId: DeviceId }>;
  readonly close: () => Promise<void>;
};

const ROUNDS_MAX = 60;

/** What a replica relies on, whatever server stands behind the port: run against the fake and the real one. */
export function describeServerPort(name: string, open: () => Promise<PortWorld>): void {
  describe(`the server’s port, ${name}`, () => {
    const folders = temporaryFolders();
    const replicas: TestReplica[] = [];
    let world: PortWorld;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(async () => {
      for (const each of replicas) each.close();
      folders.remove();
      await world.close();
    });

    const replicaOf = async (role: keyof PortWorld['people'], wrap = (port: ServerPort) => port) => {
      const { port, deviceId } = await world.connect(world.people[role]);
      const made = makeReplica({
        dataDir: folders.make(),
        officialId: world.people[role],
        agencyId: world.agencyId,
        deviceId,
        server: wrap(port),
        now: world.now,
      });
      replicas.push(made);
      await made.settle(ROUNDS_MAX);
      return made;
    };
    const paper = (documentId: string, some: object = {}) => ({
      documentId,
      source: 'paper',
      fields: incomingFields(),
      secrecy: 'normal',
      attachments: [],
      ...some,
    });
    const seenBy = (replica: TestReplica, documentId: string) =>
      replica.replica.read('incoming', documentId as never);

    test('takes a document with its file, numbers it, and gives both to another clerk', async () => {
      const [first, second] = [await replicaOf('clerk'), await replicaOf('clerk')];
      const documentId = randomUUID();
      const bytes = Buffer.from(`%PDF-1.7 ${documentId}`);
      const kept = await first.blobs.put(bytes, 1000);
      first.replica.perform(
        'incoming.receive',
        paper(documentId, { source: 'file', file: { ...pdfFile(), ...kept } }),
      );
      const { outcome } = first.replica.perform('incoming.register', {
        documentId,
        registerId: world.incomingBook,
        fields: incomingFields(),
        secrecy: 'normal',
      });
      expect(outcome).toBe('waiting');
      await first.settle(ROUNDS_MAX);
      await second.settle(ROUNDS_MAX);
      expect(first.outbox().map(({ state, settled }) => [state, settled])).toEqual([
        ['answered', 1],
        ['answered', 1],
      ]);
      expect(seenBy(first, documentId)).toMatchObject({
        state: 'registered',
        arrivalNumber: expect.any(Number),
      });
      expect(seenBy(second, documentId)).toEqual(seenBy(first, documentId));
      expect(await second.blobs.read(kept.sha256 as Sha256, 1000)).toEqual(bytes);
      expect([...second.seen()]).toEqual([...first.seen()]);
    });

    test('gives an assigned specialist the whole document, and takes effect once when an answer is lost', async () => {
      const clerk = await replicaOf('clerk');
      const specialist = await replicaOf('specialist');
      let line: ReturnType<typeof cutLine> | undefined;
      const leader = await replicaOf('leader', (port) => {
        line = cutLine(port, () => new AppError('server.unreachable'));
        return line.port;
      });
      const documentId = randomUUID();
      clerk.replica.perform('incoming.receive', paper(documentId));
      clerk.replica.perform('incoming.register', {
        documentId,
        registerId: world.incomingBook,
        fields: incomingFields(),
        secrecy: 'normal',
      });
      await clerk.settle(ROUNDS_MAX);
      await leader.settle(ROUNDS_MAX);
      leader.replica.perform('incoming.direct', {
        documentId,
        directiveId: randomUUID(),
        text: 'Giao Văn phòng chủ trì.',
        assignments: [{ assignmentId: randomUUID(), officialId: world.people.specialist, part: 'lead' }],
      });
      if (line) line.cut = 'after';
      await expect(leader.push()).rejects.toThrow('server.unreachable');
      if (line) line.cut = 'no';
      await leader.settle(ROUNDS_MAX);
      await specialist.settle(ROUNDS_MAX);
      expect(seenBy(specialist, documentId)?.state).toBe('assigned');
      const directives = [...specialist.seen().keys()].filter((key) => key.startsWith('directive:'));
      expect(directives).toHaveLength(1);
      expect(leader.outbox()).toMatchObject([{ state: 'answered', settled: 1 }]);
    });

    test('refuses by the rule, with the entity as it is', async () => {
      const [first, second] = [await replicaOf('clerk'), await replicaOf('clerk')];
      const documentId = randomUUID();
      first.replica.perform('incoming.receive', paper(documentId));
      await first.settle(ROUNDS_MAX);
      await second.settle(ROUNDS_MAX);
      first.replica.perform('incoming.refuse', { documentId, reason: 'Gửi nhầm nơi nhận' });
      second.replica.perform('incoming.refuse', { documentId, reason: 'Không đọc được' });
      await first.settle(ROUNDS_MAX);
      await second.settle(ROUNDS_MAX);
      expect(seenBy(second, documentId)?.refusedReason).toBe('Gửi nhầm nơi nhận');
      expect(second.outbox()).toMatchObject([{ state: 'refused', code: 'incoming.already-registered' }]);
    });

    test('answers a cursor that it never gave with a refusal that ends in a snapshot', async () => {
      const clerk = await replicaOf('clerk');
      const before = [...clerk.seen()];
      clerk.replica.store.transact((db) => db.prepare('update replica set cursor = 1000000').run());
      expect(await clerk.pull()).toBe('later');
      expect(clerk.replica.row().cursor).toBeNull();
      await clerk.settle(ROUNDS_MAX);
      expect([...clerk.seen()]).toEqual(before);
    });

    test('hears what was opened, and tells it to nobody but an administrator', async () => {
      const clerk = await replicaOf('clerk');
      const documentId = randomUUID();
      clerk.replica.perform('incoming.receive', paper(documentId));
      await clerk.settle(ROUNDS_MAX);
      const { port } = await world.connect(world.people.clerk);
      const of = DocumentRef.parse({ kind: 'incoming', id: documentId });
      expect(await port.noteOpenings([{ openingId: randomUUID(), of, openedAt: world.now() }])).toEqual({});
      expect(await port.openings({ of })).toMatchObject({ rejected: 'not-found' });
      const day = LocalDate.parse('2026-11-20');
      expect(await port.openingCounts({ from: day, to: day })).toMatchObject({ rejected: 'not-found' });
    });

    test('hints when there is something to pull', async () => {
      const clerk = await replicaOf('clerk');
      const { port } = await world.connect(world.people.clerk);
      const cursor = clerk.replica.row().cursor ?? 0;
      let isUp: () => void = () => undefined;
      const up = new Promise<void>((resolve) => {
        isUp = resolve;
      });
      const hinted = new Promise<number>((resolve) => {
        const stop = port.listen(
          ({ head }) => {
            if (head <= cursor) return;
            stop();
            resolve(head);
          },
          (is) => is && isUp(),
        );
      });
      await up;
      clerk.replica.perform('incoming.receive', paper(randomUUID()));
      await clerk.settle(ROUNDS_MAX);
      expect(await hinted).toBe(cursor + 1);
    });
  });
}
