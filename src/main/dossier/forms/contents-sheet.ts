import type { DossierId } from '../../../shared/domain/core/values.ts';
import type { ItemFields } from '../../../shared/domain/dossier/dossier.ts';
import { formatReference } from '../../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Sheet, SheetRow } from '../../../shared/sheet/sheet.ts';
import { saveName } from '../../../shared/text/save-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { agencyLines } from '../../export/agency-lines.ts';
import type { QueryContext } from '../../handler.ts';
import { type Filed, filedIn } from '../filed.ts';
import { agencyOf, columnsOf } from './form-parts.ts';

const COLUMNS = columnsOf([
  ['dossier.form.contents.ordinal', 13, 'number'],
  ['dossier.form.contents.reference', 36],
  ['dossier.form.contents.day', 26, 'date'],
  ['dossier.form.contents.subject', 84],
  ['dossier.form.contents.organ', 46],
  ['dossier.form.contents.pages', 24],
  ['dossier.form.note', 38],
]);

/**
 * Mục lục văn bản, tài liệu (NĐ 30/2020 annex V, IV): its seven columns over what stands in the dossier, by ordinal. A document that is not here keeps its line, and is counted
 * below. Throws `dossier.not-found`.
 */
export async function contentsSheet(context: QueryContext, dossierId: DossierId): Promise<Sheet> {
  const dossier = context.read('dossier', dossierId);
  if (!dossier) throw new AppError('dossier.not-found');
  const filed = await filedIn(context, dossierId);
  const away = filed.filter(({ named }) => named === undefined).length;
  const { notation, year, title } = dossier;
  return {
    name: saveName({ reference: notation, subject: say('dossier.form.contents.name'), fileName: 'muc-luc' }),
    title: say('dossier.form.contents.title'),
    subtitle: [say('dossier.form.contents.of', { notation }), title, say('dossier.form.year', { year })],
    agency: agencyLines(agencyOf(context)),
    orientation: 'landscape',
    columns: COLUMNS,
    isNumbered: true,
    rows: contentsRows(filed),
    notes: [
      say('dossier.form.contents.count', { count: filed.length }),
      ...(away > 0 ? [say('dossier.form.contents.away', { count: away })] : []),
    ],
  };
}

/** Trang số: where each document stands in the dossier, for as long as every page before it has been counted. */
export function pagesOf(counts: readonly (number | undefined)[]): readonly string[] {
  let last: number | undefined = 0;
  return counts.map((count) => {
    if (last === undefined || count === undefined) {
      last = undefined;
      return '';
    }
    const first = last + 1;
    last += count;
    return first === last ? String(first) : `${String(first)}–${String(last)}`;
  });
}

function contentsRows(filed: readonly Filed[]): SheetRow[] {
  const pages = pagesOf(filed.map(({ pageCount }) => pageCount));
  return filed.map(({ body, named, files }, index) => ({
    cells: [
      body.ordinal,
      named ? referenceOf(named) : '',
      named?.issuedOn ?? '',
      named ? [named.typeName, named.subject].filter(Boolean).join(' ') : '',
      named?.organName ?? '',
      pages[index] ?? '',
      noteOn(named, body.own ? files[0]?.name : undefined),
    ],
  }));
}

const referenceOf = ({ codeNumber, codeNotation }: ItemFields): string =>
  codeNumber === '' && codeNotation === '' ? '' : formatReference(codeNumber, codeNotation);

const noteOn = (named: ItemFields | undefined, ownFile: string | undefined): string =>
  named === undefined ? say('dossier.form.contents.notHere') : (ownFile ?? '');
