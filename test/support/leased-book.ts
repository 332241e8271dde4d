import { expect } from 'vitest';
import { commandNamed } from '../../src/shared/domain/all-commands.ts';
import type { Refused } from '../../src/shared/domain/core/command.ts';
import { DeviceId, Instant, OperationId } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { outgoingFields, pdfFile } from './documents.ts';
import { makeWorld, sha, uuid, type World } from './world.ts';

/** One outgoing book of the rules' world, its leases, and what becomes of numbers. */
export const otherDevice = DeviceId.parse('00000000-0000-4000-8000-00000000000e');
let world: World;
/** A new world for each test. */
export function newWorld(): World {
  world = makeWorld();
  return world;
}

export const bookId = (year = 2026) => registerId(world.agencyId, 'outgoing', year);
export const book = () => world.get('register', bookId());
export const take = (lastDay = '2026-11-30', who: Parameters<World['give']>[2] = 'clerk', year = 2026) =>
  world.give('register.takeLease', { registerId: bookId(year), lastDay }, who);
export const withdraw = (who: Parameters<World['give']>[2] = 'leader', epoch = 1) =>
  world.give('register.withdrawLease', { registerId: bookId(), epoch, reason: 'Máy hỏng' }, who);
export const at = (moment: string): void => {
  world.at = Instant.parse(moment);
};
export const openBook = (year: number) =>
  world.give(
    'register.open',
    {
      registerId: bookId(year),
      agencyId: world.agencyId,
      book: 'outgoing',
      year,
      name: 'Sổ',
      openedOn: `${String(year)}-01-01`,
    },
    'administrator',
  );

/** A signed document that waits for its number. */
export function signed(): string {
  const documentId = uuid();
  world.inspected = {
    ...{ continuesBase: true, isIntact: true, signatureCount: 1 },
    ...{ signerCertificateSha256: sha('1'), numberText: undefined, dateText: undefined },
  };
  const steps = [
    [
      'outgoing.draft',
      {
        fields: outgoingFields(world.people.leader.id),
        secrecy: 'normal',
        main: { versionId: uuid(), file: pdfFile('a') },
        attachments: [],
      },
      'specialist',
    ],
    [
      'outgoing.submit',
      { baseSha256: sha('a'), prepared: { versionId: uuid(), file: pdfFile('b') } },
      'specialist',
    ],
    [
      'outgoing.recordSignature',
      { versionId: uuid(), baseSha256: sha('b'), signed: pdfFile('c'), role: 'person' },
      'leader',
    ],
  ] as const;
  for (const [name, args, who] of steps) expect(world.give(name, { documentId, ...args }, who)).toBe('ok');
  return documentId;
}
export const number = (documentId: string, given?: object, year = 2026) =>
  world.give(
    'outgoing.takeNumber',
    { documentId, registerId: bookId(year), ...(given && { given }) },
    'clerk',
  );
export const given = (n: number, issuedOn = '2026-11-20', epoch = 1) => ({ number: n, issuedOn, epoch });

/** What the device reports of a refused number, with the given seal behind it. */
export function report(
  documentId: string,
  given: object,
  code = 'register.lease-lost',
  later: Refused['later'] = [],
) {
  const args = { documentId, registerId: bookId(), given };
  const operationId = OperationId.parse(uuid());
  const said = commandNamed('outgoing.takeNumber')?.afterRefusal?.(
    args as never,
    { operationId, code, doneAt: world.at, later },
    (kind, id) => world.get(kind, id),
  );
  expect(said?.name).toBe('register.reportIncident');
  expect(world.give('register.reportIncident', said?.args, 'clerk')).toBe('ok');
  return operationId;
}
export const voidIt = (incidentId: string) =>
  world.give('register.voidNumber', { incidentId, reason: 'Bản giấy đã thu hồi' }, 'clerk');
export const keep = (incidentId: string, more: object = {}) =>
  world.give('register.keepNumber', { incidentId, basis: 'Biên bản số 04/BB-SMM', ...more }, 'clerk');

/** Numbers of documents and void entries, as an inspector would read the book. */
export const entries = (year = 2026): readonly number[] =>
  [
    ...world
      .all('outgoing')
      .filter((each) => each.registerId === bookId(year))
      .map((each) => each.number),
    ...world
      .all('incident')
      .filter(
        (each) => each.registerId === bookId(year) && each.settled?.how === 'void' && each.settled.isEntry,
      )
      .map((each) => each.given.number),
  ]
    .filter((each) => each !== undefined)
    .sort((a, b) => a - b);
