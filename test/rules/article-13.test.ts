import { expect, test } from 'vitest';
import { DelegationId, LocalDate } from '../../src/shared/domain/core/values.ts';
import { authorityProblem } from '../../src/shared/domain/office/authority.ts';
import type { Delegation } from '../../src/shared/domain/office/delegation.ts';
import { makeWorld, person, uuid } from '../support/world.ts';

const { agencyId } = makeWorld();
const today = LocalDate.parse('2026-11-20');
const clauseOf = {
  'người đứng đầu': { ...person(agencyId, 'leader') },
  'người đứng đầu, thay mặt tập thể': { ...person(agencyId, 'leader'), signingCapacity: 'TM.' as const },
  'người được giao quyền cấp trưởng': { ...person(agencyId, 'leader'), signingCapacity: 'Q.' as const },
  'cấp phó': { ...person(agencyId, 'leader'), signingCapacity: 'KT.' as const },
  'người đứng đầu đơn vị': { ...person(agencyId, 'specialist') },
} as const;
type Who = keyof typeof clauseOf;
type Given = Partial<Pick<Delegation, 'form' | 'typeNames' | 'from' | 'to'>>;
const given = (who: Who, some: Given): Delegation => ({
  v: 1,
  agencyId,
  officialId: clauseOf[who].id,
  form: 'KT.',
  typeNames: [],
  from: LocalDate.parse('2026-11-01'),
  basis: 'Quy chế làm việc',
  by: clauseOf['người đứng đầu'].id,
  doneAt: '2026-11-01T00:00:00.000Z' as Delegation['doneAt'],
  ...some,
});
const day = (text: string) => LocalDate.parse(text);

/** Article 13 as it reads: who, on which ground, which type, and whether he may sign it today. */
test.each<[clause: string, who: Who, ground: Given | undefined, type: string, may: boolean]>([
  ['13.1', 'người đứng đầu', undefined, 'Quyết định', true],
  ['13.1', 'cấp phó', undefined, 'Quyết định', false],
  ['13.1', 'cấp phó', {}, 'Quyết định', true],
  ['13.1', 'cấp phó', { typeNames: ['Công văn', 'Báo cáo'] }, 'Báo cáo', true],
  ['13.1', 'cấp phó', { typeNames: ['Công văn', 'Báo cáo'] }, 'Quyết định', false],
  ['13.1', 'người được giao quyền cấp trưởng', undefined, 'Quyết định', true],
  ['13.2', 'người đứng đầu, thay mặt tập thể', undefined, 'Nghị quyết', true],
  ['13.3', 'người đứng đầu đơn vị', { form: 'TUQ.', to: day('2026-12-31') }, 'Giấy mời', true],
  ['13.3', 'người đứng đầu đơn vị', { form: 'TUQ.', to: day('2026-11-19') }, 'Giấy mời', false],
  [
    '13.3',
    'người đứng đầu đơn vị',
    { form: 'TUQ.', from: day('2026-11-21'), to: day('2026-12-31') },
    'Giấy mời',
    false,
  ],
  ['13.4', 'người đứng đầu đơn vị', { form: 'TL.', typeNames: ['Thông báo'] }, 'Thông báo', true],
  ['13.4', 'người đứng đầu đơn vị', { form: 'TL.', typeNames: ['Thông báo'] }, 'Quyết định', false],
  ['13.4', 'người đứng đầu đơn vị', undefined, 'Thông báo', false],
])('article %s: %s, by %o, %s: %s', (_clause, who, ground, typeName, may) => {
  const problem = authorityProblem(
    clauseOf[who],
    { agencyId, typeName },
    ground && given(who, ground),
    today,
  );
  expect(problem === undefined).toBe(may);
});

test('article 13.3: who signs by thừa ủy quyền passes it on to nobody, and it never lasts without an end', () => {
  const world = makeWorld();
  const [delegationId, other] = [DelegationId.parse(uuid()), world.people.clerk.id];
  const { specialist } = world.people;
  const delegate = (some: object, who: Parameters<typeof world.give>[2]) =>
    world.give(
      'office.delegate',
      {
        delegationId,
        officialId: specialist.id,
        form: 'TUQ.',
        typeNames: ['Giấy mời'],
        from: '2026-11-01',
        basis: 'Giấy ủy quyền số 3/GUQ-SMM',
        ...some,
      },
      who,
    );
  expect(delegate({}, 'leader')).toBe('office.delegation-needs-end');
  expect(delegate({ to: '2026-12-31' }, 'leader')).toBe('ok');
  expect(delegate({ delegationId: uuid(), officialId: other, to: '2026-12-31' }, specialist)).toBe(
    'office.only-head-delegates',
  );
});
