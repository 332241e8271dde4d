import { numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { aimed, bytesOf, type Given, seen } from './desk.ts';
import type { Device, World } from './story.ts';

/** The package is built once and kept with its ids, as on the desktop. Now and then it goes to an agency that is not of this province. */
export async function dispatch(world: World, device: Device): Promise<Given | undefined> {
  const { agency, test } = device;
  const found = aimed(world, device, 'outgoing', ['sealed']);
  const { file, number, issuedOn, codeNotation, typeName, subject } = found?.body ?? {};
  const other = world.agencies.find((each) => each !== agency);
  const bytes = await bytesOf(device, file);
  if (!found || !other || !file || !bytes || number === undefined || !issuedOn) return undefined;
  const built = writePackage({
    from: { organId: `000.00.${agency.code}.H56`, organName: agency.name },
    to: [{ organId: `000.00.${other.code}.H56`, organName: other.name }],
    documentId: `${agency.code}/${String(number)}`,
    codeNumber: numberOnPage(number),
    codeNotation: codeNotation ?? '',
    place: 'Lam Giang',
    promulgationDate: issuedOn,
    typeName: typeName ?? '',
    subject: subject ?? '',
    signer: { competence: '', position: 'leader', fullName: 'Người leader' },
    priority: 0,
    toPlaces: [],
    sentAt: world.province.at,
    staff: { department: '', staff: '' },
    files: [{ name: file.name, contentType: file.mediaType, bytes }],
  });
  const { sha256 } = await test.blobs.put(built, built.length);
  const { random } = world;
  const stranger = random.chance(0.1) ? [{ agencyId: random.uuid(), name: 'Sở Nơi khác' }] : [];
  const recipients = [{ agencyId: other.agencyId, name: other.name }, ...stranger];
  const deliveries = recipients.map((each) => ({ deliveryId: random.uuid(), ...each }));
  const version = seen(device, 'version').find(({ body }) => body.file.sha256 === file.sha256);
  const args = { documentId: found.id, messageId: random.uuid(), packageSha256: sha256, deliveries };
  return ['outgoing.dispatch', { ...args, ...(version && { versionId: version.id }) }];
}
