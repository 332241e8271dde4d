import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfArray, pdfDict, pdfName, pdfNumber } from '../../src/signatures/pdf/objects.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { labDocument, OBJECT, signedIn } from '../support/signed-lab.ts';
import { archivedPaper, type SignedPaper, signedAgain, signedPaper } from '../support/signed-papers.ts';
import { startValidationLab, type ValidationLab } from '../support/validation-lab.ts';
import { type Attack, attacksOn, CLASSES, damagesOf } from './attacks.ts';
import { aimAt } from './target.ts';

const kinds = ['table', 'stream'] as const;
const steps = ['byLeader', 'sealed'] as const;
const cases = kinds.flatMap((kind) => steps.map((step) => ({ kind, step })));
const DAMAGES = 150;

let pki: TestPki;
let madeOnArchive: readonly string[] = [];
const papers = new Map<string, SignedPaper>();
beforeAll(async () => {
  pki = await testPki();
  for (const kind of kinds) papers.set(kind, await signedPaper(pki, kind));
});

const paper = ({ kind, step }: (typeof cases)[number]): Uint8Array =>
  papers.get(kind)?.[step] ?? new Uint8Array();
const verify = (bytes: Uint8Array) =>
  verifyPdf(bytes, { anchors: [pki.anchor], intermediates: pki.chain, at: PKI_NOW, offline: true });

/** What got a verdict that is not right, one line each. */
async function wrongOf(attacks: readonly Attack[], judge = verify): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, bytes, right } of attacks) {
    const report = await judge(bytes);
    if (!right.includes(report.integrity))
      wrong.push(`${name}: ${report.integrity} (${report.sentence.reason})`);
  }
  return wrong;
}

describe.each(cases)('a paper of kind $kind, $step', (which) => {
  test('is valid before anybody touches it', async () => {
    expect((await verify(paper(which))).integrity).toBe('valid');
  });

  test('gets the right verdict under every attack', async () => {
    expect(await wrongOf(attacksOn(paper(which)))).toEqual([]);
  });

  test('is not healed by another signature over the attack', async () => {
    const target = aimAt(paper(which));
    const healed: string[] = [];
    for (const [name, change] of CLASSES.slice(1, 3).flatMap(({ changes }) => Object.entries(changes))) {
      const made = change(target);
      if (!made || name.startsWith('blank: filled')) continue;
      const again = await signedAgain(pki, made).catch(() => undefined);
      if (again && (await verify(again)).integrity === 'valid') healed.push(name);
    }
    expect(healed).toEqual([]);
  });

  test('damaged anywhere is never valid, unless the end of the file or its signature alone was written as before', async () => {
    expect(await passedOf(paper(which), DAMAGES, verify)).toEqual([]);
  });
});

/** Damages that were called valid, though more than the last signature's own digits changed. */
async function passedOf(bytes: Uint8Array, count: number, judge: typeof verify): Promise<readonly string[]> {
  const [, from, to] = aimAt(bytes).range;
  const passed: string[] = [];
  for (const { name, bytes: made } of damagesOf(bytes, 20261126, count)) {
    const isSameBytes =
      Buffer.compare(made.subarray(0, from), bytes.subarray(0, from)) === 0 &&
      Buffer.compare(made.subarray(to), bytes.subarray(to)) === 0;
    if (!isSameBytes && (await judge(made)).integrity === 'valid') passed.push(name);
  }
  return passed;
}

describe('a paper at B-LTA, signed by the leader and sealed', () => {
  let lab: ValidationLab;
  let archived: Uint8Array;
  beforeAll(async () => {
    lab = await startValidationLab();
    archived = await archivedPaper(lab, 'table');
  });
  afterAll(() => lab.stop());
  const judge = (bytes: Uint8Array) =>
    verifyPdf(bytes, { anchors: [lab.pki.root.certificate], at: new Date(), offline: true });

  test('gets the right verdict under every attack', async () => {
    expect(await wrongOf(attacksOn(archived), judge)).toEqual([]);
    madeOnArchive = attacksOn(archived).map(({ name }) => name);
  });

  test('damaged in any revision is never valid', async () => {
    expect(await passedOf(archived, DAMAGES, judge)).toEqual([]);
  });
});

/** What a certification of that level permits, and what it leaves to a person (ISO 32000-2 Table 257). */
const PERMITTED: Readonly<Record<number, RegExp>> = { 1: /^$/, 2: /^blank: filled/, 3: /^blank: filled/ };
const REMARKS = /^overlay: (?:FreeText|Stamp|Square|Ink|Highlight|Popup|a note|appearance states)/;

describe.each(kinds.flatMap((kind) => [1, 2, 3].map((level) => ({ kind, level }))))(
  'a file of kind $kind certified at level $level',
  ({ kind, level }) => {
    test('gives way to no evil annotation, no evil form and no other attack', async () => {
      const method = pdfDict({
        TransformMethod: pdfName('DocMDP'),
        TransformParams: pdfDict({ P: pdfNumber(level) }),
      });
      const dict = { Reference: pdfArray([method]) };
      const certified = signedIn(labDocument(kind), OBJECT.leader, pki.leader, { dict });
      const attacks = attacksOn(certified).filter(({ name }) => !/^permitted: an empty signature/.test(name));
      const rightOf = ({ name, right }: Attack): Attack['right'] => {
        if (PERMITTED[level]?.test(name)) return ['valid'];
        return level === 3 && REMARKS.test(name) ? ['indeterminate'] : right;
      };
      expect(await wrongOf(attacks.map((attack) => ({ ...attack, right: rightOf(attack) })))).toEqual([]);
    });
  },
);

test('every attack finds its hold in at least one paper', () => {
  const made = new Set([
    ...cases.flatMap((which) => attacksOn(paper(which)).map(({ name }) => name)),
    ...madeOnArchive,
  ]);
  const all = CLASSES.flatMap(({ changes }) => Object.keys(changes));
  expect(all.filter((name) => !made.has(name))).toEqual([]);
});
