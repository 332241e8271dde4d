import type { TokenModuleShown } from '../../src/shared/contract/signing.ts';
import type {
  ExtensionShown,
  PlacesKept,
  SigningSettings,
} from '../../src/shared/contract/signing-settings.ts';
import { Instant, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, Refused } from './fake-office.ts';
import { uuid } from './fake-people.ts';

const at = (time: string) => Instant.parse(`2026-11-23T${time}:00.000Z`);

const waiting: readonly ExtensionShown[] = [
  {
    documentId: OutgoingId.parse(uuid(3009)),
    reference: '338/UBND-VP',
    subject: 'Báo cáo kết quả rà soát thủ tục hành chính quý III năm 2026 trên địa bàn xã',
    level: 'B-LT',
    state: 'given-up',
    tries: 1,
    triedAt: at('01:20'),
    problem: {
      code: 'extension.chain',
      detail: { name: 'Dịch vụ dấu thời gian MẪU', reason: 'no-path' },
    },
  },
  {
    documentId: OutgoingId.parse(uuid(3008)),
    reference: '340/UBND-VP',
    subject: 'Triển khai rà soát hồ sơ công việc điện tử',
    level: 'B-LT',
    state: 'waiting',
    tries: 3,
    triedAt: at('02:10'),
    nextAt: at('02:26'),
    problem: { code: 'timestamp.unreachable', detail: { why: 'timeout' } },
  },
  {
    documentId: OutgoingId.parse(uuid(3007)),
    reference: '341/UBND-VP',
    subject: 'Mời họp giao ban khối văn xã tháng 11 năm 2026',
    level: 'B-LT',
    state: 'waiting',
    tries: 0,
  },
];

const modules: readonly TokenModuleShown[] = [
  {
    path: 'C:\\Windows\\System32\\viettel-ca_v6.dll',
    isAdded: false,
    state: 'ready',
    tokens: [
      {
        serial: '5406A1B2',
        label: 'Lãnh đạo 5110',
        manufacturer: 'MẪU',
        model: 'ST3',
        pin: 'count-low',
        takesPinItself: false,
        keyCount: 1,
      },
    ],
  },
  {
    path: 'C:\\Program Files\\Token Cũ\\cu_p11.dll',
    isAdded: true,
    state: 'failed',
    fault: { code: 'token.module-bitness', detail: { file: 'cu_p11.dll' } },
    tokens: [],
  },
];

/** Thiết lập ký số: kept in memory; the first address answers, the second is silent. */
export function setupOperations(office: Office): Operations {
  const isEmpty = office.scene === 'empty';
  let settings: SigningSettings = {
    authorities: isEmpty ? [] : ['http://tsa.ca.gov.vn', 'http://tsa.lamgiang.local:8080/tsr'],
    level: isEmpty ? 'B-B' : 'B-LT',
    internalHosts: isEmpty ? [] : ['ocsp.lamgiang.local'],
    ...(office.scene === 'specialist' && { whyNot: 'signing.only-signer-sets' }),
    ...(office.scene === 'broken' && { fault: { code: 'signing.settings-unreadable', detail: {} } }),
  };
  let rows = isEmpty ? [] : [...waiting];
  let here = isEmpty ? [] : [...modules];
  let places: PlacesKept[] = isEmpty
    ? []
    : [
        {
          typeName: 'Công văn',
          codeNotation: 'UBND-VP',
          shifts: {
            person: { dx: 14.2, dy: -22.7, width: 0, height: 0 },
            seal: { dx: 14.2, dy: -22.7, width: 0, height: 0 },
          },
          keptAt: at('02:00'),
        },
      ];
  const changed = () => office.announce({ type: 'changed', areas: ['signing'] });
  return {
    'signing.getSettings': () => settings,
    'signing.saveSettings': (choice) => {
      const { fault: _mended, ...rest } = settings;
      settings = { ...rest, ...choice };
      changed();
      return settings;
    },
    'signing.tryAuthority': ({ address }) =>
      address.includes('local')
        ? { tookMs: 30_000, fault: { code: 'timestamp.unreachable', detail: { why: 'timeout' } } }
        : { tookMs: 412 },
    'signing.listExtensions': () => ({ count: rows.length, rows }),
    'signing.retryExtensions': ({ documentId }) => {
      rows = rows.map(({ problem, nextAt: _next, ...row }) =>
        documentId === undefined || row.documentId === documentId
          ? { ...row, state: 'waiting' }
          : { ...row, ...(problem && { problem }) },
      );
      changed();
      return {};
    },
    'signing.listTokens': () => here,
    'signing.addTokenModule': ({ path }) => {
      if (!path.endsWith('.dll'))
        throw new Refused('token.module-not-a-library', { file: path, kind: '.dll' });
      const added: TokenModuleShown = { path, isAdded: true, state: 'ready', tokens: [] };
      here = [...here.filter((each) => each.path !== path), added];
      return added;
    },
    'signing.dropTokenModule': ({ path }) => {
      here = here.filter((each) => each.path !== path);
      return here;
    },
    'signing.listPlaces': () => places,
    'signing.setPlaces': ({ typeName, codeNotation, shifts }) => {
      places = places.filter((each) => each.typeName !== typeName || each.codeNotation !== codeNotation);
      if (shifts) places = [...places, { typeName, codeNotation, shifts, keptAt: at('02:00') }];
      changed();
      return {};
    },
  };
}
