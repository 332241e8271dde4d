/** A field of NĐ 30/2020 annex VI part II: its name there, its kind and how long it is at most. */
export type ArchiveField = {
  readonly name: string;
  readonly kind: 'String' | 'Number' | 'Date' | 'LongText' | 'group';
  readonly length?: number;
  readonly parts?: readonly ArchiveField[];
};

const string = (name: string, length: number): ArchiveField => ({ name, kind: 'String', length });
const number = (name: string, length: number): ArchiveField => ({ name, kind: 'Number', length });
const date = (name: string): ArchiveField => ({ name, kind: 'Date', length: 10 });
const group = (name: string, ...parts: readonly ArchiveField[]): ArchiveField => ({
  name,
  kind: 'group',
  parts,
});

const FILE_CODE = group(
  'FileCode',
  string('OrganId', 13),
  number('FileCatalog', 4),
  string('FileNotation', 20),
);
const SIGNER = group('SignerInfo', string('Position', 100), string('FullName', 50));

/** Fields 1 to 11, which annex VI gives incoming and outgoing documents alike. */
const EVERY_DOCUMENT: readonly ArchiveField[] = [
  FILE_CODE,
  number('DocOrdinal', 3),
  string('TypeName', 100),
  string('CodeNumber', 11),
  string('CodeNotation', 30),
  date('IssuedDate'),
  string('OrganName', 200),
  string('Subject', 500),
  string('Language', 30),
  number('PageAmount', 3),
  string('Description', 500),
];

/** What each record of the bundle holds, in the order of annex VI part II, I to III. */
export const archiveFields = {
  outgoing: [
    ...EVERY_DOCUMENT,
    SIGNER,
    group('To', string('OrganId', 13), string('OrganName', 200)),
    number('Priority', 1),
    number('IssuedAmount', 3),
    date('DueDate'),
  ],
  incoming: [
    ...EVERY_DOCUMENT,
    date('ArrivalDate'),
    number('ArrivalNumber', 10),
    SIGNER,
    number('Priority', 1),
    string('ToPlaces', 1000),
    { name: 'TraceHeaderList', kind: 'LongText' },
    date('DueDate'),
  ],
  material: EVERY_DOCUMENT,
  dossier: [
    FILE_CODE,
    string('Title', 500),
    string('Maintenance', 30),
    string('Rights', 30),
    string('Creator', 30),
    string('Language', 50),
    date('StartDate'),
    date('EndDate'),
    number('DocTotal', 4),
    number('PageTotal', 4),
    string('Description', 500),
  ],
} as const satisfies Readonly<Record<string, readonly ArchiveField[]>>;
export type ArchiveRecord = keyof typeof archiveFields;

/** Values by name; of a group an object, or several where it repeats. What is absent or empty is an empty element. */
export type ArchiveValues = {
  readonly [name: string]: string | number | undefined | ArchiveValues | readonly ArchiveValues[];
};

/** A value that did not fit: the field with its length, and what it was before. */
export type Shortened = { readonly field: string; readonly length: number; readonly whole: string };

export type Fitted = { readonly text: string; readonly shortened?: Shortened };

/**
 * A value as its field can carry it: a text is cut at whole letters; a number with too many figures is left out, because a part of it would be another number. What is kept in the
 * program stays as it is. Pure.
 */
export function fitTo({ name, kind, length }: ArchiveField, value: string | number | undefined): Fitted {
  const whole = String(value ?? '').normalize('NFC');
  if (length === undefined) return { text: whole };
  const letters = [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(whole)];
  if (letters.length <= length) return { text: whole };
  const text =
    kind === 'String'
      ? letters
          .slice(0, length)
          .map(({ segment }) => segment)
          .join('')
      : '';
  return { text, shortened: { field: name, length, whole } };
}
