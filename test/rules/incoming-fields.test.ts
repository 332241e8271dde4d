import { expect, test } from 'vitest';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields } from '../support/documents.ts';
import { makeWorld, uuid } from '../support/world.ts';

test('III.7.c: every field of annex VI part II, II is kept as it was entered', () => {
  const world = makeWorld();
  const documentId = uuid();
  const received = {
    documentId,
    source: 'paper',
    fields: incomingFields(),
    secrecy: 'normal',
    attachments: [],
  };
  world.give('incoming.receive', received, 'clerk');
  const fields = incomingFields({
    issuedOn: '2026-11-18' as never,
    signerName: 'Trịnh Thái Hòa',
    signerPosition: 'Phó Giám đốc',
    language: 'Tiếng Việt',
    pageCount: 12,
    dueOn: '2026-11-30' as never,
    note: 'Kèm 2 phụ lục',
  });
  const book = registerId(world.agencyId, 'incoming', 2026);
  const register = (some: object) =>
    world.give(
      'incoming.register',
      { documentId, registerId: book, fields, secrecy: 'normal', ...some },
      'clerk',
    );
  expect(() => register({ fields: { ...fields, pageCount: 0 } })).toThrow();
  expect(register({})).toBe('ok');
  const kept = world.get('incoming', documentId);
  expect(kept).toMatchObject({ ...fields, arrivalNumber: 1, arrivedOn: '2026-11-20' });
});
