import { sortKey } from '../../src/main/document/order.ts';
import type { AppEvent, Reply } from '../../src/shared/contract/define.ts';
import type { IncomingDetail, IncomingView } from '../../src/shared/contract/incoming.ts';
import { incomingViews } from '../../src/shared/contract/incoming.ts';
import type { Allowed } from '../../src/shared/contract/shapes.ts';
import { Instant, RegisterId } from '../../src/shared/domain/core/values.ts';
import { attentions } from '../../src/shared/domain/incoming/attention.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { fold } from '../../src/shared/text/fold.ts';
import { authorityOperations } from './fake-authority.ts';
import { bookOperations } from './fake-books.ts';
import { chartOperations } from './fake-chart.ts';
import { dossierOperations } from './fake-dossiers.ts';
import { figureOperations } from './fake-figures.ts';
import { makeIncoming } from './fake-incoming.ts';
import { leavingOperations } from './fake-leaving.ts';
import { lockOperations } from './fake-lock.ts';
import { machineOperations } from './fake-machine.ts';
import { noticeOperations } from './fake-notices.ts';
import { type Office, type Operations, page, performed, Refused } from './fake-office.ts';
import { openingOperations } from './fake-openings.ts';
import { makeOutgoing, outgoingOperations } from './fake-outgoing.ts';
import { agencyId, choicesOf, officials, person, profileOf, type Scene } from './fake-people.ts';
import { recipientOperations } from './fake-recipients.ts';
import { reportOf } from './fake-report.ts';
import { savedSearches } from './fake-searches.ts';
import { secrecyOperations } from './fake-secrecy.ts';
import { setupOperations } from './fake-setup.ts';
import { chased, units } from './fake-shares.ts';
import { signingOperations } from './fake-signing.ts';
import { syncOperations } from './fake-sync.ts';
import { taskOperations } from './fake-tasks.ts';
import { trustOperations } from './fake-trust.ts';

const isIn = (view: IncomingView, { row }: IncomingDetail, me: string) =>
  view === 'all' ||
  (view === 'mine'
    ? row.holder?.officialId === me && (row.state === 'assigned' || row.state === 'in-progress')
    : row.state === view || (view === 'in-progress' && row.state === 'assigned'));

function allowedOf({ row }: IncomingDetail, scene: Scene): Allowed[] {
  const role = profileOf(scene).official.roles[0];
  const isOpen = row.state === 'assigned' || row.state === 'in-progress';
  const rule = (name: string, isAllowed: boolean, reason: string): Allowed =>
    isAllowed ? { name, isAllowed } : { name, isAllowed, reason };
  return [
    rule(
      'incoming.register',
      role === 'clerk' && row.state === 'arrived' && row.sync !== 'waiting',
      role === 'clerk' ? 'incoming.waiting-for-number' : 'incoming.only-clerk-registers',
    ),
    rule('incoming.refuse', role === 'clerk' && row.state === 'arrived', 'incoming.only-clerk-receives'),
    rule('incoming.direct', role === 'leader', 'incoming.only-leader-directs'),
    rule(
      'incoming.recordDirective',
      role === 'clerk' && row.state !== 'arrived' && row.state !== 'done',
      'incoming.only-clerk-records',
    ),
    rule('incoming.present', role === 'clerk' && row.state === 'registered', 'incoming.only-clerk-presents'),
    rule(
      'incoming.sendBack',
      role === 'leader' && row.state === 'registered',
      'incoming.only-presented-sends-back',
    ),
    rule('incoming.forward', role === 'specialist' && isOpen, 'incoming.only-holder-forwards'),
    rule('incoming.handBack', role === 'specialist' && isOpen, 'incoming.only-holder-hands-back'),
    rule('incoming.giveOpinion', role !== 'clerk' && isOpen, 'incoming.only-involved-speaks'),
    rule('task.give', true, ''),
    rule('incoming.start', role === 'specialist' && row.state === 'assigned', 'incoming.only-lead'),
    rule('incoming.finish', role === 'specialist', 'incoming.only-lead'),
    rule('incoming.reopen', role === 'specialist' && row.state === 'done', 'incoming.only-lead-reopens'),
    rule('incoming.correct', role === 'clerk', 'incoming.only-clerk-registers'),
    rule('outgoing.draft', true, ''),
    rule('secrecy.contain', role === 'clerk', 'secrecy.only-clerk-leader'),
    rule('outgoing.makeCopy', role === 'clerk' && row.state !== 'arrived', 'outgoing.only-clerk-copies'),
  ];
}

/** Answers every operation of the contract from memory, for one profile. */
export async function makeBridge(scene: Scene): Promise<{
  readonly invoke: (name: string, input: unknown) => Promise<Reply<unknown>>;
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  readonly calls: Office['calls'];
}> {
  const listeners = new Set<(event: AppEvent) => void>();
  const office: Office = {
    scene,
    calls: [],
    announce: (event) => {
      for (const each of listeners) each(event);
    },
  };
  const incoming = scene === 'empty' ? new Map<string, IncomingDetail>() : await makeIncoming();
  const outgoing = await makeOutgoing(scene);
  const operations: Operations = {
    ...recipientOperations(scene === 'empty'),
    ...officeOperations(scene),
    ...incomingOperations(office, incoming),
    ...outgoingOperations(office, outgoing),
    ...signingOperations(office, outgoing),
    ...syncOperations(office),
    ...trustOperations(office, scene),
    ...authorityOperations(office),
    ...chartOperations(office),
    ...setupOperations(office),
    ...lockOperations(office),
    ...leavingOperations(office),
    ...dossierOperations(office),
    ...noticeOperations(office),
    ...taskOperations(office),
    ...figureOperations(office),
    ...openingOperations(),
    ...machineOperations(office),
    ...secrecyOperations(office),
    ...(await bookOperations(office)),
    'signing.verify': ({ sha256 }) => {
      const found = [...incoming.values(), ...outgoing.values()].find(({ files }) =>
        files.some(({ file }) => file.sha256 === sha256),
      );
      const shown = found?.files.find(({ file }) => file.sha256 === sha256);
      return reportOf(
        scene === 'offline' ? 'indeterminate' : (shown?.verdict ?? 'unsigned'),
        shown?.file.sizeBytes,
      );
    },
    'signing.verifyOnline': () => ({ ...reportOf('valid'), online: true }),
    'signing.exportReport': ({ name, format }) => ({ name: `${name}.${format}`, content: 'JVBERi0=' }),
    'search.saved': () => savedSearches,
    'search.find': ({ text, limit }) => {
      const words = fold(text).split(/\s+/).filter(Boolean);
      const hits = [...incoming.values()].filter(({ row }) =>
        words.every((word) => fold(`${row.reference} ${row.subject} ${row.organName}`).includes(word)),
      );
      return {
        hits: hits.slice(0, limit).map(({ row }) => ({
          kind: 'incoming',
          documentId: row.documentId,
          reference: row.reference,
          subject: row.subject,
          organName: row.organName,
          day: row.arrivedOn,
          snippet: `… đề nghị các cơ quan, đơn vị \u2068${row.subject.slice(0, 12)}\u2069${row.subject.slice(12, 90)} …`,
        })),
        isMore: hits.length > limit,
      };
    },
  };
  return {
    calls: office.calls,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    invoke: async (name, input) => {
      office.calls.push({ name, input });
      if (scene === 'slow' && name.endsWith('.list'))
        await new Promise((resolve) => setTimeout(resolve, 4000));
      if (scene === 'broken' && name === 'incoming.list') return fault('internal', { logId: 'A1B2' }, true);
      const operation = Object.hasOwn(operations, name) ? operations[name as keyof Operations] : undefined;
      if (!operation) return fault('operation.unknown', { name }, false);
      try {
        return { ok: true, value: await operation(input as never) };
      } catch (cause) {
        if (cause instanceof Refused) return fault(cause.code, cause.detail, false);
        throw cause;
      }
    },
  };
}
const fault = (code: string, detail: Record<string, string | number>, retryable: boolean): Reply<never> => ({
  ok: false,
  error: { code, detail, retryable },
});

const officeOperations = (scene: Scene): Operations => ({
  'profile.get': () => profileOf(scene),
  'profile.listChoices': () => choicesOf(scene),
  'office.listOfficials': () => officials,
  'office.listUnits': () => units,
  'office.listRegisters': ({ book }) => [
    {
      registerId: RegisterId.parse(registerId(agencyId, book, 2026)),
      name: book === 'incoming' ? 'Sổ văn bản đến' : 'Sổ văn bản đi',
      year: 2026,
      next: 1207,
      lastIssuedOn: '2026-11-23',
    },
  ],
});

function incomingOperations(office: Office, incoming: Map<string, IncomingDetail>): Operations {
  const me = profileOf(office.scene).officialId;
  // As the program's own lists stand: newest first by day, then by number.
  const rows = (view: IncomingView) =>
    [...incoming.values()]
      .filter((each) => isIn(view, each, me))
      .map(({ row }) => row)
      .sort((a, b) => sortKey(b.arrivedOn, b.arrivalNumber) - sortKey(a.arrivedOn, a.arrivalNumber));
  const change = (documentId: string, edit: (detail: IncomingDetail) => IncomingDetail) => {
    const detail = incoming.get(documentId);
    if (!detail) throw new Refused('incoming.not-found');
    incoming.set(documentId, edit(detail));
    office.announce({ type: 'changed', areas: ['incoming'] });
    return performed();
  };
  const toState =
    (state: IncomingDetail['row']['state']) =>
    ({ documentId }: { documentId: string }) =>
      change(documentId, (detail) => ({
        ...detail,
        row: { ...detail.row, state },
        document: { ...detail.document, state },
      }));
  return {
    'incoming.list': ({ view, urgency, attention, ...rest }) =>
      page(
        attention
          ? chased(rows('all'), attention)
          : rows(view).filter((row) => !urgency || row.urgency === urgency),
        rest,
      ),
    'incoming.countViews': () => Object.fromEntries(incomingViews.map((view) => [view, rows(view).length])),
    'incoming.countAttention': () =>
      Object.fromEntries(attentions.map((each) => [each, chased(rows('all'), each).length])),
    'incoming.listAlarms': () => (office.scene === 'clerk' ? chased(rows('arrived'), 'urgent-unopened') : []),
    'incoming.get': ({ documentId }) => {
      const detail = incoming.get(documentId);
      if (!detail) throw new Refused('incoming.not-found');
      return { ...detail, allowed: allowedOf(detail, office.scene) };
    },
    'incoming.findDuplicates': ({ codeNumber, codeNotation, organName, except }) =>
      [...incoming.values()]
        .filter(
          ({ row }) =>
            row.documentId !== except &&
            row.reference === `${codeNumber}/${codeNotation}` &&
            fold(row.organName) === fold(organName),
        )
        .map(({ row }) => ({ row, because: 'same-reference' })),
    'exchange.exportStatus': () => ({ name: 'Trạng thái 04 310-CCTL.edxml', content: 'PGE+' }),
    'incoming.suggestFields': () => ({
      typeName: 'Công văn',
      codeNumber: '412',
      codeNotation: 'SKTS-CĐS',
      issuedOn: '2026-11-20',
      organName: 'Sở Kinh tế số',
      subject: 'Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV năm 2026',
      signerName: 'Trịnh Thái Hòa',
    }),
    'incoming.markRead': ({ documentId, isRead }) =>
      change(documentId, (detail) => ({ ...detail, row: { ...detail.row, isRead } })),
    'incoming.receive': ({ documentId, fields, file, source }) => {
      const [sample] = incoming.values();
      if (!sample) throw new Refused('incoming.not-found');
      const { arrivalNumber: _number, dueOn: _due, holder: _holder, ...row } = sample.row;
      incoming.set(documentId, {
        ...sample,
        row: {
          ...row,
          documentId,
          state: 'arrived',
          arrivedOn: profileOf(office.scene).today,
          organName: fields.organName,
          subject: fields.subject,
          reference: `${fields.codeNumber}/${fields.codeNotation}`,
          urgency: fields.urgency,
          typeName: fields.typeName,
          isRead: true,
          fileCount: file ? 1 : 0,
          verdict: file ? 'unsigned' : 'paper',
          sync: 'waiting',
        },
        document: { ...sample.document, ...fields, state: 'arrived', source, file },
        files: file ? [{ file, isHere: true, verdict: 'unsigned' }] : [],
      });
      office.announce({ type: 'changed', areas: ['incoming'] });
      return performed();
    },
    'incoming.register': ({ documentId, fields }) =>
      change(documentId, (detail) => ({
        ...detail,
        row: { ...detail.row, ...fields, state: 'registered', arrivalNumber: 1207, sync: 'synced' },
        document: { ...detail.document, ...fields, state: 'registered', arrivalNumber: 1207 },
      })),
    'incoming.refuse': toState('refused'),
    'incoming.start': toState('in-progress'),
    'incoming.finish': toState('done'),
    'incoming.reopen': toState('in-progress'),
    'incoming.acceptRecall': toState('recalled'),
    'incoming.direct': ({ documentId, text, assignments }) =>
      change(documentId, (detail) => ({
        ...detail,
        row: { ...detail.row, state: 'assigned', holder: person(2) },
        document: { ...detail.document, state: 'assigned' },
        directives: [
          ...detail.directives,
          { by: person(1), text, doneAt: Instant.parse('2026-11-23T03:00:00.000Z') },
        ],
        assignments: assignments.map((each) => ({
          ...each,
          to: person(officials.findIndex(({ officialId }) => officialId === each.officialId)),
          state: 'given',
          isWithdrawable: false,
        })),
      })),
    'incoming.correct': ({ documentId, field, oldValue, newValue, reason }) =>
      change(documentId, (detail) => ({
        ...detail,
        row: {
          ...detail.row,
          correctionCount: detail.row.correctionCount + 1,
          ...(field === 'subject' && { subject: newValue }),
        },
        document: { ...detail.document, [field]: newValue },
        corrections: [
          ...detail.corrections,
          {
            field,
            oldValue,
            newValue,
            reason,
            by: person(0),
            doneAt: Instant.parse('2026-11-23T03:00:00.000Z'),
          },
        ],
      })),
  };
}
