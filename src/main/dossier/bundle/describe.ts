import type { ArchiveValues } from '../../../shared/domain/dossier/archive-fields.ts';
import type { Dossier } from '../../../shared/domain/dossier/dossier.ts';
import type { Incoming } from '../../../shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../../shared/domain/outgoing/outgoing.ts';
import { dayOf, formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { personOf } from '../../document/people.ts';
import type { QueryContext } from '../../handler.ts';
import { getDetail } from '../../incoming/detail.ts';
import { partsOf } from '../../store/entities.ts';
import type { Filed } from '../filed.ts';
import { retentionOnForm } from '../forms/form-parts.ts';

/** Urgency as annex VI has it, in one figure; the scale of QCVN 102. */
const PRIORITIES = { normal: 0, urgent: 1, 'very-urgent': 2, express: 3 } as const;

const fileCode = ({ read }: QueryContext, { agencyId, year, notation }: Dossier): ArchiveValues => ({
  OrganId: read('agency', agencyId)?.code,
  FileCatalog: year,
  FileNotation: notation,
});

/** Annex VI part II, III: the dossier itself. */
export function describeDossier(
  context: QueryContext,
  dossier: Dossier,
  filed: readonly Filed[],
): ArchiveValues {
  const { title, retention, isRestricted, ownerId, language, startedOn, endedOn, note } = dossier;
  const pages = filed.map(({ pageCount }) => pageCount);
  return {
    FileCode: fileCode(context, dossier),
    Title: title,
    Maintenance: retentionOnForm(retention),
    Rights: say(isRestricted ? 'dossier.restricted.yes' : 'dossier.restricted.no'),
    Creator: personOf(context.db, ownerId)?.fullName,
    Language: language,
    StartDate: startedOn,
    EndDate: endedOn,
    DocTotal: filed.length,
    PageTotal: pages.every((each) => each !== undefined)
      ? pages.reduce<number>((sum, each) => sum + (each ?? 0), 0)
      : undefined,
    Description: note,
  };
}

/** Annex VI part II, I and II: one document, by what it is. */
export function describeFiled(context: QueryContext, dossier: Dossier, filed: Filed): ArchiveValues {
  const { body, named, pageCount } = filed;
  const { of } = body;
  const own: ArchiveValues = {
    FileCode: fileCode(context, dossier),
    DocOrdinal: body.ordinal,
    TypeName: named?.typeName,
    CodeNumber: named?.codeNumber,
    CodeNotation: named?.codeNotation,
    IssuedDate: named?.issuedOn,
    OrganName: named?.organName,
    Subject: named?.subject,
    PageAmount: pageCount,
  };
  if (!of || !named) return own;
  if (of.kind === 'incoming') {
    const document = context.read('incoming', of.id);
    return document ? { ...own, ...incomingValues(context, of.id, document) } : own;
  }
  const document = context.read('outgoing', of.id);
  return document ? { ...own, ...outgoingValues(context, of.id, document) } : own;
}

function incomingValues(
  context: QueryContext,
  id: Parameters<typeof getDetail>[1],
  document: Incoming,
): ArchiveValues {
  const { sheet, assignments } = getDetail(context, id);
  const receivers = assignments.map(({ unitName, to }) => unitName ?? to?.fullName ?? '').filter(Boolean);
  const trace = sheet.map(({ by, text, doneAt }) =>
    say('dossier.bundle.trace', {
      day: formatDay(dayOf(doneAt)),
      name: by?.fullName ?? say('common.unknownPerson'),
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

function outgoingValues(context: QueryContext, id: string, document: Outgoing): ArchiveValues {
  const signer = personOf(context.db, document.signerId);
  const to = partsOf(context.db, 'delivery', { kind: 'outgoing', id }).map(({ body }) => ({
    OrganId: context.read('agency', body.recipientAgencyId)?.code,
    OrganName: body.recipientName,
  }));
  return {
    Description: document.note,
    SignerInfo: { Position: signer?.position, FullName: signer?.fullName },
    To: to.length > 0 ? to : [{ OrganName: document.recipientsText }],
    Priority: PRIORITIES[document.urgency],
    DueDate: document.dueOn,
  };
}
