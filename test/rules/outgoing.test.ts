import { beforeEach, describe, expect, test } from 'vitest';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { foundInSigned } from '../support/paper-acts.ts';
import { makeWorld, sha, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
beforeEach(() => {
  world = makeWorld();
  documentId = uuid();
});

type Who = Parameters<World['give']>[2];
const give = (name: string, args: object, who: Who) => world.give(name, { documentId, ...args }, who);
const draft = (some: object = {}, who: Who = 'specialist') =>
  give(
    'outgoing.draft',
    {
      fields: outgoingFields(world.people.leader.id),
      secrecy: 'normal',
      main: { versionId: uuid(), file: pdfFile('a') },
      attachments: [],
      ...some,
    },
    who,
  );
const submit = (base = 'a', who: Who = 'specialist') =>
  give(
    'outgoing.submit',
    { baseSha256: sha(base), prepared: { versionId: uuid(), file: pdfFile('b') } },
    who,
  );
const sign = (some: object = {}, who: Who = 'leader') => {
  world.inspected = foundInSigned(some);
  return give(
    'outgoing.recordSignature',
    { versionId: uuid(), baseSha256: sha('b'), signed: pdfFile('c'), role: 'person' },
    who,
  );
};
const takeNumber = (some: object = {}, who: Who = 'clerk') =>
  give('outgoing.takeNumber', { registerId: registerId(world.agencyId, 'outgoing', 2026), ...some }, who);
const seal = (some: object = {}, who: Who = 'clerk') => {
  world.inspected = foundInSigned({
    signatureCount: 2,
    signerCertificateSha256: sha('5'),
    numberText: '01',
    dateText: 'ngày 20 tháng 11 năm 2026',
    ...some,
  });
  return give(
    'outgoing.recordSignature',
    { versionId: uuid(), baseSha256: sha('c'), signed: pdfFile('d'), role: 'agency' },
    who,
  );
};
const delivery = () => ({ deliveryId: uuid(), agencyId: uuid(), name: 'UBND phường Mẫu Hai' });
const dispatch = (some: object = {}, who: Who = 'clerk') =>
  give(
    'outgoing.dispatch',
    { messageId: uuid(), packageSha256: sha('e'), deliveries: [delivery()], ...some },
    who,
  );

test('II.1: a document goes from draft to dispatch, each step by the right person', () => {
  const steps = [draft(), submit(), sign(), takeNumber(), seal(), dispatch()];
  expect(steps).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  expect(world.get('outgoing', documentId)).toMatchObject({
    state: 'dispatched',
    number: 1,
    issuedOn: '2026-11-20',
  });
  expect(world.all('version').map(({ origin }) => origin)).toEqual(['draft', 'prepared', 'signed', 'sealed']);
  expect(world.queued.map(({ topic }) => topic)).toEqual(['message']);
});

test('the same number is never given twice and there is no gap', () => {
  const numbers = Array.from({ length: 5 }, () => {
    documentId = uuid();
    draft();
    submit();
    sign();
    takeNumber();
    expect(takeNumber()).toBe('outgoing.already-numbered');
    return world.get('outgoing', documentId).number;
  });
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
});

describe('drafting', () => {
  test.each([
    [
      'the signer is no leader',
      () => draft({ fields: outgoingFields(world.people.clerk.id) }),
      'outgoing.signer-not-leader',
    ],
    ['it is classified', () => draft({ secrecy: 'ultra-secret' }), 'secrecy.not-kept-here'],
    ['an administrator does it', () => draft({}, 'administrator'), 'outgoing.may-not-draft'],
  ])('is refused when %s', (_why, act, code) => {
    expect(act()).toBe(code);
    expect(world.all('outgoing')).toEqual([]);
  });

  test('a draft without a file cannot be submitted, and the file submitted is the one last seen', () => {
    draft({ main: undefined });
    expect(submit()).toBe('outgoing.file-missing');
    documentId = uuid();
    draft();
    expect(submit('9')).toBe('outgoing.file-changed');
  });

  test('III.1.n: a returned draft keeps its reason until it is submitted again', () => {
    draft();
    submit();
    expect(give('outgoing.return', { reason: 'Thiếu căn cứ' }, 'leader')).toBe('ok');
    expect(world.get('outgoing', documentId)).toMatchObject({
      state: 'returned',
      returnedReason: 'Thiếu căn cứ',
    });
    const main = { versionId: uuid(), file: pdfFile('7') };
    expect(
      give(
        'outgoing.revise',
        { fields: outgoingFields(world.people.leader.id), secrecy: 'normal', main },
        'specialist',
      ),
    ).toBe('ok');
    expect(submit('7')).toBe('ok');
    expect(world.get('outgoing', documentId)).not.toHaveProperty('returnedReason');
  });

  test('until it is signed the drafter takes his draft back; nobody else does, and not after', () => {
    draft();
    expect(give('outgoing.withdraw', {}, 'specialist')).toBe('outgoing.not-submitted');
    submit();
    expect(give('outgoing.withdraw', {}, 'leader')).toBe('outgoing.only-drafter');
    expect(give('outgoing.withdraw', {}, 'specialist')).toBe('ok');
    expect(world.get('outgoing', documentId)).toMatchObject({ state: 'draft', file: pdfFile('b') });
    expect(submit('b')).toBe('ok');
    sign();
    expect(give('outgoing.withdraw', {}, 'specialist')).toBe('outgoing.not-submitted');
  });

  test('after submitting, the drafter changes nothing', () => {
    draft();
    submit();
    expect(
      give(
        'outgoing.revise',
        { fields: outgoingFields(world.people.leader.id), secrecy: 'normal' },
        'specialist',
      ),
    ).toBe('outgoing.already-submitted');
    expect(give('outgoing.attach', { attachmentId: uuid(), file: pdfFile() }, 'specialist')).toBe(
      'outgoing.already-submitted',
    );
  });
});

describe('the leader’s signature', () => {
  beforeEach(() => {
    draft();
    submit();
  });

  test.each([
    ['changes earlier bytes', { continuesBase: false }, 'outgoing.signature-broken'],
    ['is not intact', { isIntact: false }, 'outgoing.signature-broken'],
    ['is not the only one', { signatureCount: 2 }, 'outgoing.signature-broken'],
    [
      'is by another certificate',
      { signerCertificateSha256: sha('2') },
      'outgoing.certificate-not-registered',
    ],
  ])('does not count when it %s', (_why, some, code) => {
    expect(sign(some)).toBe(code);
    expect(world.get('outgoing', documentId)).toMatchObject({ state: 'submitted', file: pdfFile('b') });
  });

  test('does not count over a file that was replaced meanwhile', () => {
    world.inspected = foundInSigned({});
    expect(
      give(
        'outgoing.recordSignature',
        { versionId: uuid(), baseSha256: sha('0'), signed: pdfFile('c'), role: 'person' },
        'leader',
      ),
    ).toBe('outgoing.file-changed');
  });

  test('is not judged where the file was not looked at', () => {
    sign();
    world.inspected = undefined;
    documentId = uuid();
    draft();
    submit();
    expect(
      give(
        'outgoing.recordSignature',
        { versionId: uuid(), baseSha256: sha('b'), signed: pdfFile('c'), role: 'person' },
        'leader',
      ),
    ).toBe('undecided');
  });

  test('only the signer who was asked signs', () => {
    expect(sign({}, 'clerk')).toBe('outgoing.only-signer');
  });
});

describe('number and seal', () => {
  beforeEach(() => {
    draft();
    submit();
  });

  test('an unsigned document gets no number, an unnumbered one no seal, an unsealed one no dispatch', () => {
    expect(takeNumber()).toBe('outgoing.not-signed');
    sign();
    expect(seal()).toBe('outgoing.not-numbered');
    takeNumber();
    expect(dispatch()).toBe('outgoing.not-sealed');
  });

  test('a replica without a lease waits for its number', () => {
    sign();
    world.isAuthority = false;
    expect(takeNumber()).toBe('undecided');
  });

  test('a number given under a lease that is gone is refused, never renumbered', () => {
    sign();
    expect(takeNumber({ given: { number: 1, issuedOn: '2026-11-20', epoch: 1 } })).toBe(
      'register.lease-lost',
    );
    expect(world.get('outgoing', documentId).number).toBeUndefined();
  });

  test.each([
    ['today', '2026-11-20', 'ok'],
    ['a day to come', '2026-11-21', 'register.wrong-date'],
    ['a day before the last number', '2026-11-18', 'register.wrong-date'],
    ['a day of another year', '2027-01-01', 'register.wrong-date'],
  ])('the holder of the lease gives a number on %s: %s is %s', (_why, issuedOn, answer) => {
    sign();
    world.lend('outgoing', '2026-11-19');
    expect(takeNumber({ given: { number: 1, issuedOn, epoch: 3 } })).toBe(answer);
  });

  test('numbers follow issue dates: yesterday after today is refused', () => {
    sign();
    takeNumber();
    documentId = uuid();
    draft();
    submit();
    sign();
    world.at = Instant.parse('2026-11-19T03:00:00.000Z');
    expect(takeNumber()).toBe('register.wrong-date');
  });

  test.each([
    ['the page has no number', { numberText: undefined }, 'outgoing.number-missing-on-page'],
    ['the page has no date', { dateText: undefined }, 'outgoing.number-missing-on-page'],
    [
      'the page has another date than the register',
      { dateText: 'ngày 19 tháng 11 năm 2026' },
      'outgoing.date-differs-on-page',
    ],
    ['the page has another number', { numberText: '10' }, 'outgoing.number-differs-on-page'],
    [
      'the certificate is another agency’s',
      { signerCertificateSha256: sha('6') },
      'outgoing.seal-not-registered',
    ],
    ['a third signature stands there', { signatureCount: 3 }, 'outgoing.signature-broken'],
  ])('the seal does not count when %s, and the number stays', (_why, some, code) => {
    sign();
    takeNumber();
    expect(seal(some)).toBe(code);
    expect(world.get('outgoing', documentId)).toMatchObject({ state: 'numbered', number: 1 });
  });
});

describe('giving a number up', () => {
  const reason = 'Không đóng dấu được trên tệp đã ký';
  const giveUp = (who: Who = 'clerk') => give('outgoing.void', { reason }, who);
  beforeEach(() => {
    draft();
    submit();
    sign();
  });

  test('leaves it in the book with its reason, and the next document gets the next one', () => {
    takeNumber();
    const [voidedId, file] = [documentId, world.get('outgoing', documentId).file];
    expect(giveUp()).toBe('ok');
    const voided = { by: world.people.clerk.id, on: '2026-11-20', reason };
    expect(world.get('outgoing', voidedId)).toMatchObject({ state: 'void', number: 1, file, voided });
    documentId = uuid();
    draft();
    submit();
    sign();
    takeNumber();
    expect(world.get('outgoing', documentId).number).toBe(2);
  });

  test('ends the document: no seal, no dispatch, no second time', () => {
    takeNumber();
    giveUp();
    expect([seal(), dispatch(), giveUp(), takeNumber()]).toEqual([
      'outgoing.not-numbered',
      'outgoing.not-sealed',
      'outgoing.nothing-to-void',
      'outgoing.already-numbered',
    ]);
  });

  test('is the clerk’s alone, and only between number and dispatch', () => {
    expect(giveUp()).toBe('outgoing.nothing-to-void');
    takeNumber();
    expect(giveUp('leader')).toBe('outgoing.only-clerk-voids');
    seal();
    dispatch();
    expect(giveUp()).toBe('outgoing.nothing-to-void');
  });

  test('is possible after the seal too, while nobody else has the document', () => {
    takeNumber();
    seal();
    expect(giveUp()).toBe('ok');
  });
});

describe('dispatch', () => {
  beforeEach(() => {
    draft();
    submit();
    sign();
    takeNumber();
    seal();
  });

  test('each recipient gets one delivery and one queued message', () => {
    expect(dispatch({ deliveries: [delivery(), delivery(), delivery()] })).toBe('ok');
    expect(world.all('delivery')).toHaveLength(3);
    expect(new Set(world.queued.map(({ key }) => key)).size).toBe(3);
  });

  test('the same document or the same message is not dispatched twice', () => {
    const messageId = uuid();
    dispatch({ messageId });
    expect(dispatch({ messageId })).toBe('outgoing.already-dispatched');
  });

  test('a recipient twice, or the sender itself, is refused', () => {
    const twice = delivery();
    expect(dispatch({ deliveries: [twice, { ...twice, deliveryId: uuid() }] })).toBe(
      'outgoing.recipient-twice',
    );
    expect(dispatch({ deliveries: [{ ...delivery(), agencyId: world.agencyId }] })).toBe(
      'outgoing.recipient-is-sender',
    );
  });

  test('statuses heard late, twice or out of order join to the highest', () => {
    const one = delivery();
    dispatch({ deliveries: [one] });
    const hear = (status: string) =>
      give('exchange.noteStatus', { deliveryId: one.deliveryId, status, reason: '', at: world.at }, 'system');
    expect(['03', '01', '03', '05', '04'].map(hear)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(world.get('delivery', one.deliveryId)).toMatchObject({
      status: '05',
      receivedAt: world.at,
      times: { '01': world.at, '03': world.at, '04': world.at, '05': world.at },
    });
    hear('02');
    expect(world.get('delivery', one.deliveryId)).toMatchObject({ status: '05', contradiction: '02' });
  });

  test('a package that was turned back before it reached the inbox is not shown as arrived', () => {
    const one = delivery();
    dispatch({ deliveries: [one] });
    give(
      'exchange.noteStatus',
      { deliveryId: one.deliveryId, status: '02', reason: 'Gói tin không đọc được', at: world.at },
      'system',
    );
    expect(world.get('delivery', one.deliveryId)).toMatchObject({ status: '02', statusAt: world.at });
    expect(world.get('delivery', one.deliveryId)).not.toHaveProperty('arrivedAt');
  });
});
