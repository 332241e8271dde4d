import { EMPTY_ZIP, type FileFacts, starts, ZIP } from './file-facts.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const marks: readonly (readonly [string, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0]],
  ['image/tiff', [0x4d, 0x4d, 0, 0x2a]],
  ['application/rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['application/vnd.rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['application/x-7z-compressed', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['application/x-msdownload', [0x4d, 0x5a]],
  ['application/x-executable', [0x7f, 0x45, 0x4c, 0x46]],
];
/** Word, Excel and PowerPoint before 2007 share their first bytes; the name says which. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const compoundTypes: Readonly<Record<string, string>> = {
  ...{ doc: 'application/msword', dot: 'application/msword', xls: 'application/vnd.ms-excel' },
  ...{ ppt: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook' },
};
const XML = [0x3c, 0x3f, 0x78, 0x6d, 0x6c];

/** The media type by the first bytes; `zipped` are the first names in a zip. A name decides only where bytes cannot. */
export function typeOf(
  { head, isPdf, isText }: FileFacts,
  name: string,
  zipped: readonly string[] = [],
): string {
  if (isPdf) return 'application/pdf';
  if (starts(head, ZIP) || starts(head, EMPTY_ZIP)) return zipTypeOf(zipped);
  const known = marks.find(([, mark]) => starts(head, mark));
  if (known) return known[0];
  if (starts(head, COMPOUND)) return compoundTypes[extensionOf(name)] ?? 'application/x-ole-storage';
  if (starts(head, XML)) return 'text/xml';
  return isText ? 'text/plain' : 'application/octet-stream';
}

function zipTypeOf(names: readonly string[]): string {
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (has('word/')) return `${OFFICE}.wordprocessingml.document`;
  if (has('xl/')) return `${OFFICE}.spreadsheetml.sheet`;
  if (has('ppt/')) return `${OFFICE}.presentationml.presentation`;
  return has('content.xml') && has('mimetype')
    ? 'application/vnd.oasis.opendocument.text'
    : 'application/zip';
}

export const extensionOf = (name: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
