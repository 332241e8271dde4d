import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/shared/contract/contract.ts';
import {
  AssignmentId,
  DirectiveId,
  IncomingEventId,
  IncomingId,
  LocalDate,
  OutgoingId,
  RegisterId,
  TaskId,
} from '../../src/shared/domain/core/values.ts';
import { IncomingFields } from '../../src/shared/domain/incoming/incoming.ts';
import { deedsOf, type Exercise, isDone } from '../../src/shared/training/exercise.ts';
import {
  type ExerciseId,
  exercises,
  exercisesFor,
  type TrainedRole,
} from '../../src/shared/training/exercises.ts';
import { words } from '../../src/shared/words/vi.ts';
import { assigned, incoming, outgoing, registered } from '../jobs/papers.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';
import { uuid } from '../support/world.ts';

const roles = ['clerk', 'specialist', 'leader'] as const satisfies readonly TrainedRole[];
let lab: SigningOffice;
const apps = {} as Record<TrainedRole, OfficeApp>;

beforeAll(async () => {
  lab = await makeSigningOffice();
  for (const role of roles) {
    const dataDir = role === 'leader' ? lab.folderWith('person', lab.pki.leader) : lab.office.folder();
    apps[role] = await openOfficeApp(lab.office, role, { dataDir });
  }
});
afterAll(async () => {
  for (const app of Object.values(apps)) await app.close();
  lab.office.close();
});

const desk = (role: TrainedRole) => ({ lab, app: apps[role] });
const find = (role: TrainedRole, id: ExerciseId): Exercise => {
  const found = exercises[role].find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

type Deed = () => Promise<unknown>;
/** How the first five of each role are done, by what they leave in the application; each on a document of its own. */
const deeds: Readonly<Record<TrainedRole, readonly (readonly [ExerciseId, Deed])[]>> = {
  clerk: [
    [
      'clerk.read',
      async () => {
        const documentId = await incoming(desk('clerk'), 'Để đọc');
        await apps.clerk.ask('incoming.markRead', { documentId, isRead: true });
      },
    ],
    [
      'clerk.register',
      async () => {
        const documentId = await incoming(desk('clerk'), 'Để vào sổ');
        const { document } = await apps.clerk.ask('incoming.get', { documentId });
        const registerId = RegisterId.parse(lab.office.book('incoming'));
        const fields = IncomingFields.parse(document);
        await apps.clerk.ask('incoming.register', { documentId, registerId, fields, secrecy: 'normal' });
        await apps.clerk.synchronise();
      },
    ],
    [
      'clerk.present',
      async () => {
        const documentId = await registered(desk('clerk'), 'Để trình');
        const leaderId = lab.office.people.leader.id;
        const eventId = IncomingEventId.parse(uuid());
        await apps.clerk.ask('incoming.present', { documentId, eventId, leaderId, text: '' });
      },
    ],
    [
      'clerk.flag',
      async () => {
        const documentId = await registered(desk('clerk'), 'Để gắn cờ');
        await apps.clerk.ask('incoming.flag', { documentId, isFlagged: true });
      },
    ],
    [
      'clerk.receive',
      () =>
        apps.clerk.ask('incoming.receive', {
          ...{ documentId: IncomingId.parse(uuid()), source: 'paper', secrecy: 'normal', attachments: [] },
          fields: incomingFields({ subject: 'Bản giấy' }),
        }),
    ],
  ],
  specialist: [
    [
      'specialist.read',
      async () => {
        const documentId = await assigned(desk('specialist'), 'Được giao để đọc');
        const { ownAssignmentId } = await apps.specialist.ask('incoming.get', { documentId });
        const share = ownAssignmentId && { assignmentId: ownAssignmentId };
        await apps.specialist.ask('incoming.markRead', { documentId, isRead: true, ...share });
      },
    ],
    [
      'specialist.start',
      async () => {
        const documentId = await assigned(desk('specialist'), 'Được giao để nhận');
        await apps.specialist.ask('incoming.start', { documentId });
      },
    ],
    [
      'specialist.opinion',
      async () => {
        const documentId = await assigned(desk('specialist'), 'Được giao để góp ý');
        const { ownAssignmentId } = await apps.specialist.ask('incoming.get', { documentId });
        await apps.specialist.ask('incoming.giveOpinion', {
          ...{ documentId, eventId: IncomingEventId.parse(uuid()), text: 'Đề nghị gia hạn.' },
          ...(ownAssignmentId && { assignmentId: ownAssignmentId }),
        });
      },
    ],
    [
      'specialist.reply',
      async () => {
        const replyTo = await assigned(desk('specialist'), 'Được giao để trả lời');
        await apps.specialist.ask('outgoing.draft', {
          ...{ documentId: OutgoingId.parse(uuid()), secrecy: 'normal', attachments: [], replyTo },
          fields: outgoingFields(lab.office.people.leader.id, { subject: 'Trả lời' }),
        });
      },
    ],
    [
      'specialist.task',
      () =>
        apps.specialist.ask('task.give', {
          ...{ taskId: TaskId.parse(uuid()), content: 'Việc của tôi', supporterIds: [] },
          leadId: lab.office.people.specialist.id,
        }),
    ],
  ],
  leader: [
    [
      'leader.read',
      async () => {
        const documentId = await registered(desk('leader'), 'Chờ cho ý kiến');
        await apps.leader.ask('incoming.markRead', { documentId, isRead: true });
      },
    ],
    ['leader.direct', () => direct({})],
    ['leader.deadline', () => direct({ dueOn: LocalDate.parse('2026-12-01') })],
    [
      'leader.return',
      async () => {
        const documentId = await outgoing(desk('leader'), 'Để trả lại');
        await apps.leader.ask('outgoing.return', { documentId, reason: 'Thiếu căn cứ' });
      },
    ],
    ['leader.sign', () => sign('Để ký')],
  ],
};

async function direct(due: { readonly dueOn?: LocalDate }): Promise<void> {
  const documentId = await registered(desk('leader'), 'Để bút phê');
  const officialId = lab.office.people.specialist.id;
  await apps.leader.ask('incoming.direct', {
    ...{ documentId, directiveId: DirectiveId.parse(uuid()), text: 'Giao tham mưu.' },
    assignments: [{ assignmentId: AssignmentId.parse(uuid()), officialId, part: 'lead', ...due }],
  });
}

async function sign(subject: string): Promise<void> {
  lab.expectSignature();
  const documentId = await outgoing(desk('leader'), subject);
  const shown = await apps.leader.shown(documentId);
  const [key] = await apps.leader.ask('signing.listKeys', {});
  await apps.leader.ask('signing.sign', { ...shown, keyId: key?.keyId ?? '', secret: PASSPHRASE });
}

describe.each(roles)('%s', (role) => {
  test.each(deeds[role])('%s is checked when the office shows it, and not before', async (id, deed) => {
    const { invoke } = apps[role];
    const exercise = find(role, id);
    const before = (await deedsOf(invoke)).map(({ operationId }) => operationId);
    const isChecked = async () => isDone(exercise, await deedsOf(invoke), before, invoke);
    expect(await isChecked()).toBe(false);
    await deed();
    await apps[role].until(isChecked);
    // What was done before it was begun, or begun again, does not count.
    const since = (await deedsOf(invoke)).map(({ operationId }) => operationId);
    expect(await isDone(exercise, await deedsOf(invoke), since, invoke)).toBe(false);
  });

  test('the first five are those that are tried here, and there are twelve', () => {
    expect(deeds[role].map(([id]) => id)).toEqual(exercises[role].slice(0, 5).map(({ id }) => id));
    expect(exercises[role]).toHaveLength(12);
  });
});

test('a batch counts each document once', async () => {
  const { invoke } = apps.leader;
  const batch = find('leader', 'leader.batch');
  const isChecked = async () => isDone(batch, await deedsOf(invoke), [], invoke);
  for (const subject of ['Lô 1', 'Lô 2']) {
    expect(await isChecked()).toBe(false);
    await sign(subject);
  }
  await apps.leader.until(isChecked);
});

test('a deed whose trace is gone, or that is of another kind, is none', async () => {
  const { invoke } = apps.clerk;
  const flag = find('clerk', 'clerk.flag');
  const before = (await deedsOf(invoke)).map(({ operationId }) => operationId);
  const isChecked = async () => isDone(flag, await deedsOf(invoke), before, invoke);
  const documentId = await registered(desk('clerk'), 'Gắn rồi bỏ');
  await apps.clerk.ask('incoming.markRead', { documentId, isRead: true });
  await apps.clerk.ask('incoming.flag', { documentId, isFlagged: true });
  expect(await isChecked()).toBe(true);
  await apps.clerk.ask('incoming.flag', { documentId, isFlagged: false });
  expect(await isChecked()).toBe(false);
});

test('a check can only ask, every exercise has its words, and who has no daily work has none', () => {
  const all: readonly Exercise[] = Object.values(exercises).flat();
  for (const { id, shows, place } of all) {
    expect(contract[shows.ask], id).toMatchObject({ kind: 'query' });
    expect(place).toMatch(/^\//);
    for (const part of ['title', 'why', 'steps'])
      expect(Object.keys(words)).toContain(`training.${id}.${part}`);
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(exercisesFor(['administrator'])).toEqual([]);
  expect(exercisesFor(['administrator', 'leader'])).toBe(exercises.leader);
});
