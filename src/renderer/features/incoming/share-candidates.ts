import type { Output } from '../../../shared/contract/contract.ts';
import type { OfficialId, UnitId } from '../../../shared/domain/core/values.ts';
import { Part } from '../../../shared/domain/incoming/parts.ts';

/** To whom a share may be given: a unit by who answers for it, or a person. */
export type Candidate = {
  readonly key: string;
  readonly officialId: OfficialId;
  readonly unitId?: UnitId;
  readonly name: string;
  readonly note: string;
  /** Of a unit: by what it is called in short. */
  readonly notation?: string;
};

/** What was chosen for each: the part, and a day of his own as it was typed. */
export type Chosen = Readonly<Record<string, { readonly part: Part; readonly due: string }>>;

type Officials = Output<'office.listOfficials'>;

/** Units that have somebody who answers for them, then people; who only administers has no share in documents. */
export const candidatesOf = (
  units: Output<'office.listUnits'>,
  officials: Officials,
): readonly Candidate[] => [
  ...units.flatMap(({ unitId, name, notation, head }) =>
    head ? [{ key: unitId, officialId: head.officialId, unitId, name, notation, note: head.fullName }] : [],
  ),
  ...peopleOf(officials),
];

export const peopleOf = (officials: Officials): readonly Candidate[] =>
  officials
    .filter(({ official: { roles } }) => !roles.includes('administrator') && !roles.includes('system'))
    .map(({ officialId, official: { fullName, position } }) => ({
      key: officialId,
      officialId,
      name: fullName,
      note: position,
    }));

/** The choice once the text names `now` where it named `before`: what it named and names no more goes, what was chosen or taken off by hand stays so. */
export function followed(
  chosen: Chosen,
  before: Readonly<Record<string, Part>>,
  now: Readonly<Record<string, Part>>,
): Chosen {
  const isOfText = (key: string): boolean => chosen[key]?.part === before[key] && chosen[key]?.due === '';
  const kept = Object.fromEntries(Object.entries(chosen).filter(([key]) => !isOfText(key)));
  const isLed = Object.values(kept).some(({ part }) => part === 'lead');
  const isOff = (key: string): boolean => before[key] !== undefined && chosen[key] === undefined;
  const fresh = Object.entries(now).filter(([key]) => !kept[key] && !isOff(key));
  const partOf = (part: Part): Part => (part === 'lead' && isLed ? 'supporting' : part);
  return {
    ...kept,
    ...Object.fromEntries(fresh.map(([key, part]) => [key, { part: partOf(part), due: '' }])),
  };
}

/** What was chosen, as it was kept; anything else is nothing. */
export function keptChoice(found: unknown): Chosen {
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]: [string, { part?: unknown; due?: unknown } | undefined]) => {
      const part = Part.safeParse(value?.part);
      return part.success ? [[key, { part: part.data, due: String(value?.due ?? '') }]] : [];
    }),
  );
}
