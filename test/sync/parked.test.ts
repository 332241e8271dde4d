import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countTransfers } from '../../src/main/sync/transfers.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { type CutLine, cutLine, makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: TestReplica;
let line: CutLine;
let documentId: IncomingId;
const noLine = () => new AppError('server.unreachable', {}, { retryable: true });
beforeEach(async () => {
  office = makeOffice();
  line = cutLine(office.server.connect(office.people.clerk.id), noLine);
  clerk = await office.ready('clerk', { server: line.port });
  documentId = IncomingId.parse(uuid());
});
afterEach(() => office.close());

const receive = (who = clerk, id: string = documentId, some: object = {}) =>
  who.replica.perform('incoming.receive', {
    documentId: id,
    source: 'paper',
    fields: incomingFields(some),
    secrecy: 'normal',
    attachments: [],
  });
const states = (who = clerk) => who.outbox().map(({ state, settled }) => (settled ? 'done' : state));
describe('one bad operation', () => {
  test('is parked and lets the others through', async () => {
    const bad = uuid();
    receive(clerk, bad);
    receive();
    const push = line.port.push;
    const port = {
      ...line.port,
      push: async (request: Parameters<typeof push>[0]) =>
        request.operations.some(({ args }) => JSON.stringify(args).includes(bad))
          ? { rejected: 'invalid' }
          : push({ ...request, operations: request.operations.map((each) => ({ ...each, devSeq: 1 })) }),
    };
    Object.assign(clerk.engine.ports, { server: port });
    expect(await clerk.push()).toBe('later');
    expect(clerk.outbox().map(({ state, code }) => [state, code])).toEqual([
      ['parked', 'sync.unsendable'],
      ['answered', null],
    ]);
    expect(office.server.body('incoming', documentId)?.state).toBe('arrived');
  });

  test('that waits for its file holds back only its own document', async () => {
    const kept = await clerk.blobs.put(Buffer.from('%PDF-1.7 c'), 1000);
    clerk.replica.perform('incoming.receive', {
      documentId,
      source: 'file',
      fields: incomingFields(),
      secrecy: 'normal',
      file: { ...pdfFile(), ...kept },
      attachments: [],
    });
    clerk.replica.perform('incoming.markRead', { documentId, isRead: true });
    const other = uuid();
    receive(clerk, other);
    await clerk.push();
    expect(states()).toEqual(['waiting', 'waiting', 'answered']);
    await clerk.settle();
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  test('whose file the server lost sends the file again', async () => {
    const kept = await clerk.blobs.put(Buffer.from('%PDF-1.7 d'), 1000);
    clerk.replica.perform('incoming.receive', {
      documentId,
      source: 'file',
      fields: incomingFields(),
      secrecy: 'normal',
      file: { ...pdfFile(), ...kept },
      attachments: [],
    });
    await clerk.upload();
    (office.server.blobs as Map<string, Uint8Array>).clear();
    expect(await clerk.push()).toBe('later');
    expect(countTransfers(clerk.replica.store.read).filesToSend).toBe(1);
    await clerk.settle();
    expect(office.server.body('incoming', documentId)?.state).toBe('arrived');
  });
});
