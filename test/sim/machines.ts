import { cpSync } from 'node:fs';
import { AppError } from '../../src/shared/errors.ts';
import { Crash } from './crash.ts';
import type { Device, World } from './story.ts';
import { addDevice, newDeviceId, openDevice } from './world.ts';

/**
 * Does a machine's work. What the line or a rule may say is no problem; an ended process is opened again on the same folder; a machine that learns it is one of two
 * under one name is enrolled anew, and brings what it has not sent under its own.
 */
export async function guarded(world: World, device: Device, work: () => unknown): Promise<string> {
  try {
    const result = await work();
    return typeof result === 'string' ? result : 'done';
  } catch (problem) {
    if (problem instanceof Crash) {
      reopen(world, device);
      return `ended at ${problem.message}`;
    }
    if (!(problem instanceof AppError)) throw problem;
    if (!isUnknown(problem)) return problem.code;
    await enrolAnew(world, device);
    return `is ${problem.code}; enrolled anew`;
  }
}

/** Two machines under one name, or one that was enrolled after the backup to which the server was put back: its official needs a new code. */
export const isUnknown = ({ code }: AppError): boolean =>
  code === 'device.forked' || code === 'device.unknown';

function reopen(world: World, device: Device): void {
  device.test.close();
  device.test = openDevice(world, device);
}

async function enrolAnew(world: World, device: Device): Promise<void> {
  world.counts.forks += 1;
  device.deviceId = newDeviceId(world);
  await world.province.storage.enrol(device.deviceId, device.officialId, device.agency.agencyId);
  reopen(world, device);
}

/** F19: the folder of a machine is copied onto another one; both go on as the same device. */
export async function cloneMachine(world: World, device: Device): Promise<string> {
  const dataDir = world.newFolder();
  device.test.close();
  cpSync(device.dataDir, dataDir, { recursive: true });
  device.test = openDevice(world, device);
  const { seat, agency, deviceId } = device;
  const clone = await addDevice(world, { name: `${device.name}'`, seat, agency, dataDir, deviceId });
  world.counts.clones += 1;
  return `is copied to ${clone.name}`;
}

/** A clerk's machine is gone for ever, with what the server that was put back in time would have had to hear from it again. */
export function loseMachine({
  random,
  devices,
  performed,
  counts,
  lost,
  promised,
}: World): string | undefined {
  const clerks = devices.filter(({ seat, agency }) => seat === 'clerk' && agency.code === 'A');
  const device = clerks.length > 1 ? random.pick(clerks) : undefined;
  if (!device) return undefined;
  const ids = device.test.replica.store.read
    .prepare<[], string>('select operation_id from outbox')
    .pluck()
    .all();
  for (const id of ids) lost.add(id);
  for (const each of [performed, promised])
    for (const [id, { device: name }] of each) if (name === device.name) each.delete(id);
  device.test.close();
  devices.splice(devices.indexOf(device), 1);
  counts.lost += 1;
  return device.name;
}
