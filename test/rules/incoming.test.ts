import { beforeEach, describe, expect, test } from 'vitest';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
beforeEach(() => {
  world = makeWorld();
  documentId = uuid();
});

const book = (year = 2026) => registerId(world.agencyId, 'incoming', year);
const receive = (some: object = {}, who: Parameters<World['give']>[2] = 'clerk') =>
  world.give(
    'incoming.receive',
    {
      documentId,
      source: 'file',
      fields: incomingFields(),
      secrecy: 'normal',
      file: pdfFile(),
      attachments: [],
      ...some,
    },
    who,
  );
const register = (some: object = {}, who: Parameters<World['give']>[2] = 'clerk') =>
  world.give(
    'incoming.register',
    { documentId, registerId: book(), fields: incomingFields(), secrecy: 'normal', ...some },
    who,
  );
const direct = (some: object = {}, who: Parameters<World['give']>[2] = 'leader') =>
  world.give(
    'incoming.direct',
    {
      documentId,
      directiveId: uuid(),
      text: 'Giao Văn phòng chủ trì tham mưu.',
      assignments: [
        { assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead', dueOn: '2026-11-25' },
      ],
      ...some,
    },
    who,
  );

describe('receiving', () => {
  test('III.1.b: a clerk brings in a file with two attachments, in order', () => {
    const attachments = ['b', 'c'].map((digit) => ({ attachmentId: uuid(), file: pdfFile(digit) }));
    expect(receive({ attachments })).toBe('ok');
    expect(world.get('incoming', documentId)).toMatchObject({
      state: 'arrived',
      arrivedOn: '2026-11-20',
      attachmentCount: 2,
    });
    expect(world.all('attachment').map(({ ordinal, file }) => [ordinal, file.sha256[0]])).toEqual([
      [1, 'b'],
      [2, 'c'],
    ]);
  });

  test('a paper without a file is received and registered', () => {
    expect(receive({ source: 'paper', file: undefined })).toBe('ok');
    expect(register()).toBe('ok');
  });

  test.each([
    ['a file is missing', { file: undefined }, 'clerk', 'incoming.file-missing'],
    ['a specialist brings it', {}, 'specialist', 'incoming.only-clerk-receives'],
    ['it is classified', { secrecy: 'secret' }, 'clerk', 'secrecy.not-kept-here'],
  ] as const)('is refused when %s, and nothing is kept', (_why, some, who, code) => {
    expect(receive(some, who)).toBe(code);
    expect(world.all('incoming')).toEqual([]);
  });

  test('a clerk of another agency may not register ours', () => {
    receive();
    expect(register({}, person(makeWorld().agencyId, 'clerk'))).toBe('incoming.only-clerk-registers');
  });

  test('the same id is never created twice', () => {
    receive();
    expect(receive()).toBe('entity.exists');
  });
});

describe('registering', () => {
  test('numbers run 1, 2, 3 and the book remembers the next', () => {
    const numbers = [1, 2, 3].map(() => {
      documentId = uuid();
      receive();
      register();
      return world.get('incoming', documentId).arrivalNumber;
    });
    expect(numbers).toEqual([1, 2, 3]);
    expect(world.get('register', book()).next).toBe(4);
  });

  test('a replica without a lease cannot say, and changes nothing', () => {
    receive();
    world.isAuthority = false;
    expect(register()).toBe('undecided');
    expect(world.get('incoming', documentId).state).toBe('arrived');
  });

  test('on 31/12 at 23:59 in Viet Nam this year counts, a minute later the book is over', () => {
    world.at = Instant.parse('2026-12-31T16:59:00.000Z');
    receive();
    expect(register()).toBe('ok');
    documentId = uuid();
    world.at = Instant.parse('2026-12-31T17:00:00.000Z');
    receive();
    expect(register()).toBe('register.wrong-date');
  });

  test.each([
    ['today', '2026-11-20', 'ok'],
    ['a day to come', '2026-11-21', 'register.wrong-date'],
  ])('the holder of the lease registers on %s: %s is %s', (_why, issuedOn, answer) => {
    receive();
    world.lend('incoming', '2026-11-19');
    expect(register({ given: { number: 1, issuedOn, epoch: 3 } })).toBe(answer);
  });

  test('on 01/01 without the new year’s book the answer says so, and no number is taken', () => {
    world.at = Instant.parse('2026-12-31T17:00:00.000Z');
    receive();
    expect(register({ registerId: book(2027) })).toBe('register.not-found');
    expect(world.get('incoming', documentId)).not.toHaveProperty('arrivalNumber');
  });

  test('a second registration changes no number', () => {
    receive();
    register();
    expect(register()).toBe('incoming.already-registered');
    expect(world.get('incoming', documentId).arrivalNumber).toBe(1);
  });

  test('secrecy chosen in the form is refused before a number is taken', () => {
    receive();
    expect(register({ secrecy: 'top-secret' })).toBe('secrecy.not-kept-here');
    expect(world.get('register', book()).next).toBe(1);
  });

  test('what came by exchange is acknowledged with 03, what came by hand is not', () => {
    receive();
    register();
    expect(world.queued).toEqual([]);
    documentId = uuid();
    const deliveryId = uuid();
    expect(arrive(deliveryId)).toBe('ok');
    register();
    expect(world.queued).toEqual([
      { topic: 'receipt', key: `${deliveryId}/01` },
      { topic: 'receipt', key: `${deliveryId}/03` },
    ]);
  });
});

const arrive = (deliveryId = uuid(), some: object = {}, who: Parameters<World['give']>[2] = 'system') =>
  world.give(
    'exchange.arrive',
    {
      documentId,
      messageId: uuid(),
      deliveryId,
      senderAgencyId: uuid(),
      senderCode: '000.00.92.H56',
      fields: incomingFields(),
      secrecy: 'normal',
      file: pdfFile(),
      attachments: [],
      ...some,
    },
    who,
  );

describe('arrival by exchange', () => {
  test('only the server may let a package arrive, and a classified one never', () => {
    expect(arrive(uuid(), {}, 'administrator')).toBe('exchange.only-server');
    expect(arrive(uuid(), { secrecy: 'secret' })).toBe('secrecy.not-kept-here');
  });

  test('the same message arrives once, under whatever document id', () => {
    const messageId = uuid();
    expect(arrive(uuid(), { messageId })).toBe('ok');
    documentId = uuid();
    expect(arrive(uuid(), { messageId })).toBe('exchange.already-arrived');
    expect(world.all('incoming')).toHaveLength(1);
  });

  test('a refused arrival answers 02 once and takes no number', () => {
    const deliveryId = uuid();
    arrive(deliveryId);
    expect(world.give('incoming.refuse', { documentId, reason: 'Chữ ký không hợp lệ' }, 'clerk')).toBe('ok');
    expect(world.give('incoming.refuse', { documentId, reason: 'Lần nữa' }, 'clerk')).toBe(
      'incoming.already-registered',
    );
    expect(register()).toBe('incoming.already-registered');
    expect(world.queued.at(-1)).toEqual({ topic: 'receipt', key: `${deliveryId}/02` });
  });
});

describe('processing', () => {
  beforeEach(() => {
    receive();
    register();
  });

  test('a directive gives the document to its lead with the deadline', () => {
    expect(direct()).toBe('ok');
    expect(world.get('incoming', documentId)).toMatchObject({
      state: 'assigned',
      leadId: world.people.specialist.id,
      dueOn: '2026-11-25',
    });
    expect(world.all('directive')).toHaveLength(1);
  });

  test('III.5.a: a second directive adds; the lead may change', () => {
    direct();
    const assignments = [{ assignmentId: uuid(), officialId: world.people.clerk.id, part: 'lead' }];
    expect(direct({ assignments })).toBe('ok');
    expect(world.get('incoming', documentId).leadId).toBe(world.people.clerk.id);
    expect(world.all('assignment')).toHaveLength(2);
  });

  test.each([
    ['a clerk gives it', {}, 'clerk', 'incoming.only-leader-directs'],
    ['the deadline has passed', { dueOn: '2026-11-19' }, 'leader', 'incoming.due-in-the-past'],
    ['nobody leads', { part: 'supporting' }, 'leader', 'incoming.lead-missing'],
    [
      'the assignee is a stranger',
      { officialId: '00000000-0000-4000-8000-000000000001' },
      'leader',
      'incoming.assignee-not-ours',
    ],
  ] as const)('a directive is refused when %s', (_why, some, who, code) => {
    const one = { assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead', ...some };
    expect(direct({ assignments: [one] }, who)).toBe(code);
    expect(world.all('directive')).toEqual([]);
  });

  test('two leads are refused', () => {
    const lead = () => ({ assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead' });
    expect(direct({ assignments: [lead(), lead()] })).toBe('incoming.one-lead');
  });

  test('an unregistered document creates no duty: it cannot be directed', () => {
    documentId = uuid();
    receive();
    expect(direct()).toBe('incoming.not-registered');
  });

  test('the lead starts and finishes; nobody else may', () => {
    direct();
    expect(world.give('incoming.start', { documentId }, 'leader')).toBe('incoming.only-lead');
    expect(world.give('incoming.start', { documentId }, 'specialist')).toBe('ok');
    expect(world.give('incoming.start', { documentId }, 'specialist')).toBe('incoming.already-started');
    expect(world.give('incoming.finish', { documentId }, 'specialist')).toBe('ok');
    expect(direct()).toBe('incoming.already-done');
  });
});

test('the lead opens a finished document again; nobody else may, and an open one is not opened', () => {
  receive();
  register();
  direct();
  expect(world.give('incoming.reopen', { documentId }, 'specialist')).toBe('incoming.not-done');
  world.give('incoming.finish', { documentId }, 'specialist');
  expect(world.give('incoming.reopen', { documentId }, 'leader')).toBe('incoming.only-lead-reopens');
  expect(world.give('incoming.reopen', { documentId }, 'specialist')).toBe('ok');
  expect(world.get('incoming', documentId).state).toBe('in-progress');
});

describe('the mark of having read', () => {
  const mark = (who: Parameters<World['give']>[2], some: object = {}) =>
    world.give('incoming.markRead', { documentId, isRead: true, ...some }, who);
  const [assignmentId, othersId] = [uuid(), uuid()];
  beforeEach(() => {
    receive();
    register();
    direct({
      assignments: [
        { assignmentId, officialId: world.people.specialist.id, part: 'information' },
        { assignmentId: othersId, officialId: world.people.leader.id, part: 'lead' },
      ],
    });
  });

  test('is each official’s own, of those who see the document: by role, or by an assignment', () => {
    expect([mark('clerk'), mark('leader'), mark('specialist', { assignmentId })]).toEqual(['ok', 'ok', 'ok']);
    expect(world.all('reading').map(({ officialId }) => officialId)).toEqual([
      world.people.clerk.id,
      world.people.leader.id,
      world.people.specialist.id,
    ]);
  });

  test.each([
    ['without an assignment', () => ({}), 'specialist'],
    ['with another’s assignment', () => ({ assignmentId: othersId }), 'specialist'],
    ['with an assignment that is not there', () => ({ assignmentId: uuid() }), 'specialist'],
    ['as the administrator', () => ({}), 'administrator'],
    [
      'with an assignment to another document',
      () => ({ assignmentId, documentId: otherDocument() }),
      'specialist',
    ],
  ] as const)(
    'is refused to an official of the agency %s, who may not see the document',
    (_what, some, who) => {
      expect(mark(who, some())).toBe('incoming.not-found');
      expect(world.all('reading')).toEqual([]);
    },
  );

  function otherDocument(): string {
    const other = uuid();
    receive({ documentId: other });
    return other;
  }
});

describe('correcting the book', () => {
  const correct = (some: object = {}, who: Parameters<World['give']>[2] = 'clerk') =>
    world.give(
      'incoming.correct',
      {
        documentId,
        correctionId: uuid(),
        field: 'codeNumber',
        oldValue: '412',
        newValue: '421',
        reason: 'Gõ nhầm',
        ...some,
      },
      who,
    );
  beforeEach(() => {
    receive();
    register();
  });

  test('III.7.c: the new value stands, the old one stays readable, the number does not move', () => {
    expect(correct()).toBe('ok');
    expect(world.get('incoming', documentId)).toMatchObject({
      codeNumber: '421',
      arrivalNumber: 1,
      correctionCount: 1,
    });
    expect(world.all('correction')).toMatchObject([
      { field: 'codeNumber', oldValue: '412', newValue: '421', reason: 'Gõ nhầm' },
    ]);
  });

  test('an emptied optional field goes away', () => {
    correct({ field: 'dueOn', oldValue: '', newValue: '2026-12-01' });
    expect(correct({ field: 'dueOn', oldValue: '2026-12-01', newValue: '' })).toBe('ok');
    expect(world.get('incoming', documentId)).not.toHaveProperty('dueOn');
  });

  test.each([
    ['another value stands by now', { oldValue: '400' }, 'clerk', 'incoming.field-changed-meanwhile'],
    ['nothing would change', { newValue: '412' }, 'clerk', 'incoming.nothing-corrected'],
    [
      'the value is no day',
      { field: 'issuedOn', oldValue: '', newValue: 'hôm qua' },
      'clerk',
      'incoming.field-unusable',
    ],
    [
      'a needed field is emptied',
      { field: 'subject', oldValue: incomingFields().subject, newValue: ' ' },
      'clerk',
      'incoming.field-unusable',
    ],
    ['a leader does it', {}, 'leader', 'incoming.only-clerk-registers'],
  ] as const)('is refused when %s', (_why, some, who, code) => {
    expect(correct(some, who)).toBe(code);
    expect(world.get('incoming', documentId).correctionCount).toBe(0);
  });
});
