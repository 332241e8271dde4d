import type { FileRef } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import type { Random } from '../support/random.ts';
import { YEAR } from './calendar.ts';
import { fileInto } from './dossier-life.ts';
import { APART, type Person } from './office.ts';
import { itemRandom, OUTGOING_TYPES, spread } from './plan.ts';
import { type At, between, type Ledger, type Story } from './story.ts';

/** One outgoing document's life; its bytes are carried along from hand to hand. */
type Life = {
  readonly story: Story;
  readonly random: Random;
  readonly order: string;
  readonly mark: string;
  readonly fact: Ledger['outgoing'][number];
  readonly drafter: Person;
  readonly leader: Person;
  readonly clerk: Person;
  bytes: Uint8Array;
  file: FileRef | undefined;
};

const KIND = 4;
const NO_BYTES = new Uint8Array();

export function planOutgoing(story: Story): void {
  const { size, seed, office } = story;
  for (const [index, day] of spread(itemRandom(seed, KIND, 0), size.outgoing, 244).entries()) {
    const random = itemRandom(seed, KIND, index + 1);
    const mark = `G${String(index + 1).padStart(6, '0')}`;
    const drafter = random.pick(office.specialists);
    const leader = random.pick(office.leaders);
    const clerk = random.pick(office.clerks);
    const fact: Life['fact'] = {
      ...{ id: random.uuid(), state: 'draft', drafterId: drafter.id, isSealed: false, sends: [] },
      ...{ type: random.pick(OUTGOING_TYPES), recipientsText: '' },
      urgency: random.chance(0.1) ? 'urgent' : 'normal',
    };
    const life: Life = {
      ...{ story, random, mark, drafter, leader, clerk, fact },
      ...{ order: `5${mark}`, bytes: NO_BYTES, file: undefined },
    };
    story.plan(day, drafter, life.order, (at) => draft(life, at));
  }
}

const fileName = ({ mark }: Life): string => `${mark}.pdf`;

/** Half of the drafts wait for their signer here; the others come in with his signature, given in another program. */
async function draft(life: Life, at: At): Promise<void> {
  const { story, random, mark, fact, leader, clerk, order } = life;
  const { neighbours, papers } = story.office;
  const isSignedBefore = random.chance(0.5);
  const prepared = papers.prepared(`${String(story.seed)} ${mark}`);
  life.bytes = isSignedBefore ? await papers.signedBy(leader.key, prepared, at.nowMs) : prepared;
  const to = Array.from({ length: between(random, 1, 2) }, () => random.pick(neighbours));
  // Names of agencies, or words that mean nobody.
  fact.recipientsText = random.chance(0.7)
    ? `${[...new Set(to.map(({ name }) => name))].join('; ')}; Lưu: VT`
    : 'Như trên; Lưu: VT';
  life.file = await at.desk.keep(life.bytes, fileName(life));
  const earlier = story.ledger.incoming.filter(
    ({ leadId, arrivedOn }) => leadId === at.person.id && arrivedOn < at.today,
  );
  const replyTo = earlier.length > 0 && random.chance(0.4) ? random.pick(earlier).id : undefined;
  await at.desk.give('outgoing.draft', {
    ...{ documentId: fact.id, secrecy: 'normal', attachments: [], ...(replyTo && { replyTo }) },
    main: { versionId: random.uuid(), file: life.file },
    fields: {
      ...{
        typeName: fact.type,
        codeNotation: 'SMM-VP',
        subject: `V/v trả lời việc ${mark}`,
        urgency: fact.urgency,
      },
      ...{ signerId: leader.id, recipientsText: fact.recipientsText },
    },
  });
  story.ledger.outgoing.push(fact);
  if (isSignedBefore) {
    const args = { documentId: fact.id, versionId: random.uuid(), baseSha256: life.file.sha256 };
    await at.desk.give('outgoing.takeSigned', args);
    signed(life, at);
    story.plan(at.day, clerk, order, (then) => takeNumber(life, then));
  } else await submit(life, at);
}

function signed({ fact }: Life, at: At): void {
  fact.state = 'signed';
  fact.signedAt = new Date(at.nowMs).toISOString();
}

async function submit(life: Life, at: At): Promise<void> {
  const { story, random, fact, leader, order, file } = life;
  const prepared = { versionId: random.uuid(), file };
  await at.desk.give('outgoing.submit', { documentId: fact.id, baseSha256: file?.sha256, prepared });
  fact.state = 'submitted';
  if (random.chance(0.97))
    story.plan(at.day + between(random, 1, 2), leader, order, (then) => sign(life, then));
}

async function sign(life: Life, at: At): Promise<void> {
  const { story, random, fact, clerk, drafter, leader, order } = life;
  if (random.chance(0.05)) {
    await at.desk.give('outgoing.return', { documentId: fact.id, reason: 'Xem lại căn cứ' });
    fact.state = 'returned';
    if (random.chance(0.9)) story.plan(at.day, drafter, order, (then) => submit(life, then));
    return;
  }
  life.bytes = await story.office.papers.signedBy(leader.key, life.bytes, at.nowMs);
  await record(life, at, 'person');
  signed(life, at);
  story.plan(at.day, clerk, order, (then) => takeNumber(life, then));
}

async function record(life: Life, { desk }: At, role: 'person' | 'agency'): Promise<void> {
  const { random, fact, file: base } = life;
  life.file = await desk.keep(life.bytes, fileName(life));
  await desk.give('outgoing.recordSignature', {
    ...{ documentId: fact.id, versionId: random.uuid(), baseSha256: base?.sha256, signed: life.file, role },
  });
}

async function takeNumber(life: Life, at: At): Promise<void> {
  const { story, fact, random, clerk, mark } = life;
  const book = fact.type === 'Quyết định' ? APART.key : undefined;
  const id = registerId(story.office.agencyId, 'outgoing', YEAR, book);
  await at.desk.give('outgoing.takeNumber', { documentId: fact.id, registerId: id });
  const name = book ?? 'outgoing';
  fact.book = name;
  fact.number = (story.ledger.numbers.get(name) ?? 0) + 1;
  fact.issuedOn = at.today;
  fact.state = 'numbered';
  story.ledger.numbers.set(name, fact.number);
  const draw = random.next();
  if (draw < 0.02)
    story.plan(at.day, clerk, `6${mark}`, async ({ desk }) => {
      await desk.give('outgoing.void', { documentId: fact.id, reason: 'Soạn nhầm thể thức' });
      fact.state = 'void';
    });
  else if (draw < 0.98) story.plan(at.day, clerk, `6${mark}`, (then) => seal(life, then));
}

async function seal(life: Life, at: At): Promise<void> {
  const { story, fact, random, clerk, mark } = life;
  life.bytes = await story.office.papers.sealed(life.bytes, fact.number ?? 0, at.nowMs);
  await record(life, at, 'agency');
  fact.state = 'sealed';
  fact.isSealed = true;
  // Nobody needs the bytes any more.
  life.bytes = NO_BYTES;
  const draw = random.next();
  const isLate = draw < 0.06;
  if (draw < 0.95)
    story.plan(at.day + (isLate ? between(random, 2, 3) : 0), clerk, `7${mark}`, (then) => issue(life, then));
}

/** To whom Nơi nhận names, sometimes not to all of them, sometimes to somebody else. */
async function issue(life: Life, at: At): Promise<void> {
  const { story, fact, random, drafter, order } = life;
  const { neighbours } = story.office;
  const named = neighbours.filter(({ name }) => fact.recipientsText.split('; ').includes(name));
  const all = named.length > 0 ? named : [random.pick(neighbours)];
  const to = all.length > 1 && random.chance(0.1) ? all.slice(1) : all;
  const isPaperToo = random.chance(0.1);
  const recipients = to.map(({ agencyId }) => agencyId);
  await at.desk.give('outgoing.issue', {
    ...{ documentId: fact.id, recipients, ...(isPaperToo && { paperTo: recipients }) },
  });
  fact.state = 'dispatched';
  fact.sends = recipients.map((each) => ({ to: each, at: new Date(at.nowMs).toISOString(), isPaperToo }));
  story.plan(at.day + 1, drafter, `8${order}`, (then) =>
    fileInto(story, then, { kind: 'outgoing', id: fact.id }, random),
  );
}
