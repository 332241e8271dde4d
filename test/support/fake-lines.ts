import { createHash } from 'node:crypto';
import type { OfficeLine } from '../../src/main/ports.ts';
import { appendKept, type KeptFile, partLength } from '../../src/main/store/kept-file.ts';
import type { Instant, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { DeviceShown } from '../../src/shared/protocol/session.ts';

type Devices = { readonly devices: DeviceShown[]; readonly at: Instant };

/** What a server tells an official about his office. */
export const fakeOfficeLine = (server: Devices, officialId: OfficialId): OfficeLine => ({
  devices: async () => ({ devices: server.devices.filter((each) => each.officialId === officialId) }),
  openWork: async () => ({ work: [], isMore: false }),
  endDevice: async (deviceId) => {
    const known = server.devices.find((each) => each.deviceId === deviceId);
    if (!known) return { rejected: 'not-found' };
    known.revokedAt = server.at;
    return {};
  },
});

/** Sends the rest of a file, as the download route does. */
export async function sendRest(file: KeptFile, bytes: Uint8Array): Promise<'whole'> {
  const have = partLength(file);
  const part = await appendKept(file, have);
  await part.write(bytes.subarray(have));
  await part.finish(createHash('sha256').update(bytes).digest('hex'));
  await part.close();
  return 'whole';
}
