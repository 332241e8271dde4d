import { retentionInWords } from '../../../shared/domain/dossier/archive-values.ts';
import type { DossierEntry } from '../../../shared/domain/dossier/list.ts';
import { dossierListId, notationOf } from '../../../shared/domain/dossier/list.ts';
import type { Sheet, SheetRow } from '../../../shared/sheet/sheet.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { saveName } from '../../../shared/text/save-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { personOf } from '../../document/people.ts';
import { agencyLines } from '../../export/agency-lines.ts';
import type { QueryContext } from '../../handler.ts';
import { seen } from '../../store/entities.ts';
import { entryIds } from '../store.ts';
import { agencyOf, columnsOf, DOTS } from './form-parts.ts';

const COLUMNS = columnsOf([
  ['dossier.form.list.notation', 34],
  ['dossier.form.list.title', 130],
  ['dossier.form.retention', 30],
  ['dossier.form.list.owner', 46],
  ['dossier.form.note', 37],
]);

/** Danh mục hồ sơ of a year (NĐ 30/2020 annex V, II): headings and dossiers in their order, how many are kept for ever, who approved it. */
export function yearListSheet(context: QueryContext, year: number): Sheet {
  const { db, read, ports } = context;
  const agency = agencyOf(context);
  const approved = read('dossierList', dossierListId(ports.profile.agencyId, year))?.approved;
  const entries = entryIds(db, year).flatMap((id) => seen(db, 'dossierEntry', id) ?? []);
  const permanent = entries.filter(({ retention }) => retention === 'permanent').length;
  const approver = personOf(db, approved?.by);
  const counts = { count: entries.length, permanent, years: entries.length - permanent };
  return {
    name: saveName({ reference: '', subject: say('dossier.form.list.name', { year }), fileName: 'danh-muc' }),
    title: say('dossier.form.list.headline'),
    subtitle: [
      say('dossier.form.year', { year }),
      say('dossier.form.list.with', {
        decision: approved?.decision ?? DOTS,
        day: approved ? formatDay(approved.on) : DOTS,
        agency: agency.name,
      }),
    ],
    agency: agencyLines(agency),
    placeAndDay: '',
    orientation: 'landscape',
    columns: COLUMNS,
    isNumbered: true,
    rows: listRows(entries),
    notes: (['count', 'permanent', 'years'] as const).map((each) => say(`dossier.form.list.${each}`, counts)),
    signed: {
      signers: [
        {
          position: approver?.position.toLocaleUpperCase('vi') ?? say('book.form.head'),
          hint: say('dossier.form.signHint'),
          ...(approver && { name: approver.fullName }),
        },
      ],
    },
  };
}

/** Big headings in Roman, small ones in Arabic figures, counted anew under each big one (annex V, I.1); both stand in the second column. */
export function listRows(entries: readonly DossierEntry[]): SheetRow[] {
  const rows: SheetRow[] = [];
  const heading = (text: string): void => void rows.push({ cells: ['', text, '', '', ''], tone: 'heading' });
  let [big, small, bigCount, smallCount] = ['', '', 0, 0];
  for (const entry of entries) {
    const { subheading = '' } = entry;
    const bigKey = `${String(entry.headingOrder)} ${entry.heading}`;
    if (bigKey !== big) {
      [big, small, smallCount] = [bigKey, '', 0];
      bigCount += 1;
      heading(`${roman(bigCount)}. ${entry.heading.toLocaleUpperCase('vi')}`);
    }
    if (subheading !== small && subheading !== '') {
      smallCount += 1;
      heading(`${String(smallCount)}. ${subheading}`);
    }
    small = subheading;
    const { title, retention, ownerName, note = '' } = entry;
    rows.push({ cells: [notationOf(entry), title, retentionInWords(retention), ownerName, note] });
  }
  return rows;
}

const ROMAN = [
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** 1 to 99, as the headings of a list are numbered. */
export function roman(value: number): string {
  let rest = value;
  return ROMAN.map(([worth, letters]) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return letters.repeat(times);
  }).join('');
}
