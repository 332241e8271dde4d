import type { LeaverShown } from '../../src/shared/contract/office.ts';
import { DossierId, IncomingId, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import type { OpenWork } from '../../src/shared/protocol/work.ts';
import { type Office, type Operations, performed } from './fake-office.ts';
import { officials, uuid } from './fake-people.ts';

const day = (text: string) => LocalDate.parse(text);
const open: readonly OpenWork[] = [
  {
    ...{ of: { kind: 'incoming', id: IncomingId.parse(uuid(1001)) }, part: 'lead', assignmentIds: [] },
    ...{ state: 'in-progress', typeName: 'Công văn', reference: '1199', day: day('2026-11-12') },
    dueOn: day('2026-11-30'),
  },
  {
    ...{ of: { kind: 'outgoing', id: OutgoingId.parse(uuid(3001)) }, part: 'drafter', assignmentIds: [] },
    ...{ state: 'draft', typeName: 'Tờ trình', reference: 'UBND-VP', day: day('2026-11-19') },
  },
  {
    ...{ of: { kind: 'dossier', id: DossierId.parse(uuid(3900)) }, part: 'owner', assignmentIds: [] },
    ...{ state: 'open', typeName: '', reference: '02.VHXH' },
  },
];

/** One specialist has left; the administrator records more. */
export function leavingOperations({ scene, announce }: Office): Operations {
  const left = officials[4];
  let leavers: LeaverShown[] =
    left && scene === 'administrator'
      ? [{ officialId: left.officialId, ...left.official, leftOn: day('2026-11-20') }].map(
          ({ officialId, fullName, position, leftOn }) => ({ officialId, fullName, position, leftOn }),
        )
      : [];
  const changed = () => {
    announce({ type: 'changed', areas: ['office'] });
    return performed();
  };
  return {
    'office.listLeavers': () => leavers,
    'office.listOpenWork': () => ({ work: [...open], isMore: false }),
    'office.recordLeaving': ({ officialId, leftOn }) => {
      const found = officials.find((each) => each.officialId === officialId);
      if (found) {
        const { fullName, position } = found.official;
        leavers = [{ officialId, fullName, position, leftOn }, ...leavers];
      }
      return changed();
    },
    'office.handOverWork': changed,
  };
}
