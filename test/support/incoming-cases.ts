import { expect } from 'vitest';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields } from './documents.ts';
import { type Case, person, uuid, type World } from './world.ts';

const documentId = uuid();
const assignmentId = uuid();
const colleagueId = uuid();
type Step = readonly [name: string, args: object, who: Role];

/** A registered paper, and what was done with it since. */
function inBook(world: World, ...steps: readonly Step[]): void {
  const fields = incomingFields();
  const before: readonly Step[] = [
    [
      'incoming.receive',
      { documentId, source: 'paper', fields, secrecy: 'normal', attachments: [] },
      'clerk',
    ],
    [
      'incoming.register',
      { documentId, registerId: registerId(world.agencyId, 'incoming', 2026), fields, secrecy: 'normal' },
      'clerk',
    ],
  ];
  for (const [name, args, who] of [...before, ...steps])
    expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
}

const presented = ({ people }: World) => ({
  documentId,
  eventId: uuid(),
  leaderId: people.leader.id,
  text: '',
});
const isAssigned = (world: World): void => {
  const { id: _id, ...official } = person(world.agencyId, 'specialist');
  world.put('official', colleagueId, official);
  inBook(world, [
    'incoming.direct',
    {
      documentId,
      directiveId: uuid(),
      text: 'Giao.',
      assignments: [{ assignmentId, officialId: world.people.specialist.id, part: 'lead' }],
    },
    'leader',
  ]);
};

/** The way of an incoming document between clerk, leader and those who have a share. */
export const incomingCases = {
  'incoming.present': { prepare: inBook, args: presented },
  'incoming.recordDirective': {
    prepare: inBook,
    args: ({ people }) => ({
      ...{ documentId, directiveId: uuid(), leaderId: people.leader.id, writtenOn: '2026-11-19' },
      text: 'Giao tham mưu.',
      assignments: [{ assignmentId: uuid(), officialId: people.specialist.id, part: 'lead' }],
    }),
  },
  'incoming.sendBack': {
    prepare: (world) => inBook(world, ['incoming.present', presented(world), 'clerk']),
    args: () => ({ documentId, eventId: uuid(), reason: 'Không thuộc lĩnh vực phụ trách' }),
  },
  'incoming.forward': {
    prepare: isAssigned,
    args: () => ({
      documentId,
      fromId: assignmentId,
      directiveId: uuid(),
      text: 'Chuyển tham mưu.',
      assignments: [{ assignmentId: uuid(), officialId: colleagueId, part: 'lead' }],
    }),
  },
  'incoming.handBack': {
    prepare: isAssigned,
    args: () => ({ documentId, assignmentId, eventId: uuid(), reason: 'Không đúng lĩnh vực' }),
  },
  'incoming.withdrawShare': {
    prepare: isAssigned,
    args: () => ({ documentId, assignmentId, eventId: uuid(), reason: 'Giao nhầm' }),
  },
  'incoming.giveOpinion': {
    prepare: isAssigned,
    args: () => ({ documentId, eventId: uuid(), text: 'Đề xuất trả lời.', assignmentId }),
  },
  'incoming.flag': { prepare: isAssigned, args: () => ({ documentId, isFlagged: true, assignmentId }) },
} as const satisfies Record<string, Case>;
