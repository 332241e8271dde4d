import type { OutgoingDetail } from '../../src/shared/contract/outgoing.ts';
import type { KeyRole } from '../../src/shared/contract/signing.ts';
import type { Batch, BatchItem, RowToSign } from '../../src/shared/contract/signing-batch.ts';
import { Instant } from '../../src/shared/domain/core/values.ts';
import type { PreflightFinding } from '../../src/shared/signature/preflight.ts';
import { type Office, type Operations, performed, Refused } from './fake-office.ts';
import { person, profileOf } from './fake-people.ts';

const STEP_MS = 60;
const at = Instant.parse('2026-11-23T02:41:00.000Z');

/** What one of the papers hides, so that there is something to warn of. */
const findingsOf = (subject: string): readonly PreflightFinding[] =>
  subject.startsWith('Phê duyệt')
    ? [
        { code: 'hidden-field', weight: 'warn', what: 'ghiChu' },
        { code: 'unembedded-font', weight: 'warn', what: 'VNTimes', page: 2 },
      ]
    : subject.startsWith('Họp')
      ? [{ code: 'javascript', weight: 'stop', what: '' }]
      : [];

/** Lists, one batch at a time, and a token that is pulled before the last document in the scene `paused`. */
export function signingOperations(office: Office, outgoing: Map<string, OutgoingDetail>): Operations {
  const reviewed = new Set<string>();
  const pages = [6, 3, 2, 14, 1, 5, 4, 1];
  const { roles } = profileOf(office.scene).official;
  const waits = (role: KeyRole) =>
    roles.includes(role === 'person' ? 'leader' : 'clerk')
      ? [...outgoing.values()].filter(
          ({ row }) => row.state === (role === 'person' ? 'submitted' : 'numbered'),
        )
      : [];
  const rowOf = ({ row, document }: OutgoingDetail, index: number): RowToSign[] =>
    document.file
      ? [
          {
            documentId: row.documentId,
            file: document.file,
            isHere: true,
            pageCount: pages[index % pages.length],
            subject: row.subject,
            typeName: row.typeName,
            reference: row.reference,
            urgency: row.urgency,
            ...(row.issuedOn && { issuedOn: row.issuedOn }),
            ...(row.dueOn && { dueOn: row.dueOn }),
            ...(row.drafter && { drafter: row.drafter }),
            signedBy: row.state === 'numbered' ? [person(1)] : index % 3 === 0 ? [person(4)] : [],
            attachmentCount: index % 2,
            isReviewed: reviewed.has(row.documentId),
            findings: [...findingsOf(row.subject)],
          },
        ]
      : [];
  let batch: Batch | undefined;
  const change = (next: Batch) => {
    batch = next;
    office.announce({ type: 'changed', areas: ['signing', 'outgoing'] });
  };
  const settle = (documentId: string, to: Partial<BatchItem>) => {
    if (!batch) return;
    const items = batch.items.map((each) => (each.documentId === documentId ? { ...each, ...to } : each));
    change({ ...batch, items });
  };
  let pulls = office.scene === 'paused' ? 1 : 0;
  const run = () => {
    const next = batch?.items.find(({ state }) => state === 'waiting');
    if (batch?.state !== 'running') return;
    if (!next) return change({ ...batch, state: 'done' });
    if (pulls > 0 && next === batch.items.at(-1)) {
      pulls -= 1;
      return change({ ...batch, state: 'paused', pausedBy: { code: 'token.removed', detail: {} } });
    }
    const isChanged = next.subject.startsWith('Phê duyệt');
    settle(
      next.documentId,
      isChanged
        ? { state: 'refused', reason: { code: 'outgoing.file-changed', detail: {} }, settledAt: at }
        : { state: 'signed', settledAt: at },
    );
    const detail = outgoing.get(next.documentId);
    const state = batch.role === 'person' ? 'signed' : 'sealed';
    if (detail && !isChanged)
      outgoing.set(next.documentId, {
        ...detail,
        row: { ...detail.row, state },
        document: { ...detail.document, state },
      });
    setTimeout(run, STEP_MS);
  };
  const demandSecret = (secret: string | undefined) => {
    if (secret !== 'dung') throw new Refused('key.wrong-passphrase');
  };
  return {
    'signing.listToSign': ({ role }) => ({ rows: waits(role).flatMap(rowOf), isMore: false }),
    'signing.countToSign': ({ role }) => ({ count: waits(role).length }),
    'signing.proposePlaces': () => {
      const box = (x: number, y: number, width: number, height: number) => ({ page: 1, x, y, width, height });
      const places = {
        number: box(130, 716, 48, 18),
        date: box(382, 716, 168, 18),
        person: box(372, 236, 128, 62),
        seal: box(313, 216, 102, 102),
      };
      return {
        pages: [{ width: 595, height: 842 }],
        places,
        proposed: places,
        certain: { number: true, date: true, person: office.scene !== 'empty' },
        isRemembered: false,
        isPrepared: false,
      };
    },
    'signing.preflight': ({ documentId }) => {
      const detail = outgoing.get(documentId);
      if (!detail?.document.file) throw new Refused('outgoing.not-found');
      return { file: detail.document.file, pageCount: 6, findings: findingsOf(detail.row.subject) };
    },
    'signing.markReviewed': ({ documentId }) => {
      reviewed.add(documentId);
      office.announce({ type: 'changed', areas: ['signing'] });
      return {};
    },
    'signing.startBatch': ({ role, keyId, secret, items }) => {
      demandSecret(secret);
      const rows = waits(role).flatMap(rowOf);
      change({
        batchId: performed().operationId,
        role,
        state: 'running',
        keyId,
        begunAt: at,
        items: items.flatMap(({ documentId }) => {
          const row = rows.find((each) => each.documentId === documentId);
          if (!row) return [];
          const { subject, typeName, reference, pageCount, isReviewed } = row;
          return [{ documentId, subject, typeName, reference, pageCount, isReviewed, state: 'waiting' }];
        }),
      });
      setTimeout(run, STEP_MS);
      return { batchId: batch?.batchId };
    },
    'signing.getBatch': ({ batchId }) => {
      const isOpen = batch?.state === 'running' || batch?.state === 'paused';
      return batch && (batchId === batch.batchId || (batchId === undefined && isOpen)) ? { batch } : {};
    },
    'signing.continueBatch': ({ secret }) => {
      demandSecret(secret);
      if (batch) {
        const { pausedBy: _reason, ...rest } = batch;
        change({ ...rest, state: 'running' });
      }
      setTimeout(run, STEP_MS);
      return {};
    },
    'signing.cancelBatch': () => {
      if (batch) {
        const { pausedBy: _reason, ...rest } = batch;
        const items = batch.items.map((item) =>
          item.state === 'waiting' ? { ...item, state: 'skipped' as const, settledAt: at } : item,
        );
        change({ ...rest, state: 'cancelled', items });
      }
      return {};
    },
  };
}
