import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { Containment } from '../../src/shared/domain/secrecy/containment.ts';
import { seen } from './desk.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';

const NUMBERING = `name in ('outgoing.takeNumber', 'incoming.register')`;
type Args = { readonly documentId: string; readonly registerId: string };

/** What desks know of the numbers that they got, an instant before the server is put back in time. */
export function notePromised({ devices, promised }: World): void {
  for (const device of devices) {
    const numbers = new Map<string, number | undefined>([
      ...seen(device, 'outgoing').map(({ id, body }) => [id, body.number] as const),
      ...seen(device, 'incoming').map(({ id, body }) => [id, body.arrivalNumber] as const),
    ]);
    const rows = device.test.replica.store.read
      .prepare<[], { id: string; args: string }>(
        `select operation_id as id, args from outbox where state = 'answered' and args <> '{}' and ${NUMBERING}`,
      )
      .all();
    for (const { id, args } of rows) {
      const { documentId, registerId } = JSON.parse(args) as Args;
      const number = numbers.get(documentId);
      if (number !== undefined) promised.set(id, { device: device.name, documentId, registerId, number });
    }
  }
}

/** A number that a desk has heard of is its document's for ever, or was refused, which is an incident: no server put back in time gives it to another unseen. */
export function promisesAreKept({ promised, devices }: World, stored: Stored): string[] {
  const refused = new Set(
    devices.flatMap(({ test }) =>
      test.replica.store.read
        .prepare<[], string>("select operation_id from outbox where state in ('refused', 'conflict')")
        .pluck()
        .all(),
    ),
  );
  const contained = new Set(bodiesIn<Containment>(stored, 'containment').map(({ id }) => id.split('/')[1]));
  const numbers = new Map<string, string>([
    ...bodiesIn<Outgoing>(stored, 'outgoing').map(
      ({ id, registerId, number }) => [id, `${String(registerId)} ${String(number)}`] as const,
    ),
    ...bodiesIn<Incoming>(stored, 'incoming').map(
      ({ id, registerId, arrivalNumber }) => [id, `${String(registerId)} ${String(arrivalNumber)}`] as const,
    ),
  ]);
  return [...promised]
    .filter(([id, { documentId }]) => !refused.has(id) && !contained.has(documentId))
    .filter(
      ([, { documentId, registerId, number }]) =>
        numbers.get(documentId) !== `${registerId} ${String(number)}`,
    )
    .map(
      ([id, { device, documentId, registerId, number }]) =>
        `${device}: ${documentId} had number ${String(number)} of ${registerId} (${id}) and has ${String(numbers.get(documentId))}`,
    );
}
