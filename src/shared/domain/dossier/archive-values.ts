import { dayOf, formatDay } from '../../text/day.ts';
import { say } from '../../words/vi.ts';
import type { Instant } from '../core/values.ts';
import type { Incoming } from '../incoming/incoming.ts';
import { numberOnPage } from '../outgoing/on-page.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { ArchiveValues } from './archive-fields.ts';
import type { Dossier, ItemFields } from './dossier.ts';
import type { Retention } from './retention.ts';

/** Urgency as annex VI has it, in one figure; the scale of QCVN 102. */
const PRIORITIES = { normal: 0, urgent: 1, 'very-urgent': 2, express: 3 } as const;

/** Thời hạn bảo quản as the forms say it: Vĩnh viễn, or 20 năm (annex V, I.4). */
export const retentionInWords = (retention: Retention): string =>
  retention === 'permanent' ? say('dossier.form.permanent') : say('dossier.form.years', { years: retention });

/** An outgoing document as the list of a dossier names it (annex V, IV). */
export function outgoingAsItem(document: Outgoing, organName: string): ItemFields {
  const { typeName, number, codeNotation, issuedOn, subject } = document;
  const codeNumber = number === undefined ? '' : numberOnPage(number);
  return { typeName, codeNumber, codeNotation, ...(issuedOn && { issuedOn }), organName, subject };
}

type Person = { readonly fullName: string; readonly position: string };
type Organ = { readonly OrganId?: string | undefined; readonly OrganName: string };

const fileCode = (organId: string | undefined, { year, notation }: Dossier): ArchiveValues => ({
  OrganId: organId,
  FileCatalog: year,
  FileNotation: notation,
});

type OfDossier = {
  readonly organId: string | undefined;
  readonly creator: string | undefined;
  /** Of each document that stands in it; unknown where nobody counted. */
  readonly pageCounts: readonly (number | undefined)[];
};

/** Annex VI part II, III: the dossier itself. */
export function dossierValues(dossier: Dossier, { organId, creator, pageCounts }: OfDossier): ArchiveValues {
  const { title, retention, isRestricted, language, startedOn, endedOn, note } = dossier;
  return {
    FileCode: fileCode(organId, dossier),
    Title: title,
    Maintenance: retentionInWords(retention),
    Rights: say(isRestricted ? 'dossier.restricted.yes' : 'dossier.restricted.no'),
    Creator: creator,
    Language: language,
    StartDate: startedOn,
    EndDate: endedOn,
    DocTotal: pageCounts.length,
    PageTotal: pageCounts.every((each) => each !== undefined)
      ? pageCounts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
      : undefined,
    Description: note,
  };
}

type OfItem = {
  readonly organId: string | undefined;
  readonly ordinal: number;
  readonly named: ItemFields | undefined;
  readonly pageCount: number | undefined;
};

/** Annex VI part II, fields 1 to 11, which every document of a dossier has. */
export const itemValues = (
  dossier: Dossier,
  { organId, ordinal, named, pageCount }: OfItem,
): ArchiveValues => ({
  FileCode: fileCode(organId, dossier),
  DocOrdinal: ordinal,
  TypeName: named?.typeName,
  CodeNumber: named?.codeNumber,
  CodeNotation: named?.codeNotation,
  IssuedDate: named?.issuedOn,
  OrganName: named?.organName,
  Subject: named?.subject,
  PageAmount: pageCount,
});

type OfIncoming = {
  /** Units and people it was given to, each once. */
  readonly receivers: readonly string[];
  /** What was said of it, in the order of time. */
  readonly said: readonly {
    readonly by: string | undefined;
    readonly doneAt: Instant;
    readonly text: string;
  }[];
};

/** Annex VI part II, II: what an incoming document has besides. */
export function incomingValues(document: Incoming, { receivers, said }: OfIncoming): ArchiveValues {
  const trace = said.map(({ by, text, doneAt }) =>
    say('dossier.bundle.trace', {
      day: formatDay(dayOf(doneAt)),
      name: by ?? say('common.unknownPerson'),
      text,
    }),
  );
  return {
    Language: document.language,
    Description: document.note,
    ArrivalDate: document.arrivedOn,
    ArrivalNumber: document.arrivalNumber,
    SignerInfo: { Position: document.signerPosition, FullName: document.signerName },
    Priority: PRIORITIES[document.urgency],
    ToPlaces: [...new Set(receivers)].join('; '),
    TraceHeaderList: [...trace, say(`incoming.state.${document.state}`)].join('\n'),
    DueDate: document.dueOn,
  };
}

/** Annex VI part II, I: what an outgoing document has besides. */
export const outgoingValues = (
  document: Outgoing,
  { signer, to }: { readonly signer: Person | undefined; readonly to: readonly Organ[] },
): ArchiveValues => ({
  Description: document.note,
  SignerInfo: { Position: signer?.position, FullName: signer?.fullName },
  To: to.length > 0 ? to : [{ OrganName: document.recipientsText }],
  Priority: PRIORITIES[document.urgency],
  DueDate: document.dueOn,
});
