import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { differenceFrom, movedBetween } from './compare-looks.ts';
import { drawSheets } from './contact-sheets.ts';
import { type Drawn, drawLooks, isDrawnIn, type Pass, type SizeName, sizes } from './draw-looks.ts';
import { systemThemes } from './look-states.ts';
import { looks } from './looks.ts';

/**
 * `npm run looks`: every look in every theme and size, judged as the suite judges a third of them, drawn, and held against the pictures of the run before and
 * against the light theme's places. Words choose looks by the beginning of their name. Pictures and contact sheets go to test-results/looks.
 *
 * No picture is kept in the repository: letters are drawn differently by each machine. `--keep` keeps this run's in `.looks` as what the next run on this
 * machine is held against.
 */
const root = resolve(import.meta.dirname, '../..');
const [out, keptIn] = [join(root, 'test-results/looks'), join(root, '.looks')];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'light,dark,contrast' },
    size: { type: 'string', default: 'desk,wide' },
    keep: { type: 'boolean', default: false },
  },
});

function chosen<Name extends string>(given: string, known: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names = given === 'all' ? Object.keys(known) : given.split(',');
  const isKnown = (name: string): name is Name => Object.hasOwn(known, name);
  const strange = names.find((name) => !isKnown(name));
  if (strange !== undefined) throw new Error(`no ${strange}: ${Object.keys(known).join(', ')}`);
  return names.filter(isKnown);
}

const nameOf = ({ theme, size }: Pass) => `${theme}-${size}`;

async function run(browser: Browser, pass: Pass): Promise<readonly Drawn[]> {
  const wanted = looks.filter(
    (look) =>
      isDrawnIn(look, pass) &&
      (positionals.length === 0 || positionals.some((each) => look.name.startsWith(each))),
  );
  return drawLooks(browser, pass, wanted, join(out, nameOf(pass)));
}

/** What was found by comparing goes beside what was found by judging. */
function compared(pass: Pass, drawn: readonly Drawn[], light: readonly Drawn[]): readonly Drawn[] {
  return drawn.map((each) => {
    const inLight = light.find(({ name }) => name === each.name);
    const found = [
      inLight && movedBetween(inLight, each),
      differenceFrom(join(keptIn, nameOf(pass), `${each.name}.png`), each.picture),
    ].filter((fault) => fault !== undefined);
    return { ...each, faults: [...each.faults, ...found] };
  });
}

rmSync(out, { recursive: true, force: true });
const passes: readonly Pass[] = chosen<SizeName>(values.size, sizes).flatMap((size) =>
  chosen(values.theme, systemThemes).map((theme) => ({ theme, size })),
);
const browser = await launchChromium();
const ran: (readonly [Pass, readonly Drawn[]])[] = [];
const waiting = [...passes];
// Two cores, two passes at a time.
await Promise.all(
  [1, 2].map(async () => {
    for (let pass = waiting.shift(); pass; pass = waiting.shift()) ran.push([pass, await run(browser, pass)]);
  }),
);
const lines: string[] = [];
let faultCount = 0;
for (const [pass, drawn] of ran) {
  const light = ran.find(([{ theme, size }]) => theme === 'light' && size === pass.size)?.[1] ?? [];
  const judged = compared(pass, drawn, pass.theme === 'light' ? [] : light);
  const sheets = await drawSheets(browser, join(out, nameOf(pass)), judged);
  const faults = judged.flatMap(({ name, faults: of }) => of.map((fault) => `  ${name}: ${fault}`));
  faultCount += faults.length;
  lines.push(
    `${nameOf(pass)}: ${String(judged.length)} looks, ${String(sheets)} sheets, ${String(faults.length)} faults`,
    ...faults,
  );
}
await browser.close();
if (values.keep)
  for (const pass of passes)
    cpSync(join(out, nameOf(pass)), join(keptIn, nameOf(pass)), {
      recursive: true,
      filter: (file) => !/sheet-|\.difference\.png$/.test(file),
    });
writeFileSync(join(out, 'report.txt'), `${lines.join('\n')}\n`);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = faultCount === 0 ? 0 : 1;
