import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { aimed, bytesOf, type Found, type Given, keepMadeOf, seen } from './desk.ts';
import { packageOf } from './package-of.ts';
import type { Device, World } from './story.ts';

/** A package is built once and kept with its ids, as on the desktop. */
async function packed(world: World, device: Device, found: Found<Outgoing> | undefined) {
  const { agency } = device;
  const { file, number, issuedOn } = found?.body ?? {};
  const other = world.agencies.find((each) => each !== agency);
  const bytes = await bytesOf(device, file);
  if (!found || !other || !file || !bytes || number === undefined || !issuedOn) return undefined;
  const paper = { ...found.body, number, issuedOn };
  const built = packageOf(world.province.at, agency, other, paper, { ...file, bytes });
  const { sha256 } = await keepMadeOf(device, found.id, built);
  const version = seen(device, 'version').find(({ body }) => body.file.sha256 === file.sha256);
  return {
    other,
    args: {
      documentId: found.id,
      messageId: world.random.uuid(),
      packageSha256: sha256,
      ...(version && { versionId: version.id }),
    },
  };
}

/** Now and then it goes to an agency that is not of this province. */
export async function dispatch(world: World, device: Device): Promise<Given | undefined> {
  const made = await packed(world, device, aimed(world, device, 'outgoing', ['sealed']));
  if (!made) return undefined;
  const { random } = world;
  const stranger = random.chance(0.1) ? [{ agencyId: random.uuid(), name: 'Sở Nơi khác' }] : [];
  const recipients = [{ agencyId: made.other.agencyId, name: made.other.name }, ...stranger];
  const deliveries = recipients.map((each) => ({
    deliveryId: random.uuid(),
    ...each,
    requestId: random.uuid(),
  }));
  return ['outgoing.dispatch', { ...made.args, deliveries }];
}

/** Anew to who refused it, or to somebody further; sometimes to one that has it. */
export async function dispatchMore(world: World, device: Device): Promise<Given | undefined> {
  const { random } = world;
  const made = await packed(world, device, aimed(world, device, 'outgoing', ['dispatched']));
  if (!made) return undefined;
  const refused = seen(device, 'delivery').find(
    ({ body }) => body.documentId === made.args.documentId && body.status === '02' && !body.resentAs,
  );
  const recipient = refused
    ? { agencyId: refused.body.recipientAgencyId, name: refused.body.recipientName, insteadOf: refused.id }
    : random.chance(0.5)
      ? { agencyId: random.uuid(), name: 'Sở Nơi khác' }
      : { agencyId: made.other.agencyId, name: made.other.name };
  const ids = { deliveryId: random.uuid(), requestId: random.uuid() };
  const deliveries = [{ ...ids, ...recipient, isPaperToo: random.chance(0.5) }];
  return ['outgoing.dispatchMore', { ...made.args, deliveries }];
}
