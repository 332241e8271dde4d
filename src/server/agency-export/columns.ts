import type { Bodies, Kind } from '../../shared/domain/core/kinds.ts';
import type { agencyExportColumns } from '../../shared/words/agency-export.ts';

/** A field of a body that has a head in the tables. */
export type ColumnPath = keyof typeof agencyExportColumns;
type Table<Path> = {
  /** What its files are called, without their ending. */
  readonly file: string;
  readonly columns: readonly Path[];
};
type Tables = { readonly [K in Kind]: Table<ColumnPath & keyof Bodies[K]> };

/**
 * The table of each kind: every kind has one, or this does not compile, so that none is forgotten when an agency leaves. What a table leaves out stands in the JSON Lines beside it,
 * which hold each body whole.
 */
const own: Tables = {
  agency: { file: 'co-quan', columns: ['name', 'parentName', 'code', 'notation', 'place'] },
  unit: { file: 'don-vi', columns: ['name', 'notation', 'headId', 'parentId', 'closedOn'] },
  official: {
    file: 'can-bo',
    columns: ['fullName', 'position', 'unitId', 'posts', 'roles', 'signingCapacity', 'leftOn'],
  },
  officeEvent: { file: 'thay-doi-nhan-su', columns: ['of', 'changed', 'by', 'at', 'confirmed'] },
  delegation: {
    file: 'giao-quyen-ky',
    columns: ['officialId', 'form', 'typeNames', 'from', 'to', 'basis', 'by', 'doneAt', 'endedBy'],
  },
  sealHandover: {
    file: 'ban-giao-dau',
    columns: ['officialId', 'from', 'to', 'permission', 'minutes', 'by', 'doneAt', 'returnedAt'],
  },
  workingYear: { file: 'lich-lam-viec', columns: ['year', 'daysOff', 'workedOn', 'basis', 'by', 'at'] },
  anchor: { file: 'chung-thu-goc', columns: ['name', 'addedBy', 'addedAt', 'removed'] },
  recipientGroup: { file: 'nhom-noi-nhan', columns: ['name', 'members', 'isRemoved'] },
  register: {
    file: 'so-dang-ky',
    columns: ['book', 'year', 'name', 'next', 'lastIssuedOn', 'series', 'closed'],
  },
  incident: {
    file: 'su-co-so',
    columns: ['registerId', 'given', 'of', 'subject', 'code', 'by', 'doneAt', 'isDisputed', 'settled'],
  },
  containment: { file: 'so-cua-van-ban-cach-ly', columns: ['registerId', 'number', 'day', 'by', 'at'] },
  classifiedCount: { file: 'so-luong-van-ban-mat', columns: ['month', 'count', 'by', 'at'] },
  incoming: {
    file: 'van-ban-den',
    columns: [
      ...(['registerId', 'arrivalNumber', 'arrivedOn', 'organName', 'codeNumber', 'codeNotation'] as const),
      ...(['issuedOn', 'typeName', 'subject', 'signerName', 'signerPosition', 'urgency', 'dueOn'] as const),
      ...(['pageCount', 'language', 'note', 'state', 'source', 'leadId', 'registeredBy'] as const),
      ...(['answeredBy', 'attachmentCount', 'refusedReason', 'recalled', 'file'] as const),
    ],
  },
  directive: { file: 'y-kien-chi-dao', columns: ['documentId', 'by', 'doneAt', 'text', 'unitId'] },
  assignment: {
    file: 'phan-cong',
    columns: ['documentId', 'officialId', 'unitId', 'part', 'dueOn', 'state', 'by', 'taskId'],
  },
  incomingEvent: {
    file: 'qua-trinh-van-ban-den',
    columns: ['documentId', 'what', 'by', 'doneAt', 'level', 'to', 'text'],
  },
  correction: {
    file: 'sua-sau-vao-so',
    columns: ['documentId', 'field', 'oldValue', 'newValue', 'reason', 'by', 'doneAt'],
  },
  reading: {
    file: 'tinh-trang-xem',
    columns: ['documentId', 'officialId', 'isRead', 'openedAt', 'isFlagged'],
  },
  recallRequest: {
    file: 'yeu-cau-thu-hoi-nhan',
    columns: ['documentId', 'reason', 'askedAt', 'answer', 'answerReason', 'answeredBy', 'answeredAt'],
  },
  attachment: { file: 'tep-dinh-kem', columns: ['of', 'ordinal', 'file', 'isRemoved'] },
  outgoing: {
    file: 'van-ban-di',
    columns: [
      ...(['registerId', 'number', 'codeNotation', 'issuedOn', 'typeName', 'subject', 'signerId'] as const),
      ...(['drafterId', 'recipientsText', 'urgency', 'dueOn', 'note', 'state', 'dispatchedOn'] as const),
      ...(['replyTo', 'copy', 'voided', 'recall', 'returnedReason', 'attachmentCount', 'file'] as const),
    ],
  },
  version: { file: 'phien-ban', columns: ['documentId', 'origin', 'file', 'docx', 'by', 'doneAt', 'form'] },
  opinion: {
    file: 'y-kien-gop-y',
    columns: [
      ...(['documentId', 'purpose', 'officialId', 'askedBy', 'askedAt', 'question', 'dueOn'] as const),
      ...(['state', 'outcome', 'text', 'givenAt'] as const),
    ],
  },
  delivery: {
    file: 'luot-gui',
    columns: ['documentId', 'recipientName', 'sentAt', 'status', 'statusReason', 'arrivedAt', 'receivedAt'],
  },
  deliveryRequest: {
    file: 'yeu-cau-thu-hoi-gui',
    columns: [
      'documentId',
      'deliveryId',
      'what',
      'reason',
      'by',
      'at',
      'status',
      'answerReason',
      'answeredAt',
    ],
  },
  dossierList: { file: 'danh-muc-ho-so', columns: ['year', 'approved'] },
  dossierEntry: {
    file: 'dong-danh-muc-ho-so',
    columns: [
      ...(['year', 'heading', 'headingNotation', 'subheading', 'number', 'title', 'retention'] as const),
      ...(['ownerName', 'note', 'isRemoved'] as const),
    ],
  },
  dossier: {
    file: 'ho-so',
    columns: [
      ...([
        'year',
        'notation',
        'title',
        'retention',
        'isRestricted',
        'ownerId',
        'helperIds',
        'state',
      ] as const),
      ...([
        'startedOn',
        'endedOn',
        'submittedOn',
        'archived',
        'kept',
        'itemCount',
        'language',
        'note',
      ] as const),
    ],
  },
  dossierItem: {
    file: 'van-ban-trong-ho-so',
    columns: ['dossierId', 'ordinal', 'of', 'own', 'pageCount', 'by', 'doneAt', 'removed'],
  },
  task: {
    file: 'nhiem-vu',
    columns: [
      ...(['content', 'of', 'parentId', 'field', 'givenBy', 'givenOn', 'leadId', 'supporterIds'] as const),
      ...(['dueOn', 'firstDueOn', 'recurrence', 'percent', 'state', 'reportedOn', 'doneOn'] as const),
      ...(['result', 'lateReason', 'cancelledReason'] as const),
    ],
  },
  taskEvent: {
    file: 'qua-trinh-nhiem-vu',
    columns: ['taskId', 'what', 'by', 'doneAt', 'percent', 'dueOn', 'text'],
  },
};

export const tables: Readonly<Record<Kind, Table<ColumnPath>>> = own;

/** The kinds in the order in which they stand in the guide: the office, its books, documents, dossiers, tasks. */
export const tableKinds = Object.keys(tables) as readonly Kind[];
