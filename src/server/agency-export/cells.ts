import type { Kind } from '../../shared/domain/core/kinds.ts';
import { Instant, LocalDate } from '../../shared/domain/core/values.ts';
import { retentionInWords } from '../../shared/domain/dossier/archive-values.ts';
import { Retention } from '../../shared/domain/dossier/retention.ts';
import type { SheetCell } from '../../shared/sheet/sheet.ts';
import { formatMoment } from '../../shared/text/day.ts';
import { say, type WordKey, words } from '../../shared/words/vi.ts';
import type { ColumnPath } from './columns.ts';

/** What a person or a unit is called, by id; undefined where the id is something else's. */
export type NameOf = (id: string) => string | undefined;

/** Codes that the program says in words. */
const CODES: Partial<Record<ColumnPath, (kind: Kind, code: string) => string>> = {
  state: (kind, code) => `${kind}.state.${code}`,
  urgency: (_kind, code) => `urgency.${code}`,
  part: (_kind, code) => `incoming.part.${code}`,
};

/** A field as its table shows it: people and units by name, days as days, moments by the clock of Viet Nam, yes and no in words; what holds several things as JSON. */
export function cellOf(kind: Kind, path: ColumnPath, value: unknown, nameOf: NameOf): SheetCell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return say(value ? 'agencyExport.yes' : 'agencyExport.no');
  if (path === 'retention') return retentionInWords(Retention.parse(value));
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return textOf(kind, path, value, nameOf);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.map((each) => nameOf(each) ?? each).join('; ');
  const { name } = value as { readonly name?: unknown };
  if ((path === 'file' || path === 'docx') && typeof name === 'string') return name;
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? (nameOf(inner) ?? inner) : inner,
  );
}

function textOf(kind: Kind, path: ColumnPath, text: string, nameOf: NameOf): string {
  const key = CODES[path]?.(kind, text);
  if (key !== undefined && Object.hasOwn(words, key)) return say(key as WordKey);
  if (path.endsWith('At') || path === 'at') {
    const at = Instant.safeParse(text);
    if (at.success) return formatMoment(at.data);
  }
  return nameOf(text) ?? text;
}

/** Whether a cell is a day, which a spreadsheet keeps as one. */
export const isDay = (cell: SheetCell): boolean =>
  typeof cell === 'string' && LocalDate.safeParse(cell).success;
