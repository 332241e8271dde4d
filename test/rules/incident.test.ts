import { beforeEach, describe, expect, test } from 'vitest';
import { commandNamed } from '../../src/shared/domain/all-commands.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { wordlessId } from '../../src/shared/domain/register/incident.ts';
import { pdfFile } from '../support/documents.ts';
import {
  book,
  bookId,
  entries,
  given,
  keep,
  newWorld,
  number,
  otherDevice,
  report,
  signed,
  take,
  voidIt,
  withdraw,
} from '../support/leased-book.ts';
import { device, makeWorld, person, sha, uuid, type World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

describe('a number that was not accepted', () => {
  const seal = (n: string) => ({
    name: 'outgoing.recordSignature',
    args: { role: 'agency', signed: pdfFile(n), baseSha256: sha('c'), versionId: uuid() },
  });

  test('is an incident with its sealed file; the book stands still until a clerk decides, smallest first', () => {
    take();
    withdraw();
    const [one, two, other] = [signed(), signed(), signed()];
    const first = report(one, given(1), 'register.lease-lost', [seal('d')]);
    const second = report(two, given(2), 'register.lease-lost');
    expect(world.get('incident', first)).toMatchObject({
      of: { kind: 'outgoing', id: one },
      given: given(1),
      code: 'register.lease-lost',
      sealed: { file: pdfFile('d'), baseSha256: sha('c') },
      isDisputed: true,
    });
    expect(world.get('incident', second)).not.toHaveProperty('sealed');
    expect(number(other)).toBe('register.disputed');
    world.device = otherDevice;
    expect(take()).toBe('register.lease-disputed');
    expect(voidIt(second)).toBe('register.lower-first');
    expect(world.get('outgoing', one).number).toBeUndefined();
    expect(voidIt(first)).toBe('ok');
    expect(world.get('incident', first).settled).toMatchObject({ how: 'void', isEntry: true });
    expect(keep(second)).toBe('ok');
    expect(world.get('outgoing', two)).toMatchObject({
      state: 'numbered',
      number: 2,
      issuedOn: '2026-11-20',
    });
    expect(number(one)).toBe('ok');
    expect(number(other)).toBe('ok');
    expect(world.get('outgoing', one).number).toBe(3);
    expect(entries()).toEqual([1, 2, 3, 4]);
    expect(voidIt(first)).toBe('register.incident-settled');
  });

  test('is kept with its sealed file, which is looked at as every seal is', () => {
    take();
    withdraw();
    const documentId = signed();
    const incidentId = report(documentId, given(1), 'register.lease-lost', [seal('d')]);
    const sealed = { versionId: uuid(), sha256: sha('d'), baseSha256: sha('c') };
    const found = {
      ...{ continuesBase: true, isIntact: true, signatureCount: 2, signerCertificateSha256: sha('5') },
      ...{ numberText: '07', dateText: 'ngày 20 tháng 11 năm 2026' },
    };
    world.inspected = found;
    expect(keep(incidentId, { sealed })).toBe('outgoing.number-differs-on-page');
    world.inspected = { ...found, numberText: '01' };
    expect(keep(incidentId, { sealed: { ...sealed, sha256: sha('e') } })).toBe('outgoing.file-changed');
    expect(keep(incidentId, { sealed })).toBe('ok');
    expect(world.get('outgoing', documentId)).toMatchObject({
      state: 'sealed',
      number: 1,
      file: pdfFile('d'),
    });
    expect(world.get('version', sealed.versionId)).toMatchObject({
      origin: 'sealed',
      by: world.people.clerk.id,
    });
    expect(world.get('incident', incidentId).settled).toMatchObject({
      how: 'kept',
      reason: 'Biên bản số 04/BB-SMM',
    });
  });

  test('cannot be kept where another document has it by now; void, it leaves no second entry', () => {
    take();
    withdraw();
    const [lost, other] = [signed(), signed()];
    expect(number(other)).toBe('ok');
    const incidentId = report(lost, given(1));
    expect(world.get('incident', incidentId).isDisputed).toBe(false);
    expect(keep(incidentId)).toBe('register.number-used');
    expect(voidIt(incidentId)).toBe('ok');
    expect(world.get('incident', incidentId).settled).toMatchObject({ isEntry: false });
    expect(number(lost)).toBe('ok');
    expect(entries()).toEqual([1, 2]);
  });

  test('is decided by clerks alone, and not while another device holds the book', () => {
    take();
    withdraw();
    const [lost, theirs] = [signed(), signed()];
    world.device = otherDevice;
    take();
    world.device = device;
    const incidentId = report(lost, given(1));
    for (const who of [
      'leader',
      'administrator',
      'specialist',
      person(makeWorld().agencyId, 'clerk'),
    ] as const)
      expect(world.give('register.voidNumber', { incidentId, reason: 'x' }, who)).toBe(
        'register.only-clerk-settles',
      );
    expect(voidIt(incidentId)).toBe('register.lease-taken');
    world.device = otherDevice;
    expect(number(theirs, given(1, '2026-11-20', 2))).toBe('ok');
    world.give('register.returnLease', { registerId: bookId(), epoch: 2 }, 'clerk');
    expect(voidIt(incidentId)).toBe('ok');
    expect(book().disputed).toBeUndefined();
    expect(entries()).toEqual([1]);
  });

  test('is void out of turn where a smaller one will never come, so that the book goes on', () => {
    take();
    withdraw();
    const [lost, other] = [signed(), signed()];
    const incidentId = report(lost, given(2));
    expect(number(other)).toBe('register.disputed');
    expect(voidIt(incidentId)).toBe('register.lower-first');
    const reason = 'Máy giữ số 01 bị mất';
    expect(world.give('register.voidNumber', { incidentId, reason, isOutOfTurn: true }, 'clerk')).toBe('ok');
    expect(world.get('incident', incidentId).settled).toMatchObject({ how: 'void', isEntry: false });
    expect([number(other), number(lost)]).toEqual(['ok', 'ok']);
    expect(entries()).toEqual([1, 2]);
  });

  test('of a document that was contained is reported without a word of it, and decided so that its book goes on', () => {
    take();
    const documentId = signed();
    const args = {
      ...{ incidentId: uuid(), registerId: bookId(), of: { kind: 'outgoing', id: documentId } },
      ...{ subject: 'Báo cáo', given: given(1), code: 'register.lease-lost', doneAt: world.at },
    };
    expect(world.give('secrecy.contain', { of: args.of }, 'clerk')).toBe('ok');
    expect(world.give('register.reportIncident', args, 'clerk')).toBe('secrecy.was-contained');
    const again = commandNamed('register.reportIncident')?.afterRefusal?.(
      args as never,
      { ...{ operationId: uuid() as never, code: 'secrecy.was-contained' }, doneAt: world.at, later: [] },
      () => undefined,
    );
    expect(world.give('register.reportIncident', again?.args, 'clerk')).toBe('ok');
    expect(Object.keys(world.get('incident', args.incidentId))).not.toContain('subject');
    expect(keep(args.incidentId)).toBe('outgoing.not-found');
    expect(voidIt(args.incidentId)).toBe('ok');
    expect([book().next, book().disputed]).toEqual([2, undefined]);
  });

  test('that was told without a word of its document is not copied when that is contained anew', () => {
    take();
    withdraw();
    const documentId = signed();
    // The server was put back to before the containment, of which the desk knows.
    const told = {
      ...{ incidentId: uuid(), registerId: bookId(), of: { kind: 'outgoing', id: documentId } },
      ...{ given: given(1), code: 'secrecy.was-contained', doneAt: world.at },
    };
    expect(world.give('register.reportIncident', told, 'clerk')).toBe('ok');
    expect(world.give('secrecy.contain', { of: told.of }, 'clerk')).toBe('ok');
    expect([world.all('incident').length, book().disputed]).toEqual([1, 1]);
    expect(voidIt(told.incidentId)).toBe('ok');
    expect([book().next, book().disputed]).toEqual([2, undefined]);
  });

  test('stays to be decided, without its words, when its document is contained; a void one stays in its book', () => {
    take();
    withdraw();
    const [one, two] = [signed(), signed()];
    voidIt(report(one, given(1)));
    const open = report(two, given(2), 'register.lease-lost', [seal('d')]);
    for (const id of [one, two])
      expect(world.give('secrecy.contain', { of: { kind: 'outgoing', id } }, 'clerk')).toBe('ok');
    const left = world.all('incident').filter(({ subject }) => subject === undefined);
    expect(left).toMatchObject([{ given: given(1), settled: { isEntry: true } }, { given: given(2) }]);
    for (const each of left) expect(Object.keys(each)).not.toContain('sealed');
    expect(book().disputed).toBe(1);
    expect(voidIt(wordlessId(open as never))).toBe('ok');
    expect([book().next, book().disputed]).toEqual([3, undefined]);
  });

  test('is believed of a generation that the authority does not know: it may have been put back to before that lease', () => {
    const args = {
      ...{
        incidentId: uuid(),
        registerId: bookId(),
        of: { kind: 'outgoing', id: uuid() },
        subject: 'Báo cáo',
      },
      ...{ given: given(1), code: 'register.lease-lost', doneAt: world.at },
    };
    expect(world.give('register.reportIncident', args, 'clerk')).toBe('ok');
  });

  test('of an incoming document is made void and registered anew, never kept', () => {
    world.give(
      'register.takeLease',
      { registerId: registerId(world.agencyId, 'incoming', 2026), lastDay: '2026-11-30' },
      'clerk',
    );
    const incidentId = uuid();
    const args = {
      ...{ incidentId, registerId: registerId(world.agencyId, 'incoming', 2026), subject: 'Công văn đến' },
      ...{
        of: { kind: 'incoming', id: uuid() },
        given: given(1),
        code: 'register.not-next',
        doneAt: world.at,
      },
    };
    expect(world.give('register.reportIncident', args, 'clerk')).toBe('ok');
    expect(keep(incidentId)).toBe('register.keep-only-outgoing');
    expect(voidIt(incidentId)).toBe('ok');
    expect(world.get('register', registerId(world.agencyId, 'incoming', 2026)).next).toBe(2);
  });
});
