import type { RawElement } from './raw-element.ts';

/** An agency as the header names it (QCVN 102:2016, From and To). The code is opaque: two formats are in use, and neither is parsed. */
export type Organ = {
  readonly organId: string;
  readonly organizationInCharge?: string;
  readonly organName: string;
  readonly organAdd?: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly fax?: string;
  readonly website?: string;
};

/** Who sent it, for a telephone call. */
export type Staff = {
  readonly department: string;
  readonly departmentId?: string;
  readonly staff: string;
  readonly staffId?: string;
  readonly email?: string;
  readonly mobile?: string;
};

/** The document that a message answers or speaks of; `code` is number and notation as one ("15/SMM-VP"). */
export type DocumentReference = {
  readonly organId: string;
  readonly code: string;
  readonly promulgationDate?: string;
  readonly documentId: string;
};

/** One hop; each that passes the message on appends its own. `timestamp` is an ISO instant, or what was written where that is no time. */
export type Trace = { readonly organId: string; readonly timestamp: string };

/** BussinessDocType 0 to 3. */
export const businessTypes = ['new', 'recall', 'update', 'replace'] as const;
export type BusinessType = (typeof businessTypes)[number];
export const receiverChanges = ['removed', 'added'] as const;

/** What the message is about to do (`Bussiness`; the standard spells it so). */
export type Business = {
  readonly type: BusinessType;
  /** Written as the usual words for the type where it is not given. */
  readonly reason?: string;
  /** Of an update: whether the document's own fields, and whether its receivers, are others now. */
  readonly changesDocument?: boolean;
  readonly changesReceivers?: boolean;
  readonly receivers?: readonly {
    readonly organId: string;
    readonly change: (typeof receiverChanges)[number];
  }[];
  /** The document that is recalled or updated. */
  readonly documentId?: string;
  /** Whether a paper copy goes out, too. */
  readonly paper?: boolean;
  readonly staff: Staff;
  /** Of a replacement: the documents that this one replaces, and at whom. */
  readonly replacements?: readonly { readonly documentId: string; readonly organIds: readonly string[] }[];
};

/** An element that this program does not know, under the element at `under` (a path as in problems), with all that is in it. */
export type Extra = { readonly under: string; readonly element: RawElement };

/**
 * What a document message says: the header, without the files. Days are `YYYY-MM-DD`, times ISO with `Z`; required texts are '' where a broken message
 * has none (its problems say so).
 */
export type Edoc = {
  readonly from: Organ;
  readonly to: readonly Organ[];
  /** `{OrganId},{yyyy/MM/dd},{number}/{notation}` or a UUID: opaque. */
  readonly documentId: string;
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly place: string;
  readonly promulgationDate: string;
  /** Receivers disagree on the numbers of Type; TypeName is what is relied on. */
  readonly type?: string;
  readonly typeDetail?: string;
  readonly typeName: string;
  readonly subject: string;
  /** Written as the subject where it is not given. */
  readonly content?: string;
  readonly signer: { readonly competence: string; readonly position: string; readonly fullName: string };
  readonly dueDate?: string;
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
  readonly priority: number;
  readonly sphere?: string;
  readonly typerNotation?: string;
  readonly promulgationAmount?: number;
  readonly pageAmount?: number;
  readonly direction?: boolean;
  readonly appendixes?: readonly string[];
  readonly responseFor?: readonly DocumentReference[];
  readonly steeringType?: string;
  readonly toPlaces: readonly string[];
  readonly responseForTask?: readonly string[];
  readonly applicationType?: string;
  readonly traces: readonly Trace[];
  readonly business: Business;
  readonly extra?: readonly Extra[];
};

/** 01 arrived, 02 refused, 03 received, 04 assigned, 05 in progress, 06 done; 13 asks for the document back, 15 agrees, 16 refuses to give it back. */
export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const;
export type EdxmlStatusCode = (typeof statusCodes)[number];

/** A status message: what one side tells about a document of the other. */
export type EdxmlStatus = {
  readonly from: Organ;
  /** `organId` is the agency that is told. */
  readonly responseFor: DocumentReference;
  readonly staff: Staff;
  readonly status: EdxmlStatusCode;
  readonly description?: string;
  readonly timestamp: string;
  readonly extra?: readonly Extra[];
};
