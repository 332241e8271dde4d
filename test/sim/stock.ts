import { officialPrincipal } from '../../src/shared/domain/core/principal.ts';
import { type FileRef, LocalDate, type OfficialId } from '../../src/shared/domain/core/values.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import type { Random } from '../support/random.ts';
import { secrecy } from './desk.ts';
import { bookOf, certificateOf, type SimAgency, YEAR } from './office.ts';
import { draftPaper, lockedPaper, paperRef, preparedPaper, signedPaper } from './papers.ts';
import type { SimProvince } from './province.ts';
import type { Device } from './story.ts';

/** What waits for a number. */
const [SIGNED, ARRIVED] = [3, 3];

/** What lies on the desks when a story begins: documents sealed, signed and arrived, so that a short story comes to the end of some. */
export async function stock(province: SimProvince, random: Random, agency: SimAgency): Promise<void> {
  await bringOut(province, random, agency, { number: 1, steps: 5 });
  await bringOut(province, random, agency, { number: 2, steps: 5 });
  for (let signed = 0; signed < SIGNED; signed++)
    await bringOut(province, random, agency, { number: 3, steps: 3 });
  for (let more = 1; more < ARRIVED; more++) await receive(province, random, agency);
  await receive(province, random, agency);
  await finish(province, random, agency, await receive(province, random, agency));
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
  const args = { documentId, source: 'paper', fields: incomingFields(), secrecy, attachments: [] };
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
  const registered = { documentId, registerId, fields: incomingFields(), secrecy };
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
  { number, steps }: { readonly number: number; readonly steps: number },
): Promise<void> {
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
  const fields = outgoingFields(leader, { codeNotation: `SM${code}-VP` });
  const main = await version(drafted, specialist);
  const files = number === 2 ? [draftPaper(`phụ lục ${documentId}`), lockedPaper(documentId)] : [];
  const attachments = await Promise.all(
    files.map(async (bytes) => ({
      attachmentId: random.uuid(),
      file: (await version(bytes, specialist)).file,
    })),
  );
  const ready = { documentId, baseSha256: main.file.sha256, prepared: await version(prepared, specialist) };
  const way: readonly (readonly [OfficialId, string, unknown])[] = [
    [specialist, 'outgoing.draft', { documentId, fields, secrecy, main, attachments }],
    [specialist, 'outgoing.submit', ready],
    [leader, 'outgoing.recordSignature', await record('person', prepared, signed, leader)],
    [clerk, 'outgoing.takeNumber', { documentId, registerId: bookOf(agency, 'outgoing', YEAR) }],
    [clerk, 'outgoing.recordSignature', await record('agency', signed, sealed, clerk)],
  ];
  for (const [by, name, args] of way.slice(0, steps)) await give(province, agency, by, name, args);
}
