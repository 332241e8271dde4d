import { beforeEach, expect, test } from 'vitest';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { foundInSigned } from '../support/paper-acts.ts';
import { makeWorld, sha, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
beforeEach(() => {
  world = makeWorld();
  documentId = uuid();
  expect(
    give(
      'outgoing.draft',
      {
        fields: outgoingFields(world.people.leader.id),
        secrecy: 'normal',
        main: { versionId: uuid(), file: pdfFile('a') },
        attachments: [],
      },
      'specialist',
    ),
  ).toBe('ok');
});
type Who = Parameters<World['give']>[2];
const give = (name: string, args: object, who: Who) => world.give(name, { documentId, ...args }, who);
const ask = (some: object = {}, who: Who = 'specialist') => {
  const opinionId = uuid();
  const args = { opinionId, purpose: 'opinion', officialId: world.people.clerk.id, ...some };
  return { opinionId, outcome: give('outgoing.askOpinion', args, who) };
};
const answer = (opinionId: string, some: object = {}, who: Who = 'clerk') =>
  give('outgoing.giveOpinion', { opinionId, outcome: 'agreed', seenSha256: sha('a'), ...some }, who);
const revise = (digit: string) =>
  give(
    'outgoing.revise',
    {
      fields: outgoingFields(world.people.leader.id),
      secrecy: 'normal',
      main: { versionId: uuid(), file: pdfFile(digit) },
    },
    'specialist',
  );
const submit = (base = 'a') =>
  give(
    'outgoing.submit',
    { baseSha256: sha(base), prepared: { versionId: uuid(), file: pdfFile('b') } },
    'specialist',
  );
const sign = () => {
  world.inspected = foundInSigned();
  const args = { versionId: uuid(), baseSha256: sha('b'), signed: pdfFile('c'), role: 'person' };
  return give('outgoing.recordSignature', args, 'leader');
};

test('III.5.a: a co-ordinating unit is asked by a day, answers once on the file it saw, and its words are kept', () => {
  const { opinionId, outcome } = ask({ question: 'Mục 2 có khớp kế hoạch của phòng?', dueOn: '2026-11-25' });
  expect(outcome).toBe('ok');
  expect(answer(opinionId, { outcome: 'changes' })).toBe('outgoing.opinion-needs-text');
  expect(answer(opinionId, { outcome: 'changes', text: 'Sửa mốc thời gian' })).toBe('ok');
  expect(answer(opinionId)).toBe('outgoing.opinion-settled');
  expect(world.get('opinion', opinionId)).toMatchObject({
    state: 'given',
    dueOn: '2026-11-25',
    outcome: 'changes',
    text: 'Sửa mốc thời gian',
    fileSha256: sha('a'),
  });
});

test.each([
  ['the drafter himself', () => world.people.specialist.id],
  ['somebody of another agency', () => uuid()],
  ['an administrator, who sees no drafts', () => world.people.administrator.id],
])('nobody asks %s', (_who, officialId) => {
  expect(ask({ officialId: officialId() }).outcome).toBe('outgoing.opinion-of-nobody');
});

test('article 12: initials for content and for form stand on one very file, and none is given on a file that was replaced', () => {
  const content = ask({ purpose: 'content' }).opinionId;
  const form = ask({ purpose: 'form' }).opinionId;
  expect(answer(content)).toBe('ok');
  expect(revise('d')).toBe('ok');
  expect(answer(form)).toBe('outgoing.opinion-of-other-file');
  expect(answer(form, { seenSha256: sha('d') })).toBe('ok');
  expect([content, form].map((id) => world.get('opinion', id).fileSha256)).toEqual([sha('a'), sha('d')]);
});

test('what is not waited for any more is dropped; after the signature nothing is asked or answered', () => {
  const dropped = ask().opinionId;
  const late = ask().opinionId;
  expect(give('outgoing.dropOpinion', { opinionId: dropped }, 'specialist')).toBe('ok');
  expect(answer(dropped)).toBe('outgoing.opinion-settled');
  submit();
  sign();
  expect(answer(late, { seenSha256: sha('c') })).toBe('outgoing.opinion-too-late');
  expect(ask().outcome).toBe('outgoing.opinion-too-late');
});

test('at most forty are asked of one draft', () => {
  for (let count = 0; count < 40; count++) expect(ask().outcome).toBe('ok');
  expect(ask().outcome).toBe('outgoing.too-many-opinions');
});

test('article 11.2: a signed draft that must be changed goes back, is submitted and signed anew; with a number it is too late', () => {
  submit();
  sign();
  expect(give('outgoing.sendBack', { reason: 'Sai thể thức phần nơi nhận' }, 'specialist')).toBe(
    'outgoing.only-clerk-sends-back',
  );
  expect(give('outgoing.sendBack', { reason: 'Sai thể thức phần nơi nhận' }, 'clerk')).toBe('ok');
  expect(world.get('outgoing', documentId)).toMatchObject({
    state: 'returned',
    returnedReason: 'Sai thể thức phần nơi nhận',
  });
  revise('a');
  expect([submit(), sign()]).toEqual(['ok', 'ok']);
  expect(world.all('version').map(({ origin }) => origin)).toEqual([
    ...['draft', 'prepared', 'signed'],
    ...['draft', 'prepared', 'signed'],
  ]);
  give('outgoing.takeNumber', { registerId: `${world.agencyId}/outgoing/2026` }, 'clerk');
  expect(give('outgoing.sendBack', { reason: 'muộn' }, 'clerk')).toBe('outgoing.nothing-to-send-back');
});
