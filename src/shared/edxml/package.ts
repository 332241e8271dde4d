/** An agency as the header names it (QCVN 102:2016, From and To). */
export type Organ = {
  readonly organId: string;
  readonly organizationInCharge?: string;
  readonly organName: string;
  readonly organAdd?: string;
  readonly email?: string;
  readonly telephone?: string;
};

export type PackageFile = {
  readonly name: string;
  readonly contentType: string;
  readonly description?: string;
  readonly bytes: Uint8Array;
};

/** A dispatch package: the header's fields that an office needs, and its files. Dates are `YYYY-MM-DD`, times ISO with `Z`. */
export type EdxmlPackage = {
  readonly from: Organ;
  readonly to: readonly Organ[];
  readonly documentId: string;
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly place: string;
  readonly promulgationDate: string;
  readonly typeName: string;
  readonly subject: string;
  readonly signer: { readonly competence: string; readonly position: string; readonly fullName: string };
  readonly dueDate?: string;
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc. */
  readonly priority: number;
  readonly pageAmount?: number;
  readonly toPlaces: readonly string[];
  readonly sentAt: string;
  readonly staff: { readonly department: string; readonly staff: string };
  readonly files: readonly PackageFile[];
};

export const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
/** What the field tables allow; the hub's own validator uses the same numbers. */
export const lengthsMax = {
  organId: 50,
  organName: 200,
  documentId: 200,
  codeNumber: 11,
  codeNotation: 30,
  place: 50,
  typeName: 100,
  subject: 500,
  position: 100,
  fullName: 50,
  fileName: 500,
} as const;
export const PACKAGE_BYTES_MAX = 280 * 1024 * 1024;
export const PACKAGE_FILES_MAX = 50;
export const PACKAGE_DEPTH_MAX = 32;
export const PACKAGE_ELEMENTS_MAX = 20_000;
/** Of all attachments of a package together. */
export const UNZIPPED_BYTES_MAX = 200 * 1024 * 1024;
