import type { Page, Route } from 'playwright-core';
import { uuid } from './fake-people.ts';
import { GIVEN_BACK } from './fake-recalled.ts';
import type { Look } from './token-looks.ts';

const incoming = (n: number) => uuid(1000 + n);

/** As long as a subject may be, with marks above marks in every line. */
const LONG = 'Về việc rà soát, tổng hợp vướng mắc tại các bản Ẳng Ễnh, Khe Ỡm, Mường Ặt, Nà Ỗ; '
  .repeat(7)
  .slice(0, 500);

/** What the application answers, changed on its way, while the look is made. */
async function answeringWith(
  page: Page,
  name: string,
  change: (reply: string) => string,
  make: () => Promise<void>,
): Promise<void> {
  const answer = async (route: Route): Promise<void> => {
    const reply = await (await route.fetch()).text();
    await route.fulfill({ status: 200, contentType: 'application/json', body: change(reply) });
  };
  await page.route(`**/rpc/${name}`, answer);
  await page.reload();
  await make();
  // What was still on its way goes as the page goes.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

/** The same with the longest subject in every row and head. */
const withLong = ({ act, ...look }: Look): Look => ({
  ...look,
  act: (page) =>
    answeringWith(
      page,
      '*',
      (reply) => reply.replaceAll(/"subject":"(?:[^"\\]|\\.)*"/g, `"subject":"${LONG}"`),
      async () => {
        await page.getByText(LONG.slice(0, 30)).first().waitFor();
        await act?.(page);
      },
    ),
});

/** Its main file is damaged. */
const withDamage = (look: Look): Look => ({
  ...look,
  act: (page) =>
    answeringWith(
      page,
      'incoming.get',
      (reply) => {
        const told = JSON.parse(reply) as {
          value: { row: { verdict: string }; files: { verdict: string; attachmentId?: string }[] };
        };
        const main = told.value.files.find(({ attachmentId }) => attachmentId === undefined);
        for (const each of [told.value.row, main]) if (each) each.verdict = 'damaged';
        return JSON.stringify(told);
      },
      () => page.getByText('Tệp đã bị hỏng').waitFor(),
    ),
});

/** Types what another document bears. */
async function typeTwice(page: Page): Promise<void> {
  await page.getByLabel('Số', { exact: true }).fill('3318');
  await page.getByLabel('Ký hiệu', { exact: true }).fill('UBND-NN');
  await page.getByLabel(/^Cơ quan ban hành/).fill('UBND tỉnh Lam Giang');
  await page.getByText('Có thể đã vào sổ').waitFor();
}

/** The screens of the exchange with what strains them: the longest subjects, and damaged files. */
export const longLooks: readonly Look[] = [
  withLong({
    name: 'dispatch-long',
    scene: 'clerk',
    at: `/outgoing?view=sealed&id="${uuid(3007)}"`,
    act: (page) => page.getByRole('button', { name: 'Phát hành' }).last().click(),
  }),
  withLong({
    name: 'recipients-long',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3009)}"`,
    act: (page) => page.getByRole('button', { name: 'Xem bảng' }).click(),
  }),
  withLong({
    name: 'refuse-long',
    scene: 'clerk',
    at: `/incoming?id="${incoming(3)}"`,
    act: (page) => page.getByRole('button', { name: 'Từ chối tiếp nhận' }).click(),
  }),
  withLong({ name: 'incoming-recall-long', scene: 'clerk', at: `/incoming?view=all&id="${incoming(11)}"` }),
  withLong({
    name: 'incoming-recalled-long',
    scene: 'clerk',
    at: `/incoming?view=all&id="${incoming(GIVEN_BACK)}"`,
  }),
  withLong({ name: 'figures-long', scene: 'clerk', at: '/reports' }),
  {
    name: 'duplicates',
    scene: 'clerk',
    at: `/incoming/${incoming(0)}/register`,
    act: typeTwice,
  },
  withDamage({ name: 'incoming-damaged', scene: 'clerk', at: `/incoming?id="${incoming(2)}"` }),
];
