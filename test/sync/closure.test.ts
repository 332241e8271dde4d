import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';

let office: Office | undefined;
afterEach(() => office?.close());

/** Ids that the generated histories choose among: few, so that operations meet. */
const id = (letter: string, index: number): string =>
  `${letter.repeat(8)}-0000-4000-8000-00000000000${String(index)}`;

type Work = { readonly name: string; readonly document: number; readonly part: number };
type Step =
  | { readonly do: 'mine'; readonly name: string; readonly document: number; readonly part: number }
  | { readonly do: 'theirs'; readonly name: string; readonly document: number; readonly part: number }
  | { readonly do: 'push' | 'pull' };

const act = {
  name: fc.constantFrom('receive', 'register', 'refuse', 'correct', 'markRead', 'draft', 'revise'),
  document: fc.nat(2),
  part: fc.nat(9),
};
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('mine' as const), ...act }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('theirs' as const), ...act }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('push' as const, 'pull' as const) }) },
);

function argsOf(place: Office, { name, document, part }: Work): [string, unknown] {
  const documentId = id('a', document);
  const leader = place.people.leader.id;
  switch (name) {
    case 'receive':
      return [
        'incoming.receive',
        { documentId, source: 'paper', fields: incomingFields(), secrecy: 'normal', attachments: [] },
      ];
    case 'register':
      return [
        'incoming.register',
        { documentId, registerId: place.book('incoming'), fields: incomingFields(), secrecy: 'normal' },
      ];
    case 'refuse':
      return ['incoming.refuse', { documentId, reason: `lý do ${String(part)}` }];
    case 'correct':
      return [
        'incoming.correct',
        {
          documentId,
          correctionId: id('c', part),
          field: 'codeNumber',
          oldValue: part % 2 === 0 ? '412' : '413',
          newValue: part % 2 === 0 ? '413' : '412',
          reason: 'nhầm',
        },
      ];
    case 'markRead':
      return ['incoming.markRead', { documentId, isRead: part % 2 === 0 }];
    case 'draft':
      return [
        'outgoing.draft',
        { documentId: id('b', document), fields: outgoingFields(leader), secrecy: 'normal', attachments: [] },
      ];
    default:
      return [
        'outgoing.revise',
        {
          documentId: id('b', document),
          fields: outgoingFields(leader, { subject: `sửa ${String(part)}` }),
          secrecy: 'normal',
        },
      ];
  }
}

async function live(place: Office, clerk: TestReplica, each: Step): Promise<void> {
  if (!('name' in each)) await (each.do === 'push' ? clerk.push() : clerk.pull());
  else if (each.do === 'theirs') place.server.give(...argsOf(place, each), place.people.clerk);
  else
    try {
      clerk.replica.perform(...argsOf(place, each));
    } catch (problem) {
      if (!(problem instanceof AppError)) throw problem;
    }
}

/** List rows that came of the same bodies must be the same, whatever way they came about. */
const projected = ({ replica }: TestReplica) =>
  replica.store.read.prepare('select * from incoming_row order by document_id').all();

test('deciding again only what a page touched shows the same as dropping and replaying everything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
      office?.close();
      const place = makeOffice();
      office = place;
      const clerk = await place.ready('clerk');
      for (const each of steps) {
        await live(place, clerk, each);
        const [seen, rows] = [[...clerk.seen()], projected(clerk)];
        clerk.replica.redecideAll();
        expect([...clerk.seen()]).toEqual(seen);
        expect(projected(clerk)).toEqual(rows);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
