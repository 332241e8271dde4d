import { say } from '../words/vi.ts';
import { type BusinessType, businessTypes, receiverChanges, statusCodes } from './message.ts';

/**
 * The header, element by element in the order of the standard's samples. Reader, writer and the names of the fields follow this one table, so that
 * what is written is what is read.
 */
export type Field =
  | TextField
  | ({ readonly kind: 'day' | 'time' | 'flag' } & Named & Rules)
  | ({ readonly kind: 'number'; readonly max?: number } & Named & Rules)
  | ({ readonly kind: 'code'; readonly codes: Codes } & Named & Rules)
  /** Without a key its fields stand in the value around it. */
  | ({
      readonly kind: 'group';
      readonly tag: string;
      readonly key?: string;
      readonly fields: readonly Field[];
    } & Rules)
  /** Repeated elements, each a text or a group. */
  | ({ readonly kind: 'list'; readonly of: TextField | readonly Field[] } & Named & Rules);

export type TextField = { readonly kind: 'text'; readonly max: number } & Named & Rules;
type Named = { readonly tag: string; readonly key: string };
/** What is read and written for each value. */
type Codes = ReadonlyMap<unknown, string>;

type Rules = {
  /** `content`: only where the message brings a document (new, replace). */
  readonly must?: 'always' | 'content';
  /** Read as this where it is missing. */
  readonly absent?: unknown;
  /** Written where the value has none. */
  readonly written?: string | ((value: Readonly<Record<string, unknown>>) => string);
};

/** What the field tables allow; the hub's own validator uses the same numbers. Where they name none, a bound of ours. */
export const lengthsMax = {
  organId: 50,
  organName: 200,
  address: 500,
  email: 100,
  telephone: 20,
  documentId: 200,
  codeNumber: 11,
  codeNotation: 30,
  place: 50,
  toPlace: 150,
  typeName: 100,
  subject: 500,
  sphere: 100,
  typerNotation: 10,
  competence: 100,
  position: 100,
  fullName: 50,
  reason: 1000,
  fileName: 500,
  other: 200,
} as const;

const text = (tag: string, key: string, max: number, rules: Rules = {}): TextField => ({
  ...{ kind: 'text', tag, key, max },
  ...rules,
});
const group = (tag: string, key: string | undefined, fields: readonly Field[], rules: Rules = {}): Field => ({
  ...{ kind: 'group', tag, fields },
  ...(key !== undefined && { key }),
  ...rules,
});
const list = (tag: string, key: string, of: TextField | readonly Field[], rules: Rules = {}): Field => ({
  ...{ kind: 'list', tag, key, of },
  ...rules,
});
const one = (
  kind: 'day' | 'time' | 'flag' | 'number',
  tag: string,
  key: string,
  rules: Rules & { readonly max?: number } = {},
): Field => ({ kind, tag, key, ...rules });
const code = (tag: string, key: string, codes: Codes, rules: Rules = {}): Field => ({
  ...{ kind: 'code', tag, key, codes },
  ...rules,
});
const numbered = (values: readonly unknown[]): Codes =>
  new Map(values.map((value, index) => [value, String(index)]));
const isOrNot: Codes = new Map<unknown, string>([
  [false, '0'],
  [true, '1'],
]);

const always = { must: 'always', absent: '' } as const;
const content = { must: 'content', absent: '' } as const;
const known = { absent: '' } as const;

const { organId, organName, address, other } = lengthsMax;
const contact = [
  text('OrganAdd', 'organAdd', address),
  text('Email', 'email', lengthsMax.email),
  text('Telephone', 'telephone', lengthsMax.telephone),
  text('Fax', 'fax', lengthsMax.telephone),
  text('Website', 'website', lengthsMax.email),
];
const organ = [
  text('OrganId', 'organId', organId, always),
  text('OrganizationInCharge', 'organizationInCharge', address),
  text('OrganName', 'organName', organName, known),
  ...contact,
];
const department = [
  text('Department', 'department', other, known),
  text('DepartmentId', 'departmentId', organId),
];
const person = [text('Staff', 'staff', other, known), text('StaffId', 'staffId', organId)];
const email = text('Email', 'email', lengthsMax.email);
const mobile = text('Mobile', 'mobile', lengthsMax.telephone);
const reference = [
  text('OrganId', 'organId', organId, known),
  text('Code', 'code', lengthsMax.codeNumber + lengthsMax.codeNotation + 1, known),
  one('day', 'PromulgationDate', 'promulgationDate'),
  text('DocumentId', 'documentId', lengthsMax.documentId, known),
];

/** MessageHeader of a document message. */
export const edocFields: readonly Field[] = [
  group('From', 'from', organ, { must: 'always' }),
  list('To', 'to', organ, { must: 'always' }),
  text('DocumentId', 'documentId', lengthsMax.documentId, always),
  group('Code', undefined, [
    text('CodeNumber', 'codeNumber', lengthsMax.codeNumber, content),
    text('CodeNotation', 'codeNotation', lengthsMax.codeNotation, content),
  ]),
  group('PromulgationInfo', undefined, [
    text('Place', 'place', lengthsMax.place, known),
    one('day', 'PromulgationDate', 'promulgationDate', content),
  ]),
  group('DocumentType', undefined, [
    text('Type', 'type', 10, { written: '1' }),
    text('TypeDetail', 'typeDetail', 10, { written: '0' }),
    text('TypeName', 'typeName', lengthsMax.typeName, content),
  ]),
  text('Subject', 'subject', lengthsMax.subject, content),
  text('Content', 'content', lengthsMax.subject, { written: (edoc) => String(edoc['subject'] ?? '') }),
  group(
    'SignerInfo',
    'signer',
    [
      text('Competence', 'competence', lengthsMax.competence, known),
      text('Position', 'position', lengthsMax.position, known),
      text('FullName', 'fullName', lengthsMax.fullName, known),
    ],
    { absent: {} },
  ),
  one('day', 'DueDate', 'dueDate'),
  group('OtherInfo', undefined, [
    one('number', 'Priority', 'priority', { absent: 0, max: 4 }),
    text('SphereOfPromulgation', 'sphere', lengthsMax.sphere),
    text('TyperNotation', 'typerNotation', lengthsMax.typerNotation),
    one('number', 'PromulgationAmount', 'promulgationAmount', { written: '1' }),
    one('number', 'PageAmount', 'pageAmount'),
    one('flag', 'Direction', 'direction', { written: 'false' }),
    group('Appendixes', undefined, [
      list('Appendix', 'appendixes', text('Appendix', '', lengthsMax.subject)),
    ]),
  ]),
  list('ResponseFor', 'responseFor', reference),
  text('SteeringType', 'steeringType', 10, { written: '1' }),
  group('ToPlaces', undefined, [
    list('Place', 'toPlaces', text('Place', '', lengthsMax.toPlace), { absent: [] }),
  ]),
  group('ResponseForTask', undefined, [list('TaskCode', 'responseForTask', text('TaskCode', '', other))]),
  text('ApplicationType', 'applicationType', 10),
];

const businessReason = (value: Readonly<Record<string, unknown>>): string =>
  say(`edxml.business.${value['type'] as BusinessType}`);

/** TraceHeaderList of a document message. */
export const traceFields: readonly Field[] = [
  list(
    'TraceHeader',
    'traces',
    // A hop without a name, or called "null", is met in the wild.
    [text('OrganId', 'organId', organId, known), one('time', 'Timestamp', 'timestamp', known)],
    { absent: [] },
  ),
  group(
    'Bussiness',
    'business',
    [
      code('BussinessDocType', 'type', numbered(businessTypes), { absent: 'new' }),
      text('BussinessDocReason', 'reason', lengthsMax.reason, { written: businessReason }),
      group('BussinessDocumentInfo', undefined, [
        code('DocumentInfo', 'changesDocument', isOrNot),
        code('DocumentReceiver', 'changesReceivers', isOrNot),
        group('ReceiverList', undefined, [
          list('Receiver', 'receivers', [
            text('OrganId', 'organId', organId, always),
            code('ReceiverType', 'change', numbered(receiverChanges), { absent: 'added' }),
          ]),
        ]),
      ]),
      text('DocumentId', 'documentId', lengthsMax.documentId),
      code('Paper', 'paper', isOrNot, { written: '0' }),
      group('StaffInfo', 'staff', [...department, ...person, email, mobile], { absent: {} }),
      group('ReplacementInfoList', undefined, [
        list('ReplacementInfo', 'replacements', [
          text('DocumentId', 'documentId', lengthsMax.documentId, always),
          group('OrganIdList', undefined, [
            list('OrganId', 'organIds', text('OrganId', '', organId), { absent: [] }),
          ]),
        ]),
      ]),
    ],
    { absent: {} },
  ),
];

/** MessageHeader of a status message; the samples have its fields in another order. */
export const statusFields: readonly Field[] = [
  group(
    'From',
    'from',
    [
      text('OrganId', 'organId', organId, always),
      text('OrganName', 'organName', organName, known),
      text('OrganizationInCharge', 'organizationInCharge', address),
      ...contact,
    ],
    { must: 'always' },
  ),
  group(
    'ResponseFor',
    'responseFor',
    reference.map((field) =>
      field.kind === 'text' && field.key !== 'code' ? { ...field, ...always } : field,
    ),
    { must: 'always' },
  ),
  group('StaffInfo', 'staff', [...department, ...person, mobile, email], { absent: {} }),
  code('StatusCode', 'status', new Map(statusCodes.map((each) => [each, each])), { must: 'always' }),
  text('Description', 'description', lengthsMax.reason),
  one('time', 'Timestamp', 'timestamp', known),
];
