import type { AgencyShown } from '../../src/shared/contract/exchange.ts';
import type { DeliveryShown } from '../../src/shared/contract/outgoing.ts';
import {
  AgencyId,
  DeliveryId,
  Instant,
  MessageId,
  type OutgoingId,
  RecipientGroupId,
  RequestId,
} from '../../src/shared/domain/core/values.ts';
import { fold } from '../../src/shared/text/fold.ts';
import { type Operations, performed } from './fake-office.ts';
import { uuid } from './fake-people.ts';

const agency = (n: number, name: string): AgencyShown => ({
  agencyId: AgencyId.parse(uuid(910 + n)),
  name,
  code: `000.00.${String(10 + (n % 80))}.H99`,
});

const named = [
  'Sở Kinh tế số',
  'UBND tỉnh Lam Giang',
  'UBND xã An Lĩnh Bắc',
  'UBND xã Thạch Khê Nam',
  'Phường Lam Thủy Đông',
  'Ban Dân tộc miền núi Lam Giang',
  'Trung tâm Lưu trữ số Lam Giang',
  'Chi cục Thủy lợi Bắc Lam',
  'Đảng ủy xã Vân Khánh Thượng',
  'Sở Giáo dục số',
  'Trung tâm Nước sạch và Vệ sinh môi trường nông thôn',
  'Sở Kinh tế, Hạ tầng và Đô thị',
].map((name, n) => agency(n, name));

const places = [
  'Ẳng Cang',
  'Bình Lĩnh',
  'Đặng Lễ',
  'Hà Mẫu',
  'Khe Ỡm',
  'Lộc Thủy',
  'Mường Ặt',
  'Nghĩa Ễnh',
  'Phú Quý',
  'Yên Hạ',
];
const sides = ['Thượng', 'Hạ', 'Đông', 'Tây', 'Nam', 'Bắc', 'Trung', 'Tân', 'Cổ', 'Hòa'];
/** As many communes as a province has. */
export const communes: readonly AgencyShown[] = places.flatMap((place, n) =>
  [...sides, ...sides.map((side) => `${side} Mới`)].map((side, m) =>
    agency(100 + n * 20 + m, `UBND xã ${place} ${side}`),
  ),
);

const at = (time: string): Instant => Instant.parse(`2026-11-${time}:00.000Z`);
const sent = { sentAt: at('23T01:00') };
const arrived = { ...sent, status: '01' as const, arrivedAt: at('23T01:01') };
const received = { ...arrived, status: '03' as const, receivedAt: at('23T01:20') };
const done = {
  ...received,
  status: '06' as const,
  times: {
    '01': at('23T01:01'),
    '03': at('23T01:20'),
    '04': at('23T02:05'),
    '05': at('23T03:10'),
    '06': at('23T07:45'),
  },
};
const refused = {
  ...arrived,
  status: '02' as const,
  statusReason: 'Gửi nhầm cơ quan: việc này thuộc Sở Xây dựng',
};

const four = [received, received, refused, sent];
const many = [received, done, arrived, received, sent, refused, done, received, arrived, done];

/** How the recipients of one document stand: four of them, or a province of communes. */
const asked = (['13', '15', '16'] as const).map((status, n) => ({
  requestId: RequestId.parse(uuid(8200 + n)),
  status,
}));

export function fakeDeliveries(documentId: OutgoingId, isMany: boolean): DeliveryShown[] {
  const to = isMany ? communes : [named[0], named[2], named[10], named[1]].flatMap((each) => each ?? []);
  return to.map(({ agencyId, name }, n) => {
    const kinds = isMany ? many : four;
    const stands = kinds[n % kinds.length] ?? sent;
    return {
      deliveryId: DeliveryId.parse(uuid(8100 + n)),
      isNotTaken: isMany ? n % 20 === 4 : n === 3,
      delivery: {
        v: 1,
        documentId,
        messageId: MessageId.parse(uuid(8000)),
        recipientAgencyId: agencyId,
        recipientName: name,
        ...(isMany && n === 1 && { contradiction: '02' as const }),
        ...(n === 0 && { isPaperToo: true }),
        ...(isMany && n < 6 && { recall: asked[n % 3] }),
        ...stands,
      },
    };
  });
}

const group = {
  groupId: RecipientGroupId.parse(uuid(8900)),
  name: 'UBND các xã, phường',
  agencies: [...communes],
};

/** Recipients of the sample office: what its paper says, and the groups that it keeps. */
export const recipientOperations = (isEmpty: boolean): Operations => ({
  'office.listAgencies': ({ text, limit }) =>
    [...named, ...communes].filter(({ name }) => fold(name).includes(fold(text))).slice(0, limit),
  'office.findElsewhere': () => ({ count: 0 }),
  'exchange.listGroups': () =>
    isEmpty ? [] : [{ ...group, members: group.agencies.map(({ agencyId }) => agencyId) }],
  'exchange.saveGroup': () => performed(),
  'exchange.removeGroup': () => performed(),
  'exchange.setNotTakenHours': () => performed(),
  'outgoing.suggestRecipients': () => ({
    lines: [
      { text: 'Sở Kinh tế số', how: 'agency', agencies: named.slice(0, 1), candidates: [] },
      { text: 'UBND các xã, phường', how: 'group', agencies: communes, candidates: [] },
      { text: 'Sở KT, HT và ĐT', how: 'unknown', agencies: [], candidates: named.slice(11) },
      { text: 'Các đơn vị liên quan', how: 'unknown', agencies: [], candidates: [] },
    ],
  }),
});
