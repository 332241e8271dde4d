import type { ContainmentPlaces, ContainmentShown } from '../../src/shared/contract/secrecy.ts';
import { AgencyId, IncomingId, Instant, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, Refused } from './fake-office.ts';
import { officials, person, uuid } from './fake-people.ts';

const at = (text: string) => Instant.parse(`${text}:00.000Z`);
const agencyId = AgencyId.parse(uuid(1));

const containments: readonly ContainmentShown[] = [
  {
    containmentId: `incoming/${uuid(1404)}`,
    containment: {
      ...{ v: 1, agencyId, of: { kind: 'incoming', id: IncomingId.parse(uuid(1404)) } },
      ...{ number: 1187, day: LocalDate.parse('2026-11-18') },
      ...{ by: officials[0]?.officialId ?? person(0).officialId, at: at('2026-11-20T02:12') },
    },
    registerName: 'Sổ văn bản đến',
    by: person(0),
  },
  {
    containmentId: `outgoing/${uuid(3404)}`,
    containment: {
      ...{ v: 1, agencyId, of: { kind: 'outgoing', id: OutgoingId.parse(uuid(3404)) } },
      ...{ by: officials[3]?.officialId ?? person(3).officialId, at: at('2026-09-08T08:30') },
    },
    by: person(3),
  },
];
const device = (
  who: number,
  name: string,
  some: Partial<ContainmentPlaces['devices'][number]>,
): ContainmentPlaces['devices'][number] => ({
  ...{ name, officialId: person(who).officialId, official: person(who) },
  ...{ hasAcknowledged: true, isWiped: false, isRevoked: false, ...some },
});

/** What was contained: seen by the administrator, and by the clerk without a line; one still on a machine, one gone everywhere. */
export const secrecyOperations = ({ scene }: Office): Operations => ({
  'secrecy.listContainments': () =>
    scene === 'administrator' || scene === 'offline' ? [...containments] : [],
  'secrecy.findPlaces': ({ of }) => {
    if (scene === 'offline') throw new Refused('device.no-line');
    const isGone = of.kind === 'outgoing';
    return {
      devices: isGone
        ? [device(3, 'VP-MAY-02', { isWiped: true })]
        : [
            device(0, 'VP-MAY-01', { isWiped: true, seenAt: at('2026-11-23T02:20') }),
            device(2, 'Máy xách tay phòng họp tầng 3 dùng chung của Văn phòng HĐND và UBND', {
              seenAt: at('2026-11-19T09:41'),
            }),
            device(4, 'DIA-CHINH-01', { hasAcknowledged: false, isRevoked: true }),
          ],
      recipients: isGone
        ? []
        : [
            {
              agencyId: AgencyId.parse(uuid(2)),
              name: 'Ủy ban nhân dân xã Vân Khánh Thượng',
              isContained: true,
            },
          ],
      related: isGone ? [] : [{ kind: 'outgoing', id: uuid(3002) }],
      isScrubbed: true,
    };
  },
});
