import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, OfficialId, UnitId } from '../core/values.ts';

/** What of a unit or an official an event can tell of. */
export const OfficeField = z.enum([
  ...['name', 'notation', 'parent', 'head', 'closedOn'],
  ...['fullName', 'position', 'unit', 'posts', 'roles', 'capacity', 'certificate', 'leftOn'],
] as const);
export type OfficeField = z.infer<typeof OfficeField>;

/** What gives or takes rights: a change of it is pointed out until somebody else confirms it (annex VI part I, III.3.c). */
export const RIGHTS: ReadonlySet<OfficeField> = new Set<OfficeField>([
  ...['head', 'unit', 'posts', 'roles', 'capacity', 'certificate', 'leftOn'],
] as OfficeField[]);

/** Letters of a value in an event: five posts of a hundred letters and a unit's id each. */
const VALUE_MAX = 1000;
export const FieldChange = z.looseObject({
  field: OfficeField,
  was: z.string().max(VALUE_MAX).optional(),
  now: z.string().max(VALUE_MAX).optional(),
});
export type FieldChange = z.infer<typeof FieldChange>;

export const EventOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), id: UnitId }),
  z.object({ kind: z.literal('official'), id: OfficialId }),
]);
export type EventOf = z.infer<typeof EventOf>;

/** What was changed of a unit or an official, by whom and when: the history of the agency's people and their rights (annex VI part I, IV.1.đ). */
export const OfficeEvent = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  of: EventOf,
  changed: z.array(FieldChange).min(1).max(OfficeField.options.length),
  by: OfficialId,
  at: Instant,
  /** Rights were given or taken: somebody else has to confirm it. */
  needsConfirming: z.boolean(),
  confirmed: z.looseObject({ by: OfficialId, at: Instant }).optional(),
});
export type OfficeEvent = z.infer<typeof OfficeEvent>;
