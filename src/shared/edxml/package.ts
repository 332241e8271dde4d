import type { Edoc } from './message.ts';

export type PackageFile = {
  readonly name: string;
  readonly contentType: string;
  readonly description?: string;
  readonly bytes: Uint8Array;
};

/** A document message with its files in memory. */
export type EdxmlPackage = Edoc & { readonly files: readonly PackageFile[] };

export const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
/** What a package is called among the files of a desk; nobody has registered a type for it. */
export const PACKAGE_TYPE = 'application/x-edxml';
export const PACKAGE_BYTES_MAX = 280 * 1024 * 1024;
export const PACKAGE_FILES_MAX = 50;
export const PACKAGE_DEPTH_MAX = 32;
export const PACKAGE_ELEMENTS_MAX = 20_000;
/** Of all attachments of a package together. */
export const UNZIPPED_BYTES_MAX = 200 * 1024 * 1024;

export type XmlProblem = 'not-xml' | 'doctype' | 'too-deep' | 'too-many-elements';

export type ProblemCode =
  | XmlProblem
  | 'not-edxml'
  | 'file-unreadable'
  | 'too-large'
  | 'stray-bytes'
  // Of a field.
  | 'missing'
  | 'repeated'
  | 'too-long'
  | 'unusable'
  | 'garbled'
  // Of an attachment.
  | 'too-many-files'
  | 'not-base64'
  | 'empty'
  | 'cut'
  | 'not-in-package'
  | 'not-a-pdf'
  | 'pdf-cut'
  | 'text-decoded'
  | 'zip-broken'
  | 'zip-too-large'
  // Of what a file says of itself, and of signatures, told by whoever checks them.
  | 'pdf-damaged'
  | 'pdf-irregular'
  | 'pdf-changed'
  | 'signature-broken'
  | 'signature-partial';

/** What is wrong with a package: `path` is the field in the package's own names, `detail` fills the sentence. */
export type PackageProblem = {
  readonly path: string;
  readonly code: ProblemCode;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** A text that no message needs is too long or damaged, bytes stand before the document: told, and no reason to send the whole back. */
  readonly isMinor?: true;
};

/** What keeps a message from being taken by a machine. */
export const hindering = (problems: readonly PackageProblem[]): readonly PackageProblem[] =>
  problems.filter(({ isMinor }) => !isMinor);
