import { describe, expect, test } from 'vitest';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { kindNames, kinds } from '../../src/shared/domain/core/kinds.ts';
import { BODY_BYTES_MAX } from '../../src/shared/domain/core/schema.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { faults } from '../../src/shared/words/vi.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { foundInSigned } from '../support/paper-acts.ts';
import { makeWorld, sha, uuid } from '../support/world.ts';

describe('growth', () => {
  test('III.7.đ: a field written by a newer program survives every command of this one', () => {
    const world = makeWorld();
    const incomingId = uuid();
    const outgoingId = uuid();
    const book = (name: 'incoming' | 'outgoing') => registerId(world.agencyId, name, 2026);
    const { id: officialId, ...official } = world.people.specialist;
    const reading = readingId(IncomingId.parse(incomingId), world.people.clerk.id);
    const incidentId = uuid();
    const reported = {
      of: { kind: 'outgoing', id: outgoingId },
      subject: 'Trả lời',
      given: { number: 2, issuedOn: '2026-11-20', epoch: 1 },
      code: 'register.lease-lost',
      doneAt: '2026-11-20T02:00:00.000Z',
    };
    const steps: readonly [string, object, 'clerk' | 'leader' | 'specialist' | 'administrator'][] = [
      [
        'incoming.receive',
        {
          documentId: incomingId,
          source: 'paper',
          fields: incomingFields(),
          secrecy: 'normal',
          attachments: [],
        },
        'clerk',
      ],
      [
        'incoming.register',
        { documentId: incomingId, registerId: book('incoming'), fields: incomingFields(), secrecy: 'normal' },
        'clerk',
      ],
      [
        'incoming.correct',
        {
          documentId: incomingId,
          correctionId: uuid(),
          field: 'codeNumber',
          oldValue: '412',
          newValue: '413',
          reason: 'nhầm',
        },
        'clerk',
      ],
      [
        'incoming.direct',
        {
          documentId: incomingId,
          directiveId: uuid(),
          text: 'Giao.',
          assignments: [{ assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead' }],
        },
        'leader',
      ],
      ['incoming.markRead', { documentId: incomingId, isRead: true }, 'clerk'],
      ['incoming.markRead', { documentId: incomingId, isRead: false }, 'clerk'],
      ['incoming.start', { documentId: incomingId }, 'specialist'],
      ['incoming.finish', { documentId: incomingId }, 'specialist'],
      [
        'outgoing.draft',
        {
          documentId: outgoingId,
          fields: outgoingFields(world.people.leader.id),
          secrecy: 'normal',
          main: { versionId: uuid(), file: pdfFile('a') },
          attachments: [],
        },
        'specialist',
      ],
      ['outgoing.attach', { documentId: outgoingId, attachmentId: uuid(), file: pdfFile('8') }, 'specialist'],
      [
        'outgoing.revise',
        { documentId: outgoingId, fields: outgoingFields(world.people.leader.id), secrecy: 'normal' },
        'specialist',
      ],
      [
        'outgoing.submit',
        { documentId: outgoingId, baseSha256: sha('a'), prepared: { versionId: uuid(), file: pdfFile('b') } },
        'specialist',
      ],
      ['outgoing.return', { documentId: outgoingId, reason: 'sửa' }, 'leader'],
      [
        'outgoing.submit',
        { documentId: outgoingId, baseSha256: sha('b'), prepared: { versionId: uuid(), file: pdfFile('b') } },
        'specialist',
      ],
      [
        'outgoing.recordSignature',
        {
          documentId: outgoingId,
          versionId: uuid(),
          baseSha256: sha('b'),
          signed: pdfFile('c'),
          role: 'person',
        },
        'leader',
      ],
      ['outgoing.takeNumber', { documentId: outgoingId, registerId: book('outgoing') }, 'clerk'],
      ['outgoing.void', { documentId: outgoingId, reason: 'Không đóng dấu được' }, 'clerk'],
      ['office.appoint', { officialId, official }, 'administrator'],
      ['register.takeLease', { registerId: book('outgoing'), lastDay: '2026-11-25' }, 'clerk'],
      ['register.withdrawLease', { registerId: book('outgoing'), epoch: 1, reason: 'Máy hỏng' }, 'leader'],
      ['register.reportIncident', { incidentId, registerId: book('outgoing'), ...reported }, 'clerk'],
      ['register.voidNumber', { incidentId, reason: 'Không dùng' }, 'clerk'],
    ];
    world.inspected = foundInSigned();
    const watched = [
      ['incoming', incomingId],
      ['outgoing', outgoingId],
      ['reading', reading],
      ['official', officialId],
      ['register', book('incoming')],
      ['register', book('outgoing')],
      ['incident', incidentId],
    ] as const;
    for (const [name, args, who] of steps) {
      for (const [kind, id] of watched) world.age(kind, id);
      const aged = watched.filter(([kind, id]) => world.get(kind, id) !== undefined);
      expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
      for (const [kind, id] of aged)
        expect([name, kind, world.get(kind, id)]).toMatchObject([name, kind, { fromTheFuture: ['kept'] }]);
    }
  });

  test('every body that the rules write is accepted by its own schema and far below its limit', () => {
    const world = makeWorld();
    const documentId = uuid();
    const long = 'Ệ'.repeat(500);
    const attachments = Array.from({ length: 50 }, () => ({
      attachmentId: uuid(),
      file: pdfFile('b', 'ễ'.repeat(255)),
    }));
    world.give(
      'incoming.receive',
      {
        documentId,
        source: 'file',
        fields: incomingFields({ subject: long, note: 'ỡ'.repeat(4000) }),
        secrecy: 'normal',
        file: pdfFile(),
        attachments,
      },
      'clerk',
    );
    for (const kind of kindNames)
      for (const body of world.all(kind)) {
        expect(kinds[kind].schema.safeParse(body).success).toBe(true);
        expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(BODY_BYTES_MAX);
      }
    expect(world.all('attachment')).toHaveLength(50);
  });
});

describe('the catalogue', () => {
  test('every sentence says something whole, in NFC, with a stop at its end', () => {
    for (const [code, sentence] of Object.entries(faults)) {
      expect([code, sentence === sentence.normalize('NFC'), /[.!?)…]$/.test(sentence)]).toEqual([
        code,
        true,
        true,
      ]);
      expect([code, sentence.length > 10]).toEqual([code, true]);
    }
  });

  test('every command carries the name that the table gives it', () => {
    for (const [name, command] of Object.entries(allCommands)) expect(command.name).toBe(name);
  });
});
