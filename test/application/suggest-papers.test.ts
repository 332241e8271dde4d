import { expect, test } from 'vitest';
import { plainText } from '../../src/main/intake/lines.ts';
import { readPageText } from '../../src/main/intake/page-text.ts';
import { suggestFrom } from '../../src/main/intake/suggest.ts';
import { drawPaper } from '../../src/server/trial/paper/draw-paper.ts';
import { makeSample } from '../../src/server/trial/sample/make-sample.ts';
import { PKI_NOW } from '../support/pki.ts';

/** One paper of each type in the trial, as its issuer would draw it. */
const { incoming, outgoing } = makeSample(7, '2026-11-23');
const papers = [...incoming, ...outgoing].flatMap(({ typeName, codeNotation, file }) =>
  file ? [{ typeName, codeNotation, paper: file.paper }] : [],
);
const onePerType = [...new Map(papers.map((each) => [each.typeName, each])).values()];

const withoutLead = (subject: string | undefined) =>
  subject?.replace(/^(?:V\/v|Về việc)\s+/iu, '').toLocaleLowerCase('vi');

test.each(onePerType)(
  'the page of a $typeName suggests its subject and notation, nothing of the boxes and the body below',
  async ({ codeNotation, paper }) => {
    const { bytes } = await drawPaper(paper, PKI_NOW);
    const [first = ''] = plainText((await readPageText(bytes)).items, 400_000).split('\f');
    const suggested = suggestFrom(first);
    expect([withoutLead(suggested.subject), suggested.codeNotation]).toEqual([
      withoutLead(paper.subject),
      codeNotation,
    ]);
  },
);
