import { expect } from 'vitest';
import {
  AgencyId,
  DeliveryId,
  Instant,
  LocalDate,
  MessageId,
  type OfficialId,
  OutgoingId,
  RequestId,
  UnitId,
  type Urgency,
  VersionId,
} from '../../src/shared/domain/core/values.ts';
import type { Delivery } from '../../src/shared/domain/exchange/delivery.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { outgoingFields, pdfFile } from './documents.ts';
import { makeOffice, type Office } from './office.ts';
import { type OfficeApp, openOfficeApp } from './office-app.ts';
import { person, uuid } from './world.ts';

export const day = (text: string) => LocalDate.parse(text);
export const november = { from: day('2026-11-01'), to: day('2026-11-30') };
export const PROVINCE = 'Ủy ban nhân dân tỉnh Lam Giang';
export const agencies = [
  PROVINCE,
  'Sở Nội vụ',
  'Sở Tài chính',
  'UBND xã Hà Mẫu',
  'UBND phường Đặng Lễ',
] as const;
type Agency = (typeof agencies)[number];

export const units = { van: UnitId.parse(uuid()), kinh: UnitId.parse(uuid()) };

/** What became of one recipient, as the test tells it. */
export type Fate = 'sent' | 'refused' | 'resent' | 'recalled' | 'unsent' | 'paper';
export type Told = {
  readonly to: readonly (readonly [Agency | 'ông Nguyễn Văn Mẫu', Fate])[];
  readonly state?: Outgoing['state'];
  readonly issuedOn?: string;
  readonly signedOn?: string;
  readonly sentAt?: string;
  readonly urgency?: Urgency;
  readonly unit?: UnitId | 'none';
  readonly isCopy?: boolean;
  readonly lacks?: 'person' | 'agency';
};

/** An office with units and a directory, its clerk's desk, and documents put into its book as a test tells them. */
export type ToldOffice = {
  readonly office: Office;
  readonly clerk: OfficeApp;
  readonly idOf: (name: string) => AgencyId;
  readonly drafterOf: (unit: UnitId | 'none') => OfficialId;
  readonly put: (told: Told) => OutgoingId;
  readonly close: () => Promise<void>;
};

export async function openToldOffice(): Promise<ToldOffice> {
  const office = makeOffice();
  const ids = new Map<string, AgencyId>();
  const drafters = new Map<UnitId | 'none', OfficialId>();
  for (const name of [...agencies, 'Sở Mẫu Một'])
    ids.set(name, name === 'Sở Mẫu Một' ? office.agencyId : AgencyId.parse(uuid()));
  office.server.agencies = [...ids].map(([name, agencyId], n) => ({
    ...{ agencyId, name, code: `H99.${String(n)}`, place: 'Lam Giang' },
  }));
  for (const [unit, name] of [
    [units.van, 'Văn phòng'],
    [units.kinh, 'Phòng Kinh tế'],
    ['none', ''],
  ] as const) {
    if (unit !== 'none')
      office.server.put('unit', unit, { v: 1, agencyId: office.agencyId, name, notation: '' });
    const { id, ...official } = person(office.agencyId, 'specialist');
    office.server.put('official', id, { ...official, ...(unit !== 'none' && { unitId: unit }) });
    drafters.set(unit, id);
  }
  const clerk = await openOfficeApp(office, 'clerk');
  await clerk.until(
    async () => (await clerk.ask('office.listAgencies', { text: '', limit: 99 })).length === ids.size,
  );
  const idOf = (name: string): AgencyId => ids.get(name) ?? expect.fail(name);
  const drafterOf = (unit: UnitId | 'none') => drafters.get(unit) ?? expect.fail(unit);
  let number = 0;
  return {
    ...{ office, clerk, idOf, drafterOf },
    put: (told) => {
      number += 1;
      return putTold({ office, idOf, drafterOf }, told, number);
    },
    close: async () => {
      await clerk.close();
      office.close();
    },
  };
}

/** A document of the book with its deliveries and signatures, as commands would have left them. */
function putTold(
  { office, idOf, drafterOf }: Pick<ToldOffice, 'office' | 'idOf' | 'drafterOf'>,
  told: Told,
  number: number,
): OutgoingId {
  const { to, issuedOn = '2026-11-18', signedOn = issuedOn, sentAt = `${issuedOn}T08:00:00.000Z` } = told;
  const documentId = OutgoingId.parse(uuid());
  const isOut = to.some(([, fate]) => fate !== 'unsent' && fate !== 'paper');
  office.server.put('outgoing', documentId, {
    ...{ v: 1, agencyId: office.agencyId, state: told.state ?? (isOut ? 'dispatched' : 'sealed') },
    ...outgoingFields(office.people.leader.id, {
      recipientsText: [...to.map(([name]) => name), 'Lưu: VT'].join('; '),
      urgency: told.urgency ?? 'normal',
    }),
    ...{ drafterId: drafterOf(told.unit ?? 'none'), attachmentCount: 0, file: pdfFile() },
    ...{ number, issuedOn: day(issuedOn) },
    ...(told.isCopy && { copy: { form: 'sao-y', of: { kind: 'outgoing', id: documentId } } }),
  });
  for (const origin of ['signed', 'sealed'] as const) {
    const isLacking = origin === 'signed' ? told.isCopy || told.lacks === 'person' : told.lacks === 'agency';
    if (isLacking) continue;
    office.server.put('version', VersionId.parse(uuid()), {
      ...{ v: 1, documentId, origin, file: pdfFile(), by: office.people.leader.id },
      doneAt: Instant.parse(`${signedOn}T03:00:00.000Z`),
    });
  }
  for (const [name, fate] of to)
    if (fate !== 'unsent' && fate !== 'paper')
      putDelivery({ office, idOf }, { documentId, name, fate, sentAt });
  return documentId;
}

type Sent = {
  readonly documentId: OutgoingId;
  readonly name: string;
  readonly fate: Fate;
  readonly sentAt: string;
};
/** One recipient's delivery, and the later one where it was resent. */
function putDelivery(
  { office, idOf }: Pick<ToldOffice, 'office' | 'idOf'>,
  { documentId, name, fate, sentAt }: Sent,
): void {
  const [deliveryId, later] = [DeliveryId.parse(uuid()), DeliveryId.parse(uuid())];
  const delivery: Delivery = {
    ...{ v: 1, documentId, messageId: MessageId.parse(uuid()), recipientAgencyId: idOf(name) },
    ...{ recipientName: name, sentAt: Instant.parse(sentAt) },
  };
  office.server.put('delivery', deliveryId, {
    ...delivery,
    ...((fate === 'refused' || fate === 'resent') && { status: '02' }),
    ...(fate === 'resent' && { resentAs: later }),
    ...(fate === 'recalled' && { recall: { requestId: RequestId.parse(uuid()), status: '15' } }),
  });
  if (fate === 'resent')
    office.server.put('delivery', later, {
      ...{ ...delivery, insteadOf: deliveryId, status: '03' },
      sentAt: Instant.parse('2026-11-30T08:00:00.000Z'),
    });
}
