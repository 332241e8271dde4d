import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { agencyId, officialId } from '../../src/server/trial/people.ts';
import {
  AssignmentId,
  AttachmentId,
  DirectiveId,
  IncomingId,
  LocalDate,
  OutgoingId,
  Sha256,
  VersionId,
} from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { TRIAL_PASSPHRASE } from '../../src/shared/trial-passphrase.ts';
import { answerPaper, incomingPaper } from './documents.ts';
import type { Province, Who } from './province.ts';
import { Refused, type Seat } from './seat.ts';

/** One document's way from A's intake to B's register, wherever it stands now: each step is taken only if it is still to be taken. */
export type Journey = {
  readonly subject: string;
  readonly incomingId: IncomingId;
  readonly outgoingId: OutgoingId;
};

export const newJourney = (subject: string): Journey => ({
  subject,
  incomingId: IncomingId.parse(randomUUID()),
  outgoingId: OutgoingId.parse(randomUUID()),
});

const STEP_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
export const secrecy = 'normal' as const;
export const YEAR = Number(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 4));

type Fields = ReturnType<typeof fieldsOf>;
export const fieldsOf = ({ subject }: Journey) => ({
  typeName: 'Công văn',
  codeNumber: '412',
  codeNotation: 'SKTS-CĐS',
  issuedOn: LocalDate.parse('2026-11-20'),
  organName: 'Sở Kinh tế số',
  subject,
  urgency: 'normal' as const,
});

/** What one look at the world says: the step is done, or nothing to do but wait, or it was just tried. */
type Look = 'done' | 'wait';

/**
 * Looks and acts until the step is done. What fails because a process was killed is looked at again: `revive` brings it back. A refusal that says "already
 * done" is looked at again too; any other ends the test.
 */
export async function until(
  what: string,
  revive: () => Promise<void>,
  look: () => Promise<Look>,
  timeoutMs = STEP_TIMEOUT_MS,
): Promise<void> {
  let end = Date.now() + timeoutMs;
  let last = '';
  while (Date.now() < end) {
    try {
      if ((await look()) === 'done') return;
    } catch (problem) {
      last = problem instanceof Error ? problem.message : String(problem);
      if (problem instanceof Refused && !passing.has(problem.code)) throw problem;
    }
    // A dead server is not felt at a window that goes on without it. What starts anew has a time of its own.
    const before = Date.now();
    await revive();
    end += Date.now() - before;
    await pause(POLL_MS);
  }
  throw new Error(`${what} did not come about in time; last: ${last}`);
}

/** Said when the same step was taken before the kill, when what it needs has not arrived yet, or when a loaded machine was too slow: then one tries again. */
const passing: ReadonlySet<string> = new Set([
  'entity.exists',
  'incoming.not-found',
  'outgoing.not-found',
  'incoming.already-registered',
  'outgoing.already-submitted',
  'outgoing.already-numbered',
  'outgoing.already-dispatched',
  'outgoing.not-submitted',
  'outgoing.not-numbered',
  'signing.file-not-here',
  'signing.under-way',
  'signing.batch-open',
  'signing.batch-not-paused',
  'exchange.file-missing',
  'exchange.recipient-unknown',
  'profile.not-ready',
  'helper.timed-out',
  'helper.stopped',
]);

/** A seat whose desk has its first snapshot: before it there is no profile to work with. */
export async function readySeat(province: Province, who: Who): Promise<Seat> {
  const seat = await province.seat(who);
  await until(
    `${who}'s desk`,
    () => Promise.resolve(),
    async () => {
      await seat.invoke('profile.get', {});
      return 'done';
    },
  );
  return seat;
}

type Travel = {
  readonly province: Province;
  readonly revive: () => Promise<void>;
  readonly journey: Journey;
};
type Step = (travel: Travel) => Promise<void>;

const at = ({ province }: Travel, who: Who): Promise<Seat> => province.seat(who);

/** Runs `act` once the document is in `from`, is not waiting for an answer, and until it is in one of `reached`. */
async function move(
  travel: Travel,
  what: string,
  look: () => Promise<{ state: string; isWaiting: boolean }>,
  from: string,
  act: () => Promise<unknown>,
): Promise<void> {
  await until(what, travel.revive, async () => {
    const { state, isWaiting } = await look();
    if (state !== from) return 'done';
    if (!isWaiting) await act();
    return 'wait';
  });
}

const incomingAt = (travel: Travel, who: Who) => async () => {
  const { row } = await (await at(travel, who)).invoke('incoming.get', {
    documentId: travel.journey.incomingId,
  });
  return { state: row.state, isWaiting: row.sync === 'waiting' };
};
const outgoingAt = (travel: Travel, who: Who) => async () => {
  const { row } = await (await at(travel, who)).invoke('outgoing.get', {
    documentId: travel.journey.outgoingId,
  });
  return { state: row.state, isWaiting: row.sync === 'waiting' || row.isWaitingForNumber };
};

export const receive: Step = async (travel) => {
  const { journey } = travel;
  const bytes = await incomingPaper(journey.subject);
  await until('receiving', travel.revive, async () => {
    const clerk = await at(travel, 'commune-clerk');
    const known = await clerk
      .invoke('incoming.get', { documentId: journey.incomingId })
      .catch((problem: unknown) => {
        if (problem instanceof Refused) return undefined;
        throw problem;
      });
    if (known) return 'done';
    const { file } = await clerk.drop('Công văn đến.pdf', bytes);
    const fields: Fields = fieldsOf(journey);
    await clerk.invoke('incoming.receive', {
      documentId: journey.incomingId,
      source: 'file',
      fields,
      secrecy,
      file,
      attachments: [],
    });
    return 'wait';
  });
};

export const register: Step = (travel) =>
  move(travel, 'registering', incomingAt(travel, 'commune-clerk'), 'arrived', async () =>
    (await at(travel, 'commune-clerk')).invoke('incoming.register', {
      documentId: travel.journey.incomingId,
      registerId: registerId(agencyId('commune'), 'incoming', YEAR),
      fields: fieldsOf(travel.journey),
      secrecy,
    }),
  );

export const direct: Step = async (travel) => {
  const lead = officialId('commune-specialist');
  await move(travel, 'the directive', incomingAt(travel, 'commune-leader'), 'arrived', () =>
    Promise.resolve(),
  );
  await move(travel, 'the directive', incomingAt(travel, 'commune-leader'), 'registered', async () =>
    (await at(travel, 'commune-leader')).invoke('incoming.direct', {
      documentId: travel.journey.incomingId,
      directiveId: DirectiveId.parse(randomUUID()),
      text: 'Giao Văn phòng tham mưu trả lời.',
      assignments: [{ assignmentId: AssignmentId.parse(randomUUID()), officialId: lead, part: 'lead' }],
    }),
  );
};

/** The specialist drafts and submits; with the server gone this is all his own machine's work. */
export const draft: Step = async (travel) => {
  const { journey } = travel;
  const bytes = await answerPaper(journey.subject);
  const annex = await answerPaper(`${journey.subject} (phụ lục)`);
  await until('the assignment', travel.revive, async () =>
    (await incomingAt(travel, 'commune-specialist')()).state === 'assigned' ? 'done' : 'wait',
  );
  await until('drafting', travel.revive, async () => {
    const specialist = await at(travel, 'commune-specialist');
    const known = await specialist
      .invoke('outgoing.get', { documentId: journey.outgoingId })
      .catch((problem: unknown) => {
        if (problem instanceof Refused) return undefined;
        throw problem;
      });
    if (known) return 'done';
    const [main, attached] = [
      await specialist.drop('Trả lời.pdf', bytes),
      await specialist.drop('Phụ lục.pdf', annex),
    ];
    await specialist.invoke('outgoing.draft', {
      documentId: journey.outgoingId,
      fields: {
        typeName: 'Công văn',
        codeNotation: 'UBND-VP',
        subject: journey.subject,
        urgency: 'normal',
        signerId: officialId('commune-leader'),
        recipientsText: 'Như trên; Lưu: VT, VP.',
      },
      secrecy,
      replyTo: journey.incomingId,
      main: { versionId: VersionId.parse(randomUUID()), file: main.file },
      attachments: [{ attachmentId: AttachmentId.parse(randomUUID()), file: attached.file }],
    });
    return 'wait';
  });
};

export const submit: Step = (travel) =>
  move(
    travel,
    'submitting',
    async () => ({ ...(await outgoingAt(travel, 'commune-specialist')()), isWaiting: false }),
    'draft',
    async () =>
      (await at(travel, 'commune-specialist')).invoke('outgoing.submitForSignature', {
        documentId: travel.journey.outgoingId,
      }),
  );

export const sign: Step = (travel) =>
  move(travel, 'signing', outgoingAt(travel, 'commune-leader'), 'submitted', async () => {
    const leader = await at(travel, 'commune-leader');
    const documentId = travel.journey.outgoingId;
    const { document } = await leader.invoke('outgoing.get', { documentId });
    return leader.invoke('signing.sign', {
      documentId,
      sha256: Sha256.parse(document.file?.sha256),
      keyId: 'person',
      secret: TRIAL_PASSPHRASE,
    });
  });

export const number: Step = (travel) =>
  move(travel, 'numbering', outgoingAt(travel, 'commune-clerk'), 'signed', async () =>
    (await at(travel, 'commune-clerk')).invoke('outgoing.takeNumber', {
      documentId: travel.journey.outgoingId,
      registerId: registerId(agencyId('commune'), 'outgoing', YEAR),
    }),
  );

/** The clerk seals in a batch of one; a batch that a kill left standing is gone on with. */
export const seal: Step = (travel) =>
  move(travel, 'sealing', outgoingAt(travel, 'commune-clerk'), 'numbered', async () => {
    const clerk = await at(travel, 'commune-clerk');
    const { batch } = await clerk.invoke('signing.getBatch', {});
    if (batch) {
      if (batch.state === 'paused')
        await clerk.invoke('signing.continueBatch', { batchId: batch.batchId, secret: TRIAL_PASSPHRASE });
      return;
    }
    const { document } = await clerk.invoke('outgoing.get', { documentId: travel.journey.outgoingId });
    if (!document.file) throw new Error('a numbered document has its file');
    await clerk.invoke('signing.startBatch', {
      role: 'agency',
      keyId: 'agency',
      secret: TRIAL_PASSPHRASE,
      items: [{ documentId: travel.journey.outgoingId, sha256: document.file.sha256 }],
      allowsUnreviewed: true,
    });
  });

export const issue: Step = (travel) =>
  move(travel, 'issuing', outgoingAt(travel, 'commune-clerk'), 'sealed', async () =>
    (await at(travel, 'commune-clerk')).invoke('outgoing.issue', {
      documentId: travel.journey.outgoingId,
      recipients: [agencyId('department')],
    }),
  );

/** B's clerk finds it by its subject, sees that its signatures hold, and registers it. */
export const registerAtB: Step = (travel) =>
  until('registering at B', travel.revive, async () => {
    const clerk = await at(travel, 'department-clerk');
    const { rows } = await clerk.invoke('incoming.list', { view: 'all', limit: 200 });
    const row = rows.find(({ subject }) => subject === travel.journey.subject);
    if (!row) return 'wait';
    if (row.state !== 'arrived') return 'done';
    if (row.verdict === 'unchecked' || row.sync === 'waiting') return 'wait';
    if (row.verdict !== 'valid') throw new Error(`B sees the verdict ${row.verdict}`);
    const { document } = await clerk.invoke('incoming.get', { documentId: row.documentId });
    const { typeName, codeNumber, codeNotation, issuedOn, organName, subject, urgency } = document;
    await clerk.invoke('incoming.register', {
      documentId: row.documentId,
      registerId: registerId(agencyId('department'), 'incoming', YEAR),
      fields: {
        typeName,
        codeNumber,
        codeNotation,
        organName,
        subject,
        urgency,
        ...(issuedOn && { issuedOn }),
      },
      secrecy,
    });
    return 'wait';
  });

/** A sees that B's clerk has it in the register: "đã tiếp nhận". */
export const seeReceipt: Step = (travel) =>
  until('the receipt', travel.revive, async () => {
    const { deliveries } = await (await at(travel, 'commune-clerk')).invoke('outgoing.get', {
      documentId: travel.journey.outgoingId,
    });
    return deliveries.length === 1 && deliveries[0]?.delivery.status === '03' ? 'done' : 'wait';
  });

export const wholeJourney: readonly Step[] = [
  receive,
  register,
  direct,
  draft,
  submit,
  sign,
  number,
  seal,
  issue,
  registerAtB,
  seeReceipt,
];
