import { expect, test } from 'vitest';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { cases } from '../support/command-cases.ts';
import { makeWorld, person, type World } from '../support/world.ts';

/** How an official of the agency stands to the document that `cases` prepares; `drafter` also leads what is assigned, and holds the seal where it is lent. */
const relations = {
  clerk: ({ people }) => people.clerk,
  otherClerk: ({ agencyId }) => person(agencyId, 'clerk'),
  drafter: ({ people }) => people.specialist,
  nobody: ({ agencyId }) => person(agencyId, 'specialist'),
  head: ({ people }) => people.leader,
  deputy: ({ agencyId }) => ({ ...person(agencyId, 'leader'), signingCapacity: 'KT.' as const }),
  administrator: ({ people }) => people.administrator,
} satisfies Record<string, (world: World) => Actor>;
type Relation = keyof typeof relations;
const names = Object.keys(relations) as readonly Relation[];

const clerks = ['clerk', 'otherClerk'] as const;
const leaders = ['head', 'deputy'] as const;

/** Who passes the question of who he is (NĐ 30/2020 articles 4, 13, 23, 24, 32); everybody else of the agency is refused for it. */
const allowed: Record<keyof typeof cases, readonly Relation[]> = {
  'incoming.receive': clerks,
  'incoming.register': clerks,
  'incoming.refuse': clerks,
  'incoming.direct': leaders,
  'incoming.start': ['drafter'],
  'incoming.finish': ['drafter'],
  'incoming.reopen': ['drafter'],
  'incoming.correct': clerks,
  // Who is assigned names his assignment, which this case does not.
  'incoming.markRead': [...clerks, ...leaders],
  'outgoing.draft': [...clerks, 'drafter', 'nobody', ...leaders],
  'outgoing.revise': ['drafter'],
  'outgoing.attach': ['drafter'],
  'outgoing.submit': ['drafter'],
  'outgoing.withdraw': ['drafter'],
  'outgoing.return': ['head'],
  'outgoing.recordSignature': ['head'],
  'outgoing.recordAttachmentSignature': clerks,
  'outgoing.leaveAttachmentUnsigned': clerks,
  'outgoing.makeCopy': clerks,
  'outgoing.takeSigned': [...clerks, 'drafter'],
  'outgoing.takeNumber': clerks,
  'outgoing.recordExtension': clerks,
  'outgoing.recordAttachmentExtension': clerks,
  'outgoing.void': clerks,
  'outgoing.dispatch': clerks,
  'office.establishAgency': [],
  'office.foundUnit': ['administrator'],
  'office.appoint': ['administrator'],
  'office.delegate': ['head', 'administrator'],
  'office.endDelegation': ['head', 'administrator'],
  'office.handOverSeal': clerks,
  'office.takeBackSeal': [...clerks, 'drafter'],
  'office.trustAnchor': ['administrator'],
  'office.distrustAnchor': ['administrator'],
  'register.open': ['administrator'],
  'register.takeLease': clerks,
  // The device has the book, whatever became of its official: giving it back takes nothing from anybody.
  'register.returnLease': names,
  'register.withdrawLease': [...leaders, 'administrator'],
  'register.reportIncident': clerks,
  'register.voidNumber': clerks,
  'register.keepNumber': clerks,
  'secrecy.contain': [...clerks, ...leaders],
};

/** Refusals that name the person; any other speaks of the document. */
const IS_WHO = /\.only-|\.may-not-draft$|^incoming\.not-found$/;

test.each(Object.keys(allowed) as (keyof typeof allowed)[])('%s is for these and nobody else', (name) => {
  const passed = names.filter((relation) => {
    const world = makeWorld();
    cases[name].prepare(world);
    const before = world.everything();
    const outcome = world.give(name, cases[name].args(world), relations[relation](world));
    if (!IS_WHO.test(outcome)) return true;
    expect(world.everything()).toEqual(before);
    return false;
  });
  expect(passed.sort()).toEqual([...allowed[name]].sort());
});
