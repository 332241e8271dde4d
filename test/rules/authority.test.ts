import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { HandoverId, Instant } from '../../src/shared/domain/core/values.ts';
import { pdfFile } from '../support/documents.ts';
import { foundInSigned, type PaperActs, paperActs } from '../support/paper-acts.ts';
import { person, sha, uuid, type World } from '../support/world.ts';

let acts: PaperActs;
let world: World;
let deputy: Actor;
let delegationId: string;
let handoverId: string;
beforeEach(() => {
  acts = paperActs();
  world = acts.world;
  [delegationId, handoverId] = [uuid(), uuid()];
  deputy = { ...person(world.agencyId, 'leader'), signingCapacity: 'KT.' };
  appoint(deputy);
});

type Who = Parameters<World['give']>[2];
function appoint({ id, ...official }: Actor): void {
  expect(world.give('office.appoint', { officialId: id, official }, 'administrator')).toBe('ok');
}
const delegate = (some: object = {}, who: Who = 'leader') =>
  world.give(
    'office.delegate',
    {
      delegationId,
      officialId: deputy.id,
      form: 'KT.',
      typeNames: [],
      from: '2026-11-01',
      basis: 'Quyết định phân công',
      ...some,
    },
    who,
  );
const handOver = (some: object = {}, who: Who = 'clerk') =>
  world.give(
    'office.handOverSeal',
    {
      handoverId,
      officialId: world.people.specialist.id,
      from: '2026-11-20T01:00:00.000Z',
      to: '2026-11-22T01:00:00.000Z',
      permission: 'Giấy ủy quyền số 12/GUQ-SMM',
      minutes: 'Biên bản số 03/BB-SMM',
      ...some,
    },
    who,
  );

const submitted = (signer: Actor = deputy, more: object = {}) => [acts.draft(signer, more), acts.submit()];
const sign = (who: Who = deputy, more: object = { delegationId }) => acts.sign(who, more);
const document = () => world.get('outgoing', acts.documentId());

describe('who may sign (NĐ 30/2020 article 13)', () => {
  test('IV.1.b: the head signs every type without any paper; who acts as head too', () => {
    submitted(world.people.leader);
    expect(sign('leader', {})).toBe('ok');
    acts.another();
    const acting = { ...person(world.agencyId, 'leader'), signingCapacity: 'Q.' as const };
    appoint(acting);
    submitted(acting);
    expect(sign(acting, {})).toBe('ok');
  });

  test('a paper that a deputy signed elsewhere is taken under the authority that he had for it, by drafter or clerk', () => {
    const take = (who: Who, more: object = {}) =>
      acts.give('outgoing.takeSigned', { versionId: uuid(), baseSha256: sha('a'), ...more }, who);
    world.inspected = foundInSigned();
    acts.draft(deputy);
    expect([take('leader'), take('specialist')]).toEqual([
      'outgoing.only-drafter',
      'outgoing.signer-no-right',
    ]);
    expect([delegate(), take('clerk', { delegationId })]).toEqual(['ok', 'ok']);
    expect(document()).toMatchObject({ state: 'signed', file: { sha256: sha('a') } });
    expect(take('clerk', { delegationId })).toBe('outgoing.already-submitted');
  });

  test('a deputy signs what he was given, and the version tells under which authority', () => {
    expect([delegate(), ...submitted(), sign()]).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(world.all('version').at(-1)).toMatchObject({ origin: 'signed', delegationId, form: 'KT.' });
  });

  test.each([
    ['has run out', '2024-01-01T00:00:00.000Z', '2026-11-20T02:59:59.000Z'],
    ['is not valid yet', '2026-11-20T03:00:01.000Z', '2028-01-01T00:00:00.000Z'],
  ])('nobody by a certificate that %s', (_why, from, to) => {
    submitted(world.people.leader);
    const signerValidity = { from: Instant.parse(from), to: Instant.parse(to) };
    world.inspected = foundInSigned({ signerValidity });
    const args = { versionId: uuid(), baseSha256: sha('b'), signed: pdfFile('c'), role: 'person' };
    expect(acts.give('outgoing.recordSignature', args, 'leader')).toBe('outgoing.certificate-not-valid');
    expect(document()).toMatchObject({ state: 'submitted', file: pdfFile('b') });
  });

  test.each<[string, () => unknown, string]>([
    ['has no authority', () => sign(deputy, {}), 'outgoing.no-authority'],
    [
      'names an authority that nobody gave',
      () => sign(deputy, { delegationId: uuid() }),
      'outgoing.no-authority',
    ],
    [
      'was given another type',
      () => {
        delegate({ typeNames: ['Quyết định', 'Tờ trình'] });
        return sign();
      },
      'outgoing.authority-other-type',
    ],
    [
      'signs before the first day',
      () => {
        delegate({ from: '2026-11-21' });
        return sign();
      },
      'outgoing.authority-ended',
    ],
    [
      'signs after the last day',
      () => {
        delegate({ to: '2026-11-19' });
        return sign();
      },
      'outgoing.authority-ended',
    ],
    [
      'uses what another was given',
      () => {
        delegate({ officialId: world.people.specialist.id, form: 'TL.' });
        return sign();
      },
      'outgoing.no-authority',
    ],
  ])('a deputy’s signature does not count when he %s', (_why, act, code) => {
    submitted();
    expect(act()).toBe(code);
    expect(document()).toMatchObject({ state: 'submitted', file: pdfFile('b') });
  });

  test('the type is compared as it is read: "CÔNG VĂN" is a công văn', () => {
    delegate({ typeNames: ['CÔNG VĂN'] });
    submitted();
    expect(sign()).toBe('ok');
  });

  test('a head of a unit who is no leader signs by order, once he is named with his authority', () => {
    const head = { ...person(world.agencyId, 'specialist'), certificateSha256: sha('1') };
    appoint(head);
    delegate({ officialId: head.id, form: 'TL.' });
    expect(submitted(head)[0]).toBe('outgoing.signer-not-leader');
    expect(submitted(head, { delegationId })).toEqual(['ok', 'ok']);
    expect(sign(head)).toBe('ok');
  });

  test('ended early, an authority holds to its last day and no longer', () => {
    delegate();
    expect(world.give('office.endDelegation', { delegationId, lastDay: '2026-11-20' }, 'leader')).toBe('ok');
    submitted();
    world.at = Instant.parse('2026-11-21T03:00:00.000Z');
    expect(sign()).toBe('outgoing.authority-ended');
  });
});

describe('giving authority', () => {
  test.each<[string, () => string, string]>([
    [
      'a deputy passes it on',
      () => delegate({ officialId: world.people.specialist.id, form: 'TL.' }, deputy),
      'office.only-head-delegates',
    ],
    ['a clerk gives it', () => delegate({}, 'clerk'), 'office.only-head-delegates'],
    ['it is for the head', () => delegate({ officialId: world.people.leader.id }), 'office.head-needs-none'],
    [
      'ký thay goes to no deputy',
      () => delegate({ officialId: world.people.clerk.id }),
      'office.only-deputy',
    ],
    ['a thừa ủy quyền has no end', () => delegate({ form: 'TUQ.' }), 'office.delegation-needs-end'],
    ['it ends before it begins', () => delegate({ to: '2026-10-01' }), 'office.delegation-dates'],
    ['it is for a stranger', () => delegate({ officialId: uuid() }), 'office.other-agency'],
  ])('is refused when %s', (_why, act, code) => {
    expect(act()).toBe(code);
    expect(world.all('delegation')).toEqual([]);
  });

  test('is not ended for days that are over', () => {
    delegate();
    const end = (lastDay: string) => world.give('office.endDelegation', { delegationId, lastDay }, 'leader');
    expect(end('2026-11-10')).toBe('office.delegation-dates');
    expect(
      world.give('office.endDelegation', { delegationId: uuid(), lastDay: '2026-12-01' }, 'leader'),
    ).toBe('office.delegation-not-found');
    expect([end('2026-12-01'), end('2026-12-31')]).toEqual(['ok', 'office.delegation-dates']);
  });
});

describe('who may seal (NĐ 30/2020 article 32)', () => {
  beforeEach(() => {
    submitted(world.people.leader);
    sign('leader', {});
    acts.takeNumber();
  });

  test('the clerk himself, and by a recorded hand-over who has the seal', () => {
    expect(handOver()).toBe('ok');
    expect(acts.seal('specialist', { handoverId })).toBe('ok');
    expect(world.all('version').at(-1)).toMatchObject({ origin: 'sealed', handoverId });
  });

  test.each<[string, () => string]>([
    ['without a hand-over', () => acts.seal('specialist')],
    ['as leader', () => acts.seal('leader')],
    [
      'who was not handed it',
      () => {
        handOver();
        return acts.seal('leader', { handoverId });
      },
    ],
    [
      'before it begins',
      () => {
        handOver({ from: '2026-11-21T01:00:00.000Z' });
        return acts.seal('specialist', { handoverId });
      },
    ],
    [
      'after it ended',
      () => {
        handOver();
        world.at = Instant.parse('2026-11-22T01:00:00.000Z');
        return acts.seal('specialist', { handoverId });
      },
    ],
    [
      'after the clerk took it back',
      () => {
        handOver();
        world.give('office.takeBackSeal', { handoverId }, 'clerk');
        return acts.seal('specialist', { handoverId });
      },
    ],
  ])('nobody else seals: %s', (_who, act) => {
    expect(act()).toBe('outgoing.only-clerk-seals');
    expect(document()).toMatchObject({ state: 'numbered' });
  });

  test.each<[string, () => string, string]>([
    ['by a leader', () => handOver({}, 'leader'), 'office.only-clerk-hands-over'],
    ['to a clerk', () => handOver({ officialId: world.people.clerk.id }), 'office.clerk-has-the-seal'],
    ['to a stranger', () => handOver({ officialId: uuid() }), 'office.other-agency'],
    ['for years', () => handOver({ to: '2027-11-20T01:00:00.000Z' }), 'office.handover-time'],
    ['backwards', () => handOver({ to: '2026-11-19T01:00:00.000Z' }), 'office.handover-time'],
  ])('the seal is not handed over %s', (_why, act, code) => {
    expect(act()).toBe(code);
    expect(world.all('sealHandover')).toEqual([]);
  });

  test('who is appointed anew keeps the seal that he was handed, and nobody gets it so', () => {
    const { id, ...holder } = world.people.specialist;
    handOver();
    appoint({ id, ...holder, sealHandovers: [] });
    expect(world.get('official', id)?.sealHandovers).toEqual([handoverId]);
    expect(world.give('office.takeBackSeal', { handoverId }, 'clerk')).toBe('ok');
    appoint({ id, ...holder, sealHandovers: [HandoverId.parse(handoverId)] });
    expect(world.get('official', id)?.sealHandovers).toEqual([]);
  });

  test('it is taken back once, by the clerk or by who holds it', () => {
    handOver();
    const back = (who: Who) => world.give('office.takeBackSeal', { handoverId }, who);
    expect([back('leader'), back('specialist'), back('clerk')]).toEqual([
      'office.only-clerk-hands-over',
      'ok',
      'office.handover-returned',
    ]);
  });
});
