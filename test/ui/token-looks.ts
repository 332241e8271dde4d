import type { Page } from 'playwright-core';
import type { SigningKeyShown, TokenModuleShown } from '../../src/shared/contract/signing.ts';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { type Scene, uuid } from './fake-people.ts';
import { openedBy } from './opened-by.ts';

/** A screen and its state, judged by eye, and walked by the checks of overflow and accessibility. */
export type Look = {
  readonly name: string;
  readonly scene: Scene;
  readonly at: string;
  readonly width?: number;
  readonly height?: number;
  readonly act?: (page: Page) => Promise<void>;
};

const key = (holder: Partial<Extract<SigningKeyShown['holder'], { kind: 'token' }>>): SigningKeyShown => ({
  keyId: 'token:1',
  role: 'person',
  subject: 'Phạm Văn Thạo',
  issuer: 'CA mẫu cấp 2',
  notAfter: Instant.parse('2027-06-25T00:00:00.000Z'),
  isRegistered: true,
  holder: { kind: 'token', label: 'Lãnh đạo 5110', pin: 'ready', takesPinItself: false, ...holder },
});
const other = {
  ...key({ label: 'Văn thư' }),
  keyId: 'token:2',
  isRegistered: false,
  subject: 'Trịnh Thái Hòa',
};

/** Opens the dialog of a leader whose machine has these keys and drivers. */
const signing =
  (keys: readonly SigningKeyShown[], modules: readonly Partial<TokenModuleShown>[] = []) =>
  async (page: Page): Promise<void> => {
    const answer = (name: string, value: unknown) =>
      page.route(`**/rpc/${name}`, (route) => route.fulfill({ json: { ok: true, value } }));
    await answer('signing.listKeys', keys);
    await answer(
      'signing.listTokens',
      modules.map((module) => ({
        path: '/opt/token.so',
        isAdded: false,
        state: 'ready',
        tokens: [],
        ...module,
      })),
    );
    await openedBy(page, 'F8', 'Ký');
  };
const look = (name: string, act: (page: Page) => Promise<void>): Look => ({
  name: `sign-token-${name}`,
  scene: 'leader',
  at: `/outgoing?view=submitted&id="${uuid(3002)}"`,
  act,
});

/** The dialog in each state that a token can be in. */
export const tokenLooks: readonly Look[] = [
  look('ready', signing([key({})])),
  look('count-low', signing([key({ pin: 'count-low' })])),
  look('final-try', signing([key({ pin: 'final-try' })])),
  look('locked', signing([key({ pin: 'locked' })])),
  look('on-reader', signing([key({ takesPinItself: true })])),
  look('two', signing([key({}), other])),
  look('unregistered', signing([other])),
  look('none', signing([])),
  look('driver', async (page) => {
    await signing(
      [],
      [{ state: 'failed', fault: { code: 'token.module-bitness', detail: { file: 'viettel-ca_v6.dll' } } }],
    )(page);
    await page.getByText('Token không hiện ra?').click();
  }),
  look('wrong', async (page) => {
    await signing([key({ pin: 'count-low' })])(page);
    await page.route('**/rpc/signing.sign', (route) =>
      route.fulfill({
        json: {
          ok: false,
          error: { code: 'token.pin-wrong', detail: { label: 'Lãnh đạo 5110' }, retryable: false },
        },
      }),
    );
    await page.getByLabel('Mã PIN của token Lãnh đạo 5110').fill('sai');
    await page.getByRole('button', { name: 'Ký văn bản này' }).click();
  }),
];
