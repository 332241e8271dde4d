import type { AnchorCertificate, AnchorShown } from '../../src/shared/contract/trust.ts';
import { Instant, Sha256 } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, performed, Refused } from './fake-office.ts';
import { person, type Scene } from './fake-people.ts';

const certificate = (name: string, letter: string, notAfter: string): AnchorCertificate => ({
  name,
  subject: `CN=${name}, OU=MẪU thử nghiệm, không có giá trị pháp lý, L=tỉnh Lam Giang, C=VN`,
  issuer: name,
  serial: '2d99816a2747077bbaa9720e5b571903',
  notBefore: '2024-11-23T00:00:00Z',
  notAfter,
  key: 'RSA 3072',
  fingerprint: Sha256.parse(`be662968a5fe0025dfb751384cdd312f74825d253c71984969f5b314ea99b5${letter}f`),
  isSelfSigned: true,
  isSample: true,
});

const anchor = (
  name: string,
  letter: string,
  notAfter: string,
  more: Partial<AnchorShown> & Pick<AnchorShown, 'state'>,
): AnchorShown => ({
  key: letter.repeat(64),
  name,
  certificate: certificate(name, letter, notAfter),
  source: 'agency',
  added: { by: person(0), at: Instant.parse('2026-11-20T03:00:00.000Z') },
  ...more,
});

const anchors: readonly AnchorShown[] = [
  anchor('CA gốc MẪU tỉnh Lam Giang', 'a', '2036-11-20T00:00:00Z', { state: 'trusted' }),
  anchor('CA gốc chuyên dùng MẪU thế hệ 1', 'b', '2027-01-15T00:00:00Z', { state: 'expires-soon' }),
  anchor('CA gốc MẪU cũ', 'c', '2025-11-20T00:00:00Z', { state: 'expired' }),
  anchor('CA gốc MẪU nhập nhầm', 'd', '2036-11-20T00:00:00Z', {
    state: 'removed',
    removed: { by: person(0), at: Instant.parse('2026-11-21T03:00:00.000Z'), reason: 'Nhập nhầm' },
  }),
  { key: 'goc-hong.cer', name: 'goc-hong.cer', state: 'unreadable', source: 'profile' },
];

/** What the roots' screen asks: none in the empty scene, all states elsewhere. */
export const trustOperations = (office: Office, scene: Scene): Operations => ({
  'trust.list': () => ({
    anchors: scene === 'empty' ? [] : [...anchors],
    expected: [
      {
        name: 'RootCA chuyên dùng Chính phủ G2',
        owner: 'Ban Cơ yếu Chính phủ',
        use: 'Chứng thực chữ ký số chuyên dùng công vụ, thế hệ 2 (2018–2048)',
        hasNamesake: false,
      },
      {
        name: 'Vietnam National Root CA',
        owner: 'Trung tâm Chứng thực điện tử quốc gia',
        use: 'Gốc của các tổ chức cung cấp dịch vụ chứng thực chữ ký số công cộng',
        hasNamesake: scene !== 'empty',
      },
    ],
  }),
  'trust.inspect': ({ name }) => {
    if (!/\.(cer|pem)$/.test(name)) throw new Refused('anchor.unreadable', { name });
    return certificate('CA gốc MẪU tỉnh Lam Giang', 'e', '2036-11-20T00:00:00Z');
  },
  'trust.import': ({ confirmation }) => {
    if (!'ea99b5ef'.endsWith(confirmation.toLowerCase())) throw new Refused('anchor.not-confirmed');
    office.announce({ type: 'changed', areas: ['office'] });
    return performed();
  },
  'office.distrustAnchor': () => performed(),
});
