import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import type { UnitId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';

export type UnitRow = { readonly shown: UnitShown; readonly level: number };

/** Units in the order of a tree: each under its parent, in the order given, those that are closed at the end of their level. */
export function treeOf(units: readonly UnitShown[]): readonly UnitRow[] {
  const known = new Set(units.map(({ unitId }) => unitId));
  const under = (parentId: UnitId | undefined, level: number): readonly UnitRow[] =>
    units
      .filter(({ unit }) =>
        parentId === undefined
          ? unit.parentId === undefined || !known.has(unit.parentId)
          : unit.parentId === parentId,
      )
      .sort((a, b) => Number(a.unit.closedOn !== undefined) - Number(b.unit.closedOn !== undefined))
      .flatMap((shown) => [{ shown, level }, ...under(shown.unitId, level + 1)]);
  return under(undefined, 0);
}

const INDENT = '    ';
/** Units that still take people, as a field offers them. */
export const unitChoices = (units: readonly UnitShown[], none: string) => [
  { value: '', label: none },
  ...treeOf(units)
    .filter(({ shown }) => shown.unit.closedOn === undefined)
    .map(({ shown, level }) => ({
      value: shown.unitId as string,
      label: `${INDENT.repeat(level)}${shown.unit.name}`,
    })),
];

/** The name of a unit in a list, told as closed where it is. */
export function unitName(units: readonly UnitShown[], unitId: UnitId): string {
  const unit = units.find((each) => each.unitId === unitId)?.unit;
  if (!unit) return '';
  return unit.closedOn === undefined ? unit.name : say('staff.unit-closed', { unit: unit.name });
}
