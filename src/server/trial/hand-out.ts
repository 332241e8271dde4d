import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgencyId, OfficialId } from '../../shared/domain/core/values.ts';
import { Role } from '../../shared/domain/office/official.ts';
import type { Devices } from '../auth/devices.ts';
import { keysFor } from './keys.ts';
import { agencyId, officialId, type TrialPeople } from './people.ts';
import { cast, members } from './sample/cast.ts';

/** What a profile of the trial needs to enrol; written anew at each start for whoever has not. */
export const Offer = z.object({
  profileId: z.string(),
  code: z.string(),
  officialId: OfficialId,
  agencyId: AgencyId,
  fullName: z.string(),
  role: Role,
  agencyName: z.string(),
});

/** Puts keys, pictures and the trust anchor into each official's profile folder, once, when the trial is made. */
export function handOutKeys({ pki }: TrialPeople, profiles: string): void {
  for (const { key } of cast) {
    const folder = join(profiles, key);
    const keys = join(folder, 'keys');
    mkdirSync(keys, { recursive: true, mode: 0o700 });
    mkdirSync(join(folder, 'trust'), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'trust', 'trial-root.pem'), pki.root.certificatePem);
    const listed = keysFor(pki, key).map(({ role, certificate, pkcs12, picture }) => {
      writeFileSync(join(keys, `${role}.p12`), pkcs12, { mode: 0o600 });
      writeFileSync(join(keys, `${role}.png`), picture);
      return {
        keyId: role,
        role,
        file: `${role}.p12`,
        certificate: Buffer.from(certificate).toString('base64'),
        picture: `${role}.png`,
      };
    });
    writeFileSync(join(keys, 'keys.json'), JSON.stringify(listed));
  }
}

/** Gives a fresh one-time code to every official whose profile is not enrolled yet. */
export async function offerEnrolment(devices: Devices, profiles: string): Promise<void> {
  for (const { key, name, roles, member } of cast) {
    const folder = join(profiles, key);
    if (existsSync(join(folder, 'profile.json'))) continue;
    const ids = { agencyId: agencyId(member), officialId: officialId(key) };
    const offer = Offer.parse({
      profileId: key,
      code: await devices.issueCode(ids.agencyId, ids.officialId),
      ...ids,
      fullName: name,
      role: roles[0],
      agencyName: members[member].name,
    });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'offer.json'), JSON.stringify(offer), { mode: 0o600 });
  }
}
