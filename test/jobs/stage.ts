import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFailed } from 'vitest';
import type { App } from '../../src/main/app.ts';
import { openAssets } from '../../src/main/hosts/assets.ts';
import { type BrowserHost, serveBrowser } from '../../src/main/hosts/browser/serve.ts';
import { openSeat } from '../../src/main/lock/seat.ts';
import type { SeatSetting } from '../../src/main/lock/seat-state.ts';
import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import { AgencyId, OfficialId, UnitId } from '../../src/shared/domain/core/values.ts';
import { say, type WordKey } from '../../src/shared/words/vi.ts';
import { inspectSigned } from '../../src/signatures/inspect.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { launchChromium } from '../support/chromium.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { makeSigningOffice, type SigningOffice } from '../support/signing-office.ts';
import { uuid } from '../support/world.ts';
import { countIn } from './counting.ts';

export type Who = 'clerk' | 'specialist' | 'leader';
type Ask = <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;

/** One official at his window: the built window in Chromium, the browser's host, his application with its own SQLite, and the authority of his agency behind it. */
export type Stage = {
  readonly lab: SigningOffice;
  readonly app: OfficeApp;
  /** His application, asked as the window asks it. */
  readonly invoke: Ask;
  /** Asks until it holds, and answers what was asked then. */
  readonly when: <Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    holds: (value: Output<Name>) => boolean,
  ) => Promise<Output<Name>>;
  /** The window begun anew at a place of it, with nothing remembered. */
  readonly open: (place: string) => Promise<Page>;
  /** The same with a row of its list focused and its document open: where each job begins. */
  readonly openAt: (place: string, key: string, subject: string) => Promise<Page>;
};

/** Long on a busy machine; nothing here is measured by time. */
export const PATIENCE = { timeout: 30_000 };
const DESK = { width: 1366, height: 768 };
const WINDOW = join(import.meta.dirname, '../../dist/renderer');

/** Sets the stage for all jobs of a file; what the window complains of fails the job. */
export function setStage(who: Who): () => Stage {
  let stage: Stage & { readonly close: () => Promise<void> };
  const complaints: string[] = [];
  beforeAll(async () => {
    stage = await makeStage(who, complaints);
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => stage.close());
  return () => stage;
}

async function makeStage(who: Who, complaints: string[]) {
  const [lab, browser] = await Promise.all([makeSigningOffice(), launchChromium()]);
  judgeReally(lab);
  settle(lab);
  const app = await openOfficeApp(lab.office, who, { dataDir: folderFor(lab, who), sit: seatOf(who) });
  const host = await serveBrowser({
    profileIds: [who],
    openApp: async () => app.app,
    assets: openAssets(WINDOW),
    log: (event, detail) => complaints.push(`${event} ${JSON.stringify(detail)}`),
    now: () => Date.now(),
    port: 0,
  });
  const page = await firstPage(browser, complaints);
  const open = opener(page, host, who);
  const when: Stage['when'] = async (name, input, holds) => {
    let last: Output<typeof name> | undefined;
    await app.until(async () => {
      last = await app.ask(name, input);
      return holds(last);
    });
    return last as Output<typeof name>;
  };
  const openAt: Stage['openAt'] = async (place, key, subject) => {
    await open(place);
    const row = page.locator(`[data-key="${key}"]`);
    await page.getByRole('heading', { name: subject }).waitFor();
    await row.focus();
    return page;
  };
  const close = async () => {
    await browser.close();
    await host.close();
    lab.office.close();
  };
  return { lab, app, invoke: app.ask, when, open, openAt, close };
}

/** As a window's host opens it, in front of it the seat; nobody has set a secret, and none is offered. */
const seatOf =
  (who: Who) =>
  (dataDir: string, openApp: SeatSetting['openApp']): App =>
    openSeat({
      ...{ dataDir, openApp },
      who: { fullName: `Người ${who}`, role: who, agencyName: 'Sở Mẫu Một' },
      choices: () => [],
      vault: { read: async () => undefined, write: async () => undefined },
      log: () => undefined,
      now: () => Date.now(),
    });

/** The authority looks at every signed file itself, as the real one does. */
function judgeReally(lab: SigningOffice): void {
  const { server } = lab.office;
  server.look = async (signed, base) => {
    const report = await verifyPdf(signed, {
      anchors: [lab.pki.anchor],
      at: new Date(server.at),
      offline: true,
    });
    return inspectSigned(signed, base, report);
  };
}

/** Who else there is: another leader, a specialist of a unit that he heads, and the agencies of the directory. */
function settle({ office }: SigningOffice): void {
  const { server, agencyId } = office;
  const unitId = UnitId.parse(uuid());
  const [deputyId, colleagueId] = [OfficialId.parse(uuid()), OfficialId.parse(uuid())];
  server.put('official', deputyId, {
    ...{
      v: 1,
      agencyId,
      fullName: 'Lê Thị Phó',
      position: 'Phó Chủ tịch',
      roles: ['leader'],
      signingCapacity: 'KT.',
    },
  });
  server.put('official', colleagueId, {
    ...{
      v: 1,
      agencyId,
      fullName: 'Đinh Quang Huân',
      position: 'Trưởng phòng',
      roles: ['specialist'],
      unitId,
    },
  });
  server.put('unit', unitId, { v: 1, agencyId, name: 'Phòng Kinh tế', notation: 'KT', headId: colleagueId });
  server.agencies = ['Sở Kinh tế số', 'Ủy ban nhân dân tỉnh Lam Giang', 'Sở Mẫu Một'].map((name, index) => ({
    ...{ name, code: `H99.${String(index)}`, place: 'Lam Giang' },
    agencyId: name === 'Sở Mẫu Một' ? agencyId : AgencyId.parse(uuid()),
  }));
}

function folderFor(lab: SigningOffice, who: Who): string {
  if (who === 'clerk') return lab.folderWith('agency', lab.pki.agency);
  return who === 'leader' ? lab.folderWith('person', lab.pki.leader) : lab.office.folder();
}

async function firstPage(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK });
  await countIn(context);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return page;
}

/** One page for all jobs; each begins in a window of its own. */
function opener(page: Page, host: BrowserHost, who: Who): Stage['open'] {
  let isEntered = false;
  return async (place) => {
    onTestFailed(async () => {
      process.stderr.write(`${page.url()}\n${await page.locator('body').ariaSnapshot()}\n`);
    });
    if (isEntered) await page.evaluate(() => localStorage.clear());
    else await page.goto(host.addressFor(who));
    isEntered = true;
    // Another place in the same window would only be gone to.
    await page.goto('about:blank');
    await page.goto(`${host.origin}/p/${who}/#${place}`);
    await page.locator('main').waitFor();
    return page;
  };
}

/** A button that can be pressed now. */
export const ready = (page: Page, word: WordKey, detail?: Record<string, string | number>) =>
  page.getByRole('button', { name: say(word, detail as never), exact: true, disabled: false }).first();

/** The dialog that stands over the window, once its act can be done. */
export async function dialogReady(page: Page, act: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: act, disabled: false }).last().waitFor();
}

export const dialogGone = (page: Page): Promise<void> =>
  page.getByRole('dialog').waitFor({ state: 'detached' });

/** The address of a document in a view of its list. */
export const placeOf = (area: 'incoming' | 'outgoing', view: string, id: string): string =>
  `/${area}?view=${view}&id=${encodeURIComponent(JSON.stringify(id))}`;

/** The batch whose result stands in the window. */
export const batchOn = (page: Page): string =>
  new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('batch') ?? '';
