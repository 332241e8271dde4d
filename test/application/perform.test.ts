import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowSyncOf } from '../../src/main/store/row-sync.ts';
import { countTransfers } from '../../src/main/sync/transfers.ts';
import { IncomingId, OperationId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: TestReplica;
let documentId: IncomingId;
beforeEach(async () => {
  office = makeOffice();
  clerk = await office.ready('clerk');
  documentId = IncomingId.parse(uuid());
});
afterEach(() => office.close());

const paper = (some: object = {}) => ({
  documentId,
  source: 'paper',
  fields: incomingFields(),
  secrecy: 'normal',
  attachments: [],
  ...some,
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
  return 'ok';
};
const incoming = () => clerk.replica.read('incoming', documentId);

describe('a command', () => {
  test('is applied at once, listed as waiting, and stands in the outbox', () => {
    const performed = clerk.replica.perform('incoming.receive', paper());
    expect(performed.outcome).toBe('applied');
    expect(incoming()).toMatchObject({ state: 'arrived', arrivedOn: '2026-11-20' });
    expect(rowSyncOf(clerk.replica.store.read, { kind: 'incoming', id: documentId })).toBe('waiting');
    expect(clerk.outbox()).toEqual([{ name: 'incoming.receive', state: 'waiting', code: null, settled: 0 }]);
    const row = clerk.replica.store.read
      .prepare('select subject from incoming_row where document_id = ?')
      .get(documentId);
    expect(row).toEqual({ subject: incomingFields().subject });
  });

  test('that the rule refuses leaves nothing behind', () => {
    const code = codeOf(() => clerk.replica.perform('incoming.receive', paper({ secrecy: 'secret' })));
    expect([code, incoming(), clerk.outbox()]).toEqual(['secrecy.not-kept-here', undefined, []]);
  });

  test('that would make a body larger than the authority takes is refused before anything is written', async () => {
    const specialist = await office.ready('specialist');
    const draft = (letter: string) => ({
      documentId: uuid(),
      fields: outgoingFields(office.people.leader.id, {
        subject: letter.repeat(500),
        note: letter.repeat(4000),
        recipientsText: letter.repeat(1000),
      }),
      secrecy: 'normal',
      attachments: [],
    });
    expect(codeOf(() => specialist.replica.perform('outgoing.draft', draft('ố')))).toBe(
      'operation.too-large',
    );
    expect(specialist.outbox()).toEqual([]);
    expect(codeOf(() => specialist.replica.perform('outgoing.draft', draft('o')))).toBe('ok');
  });

  test('that only the authority can decide waits and changes nothing here', () => {
    clerk.replica.perform('incoming.receive', paper());
    const { outcome } = clerk.replica.perform('incoming.register', {
      documentId,
      registerId: office.book('incoming'),
      fields: incomingFields(),
      secrecy: 'normal',
    });
    expect([outcome, incoming()?.state]).toEqual(['waiting', 'arrived']);
  });

  test.each([
    ['an unknown name', 'incoming.eat', {}, 'operation.unknown'],
    ['arguments of another shape', 'incoming.receive', { documentId: 'x' }, 'input.invalid'],
    ['no arguments', 'incoming.receive', undefined, 'input.invalid'],
  ])('with %s is refused', (_what, name, args, code) => {
    expect(codeOf(() => clerk.replica.perform(name, args))).toBe(code);
    expect(clerk.outbox()).toEqual([]);
  });

  test('whose arguments are larger than an operation may be is refused', () => {
    const attachments = Array.from({ length: 50 }, () => ({
      attachmentId: uuid(),
      file: { ...pdfFile('a', 'ấ'.repeat(255)), mediaType: 'ấ'.repeat(100) },
    }));
    const fields = incomingFields({ note: 'ấ'.repeat(4000) });
    expect(codeOf(() => clerk.replica.perform('incoming.receive', paper({ fields, attachments })))).toBe(
      'operation.too-large',
    );
  });

  test('that creates what exists is refused, as the authority would', () => {
    clerk.replica.perform('incoming.receive', paper());
    expect(codeOf(() => clerk.replica.perform('incoming.receive', paper()))).toBe('entity.exists');
  });

  test('cannot promise a file that is not on this machine', () => {
    expect(
      codeOf(() => clerk.replica.perform('incoming.receive', paper({ source: 'file', file: pdfFile() }))),
    ).toBe('file.not-here');
  });

  test('with a file sends the file first', async () => {
    const kept = await clerk.blobs.put(Buffer.from('%PDF-1.7 a'), 1000);
    const file = { ...pdfFile(), ...kept };
    clerk.replica.perform('incoming.receive', paper({ source: 'file', file }));
    expect(countTransfers(clerk.replica.store.read).filesToSend).toBe(1);
    expect(await clerk.push()).toBe('idle');
    expect(await clerk.upload()).toBe('done');
    expect(await clerk.push()).toBe('done');
    expect(office.server.body('incoming', documentId)?.file?.sha256).toBe(kept.sha256);
  });

  test('before the first synchronisation is refused, because nobody knows who sits here', () => {
    const fresh = office.replica('leader');
    expect(codeOf(() => fresh.replica.perform('incoming.receive', paper()))).toBe('profile.not-ready');
  });
});

describe('taking back', () => {
  const directive = () => ({ documentId, isRead: true });

  test('removes an unsent operation with what depended on it', () => {
    const first = clerk.replica.perform('incoming.receive', paper());
    const second = clerk.replica.perform('incoming.markRead', directive());
    const other = clerk.replica.perform('incoming.receive', paper({ documentId: uuid() }));
    expect(clerk.replica.takeBack(first.operationId)).toEqual([first.operationId, second.operationId]);
    expect(incoming()).toBeUndefined();
    expect(clerk.outbox()).toHaveLength(1);
    expect(codeOf(() => clerk.replica.takeBack(first.operationId))).toBe('sync.operation-not-found');
    expect(clerk.replica.takeBack(other.operationId)).toEqual([other.operationId]);
  });

  test('forgets the upload that nobody else needs', async () => {
    const kept = await clerk.blobs.put(Buffer.from('%PDF-1.7 b'), 1000);
    const { operationId } = clerk.replica.perform(
      'incoming.receive',
      paper({ source: 'file', file: { ...pdfFile(), ...kept } }),
    );
    clerk.replica.takeBack(operationId);
    expect(countTransfers(clerk.replica.store.read).filesToSend).toBe(0);
  });

  test('is refused once the operation has its place in the sequence', async () => {
    const { operationId } = clerk.replica.perform('incoming.receive', paper());
    clerk.replica.takeBatch();
    expect(codeOf(() => clerk.replica.takeBack(operationId))).toBe('sync.already-sent');
    expect(incoming()?.state).toBe('arrived');
  });

  test('of an unknown operation says so', () => {
    expect(codeOf(() => clerk.replica.takeBack(OperationId.parse(uuid())))).toBe('sync.operation-not-found');
  });
});
