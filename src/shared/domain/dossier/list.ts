import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, LocalDate, Note, OfficialId, OrganName, Subject } from '../core/values.ts';
import { WrittenBasis } from '../office/delegation.ts';
import { Retention } from './retention.ts';

/** The year's list of dossiers (Danh mục hồ sơ, NĐ 30/2020 article 28): the head approves it at the beginning of the year. */
export const DossierList = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  year: z.int(),
  approved: z.object({ decision: WrittenBasis, on: LocalDate, by: OfficialId }).optional(),
});
export type DossierList = z.infer<typeof DossierList>;

/** `agency/year`. */
export const DossierListId = z
  .string()
  .regex(/^[0-9a-f-]{36}\/2\d{3}$/)
  .brand<'DossierListId', 'inout'>();
export type DossierListId = z.infer<typeof DossierListId>;
export const dossierListId = (agencyId: AgencyId, year: number): DossierListId =>
  DossierListId.parse(`${agencyId}/${String(year)}`);
/** Whose list it is, and of which year. */
export function partsOfListId(listId: DossierListId): { readonly agencyId: AgencyId; readonly year: number } {
  const [agencyId, year] = listId.split('/');
  return { agencyId: AgencyId.parse(agencyId), year: Number(year) };
}

/** Lines of a year's list; annex V knows no limit, an office some hundreds. */
export const ENTRIES_MAX = 5_000;

/** One line of the list (annex V, I and II): under a big heading with its abbreviation, and a small one where there is one. */
export const entryFields = {
  /** Big headings are numbered in Roman numerals over the list. */
  headingOrder: z.int().min(1).max(99),
  heading: OrganName,
  /** Shared by the dossiers under the heading: `TCCB` in `01.TCCB`. */
  headingNotation: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}-]{1,20}$/u),
  subheading: OrganName.optional(),
  number: z.int().min(1).max(999_999),
  title: Subject,
  retention: Retention,
  ownerName: z.string().trim().min(1).max(100),
  note: Note.optional(),
} as const;
export const EntryFields = z.object(entryFields);
export type EntryFields = z.infer<typeof EntryFields>;

export const DossierEntry = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  year: z.int(),
  ...entryFields,
  isRemoved: z.boolean().optional(),
});
export type DossierEntry = z.infer<typeof DossierEntry>;

/** `01.TCCB`: numbers below ten get a leading 0. */
export const notationOf = ({
  number,
  headingNotation,
}: Pick<EntryFields, 'number' | 'headingNotation'>): string =>
  `${String(number).padStart(2, '0')}.${headingNotation}`;
