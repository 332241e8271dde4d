import type { DelegationShown, HandoverShown } from '../../src/shared/contract/office.ts';
import { DelegationId, HandoverId, Instant, LocalDate } from '../../src/shared/domain/core/values.ts';
import { isHead } from '../../src/shared/domain/office/authority.ts';
import { type Office, type Operations, performed, Refused } from './fake-office.ts';
import { agencyId, officials, person, profileOf, today, uuid } from './fake-people.ts';

const doneAt = Instant.parse('2026-11-20T03:00:00.000Z');
const given = (
  n: number,
  to: number,
  state: DelegationShown['state'],
  some: Partial<DelegationShown['delegation']>,
): DelegationShown => ({
  delegationId: DelegationId.parse(uuid(6000 + n)),
  official: person(to),
  by: person(1),
  state,
  delegation: {
    v: 1,
    agencyId,
    officialId: person(to).officialId,
    form: 'KT.',
    typeNames: [],
    from: LocalDate.parse('2026-01-05'),
    basis: 'Quyết định số 12/QĐ-UBND ngày 05/01/2026 về phân công nhiệm vụ Chủ tịch, Phó Chủ tịch',
    by: person(1).officialId,
    doneAt,
    ...some,
  },
});
const delegations = (): DelegationShown[] => [
  given(1, 4, 'in-force', {}),
  given(2, 5, 'in-force', {
    form: 'TUQ.',
    typeNames: ['Giấy mời', 'Giấy giới thiệu', 'Phiếu chuyển'],
    from: LocalDate.parse('2026-11-16'),
    to: LocalDate.parse('2026-11-30'),
    basis: 'Giấy ủy quyền số 07/GUQ-UBND ngày 13/11/2026',
  }),
  given(3, 3, 'to-come', {
    form: 'TL.',
    typeNames: ['Thông báo'],
    from: LocalDate.parse('2026-12-01'),
    to: LocalDate.parse('2026-12-31'),
    basis: 'Quy chế làm việc số 02/QC-UBND, Điều 9',
  }),
  given(4, 3, 'ended', {
    form: 'TL.',
    typeNames: ['Giấy mời'],
    from: LocalDate.parse('2026-03-01'),
    to: LocalDate.parse('2026-06-30'),
    basis: 'Quy chế làm việc số 02/QC-UBND, Điều 9',
  }),
];
const lent = (n: number, state: HandoverShown['state'], from: string, to: string): HandoverShown => ({
  handoverId: HandoverId.parse(uuid(6100 + n)),
  official: person(3),
  by: person(0),
  state,
  isReturnable: false,
  handover: {
    v: 1,
    agencyId,
    officialId: person(3).officialId,
    from: Instant.parse(from),
    to: Instant.parse(to),
    permission: 'Giấy ủy quyền số 08/GUQ-UBND ngày 20/11/2026',
    minutes: 'Biên bản số 03/BB-VP ngày 23/11/2026',
    by: person(0).officialId,
    doneAt,
    ...(state === 'returned' && { returnedAt: Instant.parse('2026-08-14T09:05:00.000Z') }),
  },
});
const handovers = (): HandoverShown[] => [
  lent(1, 'running', '2026-11-23T01:00:00.000Z', '2026-11-24T10:00:00.000Z'),
  lent(2, 'returned', '2026-08-10T01:00:00.000Z', '2026-08-14T10:00:00.000Z'),
];

/** Delegations and hand-overs of the seal: none in the empty scene, all states elsewhere. */
export function authorityOperations(office: Office): Operations {
  const { official, officialId } = profileOf(office.scene);
  const isEmpty = office.scene === 'empty';
  const isClerk = official.roles.includes('clerk');
  let given = isEmpty ? [] : delegations();
  let lent = isEmpty ? [] : handovers();
  const changed = () => {
    office.announce({ type: 'changed', areas: ['office', 'profile', 'sync'] });
    return performed();
  };
  const personOf = (id: string) => person(officials.findIndex((each) => each.officialId === id));
  return {
    'office.listDelegations': () => ({
      delegations: given,
      ...(!isHead(official) &&
        !official.roles.includes('administrator') && { whyNot: 'office.only-head-delegates' }),
    }),
    'office.delegate': ({ delegationId, to, ...rest }) => {
      const delegation = { v: 1, agencyId, ...rest, ...(to && { to }), by: officialId, doneAt } as const;
      const shown = { official: personOf(rest.officialId), by: person(1) };
      given = [{ delegationId, delegation, ...shown, state: 'in-force' }, ...given];
      return changed();
    },
    'office.endDelegation': ({ delegationId, lastDay }) => {
      given = given.map((each) =>
        each.delegationId === delegationId
          ? {
              ...each,
              state: lastDay < today ? 'ended' : each.state,
              delegation: { ...each.delegation, to: lastDay },
            }
          : each,
      );
      return changed();
    },
    'office.listHandovers': () => ({
      handovers: lent.map((each) => ({
        ...each,
        isReturnable: each.state === 'running' && (isClerk || each.handover.officialId === officialId),
      })),
      ...(!isClerk && { whyNot: 'office.only-clerk-hands-over' }),
    }),
    'office.handOverSeal': ({ handoverId, ...rest }) => {
      // The days of a hand-over are the rule's own: at most 92.
      if (Date.parse(rest.to) - Date.parse(rest.from) > 92 * 86_400_000)
        throw new Refused('office.handover-time');
      const handover = { v: 1, agencyId, ...rest, by: officialId, doneAt } as const;
      const shown = { official: personOf(rest.officialId), by: person(0) };
      lent = [{ handoverId, handover, ...shown, state: 'running', isReturnable: true }, ...lent];
      return changed();
    },
    'office.takeBackSeal': ({ handoverId }) => {
      lent = lent.map((each) =>
        each.handoverId === handoverId
          ? { ...each, state: 'returned', handover: { ...each.handover, returnedAt: doneAt } }
          : each,
      );
      return changed();
    },
  };
}
