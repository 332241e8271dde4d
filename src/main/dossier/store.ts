import type { DossierRow, DossierView } from '../../shared/contract/dossier.ts';
import { dossierViews } from '../../shared/contract/dossier.ts';
import type { HandedView } from '../../shared/contract/dossier-forms.ts';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { DossierId, LocalDate, OfficialId } from '../../shared/domain/core/values.ts';
import { ENTRIES_MAX } from '../../shared/domain/dossier/list.ts';
import { NOTICE_DAYS, Retention } from '../../shared/domain/dossier/retention.ts';
import { addDays } from '../../shared/text/day.ts';
import { BEGINNING, type Cursor } from '../document/cursor.ts';
import { wordsIn } from '../document/folded-words.ts';
import { personIn } from '../document/people.ts';
import { pendingSql, syncFrom } from '../document/row-state.ts';
import type { ReadDb } from '../store/handles.ts';

type StoredRow = {
  readonly rowId: number;
  readonly sortKey: number;
  readonly dossierId: DossierId;
  readonly state: DossierRow['state'];
  readonly year: number;
  readonly notation: string;
  readonly title: string;
  readonly retention: string;
  readonly ownerId: string;
  readonly fullName: string | null;
  readonly position: string | null;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly itemCount: number;
  readonly pending: number | null;
};

const columns = `
  r.row_id as rowId, r.sort_key as sortKey, r.dossier_id as dossierId, r.state, r.year, r.notation, r.title, r.retention,
  r.owner_id as ownerId, owner.full_name as fullName, owner.position, r.started_on as startedOn, r.ended_on as endedOn, r.due_on as dueOn,
  r.item_count as itemCount, ${pendingSql("'dossier'", 'r.dossier_id')} as pending`;
const from = 'from dossier_row as r left join office_official as owner on owner.official_id = r.owner_id';

function readRow(stored: StoredRow): DossierRow {
  const owner = personIn(stored.ownerId, stored.fullName, stored.position);
  return {
    dossierId: stored.dossierId,
    state: stored.state,
    year: stored.year,
    notation: stored.notation,
    title: stored.title,
    retention: Retention.parse(stored.retention === 'permanent' ? 'permanent' : Number(stored.retention)),
    ...(owner && { owner }),
    startedOn: stored.startedOn,
    ...(stored.endedOn !== null && { endedOn: stored.endedOn }),
    ...(stored.dueOn !== null && { dueOn: stored.dueOn }),
    itemCount: stored.itemCount,
    sync: syncFrom(stored.pending),
  };
}

/** The condition of each view; `:officialId` and `:noticeTo` are what it may ask. */
const conditions: Readonly<Record<DossierView, string>> = {
  mine: `r.state = 'open' and (r.owner_id = :officialId or instr(r.helper_ids, :officialId) > 0)`,
  open: `r.state = 'open'`,
  closed: `r.state = 'closed'`,
  due: `r.state = 'closed' and r.due_on is not null and r.due_on <= :noticeTo`,
  kept: `r.state = 'closed' and r.kept_until is not null`,
  submitted: `r.state = 'submitted'`,
  archived: `r.state = 'archived'`,
  all: 'true',
};

export type DossierPage = {
  readonly view: DossierView;
  readonly text: string | undefined;
  readonly after: Cursor | undefined;
  readonly limit: number;
  readonly officialId: OfficialId;
  readonly today: LocalDate;
};

/** One page of a view, newest first; every typed word must stand in the code or the title, marks need not be typed. */
export function readPage(
  db: ReadDb,
  { view, text, after, limit, officialId, today }: DossierPage,
): { readonly rows: readonly DossierRow[]; readonly next: Cursor | undefined } {
  const words = wordsIn(text);
  const where = [conditions[view], ...words.conditions, '(r.sort_key, r.row_id) < (:key, :tie)'];
  const found = db
    .prepare<[Record<string, unknown>], StoredRow>(
      `select ${columns} ${from} where ${where.join(' and ')} order by r.sort_key desc, r.row_id desc limit :limit`,
    )
    .all({
      officialId,
      noticeTo: addDays(today, NOTICE_DAYS),
      key: after?.key ?? BEGINNING,
      tie: after ? Number(after.tie) : BEGINNING,
      limit: limit + 1,
      ...words.values,
    });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    rows: found.slice(0, limit).map(readRow),
    next: last && { key: last.sortKey, tie: String(last.rowId) },
  };
}

/** Dossiers that leave in one hand-over; more than an agency makes in a year. */
export const HANDED_MAX = 5_000;

type Handing = { readonly view: HandedView; readonly year: number; readonly today: LocalDate };

/** The dossiers of a year in a view, in the order of their codes: by the heading's abbreviation, then by number. */
export const dossiersHanded = (db: ReadDb, { view, year, today }: Handing): readonly DossierId[] =>
  db
    .prepare<[Record<string, unknown>], DossierId>(
      `select r.dossier_id from dossier_row as r where ${conditions[view]} and r.year = :year
       order by substr(r.notation, instr(r.notation, '.') + 1), cast(r.notation as integer) limit :limit`,
    )
    .pluck()
    .all({ year, noticeTo: addDays(today, NOTICE_DAYS), limit: HANDED_MAX });

/** How many dossiers stand in each view. */
export function countViews(
  db: ReadDb,
  officialId: OfficialId,
  today: LocalDate,
): Record<DossierView, number> {
  const sums = dossierViews.map((view) => `sum(${conditions[view]}) as "${view}"`).join(', ');
  const found = db
    .prepare<[Record<string, unknown>], Record<DossierView, number | null>>(
      `select ${sums} from dossier_row as r`,
    )
    .get({ officialId, noticeTo: addDays(today, NOTICE_DAYS) });
  return Object.fromEntries(dossierViews.map((view) => [view, found?.[view] ?? 0])) as Record<
    DossierView,
    number
  >;
}

/** One dossier's row; undefined where this machine has none. */
export function findRow(db: ReadDb, dossierId: string): DossierRow | undefined {
  const found = db
    .prepare<[string], StoredRow>(`select ${columns} ${from} where r.dossier_id = ?`)
    .get(dossierId);
  return found && readRow(found);
}

/** More dossiers than one document stands in. */
const DOSSIERS_OF_DOCUMENT_MAX = 100;

/** The dossiers in which a document stands. */
export const dossiersOf = (db: ReadDb, { kind, id }: DocumentRef): readonly DossierRow[] =>
  db
    .prepare<[string, string, number], StoredRow>(
      `select ${columns} ${from} join dossier_item as i on i.dossier_id = r.dossier_id
       where i.document_kind = ? and i.document_id = ? and i.is_removed = 0 order by r.sort_key desc limit ?`,
    )
    .all(kind, id, DOSSIERS_OF_DOCUMENT_MAX)
    .map(readRow);

type ItemPage = {
  readonly dossierId: string;
  readonly isRemoved: boolean;
  readonly afterOrdinal: number;
  readonly limit: number;
};

/** Ids of what is filed, by ordinal, one more than asked where there is more. */
export const itemIds = (
  db: ReadDb,
  { dossierId, isRemoved, afterOrdinal, limit }: ItemPage,
): readonly { readonly itemId: string; readonly ordinal: number }[] =>
  db
    .prepare<[string, number, number, number], { itemId: string; ordinal: number }>(
      `select item_id as itemId, ordinal from dossier_item
       where dossier_id = ? and is_removed = ? and ordinal > ? order by ordinal limit ?`,
    )
    .all(dossierId, isRemoved ? 1 : 0, afterOrdinal, limit + 1);

/** The lines of a year's list under their headings in order; small headings follow each other by the first number under them, as the list counts on (annex V, I). */
export const entryIds = (db: ReadDb, year: number): readonly string[] =>
  db
    .prepare<[number, number], string>(
      `select entry_id from dossier_entry where year = ?
       order by heading_order, min(number) over (partition by heading_order, subheading), subheading, number limit ?`,
    )
    .pluck()
    .all(year, ENTRIES_MAX);

/** The dossier of a code in a year, where this machine has it. */
export const dossierWithCode = (db: ReadDb, year: number, notation: string): DossierId | undefined =>
  db
    .prepare<[number, string], DossierId>(
      'select dossier_id from dossier_row where year = ? and notation = ? limit 1',
    )
    .pluck()
    .get(year, notation);
