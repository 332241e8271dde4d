import { plainText } from '../../sheet/cell-text.ts';
import {
  type ArchiveField,
  type ArchiveRecord,
  type ArchiveValues,
  archiveFields,
  fitTo,
  type Shortened,
} from './archive-fields.ts';

/** A file of a record as it lies in the bundle. */
export type ArchiveFile = { readonly path: string; readonly sha256: string; readonly sizeBytes: number };

/** A document of the dossier, in its turn. */
export type ArchiveDocument = {
  readonly kind: Exclude<ArchiveRecord, 'dossier'>;
  /** Its place in the dossier, whole. */
  readonly ordinal: number;
  readonly values: ArchiveValues;
  readonly files: readonly ArchiveFile[];
};

/** Where something was shortened: the dossier itself, or the document with that ordinal. */
export type ShortenedAt = Shortened & { readonly ordinal?: number };
export type ArchiveXml = { readonly xml: string; readonly shortened: readonly ShortenedAt[] };

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What may not stand in a document at all is dropped (XML 1.0 §2.2), the rest is escaped. */
const escaped = (value: string): string =>
  plainText(value.toWellFormed()).replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/**
 * The metadata of a dossier and its documents, in the order in which they are given, with the names and lengths of NĐ 30/2020 annex VI part II; what did not fit is told beside. Pure.
 */
export function archiveXml(dossier: ArchiveValues, documents: readonly ArchiveDocument[]): ArchiveXml {
  const shortened: ShortenedAt[] = [];
  const head = fieldsXml(archiveFields.dossier, dossier, (each) => shortened.push(each));
  const records = documents.map(({ kind, ordinal, values, files }) => {
    const fields = fieldsXml(archiveFields[kind], values, (each) => shortened.push({ ...each, ordinal }));
    const named = files.map(
      ({ path, sha256, sizeBytes }) =>
        `<File path="${escaped(path)}" sha256="${sha256}" sizeBytes="${String(sizeBytes)}"/>`,
    );
    return `<Document kind="${kind}" ordinal="${String(ordinal)}">${fields}<Files>${named.join('')}</Files></Document>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Dossier version="1">\n${head}\n<Documents>\n${records.join('\n')}\n</Documents>\n</Dossier>\n`;
  return { xml, shortened };
}

type Tell = (shortened: Shortened) => void;

const fieldsXml = (fields: readonly ArchiveField[], values: ArchiveValues, tell: Tell): string =>
  fields.map((field) => fieldXml(field, values[field.name], tell)).join('');

function fieldXml(field: ArchiveField, value: ArchiveValues[string], tell: Tell): string {
  const { name, parts } = field;
  if (parts) {
    const all = (Array.isArray(value) ? value : [value ?? {}]) as readonly ArchiveValues[];
    return all.map((each) => `<${name}>${fieldsXml(parts, each, tell)}</${name}>`).join('');
  }
  const { text, shortened } = fitTo(field, value as string | number | undefined);
  if (shortened) tell(shortened);
  return `<${name}>${escaped(text)}</${name}>`;
}
