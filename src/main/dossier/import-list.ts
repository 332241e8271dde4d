import type { ReadListInput, ReadListShown } from '../../shared/contract/dossier-import.ts';
import { DossierEntryId } from '../../shared/domain/core/values.ts';
import { dossierListId, type EntryFields, notationOf } from '../../shared/domain/dossier/list.ts';
import { ENTRIES_AT_ONCE_MAX } from '../../shared/domain/dossier/list-commands.ts';
import {
  headingKey,
  type KnownList,
  type ListMapping,
  proposeMapping,
  type ReadList,
  readList,
} from '../../shared/domain/dossier/read-table.ts';
import { AppError } from '../../shared/errors.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import type { ActionContext } from '../handler.ts';
import { ReadTable } from '../jobs/read-table.ts';
import { seen } from '../store/entities.ts';
import { allowedForList } from './allowed.ts';
import { entryIds } from './store.ts';

const READ_MS_MAX = 60_000;
/** Lines and problems that a preview shows. */
const PREVIEW_MAX = 200;
const SAMPLE_ROWS = 6;
const HEAD_LETTERS_MAX = 80;
/** `args` hold 64 kB (DESIGN §4.6); what surrounds the lines is small. */
const PART_BYTES_MAX = 48 * 1024;

type Read = { readonly table: ReadTable; readonly mapping: ListMapping | undefined; readonly list: ReadList };

/** Dry run of an import: what the file's columns are, which lines it would make, and what is wrong with each row that would be none. Changes nothing. */
export async function previewList(context: ActionContext, input: ReadListInput): Promise<ReadListShown> {
  const { table, mapping, list } = await read(context, input);
  const cut = (cells: readonly string[]): string[] => cells.map((cell) => cell.slice(0, HEAD_LETTERS_MAX));
  const headRow = mapping?.headRow ?? 0;
  return {
    sheets: table.sheets,
    isCut: table.isCut,
    ...(mapping && { mapping }),
    heads: cut(table.rows[headRow] ?? []),
    sample: table.rows.slice(headRow + 1, headRow + 1 + SAMPLE_ROWS).map(cut),
    entryCount: list.entries.length,
    entries: list.entries.slice(0, PREVIEW_MAX).map((fields) => ({ notation: notationOf(fields), fields })),
    problemCount: list.problems.length,
    problems: list.problems.slice(0, PREVIEW_MAX),
  };
}

/**
 * Takes the lines of a file into the year's list, in parts that are whole or not at all. Throws `dossier.import-mapping`, `dossier.import-problems` and `dossier.import-empty` before anything
 * is taken in; as `dossier.addEntries` refuses.
 */
export async function importList(context: ActionContext, input: ReadListInput): Promise<{ count: number }> {
  const { mapping, list, table } = await read(context, input);
  if (!mapping) throw new AppError('dossier.import-mapping');
  if (table.isCut) throw new AppError('dossier.import-cut');
  if (list.problems.length > 0)
    throw new AppError('dossier.import-problems', { count: list.problems.length });
  if (list.entries.length === 0) throw new AppError('dossier.import-empty');
  const listId = dossierListId(context.ports.profile.agencyId, input.year);
  for (const part of partsOf(list.entries))
    context.perform('dossier.addEntries', {
      listId,
      entries: part.map((fields) => ({ entryId: DossierEntryId.parse(context.ports.newId()), fields })),
    });
  return { count: list.entries.length };
}

async function read(context: ActionContext, { year, sha256, sheet, mapping }: ReadListInput): Promise<Read> {
  const listId = dossierListId(context.ports.profile.agencyId, year);
  const may = allowedForList(context, listId).find(({ name }) => name === 'dossier.addEntries');
  if (may?.isAllowed !== true) throw new AppError((may?.reason ?? 'dossier.only-clerk-lists') as FaultCode);
  const file = context.blobs.fileOf(sha256);
  const table = ReadTable.parse(await context.drafts.call('readTable', { file, sheet }, READ_MS_MAX));
  const wanted = mapping ?? proposeMapping(table.rows);
  const list = wanted ? readList(table.rows, wanted, knownIn(context, year)) : { entries: [], problems: [] };
  return { table, mapping: wanted, list };
}

function knownIn({ db }: ActionContext, year: number): KnownList {
  const bodies = entryIds(db, year).flatMap((id) => seen(db, 'dossierEntry', id) ?? []);
  return {
    codes: new Set(bodies.map((body) => notationOf(body).toLowerCase())),
    headings: new Map(bodies.map(({ heading, headingOrder }) => [headingKey(heading), headingOrder])),
  };
}

/** As many lines as one command carries, by count and by size. */
export function partsOf(entries: readonly EntryFields[]): readonly (readonly EntryFields[])[] {
  const parts: EntryFields[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 64;
    if (bytes + size > PART_BYTES_MAX || (parts.at(-1)?.length ?? 0) >= ENTRIES_AT_ONCE_MAX) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(entry);
    bytes += size;
  }
  return parts;
}
