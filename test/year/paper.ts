import { createHash } from 'node:crypto';
import { makeTrialPki, type TrialPki } from '../../src/server/trial/pki.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import { dayOf, instantOf } from '../../src/shared/text/day.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import type { SigningKey } from '../../src/signatures/sign/key.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { keyOf } from '../support/signing-key.ts';

/** Papers with real signatures by keys in memory. */
export type Papers = {
  readonly certificateOf: (who: string) => string;
  /** A draft with the four fields that wait for number, date and both signatures; no two are the same. */
  readonly prepared: (mark: string) => Buffer;
  readonly signedBy: (leader: string, bytes: Uint8Array, atMs: number) => Promise<Uint8Array>;
  readonly sealed: (bytes: Uint8Array, number: number, atMs: number) => Promise<Uint8Array>;
};

const SEAL = 'seal';
const box = (x: number, y: number, width: number, height: number) => ({ page: 1, x, y, width, height });
const text = { fontSize: 13, coversText: false };

export async function makePapers(leaders: readonly string[], atMs: number): Promise<Papers> {
  const pki = await makeTrialPki({
    now: new Date(atMs),
    province: 'tỉnh Lam Giang',
    people: leaders.map((id) => ({ id, name: id, position: 'Lãnh đạo', agencyName: 'Sở Mẫu Một' })),
    agencies: [{ id: SEAL, name: 'Sở Mẫu Một' }],
  });
  const [draft, keys] = [await preparedDraft(), keysOf(pki)];
  const keyFor = (who: string): SigningKey => {
    const key = keys.get(who);
    if (!key) throw new Error(`no key of ${who}`);
    return key.key;
  };
  return {
    certificateOf: (who) => keys.get(who)?.fingerprint ?? '',
    // A comment behind the end is not part of the page.
    prepared: (mark) => Buffer.concat([draft, Buffer.from(`% ${mark}\n`)]),
    signedBy: (leader, bytes, at) =>
      signPdf(bytes, { key: keyFor(leader), at: new Date(at), target: { field: PREPARED_FIELDS.person } }),
    sealed: (bytes, number, at) =>
      signPdf(bytes, {
        key: keyFor(SEAL),
        at: new Date(at),
        target: { field: PREPARED_FIELDS.seal },
        values: [
          { field: PREPARED_FIELDS.number, value: numberOnPage(number) },
          { field: PREPARED_FIELDS.date, value: datePhrase(dayOf(instantOf(at))) },
        ],
      }),
  };
}

/** One page as small as can be, with the fields that a submission writes into it. */
const preparedDraft = async (): Promise<Uint8Array> =>
  prepareForSigning(plainPdf({ pages: [{ content: 'BT /F 13 Tf 72 700 Td (So:) Tj ET' }] }), {
    number: { ...box(120, 728, 45, 16), ...text },
    date: { ...box(380, 728, 180, 16), ...text },
    person: box(350, 340, 130, 70),
    seal: box(300, 340, 90, 90),
  });

function keysOf({ people, agencies, chain }: TrialPki) {
  return new Map(
    [...people, ...agencies].map(([who, issued]) => {
      const fingerprint = createHash('sha256').update(issued.certificate).digest('hex');
      return [who, { key: keyOf(issued, chain), fingerprint }];
    }),
  );
}
