import { officialPrincipal } from '../../src/shared/domain/core/principal.ts';
import {
  type FileRef,
  LocalDate,
  type OfficialId,
  type Sha256,
} from '../../src/shared/domain/core/values.ts';
import { carriedAs } from '../../src/shared/domain/exchange/import-package.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import { addDays, dayOf } from '../../src/shared/text/day.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { dossierFields } from '../support/dossier-cases.ts';
import type { Random } from '../support/random.ts';
import { secrecy, subjectOf } from './desk.ts';
import { bookOf, certificateOf, type SimAgency, YEAR } from './office.ts';
import { packageOf } from './package-of.ts';
import { draftPaper, lockedPaper, paperRef, preparedPaper, sha256Of, signedPaper } from './papers.ts';
import type { SimProvince } from './province.ts';
import type { Device } from './story.ts';

/** What waits for a number. */
const [SIGNED, ARRIVED] = [3, 3];

/**
 * What lies on the desks when a story begins: documents on their way to the other office, sealed, signed and arrived, so that a short story comes to the end of
 * some. One amends what was sent before.
 */
export async function stock(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  other: SimAgency,
): Promise<void> {
  const sent = await bringOut(province, random, agency, { number: 1, steps: 5 });
  await send(province, random, agency, other, sent);
  const amends = { how: random.pick(['update', 'update', 'replace']), documentId: sent.documentId };
  const later = await bringOut(province, random, agency, { number: 2, steps: 5, amends });
  if (random.chance(0.6)) await send(province, random, agency, other, later);
  await bringOut(province, random, agency, { number: 3, steps: 5 });
  for (let signed = 0; signed < SIGNED; signed++)
    await bringOut(province, random, agency, { number: 4, steps: 3 });
  for (let more = 1; more < ARRIVED; more++) await receive(province, random, agency);
  await receive(province, random, agency);
  await finish(province, random, agency, await receive(province, random, agency));
  for (const steps of [2, 3, 4]) await fileAway(province, random, agency, steps);
  for (const next of ['task.report', 'task.askExtension'] as const)
    await entrust(province, random, agency, next);
  if (agency.code === 'B') await leaveBehind(province, random, agency);
}

/** The smaller office's aide has left, with a task in his hands that nobody has been given yet. */
async function leaveBehind(province: SimProvince, random: Random, agency: SimAgency): Promise<void> {
  const { clerk, leader, aide } = agency.people;
  const today = dayOf(province.at);
  const task = { taskId: random.uuid(), content: 'Lập hồ sơ', leadId: aide, supporterIds: [], dueOn: today };
  await give(province, agency, leader, 'task.give', task);
  await give(province, agency, clerk, 'office.recordLeaving', { officialId: aide, leftOn: today });
}

/** A task that was reported, or for which more time is asked. */
async function entrust(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  next: 'task.report' | 'task.askExtension',
): Promise<void> {
  const { leader, specialist } = agency.people;
  const [taskId, today] = [random.uuid(), dayOf(province.at)];
  const task = { taskId, content: 'Báo cáo quý IV', leadId: specialist, supporterIds: [], dueOn: today };
  await give(province, agency, leader, 'task.give', task);
  const asked = { dueOn: addDays(today, 7), reason: 'Chờ số liệu' };
  const more = next === 'task.report' ? { text: 'Đã gửi' } : asked;
  await give(province, agency, specialist, next, { taskId, eventId: random.uuid(), ...more });
}

/** A dossier with one document: open, closed or on its way to the archive. */
async function fileAway(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  steps: number,
): Promise<void> {
  const { specialist, aide } = agency.people;
  const dossierId = random.uuid();
  const today = dayOf(province.at);
  const fields = dossierFields({ notation: `0${String(steps)}.SM` });
  const of = { kind: 'incoming', id: await receive(province, random, agency) };
  const way = [
    ['dossier.open', { dossierId, year: YEAR, fields, helperIds: [aide], startedOn: today }],
    ['dossier.file', { dossierId, of }],
    ['dossier.close', { dossierId, endedOn: today, retention: 20 }],
    ['dossier.submit', { dossierId }],
  ] as const;
  for (const [name, args] of way.slice(0, steps)) await give(province, agency, specialist, name, args);
}

/** A clerk's machine has its books along already. */
export async function lend({ authority }: SimProvince, device: Device): Promise<void> {
  const { agency, officialId: actor, deviceId } = device;
  const lastDay = LocalDate.parse(`${String(YEAR)}-12-31`);
  const operations = (['incoming', 'outgoing'] as const).map((book) => ({
    name: 'register.takeLease',
    args: { registerId: bookOf(agency, book, YEAR), lastDay },
  }));
  await authority.execute({ agencyId: agency.agencyId, actor, device: deviceId, operations });
}

async function receive(province: SimProvince, random: Random, agency: SimAgency): Promise<string> {
  const documentId = random.uuid();
  const args = {
    documentId,
    source: 'paper',
    fields: incomingFields({ subject: subjectOf(documentId) }),
    secrecy,
    attachments: [],
  };
  await give(province, agency, agency.people.clerk, 'incoming.receive', args);
  return documentId;
}

/** Registered, given to the specialist, and done. */
async function finish(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  documentId: string,
): Promise<void> {
  const { clerk, leader, specialist } = agency.people;
  const registerId = bookOf(agency, 'incoming', YEAR);
  const fields = incomingFields({ subject: subjectOf(documentId) });
  const registered = { documentId, registerId, fields, secrecy };
  const assignments = [{ assignmentId: random.uuid(), officialId: specialist, part: 'lead' }];
  const directed = { documentId, directiveId: random.uuid(), text: 'Giao xử lý.', assignments };
  await give(province, agency, clerk, 'incoming.register', registered);
  await give(province, agency, leader, 'incoming.direct', directed);
  await give(province, agency, specialist, 'incoming.finish', { documentId });
}

async function give(
  { authority }: SimProvince,
  { agencyId }: SimAgency,
  actor: OfficialId,
  name: string,
  args: unknown,
): Promise<void> {
  const verdicts = await authority.execute({ agencyId, actor, operations: [{ name, args }] });
  if (verdicts === 'queue-row-gone' || verdicts[0]?.status !== 'accepted')
    throw new Error(`not in stock: ${name} ${JSON.stringify(verdicts)}`);
}

/** From its draft to its seal, or some steps of that way. */
async function bringOut(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  { number, steps, amends }: { readonly number: number; readonly steps: number; readonly amends?: object },
): Promise<Brought> {
  const { people, agencyId, code } = agency;
  const documentId = random.uuid();
  const drafted = draftPaper(documentId);
  const prepared = preparedPaper(drafted);
  const signed = signedPaper(prepared, { certificate: certificateOf(people.leader) });
  const [numberText, date] = [numberOnPage(number), datePhrase(dayOf(province.at))];
  const sealed = signedPaper(signed, { certificate: certificateOf(agencyId), number: numberText, date });
  const version = async (
    bytes: Uint8Array,
    by: OfficialId,
  ): Promise<{ versionId: string; file: FileRef }> => {
    const file = paperRef(bytes);
    province.files.whole.set(file.sha256, bytes);
    await province.storage.keepBlob(file.sha256, officialPrincipal(by));
    return { versionId: random.uuid(), file };
  };
  const record = async (role: 'person' | 'agency', base: Uint8Array, bytes: Uint8Array, by: OfficialId) => {
    const { versionId, file } = await version(bytes, by);
    return { documentId, versionId, baseSha256: paperRef(base).sha256, signed: file, role };
  };
  const { specialist, leader, clerk } = people;
  const fields = outgoingFields(leader, { codeNotation: `SM${code}-VP`, subject: subjectOf(documentId) });
  const main = await version(drafted, specialist);
  const files = number === 3 ? [draftPaper(`phụ lục ${documentId}`), lockedPaper(documentId)] : [];
  const attachments = await Promise.all(
    files.map(async (bytes) => ({
      attachmentId: random.uuid(),
      file: (await version(bytes, specialist)).file,
    })),
  );
  const ready = { documentId, baseSha256: main.file.sha256, prepared: await version(prepared, specialist) };
  const way: readonly (readonly [OfficialId, string, unknown])[] = [
    [
      specialist,
      'outgoing.draft',
      { documentId, fields, secrecy, main, attachments, ...(amends && { amends }) },
    ],
    [specialist, 'outgoing.submit', ready],
    [leader, 'outgoing.recordSignature', await record('person', prepared, signed, leader)],
    [clerk, 'outgoing.takeNumber', { documentId, registerId: bookOf(agency, 'outgoing', YEAR) }],
    [clerk, 'outgoing.recordSignature', await record('agency', signed, sealed, clerk)],
  ];
  for (const [by, name, args] of way.slice(0, steps)) await give(province, agency, by, name, args);
  return { documentId, number, fields, sealed };
}

type Brought = {
  readonly documentId: string;
  readonly number: number;
  readonly fields: ReturnType<typeof outgoingFields>;
  readonly sealed: Uint8Array;
};

async function send(
  province: SimProvince,
  random: Random,
  agency: SimAgency,
  other: SimAgency,
  { documentId, number, fields, sealed }: Brought,
): Promise<void> {
  const { people } = agency;
  const paper = { ...fields, number, issuedOn: dayOf(province.at) };
  const built = packageOf(province.at, agency, other, paper, { ...paperRef(sealed), bytes: sealed });
  const packageSha256 = sha256Of(built);
  province.files.whole.set(packageSha256, built);
  await province.storage.keepBlob(packageSha256, officialPrincipal(people.clerk));
  const deliveries = [
    { deliveryId: random.uuid(), agencyId: other.agencyId, name: other.name, requestId: random.uuid() },
  ];
  const args = { documentId, messageId: random.uuid(), packageSha256, deliveries };
  await give(province, agency, people.clerk, 'outgoing.dispatch', args);
  if (random.chance(0.3)) await carryIn(province, other, { packageSha256, fields, sealed });
}

/** The other office has the package from a file before the server brings it. */
async function carryIn(
  province: SimProvince,
  agency: SimAgency,
  { packageSha256, fields, sealed }: Pick<Brought, 'fields' | 'sealed'> & { readonly packageSha256: Sha256 },
): Promise<void> {
  const file = paperRef(sealed);
  province.files.whole.set(file.sha256, sealed);
  await province.storage.keepBlob(file.sha256, officialPrincipal(agency.people.clerk));
  await give(province, agency, agency.people.clerk, 'exchange.importPackage', {
    ...{ documentId: carriedAs(agency.agencyId, packageSha256), packageSha256 },
    ...{ senderCode: '000.00.X.H56', documentCode: packageSha256 },
    ...{ fields: incomingFields({ subject: fields.subject }), secrecy, file, attachments: [] },
  });
}
