import { randomUUID } from 'node:crypto';
import { DEVICES_MAX } from '../src/server/auth/devices.ts';
import { OfficialId } from '../src/shared/domain/core/values.ts';
import { enrolDevice, type TestDevice } from '../test/support/device.ts';
import type { Office, Province } from '../test/support/province.ts';

export type EnrolledClerk = { readonly officialId: OfficialId; readonly device: TestDevice };

/** So many devices of one office, each official with as many as he may have, or with fewer. */
export async function enrolClerks(
  { server, address }: Province,
  { agencyId }: Office,
  count: number,
  devicesEach = DEVICES_MAX,
): Promise<readonly EnrolledClerk[]> {
  const officials = Array.from({ length: Math.ceil(count / devicesEach) }, () =>
    OfficialId.parse(randomUUID()),
  );
  const operations = officials.map((officialId, index) => ({
    name: 'office.appoint',
    args: {
      officialId,
      official: {
        v: 1,
        agencyId,
        fullName: `Văn thư ${String(index)}`,
        position: 'Văn thư',
        roles: ['clerk'],
      },
    },
  }));
  await server.authority.execute({ agencyId, actor: 'system', operations });
  const enrolled: EnrolledClerk[] = [];
  for (const officialId of officials)
    for (let each = 0; each < devicesEach && enrolled.length < count; each++)
      enrolled.push({
        officialId,
        device: await enrolDevice(address, await server.devices.issueCode(agencyId, officialId)),
      });
  return enrolled;
}
