import { unzipSync } from 'fflate';
import { fromBase64 } from './base64.ts';
import {
  type EdxmlPackage,
  lengthsMax,
  type Organ,
  PACKAGE_BYTES_MAX,
  PACKAGE_FILES_MAX,
  type PackageFile,
  UNZIPPED_BYTES_MAX,
} from './package.ts';
import { all, at, type Element, parseTree, textAt, type XmlProblem } from './tree.ts';

/** Why a package cannot be used: `path` is the field in the package's own names. */
export type PackageProblem = {
  readonly path: string;
  readonly why: XmlProblem | 'too-large' | 'missing' | 'too-long' | 'unusable' | 'not-a-pdf';
};
export type ReadPackage =
  | { readonly ok: true; readonly value: EdxmlPackage }
  | { readonly ok: false; readonly problems: readonly PackageProblem[] };

/**
 * Reads a new-document package liberally: any prefixes, a byte order mark or stray bytes before the declaration, raw or one-entry-zip attachments
 * told apart by their first bytes, a missing Signature. Never throws; every problem names its field.
 */
export function readPackage(bytes: Uint8Array): ReadPackage {
  if (bytes.length > PACKAGE_BYTES_MAX) return failed('edXML', 'too-large');
  const xml = new TextDecoder('utf-8').decode(bytes);
  const start = xml.indexOf('<');
  if (start < 0) return failed('edXML', 'not-xml');
  const root = parseTree(xml.slice(start));
  if ('problem' in root) return failed('edXML', root.problem);
  const header = at(root, 'edXMLEnvelope', 'edXMLHeader', 'MessageHeader');
  if (!header) return failed('MessageHeader', 'missing');
  const problems: PackageProblem[] = [];
  const value = fromHeader(root, header, filesOf(root, problems), problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

const failed = (path: string, why: PackageProblem['why']): ReadPackage => ({
  ok: false,
  problems: [{ path, why }],
});

function fromHeader(
  root: Element,
  header: Element,
  files: readonly PackageFile[],
  problems: PackageProblem[],
): EdxmlPackage {
  const trace = at(root, 'edXMLEnvelope', 'edXMLHeader', 'TraceHeaderList');
  const must = (limit: number, ...path: string[]): string => {
    const found = textAt(header, ...path);
    if (found === undefined) problems.push({ path: path.join('/'), why: 'missing' });
    else if (found.length > limit) problems.push({ path: path.join('/'), why: 'too-long' });
    return found ?? '';
  };
  const promulgationDate = dayOf(must(10, 'PromulgationInfo', 'PromulgationDate'));
  if (promulgationDate === undefined)
    problems.push({ path: 'PromulgationInfo/PromulgationDate', why: 'unusable' });
  const to = all(header, 'To').map((each) => organOf(each, problems, 'To'));
  if (to.length === 0) problems.push({ path: 'To', why: 'missing' });
  const from = at(header, 'From');
  const dueDate = dayOf(textAt(header, 'DueDate') ?? '');
  const pages = Number(textAt(header, 'OtherInfo', 'PageAmount'));
  return {
    from: from ? organOf(from, problems, 'From') : missingOrgan(problems),
    to,
    documentId: must(lengthsMax.documentId, 'DocumentId'),
    codeNumber: must(lengthsMax.codeNumber, 'Code', 'CodeNumber'),
    codeNotation: must(lengthsMax.codeNotation, 'Code', 'CodeNotation'),
    place: (textAt(header, 'PromulgationInfo', 'Place') ?? '').slice(0, lengthsMax.place),
    promulgationDate: promulgationDate ?? '',
    typeName: must(lengthsMax.typeName, 'DocumentType', 'TypeName'),
    subject: must(lengthsMax.subject, 'Subject'),
    signer: {
      competence: textAt(header, 'SignerInfo', 'Competence') ?? '',
      position: (textAt(header, 'SignerInfo', 'Position') ?? '').slice(0, lengthsMax.position),
      fullName: (textAt(header, 'SignerInfo', 'FullName') ?? '').slice(0, lengthsMax.fullName),
    },
    ...(dueDate && { dueDate }),
    priority: priorityOf(textAt(header, 'OtherInfo', 'Priority')),
    ...(Number.isSafeInteger(pages) && pages > 0 && { pageAmount: pages }),
    toPlaces: all(at(header, 'ToPlaces'), 'Place').map((place) => place.text.trim()),
    sentAt: textAt(trace, 'TraceHeader', 'Timestamp') ?? '',
    staff: {
      department: textAt(trace, 'Bussiness', 'StaffInfo', 'Department') ?? '',
      staff: textAt(trace, 'Bussiness', 'StaffInfo', 'Staff') ?? '',
    },
    files,
  };
}

/** 4 is "hỏa tốc hẹn giờ": handled as hỏa tốc. Anything unknown is thường. */
function priorityOf(text: string | undefined): number {
  const found = Number(text ?? '0');
  return Number.isInteger(found) && found >= 0 && found <= 4 ? Math.min(found, 3) : 0;
}

/** `yyyy/MM/dd` (or with dashes) to `YYYY-MM-DD`, only for days that exist. */
function dayOf(text: string): string | undefined {
  const day = text.trim().replaceAll('/', '-').slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}

function organOf(element: Element, problems: PackageProblem[], path: string): Organ {
  const organId = textAt(element, 'OrganId');
  if (organId === undefined) problems.push({ path: `${path}/OrganId`, why: 'missing' });
  else if (organId.length > lengthsMax.organId) problems.push({ path: `${path}/OrganId`, why: 'too-long' });
  return {
    organId: organId ?? '',
    organName: (textAt(element, 'OrganName') ?? organId ?? '').slice(0, lengthsMax.organName),
  };
}

function missingOrgan(problems: PackageProblem[]): Organ {
  problems.push({ path: 'From', why: 'missing' });
  return { organId: '', organName: '' };
}

function filesOf(root: Element, problems: PackageProblem[]): readonly PackageFile[] {
  const attachments = all(at(root, 'AttachmentEncoded'), 'Attachment');
  if (attachments.length === 0) problems.push({ path: 'AttachmentEncoded', why: 'missing' });
  if (attachments.length > PACKAGE_FILES_MAX) problems.push({ path: 'AttachmentEncoded', why: 'too-large' });
  let unzippedLeft = UNZIPPED_BYTES_MAX;
  return attachments.slice(0, PACKAGE_FILES_MAX).flatMap((attachment, index) => {
    const path = `AttachmentEncoded/Attachment[${String(index + 1)}]`;
    const encoded = fromBase64(at(attachment, 'ContentTransferEncoded')?.text ?? '');
    const bytes = encoded && isZip(encoded) ? unzipOne(encoded, unzippedLeft) : encoded;
    // What was made room for, which a lying directory makes larger than what came.
    if (bytes && bytes !== encoded) unzippedLeft -= bytes.buffer.byteLength;
    if (!bytes || bytes.length === 0) {
      problems.push({ path, why: 'unusable' });
      return [];
    }
    const name = (textAt(attachment, 'AttachmentName') ?? `tep-${String(index + 1)}`).slice(
      0,
      lengthsMax.fileName,
    );
    if (/\.pdf$/i.test(name) && !isPdf(bytes)) problems.push({ path, why: 'not-a-pdf' });
    const contentType = isPdf(bytes)
      ? 'application/pdf'
      : (textAt(attachment, 'ContentType') ?? 'application/octet-stream');
    const description = textAt(attachment, 'Description');
    return [{ name, contentType, ...(description && { description }), bytes }];
  });
}

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
/** ISO 32000-2 §7.5.2: the header stands within the first 1,024 bytes. */
const isPdf = (bytes: Uint8Array): boolean => {
  const end = Math.min(bytes.length - 4, 1024);
  for (let index = 0; index < end; index++)
    if (
      bytes[index] === 0x25 &&
      bytes[index + 1] === 0x50 &&
      bytes[index + 2] === 0x44 &&
      bytes[index + 3] === 0x46
    )
      return true;
  return false;
};

/**
 * Some vendors wrap each file into a zip of one entry. A package of Office (docx is a zip too) has several entries and stays as it is. The directory is read
 * before anything is inflated; no more than `bytesMax` ever is.
 */
function unzipOne(bytes: Uint8Array<ArrayBuffer>, bytesMax: number): Uint8Array | undefined {
  const sizes: number[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        sizes.push(name.endsWith('/') ? Number.POSITIVE_INFINITY : originalSize);
        return false;
      },
    });
    const [size, ...others] = sizes;
    if (size === undefined || others.length > 0) return bytes;
    return size <= bytesMax ? Object.values(unzipSync(bytes))[0] : undefined;
  } catch {
    return undefined; // A broken zip is a broken attachment, told to the caller by its path.
  }
}
