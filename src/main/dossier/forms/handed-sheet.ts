import type { HandedOf } from '../../../shared/contract/dossier-forms.ts';
import { retentionInWords } from '../../../shared/domain/dossier/archive-values.ts';
import type { Sheet, SheetRow } from '../../../shared/sheet/sheet.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { saveName } from '../../../shared/text/save-name.ts';
import { sayNumber } from '../../../shared/words/number-words.ts';
import { say } from '../../../shared/words/vi.ts';
import { personOf } from '../../document/people.ts';
import type { QueryContext } from '../../handler.ts';
import { agencyOf, columnsOf, unitLines } from './form-parts.ts';
import { type Handed, handedOver, timeOf, unitOf } from './handed.ts';

const COLUMNS = columnsOf([
  ['dossier.form.handed.ordinal', 13, 'number'],
  ['dossier.form.handed.notation', 32],
  ['dossier.form.handed.title', 96],
  ['dossier.form.handed.time', 46],
  ['dossier.form.retention', 26],
  ['dossier.form.handed.pages', 22, 'number'],
  ['dossier.form.note', 32],
]);

/**
 * Mục lục hồ sơ, tài liệu nộp lưu (NĐ 30/2020 annex V, III): its seven columns, the count in figures and in words, who made it. Of what its units keep beyond its day, the list that
 * article 31.3d asks for, in the same columns. Throws as `handedOver`.
 */
export async function handedSheet(context: QueryContext, of: HandedOf): Promise<Sheet> {
  const handed = await handedOver(context, of);
  const agency = agencyOf(context);
  const unit = unitOf(context, handed);
  const isKept = 'view' in of && of.view === 'kept';
  const years = [...new Set(handed.map(({ dossier }) => dossier.year))].sort();
  const maker = personOf(context.db, context.ports.profile.officialId);
  const count = handed.length;
  const form = isKept ? 'kept' : 'handed';
  return {
    name: saveName({
      reference: '',
      subject: `${say(`dossier.form.${form}.name`)} ${years.join(' ')}`,
      fileName: 'muc-luc',
    }),
    title: say(`dossier.form.${form}.headline`),
    subtitle: [...(unit ? [unit.name] : []), say('dossier.form.year', { year: years.join(', ') })],
    agency: unitLines(agency, unit),
    placeAndDay: '',
    orientation: 'landscape',
    columns: COLUMNS,
    isNumbered: true,
    rows: handed.map((each, index) => handedRow(each, index)),
    notes: [
      say('dossier.form.handed.count', { count }),
      say('dossier.form.handed.inWords', { words: sayNumber(count) }),
    ],
    signed: {
      placeAndDay: say('form.place', { place: agency.place }),
      signers: [
        {
          position: say('dossier.form.handed.maker'),
          hint: say('dossier.form.handed.makerHint'),
          ...(maker && { name: maker.fullName }),
        },
      ],
    },
  };
}

function handedRow(handed: Handed, index: number): SheetRow {
  const { notation, title, retention, kept, isRestricted } = handed.dossier;
  const notes = [
    kept ? say('dossier.form.kept.until', { day: formatDay(kept.until), basis: kept.basis }) : '',
    isRestricted ? say('dossier.fact.restricted') : '',
  ];
  return {
    cells: [
      index + 1,
      notation,
      title,
      timeOf([handed]),
      retentionInWords(retention),
      handed.pages ?? '',
      notes.filter(Boolean).join('; '),
    ],
  };
}
