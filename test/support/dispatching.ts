import { randomUUID } from 'node:crypto';
import {
  DeliveryId,
  LocalDate,
  MessageId,
  OutgoingId,
  type Sha256,
} from '../../src/shared/domain/core/values.ts';
import { Outgoing, Version } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { EdxmlPackage } from '../../src/shared/edxml/package.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { plant } from './plant.ts';
import type { Province } from './province.ts';

export const PDF = Buffer.from('%PDF-1.7\n% văn bản đã ký\n%%EOF\n');

/** A package as office A would send it; only what matters to the test is given. */
export const aPackage = (messageId: string, more: Partial<EdxmlPackage> = {}): EdxmlPackage => ({
  from: { organId: 'H56.A', organName: 'UBND xã Vân Khánh Thượng' },
  to: [{ organId: 'H56.B', organName: 'Sở Kinh tế số' }],
  documentId: messageId,
  codeNumber: '05',
  codeNotation: 'UBND-VP',
  place: 'Lam Giang',
  promulgationDate: '2026-11-23',
  typeName: 'Công văn',
  subject: 'Về việc báo cáo kết quả chuyển đổi số',
  signer: { competence: '', position: 'Chủ tịch', fullName: 'Phạm Văn Thạo' },
  priority: 1,
  toPlaces: [],
  traces: [{ organId: 'H56.A', timestamp: '2026-11-23T03:00:00.000Z' }],
  business: { type: 'new', staff: { department: 'Văn phòng', staff: 'Nguyễn Thị Lụa' } },
  files: [
    { name: 'phu-luc.txt', contentType: 'text/plain', bytes: Buffer.from('phụ lục') },
    { name: 'van-ban.pdf', contentType: 'application/pdf', bytes: PDF },
  ],
  ...more,
});

const sealedFile = (sha256: Sha256, sizeBytes: number = PDF.length) => ({
  sha256,
  name: 'van-ban.pdf',
  sizeBytes,
  mediaType: 'application/pdf',
});

/** Records behind a sealed document the version that its package holds, of `origin`, and another file as its newest. */
export async function outgrow(
  desk: Desk,
  documentId: string,
  origin: 'signed' | 'sealed' | 'extended',
): Promise<void> {
  const { agencyId, clerk } = desk.a;
  const later = Buffer.concat([PDF, Buffer.from('% dấu thời gian\n%%EOF\n')]);
  const [row] = await desk.ask(`select body from entities where kind = 'outgoing' and id = $1`, [documentId]);
  const body = Outgoing.parse(JSON.parse(String(row?.['body'])));
  const version = Version.parse({
    v: 1,
    documentId,
    origin,
    file: body.file,
    by: clerk,
    doneAt: '2026-11-23T03:00:00.000Z',
  });
  await plant(desk, agencyId, { kind: 'version', id: randomUUID(), body: version });
  const file = sealedFile(await desk.keep(later, clerk), later.length);
  await plant(desk, agencyId, { kind: 'outgoing', id: documentId, body: { ...body, file } });
}

type Desk = Pick<Province, 'a' | 'keep' | 'ask'>;

/** What the document does to an earlier one. */
type Amending = {
  readonly amends?: { readonly how: 'update' | 'replace'; readonly documentId: OutgoingId };
  readonly requestId?: string;
};

/** A sealed document of office A with its package, and what `outgoing.dispatch` needs; sealing itself is the signing tests' matter. */
export async function readyToDispatch(
  desk: Desk,
  recipients: readonly string[],
  packageOf: (messageId: string) => Uint8Array = (messageId) => writePackage(aPackage(messageId)),
  { amends, requestId }: Amending = {},
) {
  const { agencyId, clerk, leader, specialist } = desk.a;
  const [documentId, messageId] = [OutgoingId.parse(randomUUID()), MessageId.parse(randomUUID())];
  const sealed: Sha256 = await desk.keep(PDF, clerk);
  const file = sealedFile(sealed);
  await plant(desk, agencyId, {
    kind: 'outgoing',
    id: documentId,
    body: {
      v: 1,
      agencyId,
      state: 'sealed',
      typeName: 'Công văn',
      codeNotation: 'UBND-VP',
      subject: 'Về việc báo cáo kết quả chuyển đổi số',
      urgency: 'normal',
      signerId: leader,
      recipientsText: 'Sở Kinh tế số',
      drafterId: specialist,
      file,
      attachmentCount: 0,
      number: 5,
      issuedOn: LocalDate.parse('2026-11-23'),
      ...(amends && { amends }),
    },
  });
  const deliveries = recipients.map((recipient) => ({
    deliveryId: DeliveryId.parse(randomUUID()),
    agencyId: recipient,
    name: 'Nơi nhận',
    ...(requestId && { requestId }),
  }));
  const packageSha256 = await desk.keep(packageOf(messageId), clerk);
  return { documentId, messageId, packageSha256, deliveries };
}

export type Dispatched = {
  readonly documentId: OutgoingId;
  readonly messageId: string;
  readonly deliveryIds: readonly string[];
};

/** Office A's clerk dispatches a sealed document. */
export async function dispatch(
  province: Province,
  ...given: [readonly string[], ((messageId: string) => Uint8Array)?, Amending?]
): Promise<Dispatched> {
  const args = await readyToDispatch(province, ...given);
  const device = await province.device(province.a.clerk);
  const verdict = await device.perform('outgoing.dispatch', args);
  if (verdict.status !== 'accepted') throw new Error(`not dispatched: ${JSON.stringify(verdict)}`);
  const { documentId, messageId, deliveries } = args;
  return { documentId, messageId, deliveryIds: deliveries.map(({ deliveryId }) => deliveryId) };
}

/** Asks again until there is an answer. */
export async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come about');
}

/** The entries that one message became. */
export const inboxesOf = ({ ask }: Pick<Desk, 'ask'>, messageId: string) =>
  ask(
    `select id, agency_id, body from entities where kind = 'incoming' and body::json -> 'exchange' ->> 'messageId' = $1`,
    [messageId],
  );

/** A delivery as its sender has it. */
export async function deliveryIn(
  { ask }: Pick<Desk, 'ask'>,
  deliveryId: string | undefined,
): Promise<Record<string, unknown>> {
  const [row] = await ask(`select body from entities where kind = 'delivery' and id = $1`, [deliveryId]);
  return JSON.parse(String(row?.['body'])) as Record<string, unknown>;
}

/** The delivery, once that status was heard. */
export const heard = (desk: Pick<Desk, 'ask'>, deliveryId: string | undefined, status: string) =>
  until(async () => {
    const delivery = await deliveryIn(desk, deliveryId);
    return delivery['status'] === status ? delivery : undefined;
  });
