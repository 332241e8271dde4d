import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { type ArchiveField, archiveFields, fitTo } from '../../src/shared/domain/dossier/archive-fields.ts';
import { archiveXml } from '../../src/shared/domain/dossier/archive-xml.ts';

/** `Name String 13`, and the parts of a group after it. */
const said = (fields: readonly ArchiveField[], prefix = ''): string[] =>
  fields.flatMap(({ name, kind, length, parts }) => [
    `${prefix}${name} ${[kind, length].filter((each) => each !== undefined).join(' ')}`,
    ...(parts ? said(parts, `${name}.`) : []),
  ]);

describe('the fields of annex VI part II, with their kinds and lengths', () => {
  test('I: an outgoing document', () => {
    expect(said(archiveFields.outgoing)).toEqual([
      ...[
        'FileCode group',
        'FileCode.OrganId String 13',
        'FileCode.FileCatalog Number 4',
        'FileCode.FileNotation String 20',
      ],
      ...[
        'DocOrdinal Number 3',
        'TypeName String 100',
        'CodeNumber String 11',
        'CodeNotation String 30',
        'IssuedDate Date 10',
      ],
      ...[
        'OrganName String 200',
        'Subject String 500',
        'Language String 30',
        'PageAmount Number 3',
        'Description String 500',
      ],
      ...['SignerInfo group', 'SignerInfo.Position String 100', 'SignerInfo.FullName String 50'],
      ...['To group', 'To.OrganId String 13', 'To.OrganName String 200'],
      ...['Priority Number 1', 'IssuedAmount Number 3', 'DueDate Date 10'],
    ]);
  });
  test('II: what an incoming one has besides', () => {
    expect(said(archiveFields.incoming.slice(11))).toEqual([
      ...['ArrivalDate Date 10', 'ArrivalNumber Number 10', 'SignerInfo group'],
      ...['SignerInfo.Position String 100', 'SignerInfo.FullName String 50', 'Priority Number 1'],
      ...['ToPlaces String 1000', 'TraceHeaderList LongText', 'DueDate Date 10'],
    ]);
  });
  test('III: the dossier', () => {
    expect(said(archiveFields.dossier.slice(1))).toEqual([
      ...[
        'Title String 500',
        'Maintenance String 30',
        'Rights String 30',
        'Creator String 30',
        'Language String 50',
      ],
      ...[
        'StartDate Date 10',
        'EndDate Date 10',
        'DocTotal Number 4',
        'PageTotal Number 4',
        'Description String 500',
      ],
    ]);
  });
});

test.each([
  ['a text that fits stays', { name: 'FullName', kind: 'String', length: 8 }, 'Ễn Thị Ỡ', 'Ễn Thị Ỡ', false],
  [
    'a longer one is cut at a whole letter',
    { name: 'FullName', kind: 'String', length: 7 },
    'Ễn Thị Ỡm',
    'Ễn Thị ',
    true,
  ],
  [
    'however its marks are written',
    { name: 'FullName', kind: 'String', length: 2 },
    'Ễn'.normalize('NFD'),
    'Ễn',
    false,
  ],
  [
    'a number with too many figures is left out',
    { name: 'DocOrdinal', kind: 'Number', length: 3 },
    1500,
    '',
    true,
  ],
  ['a number that fits stays', { name: 'DocOrdinal', kind: 'Number', length: 3 }, 999, '999', false],
  [
    'long text has no limit',
    { name: 'TraceHeaderList', kind: 'LongText' },
    'a'.repeat(9000),
    'a'.repeat(9000),
    false,
  ],
  ['what is absent is empty', { name: 'DueDate', kind: 'Date', length: 10 }, undefined, '', false],
] as const)('%s', (_what, field, value, text, isShortened) => {
  const fitted = fitTo(field, value);
  expect([fitted.text, fitted.shortened !== undefined]).toEqual([text, isShortened]);
  if (isShortened) expect(fitted.shortened).toMatchObject({ field: field.name, whole: String(value) });
});

test('whatever is typed is text in the XML, and what was shortened is told with its document', () => {
  const hostile = `</Subject><x/>&"'\u0000\ud800 Ễ`;
  const { xml, shortened } = archiveXml({ Title: hostile, Creator: 'C'.repeat(31) }, [
    { kind: 'incoming', ordinal: 1500, values: { DocOrdinal: 1500, Subject: hostile }, files: [] },
    { kind: 'outgoing', ordinal: 2, values: { To: [{ OrganName: 'A' }, { OrganName: 'B' }] }, files: [] },
  ]);
  const texts: Record<string, string[]> = {};
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => void open.push(name));
  parser.on('text', (text) => {
    const name = open.at(-1) ?? '';
    texts[name] = [...(texts[name] ?? []), text];
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (fault) => expect.fail(fault.message));
  parser.write(xml).close();
  expect(texts['Subject']).toEqual([`</Subject><x/>&"'\ufffd Ễ`]);
  expect(texts['OrganName']).toEqual(['A', 'B']);
  expect(shortened.map(({ field, ordinal, whole }) => [field, ordinal, whole.length])).toEqual([
    ['Creator', undefined, 31],
    ['DocOrdinal', 1500, 4],
  ]);
});
