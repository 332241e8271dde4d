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
  'incoming.recordDirective': clerks,
  'incoming.present': clerks,
  'incoming.sendBack': ['head'],
  'incoming.forward': ['drafter'],
  'incoming.handBack': ['drafter'],
  'incoming.withdrawShare': ['head'],
  'incoming.giveOpinion': ['drafter', ...leaders],
  'incoming.flag': [...clerks, 'drafter', ...leaders],
  'incoming.start': ['drafter'],
  'incoming.finish': ['drafter'],
  'incoming.reopen': ['drafter'],
  'incoming.correct': clerks,
  // Who is assigned names his assignment, which this case does not.
  'incoming.markRead': [...clerks, ...leaders],
  'incoming.acceptRecall': clerks,
  'incoming.refuseRecall': clerks,
  // Of a task that the head gave; a dossier's place is its makers'.
  'incoming.settleHanging': leaders,
  'incoming.acceptUpdate': clerks,
  'incoming.refuseUpdate': clerks,
  'outgoing.draft': [...clerks, 'drafter', 'nobody', ...leaders],
  'outgoing.revise': ['drafter'],
  'outgoing.attach': ['drafter'],
  'outgoing.submit': ['drafter'],
  'outgoing.withdraw': ['drafter'],
  'outgoing.return': ['head'],
  'outgoing.sendBack': [...clerks, 'head'],
  'outgoing.askOpinion': ['drafter'],
  // Who was asked: the clerk in this case.
  'outgoing.giveOpinion': ['clerk'],
  'outgoing.dropOpinion': ['drafter'],
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
  'outgoing.dispatchMore': clerks,
  'exchange.importPackage': clerks,
  'exchange.takeStatus': clerks,
  'exchange.saveGroup': clerks,
  'exchange.removeGroup': clerks,
  'exchange.setNotTakenHours': [...clerks, 'administrator'],
  'outgoing.recall': clerks,
  'office.establishAgency': [],
  'office.foundUnit': ['administrator'],
  'office.appoint': ['administrator'],
  'office.appointHead': ['administrator'],
  'office.renameUnit': ['administrator'],
  'office.moveUnit': ['administrator'],
  'office.closeUnit': ['administrator'],
  'office.setWorkingYear': ['administrator'],
  'office.confirmChange': [...leaders, 'administrator'],
  'office.recordLeaving': ['administrator'],
  'office.handOverWork': ['administrator'],
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
  'dossier.open': [...clerks, 'drafter', 'nobody', ...leaders],
  'dossier.edit': ['drafter'],
  'dossier.file': ['drafter'],
  'dossier.addMaterial': ['drafter'],
  'dossier.remove': ['drafter'],
  'dossier.close': ['drafter'],
  'dossier.reopen': ['drafter'],
  'dossier.submit': ['drafter'],
  'dossier.accept': clerks,
  'dossier.sendBack': clerks,
  'dossier.keep': ['head'],
  'dossier.addEntries': clerks,
  'dossier.editEntry': clerks,
  'dossier.approveList': ['head'],
  'register.voidMissing': clerks,
  'register.close': clerks,
  'task.give': leaders,
  'task.start': ['drafter'],
  'task.note': ['head', 'drafter'],
  'task.report': ['drafter'],
  'task.confirm': ['head'],
  'task.giveBack': ['head'],
  'task.askExtension': ['drafter'],
  'task.answerExtension': ['head'],
  'task.transfer': ['head'],
  'task.chase': ['head'],
  'task.cancel': ['head'],
  'report.recordClassifiedCount': clerks,
  'secrecy.contain': [...clerks, ...leaders],
};

/** Refusals that name the person; any other speaks of the document. */
const IS_WHO = /\.only-|\.may-not-(?:draft|open)$|^incoming\.not-found$/;

test.each(Object.keys(allowed) as (keyof typeof allowed)[])(
  'I.3: %s is for these and nobody else',
  (name) => {
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
  },
);
