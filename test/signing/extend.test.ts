import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Issued } from '../../src/server/trial/pki.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Level } from '../../src/shared/signature/report.ts';
import { inspectSigned } from '../../src/signatures/inspect.ts';
import { type ExtensionLevel, extend } from '../../src/signatures/sign/extend.ts';
import { type SignedAtLevel, signAtLevel } from '../../src/signatures/sign/level.ts';
import type { LevelServices } from '../../src/signatures/sign/level-services.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { levelServices, saidOf } from '../support/level-services.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { type Manner, startValidationLab, type ValidationLab } from '../support/validation-lab.ts';
import { read } from '../support/validation-pki.ts';

let lab: ValidationLab;
let draft: Uint8Array;
beforeAll(async () => {
  lab = await startValidationLab();
  draft = await samplePdf({ kind: 'stream' });
});
afterEach(() => {
  lab.say.revoked = [];
  lab.say.silent.clear();
  lab.say.issuersAs = 'der';
});
afterAll(() => lab.stop());

const HOUR_MS = 3_600_000;

type Signing = {
  readonly by?: Issued;
  readonly chain?: readonly Uint8Array[];
  readonly services?: LevelServices;
};

const signed = (
  level: Level,
  { by = lab.pki.leader, chain = lab.pki.chain, services = levelServices(lab) }: Signing = {},
): Promise<SignedAtLevel> =>
  signAtLevel(draft, { key: keyOf(by, chain), at: new Date(), target: { newField: {} } }, level, services);

/** The code of the refusal, and its detail. */
async function refusal(pdf: Uint8Array, level: ExtensionLevel, services = levelServices(lab)) {
  try {
    await extend(pdf, level, services);
  } catch (fault) {
    if (fault instanceof AppError) return [fault.code, fault.detail];
    throw fault;
  }
  return 'not refused';
}

describe('an authority that fails costs no signature', () => {
  test.each<[Manner, string]>([
    ['slow', 'timestamp.unreachable'],
    ['down', 'timestamp.unreachable'],
    ['page', 'timestamp.unreachable'],
    ['huge', 'timestamp.unreachable'],
    ['garbage', 'timestamp.unusable'],
    ['wrong-nonce', 'timestamp.unusable'],
    ['wrong-imprint', 'timestamp.unusable'],
    ['wrong-purpose', 'timestamp.unusable'],
    ['forged', 'timestamp.unusable'],
    ['strange', 'timestamp.untrusted'],
  ])('one that is "%s" leaves a B-B, says %s, and the file becomes B-LTA later', async (manner, code) => {
    const services = levelServices(lab, manner);
    const timeoutMs = manner === 'slow' ? 400 : 60_000;
    const patient = { ...services, authority: { urls: [lab.tsa(manner)], timeoutMs } };
    const { bytes, level, shortfall } = await signed('B-LTA', { services: patient });
    expect({ level, code: shortfall?.code }).toEqual({ level: 'B-B', code });
    expect(await saidOf(bytes, lab)).toEqual(['signature B-B INDETERMINATE TRY_LATER']);
    const later = await extend(bytes, 'B-LTA', levelServices(lab));
    expect(Buffer.from(later.subarray(0, bytes.length)).equals(bytes)).toBe(true);
    expect(await saidOf(later, lab)).toEqual([
      'signature B-LTA TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
    ]);
  });

  test('one that is not known at all leaves a B-B', async () => {
    const services = levelServices(lab, 'honest', { authority: undefined });
    expect(await signed('B-T', { services })).toMatchObject({
      level: 'B-B',
      shortfall: { code: 'extension.no-authority' },
    });
  });

  test('revocation that cannot be asked leaves a B-T', async () => {
    for (const path of ['/ocsp', '/crl']) lab.say.silent.add(path);
    const { bytes, level, shortfall } = await signed('B-LT');
    expect({ level, code: shortfall?.code }).toEqual({ level: 'B-T', code: 'extension.unknown' });
    lab.say.silent.clear();
    expect(await saidOf(await extend(bytes, 'B-LT', levelServices(lab)), lab)).toEqual([
      'signature B-LT TOTAL_PASSED',
    ]);
  });
});

describe('an extension is refused', () => {
  test('to a signer who was revoked before anything proved the time, and no time-stamp is spent', async () => {
    const { bytes } = await signed('B-B');
    lab.say.revoked = [{ certificate: lab.pki.leader.certificate, at: new Date(Date.now() - HOUR_MS) }];
    lab.asked.splice(0);
    expect(await refusal(bytes, 'B-LT')).toEqual([
      'extension.revoked',
      { name: 'Phạm Văn Thạo', on: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/) },
    ]);
    expect(lab.asked.filter((line) => line.includes('/tsa'))).toEqual([]);
  });

  test('while nobody answers for the signer', async () => {
    const { bytes } = await signed('B-T');
    for (const path of ['/ocsp', '/crl']) lab.say.silent.add(path);
    const [code] = await refusal(bytes, 'B-LT');
    expect(code).toBe('extension.unknown');
  });

  test('to a certificate that names nobody who could be asked', async () => {
    const { bytes } = await signed('B-T', { by: lab.pki.silent });
    expect(await refusal(bytes, 'B-LT')).toEqual(['extension.unknown', { name: 'Nguyễn Thị Lụa' }]);
  });

  test('to a file without a signature, and to one whose signature is broken', async () => {
    expect(await refusal(draft, 'B-LT')).toEqual(['extension.unsigned', {}]);
    const { bytes } = await signed('B-T');
    const broken = Uint8Array.from(bytes);
    broken[12] = (broken[12] ?? 0) ^ 1;
    expect(await refusal(broken, 'B-LT')).toEqual(['extension.broken', { reason: 'digest-mismatch' }]);
  });

  test('to bytes that are no PDF', async () => {
    expect(await refusal(Buffer.from('xin chào'), 'B-T')).toEqual(['pdf.not-a-pdf', {}]);
  });

  test('when the chain leads to nobody who is trusted', async () => {
    const { bytes } = await signed('B-T');
    const strange = levelServices(lab, 'honest', {
      anchors: lab.pki.strangeTsa.chain.map(read),
    });
    const [code, detail] = await refusal(bytes, 'B-LT', strange);
    expect([code, detail]).toEqual(['extension.chain', { name: 'Phạm Văn Thạo', reason: 'no-path' }]);
  });

  test('when nobody is trusted, and nobody whom the file names is asked', async () => {
    const { bytes } = await signed('B-B', { chain: [] });
    lab.asked.splice(0);
    const [code] = await refusal(bytes, 'B-LT', levelServices(lab, 'honest', { anchors: [] }));
    expect([code, lab.asked]).toEqual(['extension.chain', []]);
  });

  test('when no authority is known and a time-stamp is wanted', async () => {
    const { bytes } = await signed('B-B');
    const services = levelServices(lab, 'honest', { authority: undefined });
    expect(await refusal(bytes, 'B-T', services)).toEqual(['extension.no-authority', {}]);
  });
});

describe('an extension', () => {
  test('of a signer revoked after his time-stamp holds: he was himself when he signed', async () => {
    const { bytes } = await signed('B-T');
    const revokedAt = new Date(Date.now() + HOUR_MS);
    lab.say.revoked = [{ certificate: lab.pki.leader.certificate, at: revokedAt }];
    const extended = await extend(bytes, 'B-LT', levelServices(lab));
    expect(await saidOf(extended, lab, new Date(revokedAt.getTime() + HOUR_MS))).toEqual([
      'signature B-LT TOTAL_PASSED',
    ]);
  });

  test.each(['der', 'pem'] as const)('fetches an issuer that was not sent along (%s)', async (form) => {
    const { bytes } = await signed('B-T', { chain: [] });
    lab.say.issuersAs = form;
    const extended = await extend(bytes, 'B-LT', levelServices(lab));
    expect(await saidOf(extended, lab)).toEqual(['signature B-LT TOTAL_PASSED']);
  });

  test('that gets rubbish for an issuer is refused by name', async () => {
    const { bytes } = await signed('B-T', { chain: [] });
    lab.say.issuersAs = 'garbage';
    const [code] = await refusal(bytes, 'B-LT');
    expect(code).toBe('extension.chain');
  });

  test('takes the list where OCSP is silent', async () => {
    lab.say.silent.add('/ocsp');
    const { bytes, level } = await signed('B-LT');
    expect(level).toBe('B-LT');
    expect(await saidOf(bytes, lab)).toEqual(['signature B-LT TOTAL_PASSED']);
  });

  test('by another authority puts what proves it behind its time-stamp', async () => {
    const { bytes } = await signed('B-T');
    const extended = await extend(bytes, 'B-LTA', levelServices(lab, 'other'));
    expect(await saidOf(extended, lab)).toEqual(['signature B-LTA TOTAL_PASSED', 'timestamp TOTAL_PASSED']);
  });

  test('is known from what anybody else may have put behind the signature', async () => {
    const services = levelServices(lab);
    const { bytes } = await signed('B-B', { services });
    const extended = await extend(bytes, 'B-LTA', services);
    const again = await signAtLevel(
      bytes,
      { key: keyOf(lab.pki.agency, lab.pki.chain), at: new Date(), target: { newField: {} } },
      'B-B',
      services,
    );
    const found = async (pdf: Uint8Array, base: Uint8Array) => {
      const report = await verifyPdf(pdf, { anchors: [], at: new Date(), offline: true });
      const { continuesBase, onlyExtends } = inspectSigned(pdf, base, report);
      return { continuesBase, onlyExtends };
    };
    expect(await found(extended, bytes)).toEqual({ continuesBase: true, onlyExtends: true });
    expect(await found(again.bytes, bytes)).toEqual({ continuesBase: true, onlyExtends: false });
    expect(await found(bytes, draft)).toEqual({ continuesBase: true, onlyExtends: false });
    expect(await found(extended, again.bytes)).toMatchObject({ continuesBase: false });
  });

  test('a file that was extended elsewhere is intact by itself, and the same paper as before', async () => {
    const { bytes } = await signed('B-B');
    const alone = async (pdf: Uint8Array) =>
      inspectSigned(pdf, pdf, await verifyPdf(pdf, { anchors: [], at: new Date(), offline: true }));
    const [before, after, another] = [
      await alone(bytes),
      await alone(await extend(bytes, 'B-LTA', levelServices(lab))),
      await alone((await signed('B-T')).bytes),
    ];
    expect([before.isIntact, after.isIntact]).toEqual([true, true]);
    expect(after).toMatchObject({ firstSignedSha256: before.firstSignedSha256, signatureCount: 1 });
    expect(another.firstSignedSha256).not.toBe(before.firstSignedSha256);
  });

  test('to the level that is there already adds nothing', async () => {
    const services = levelServices(lab);
    const { bytes } = await signed('B-LT', { services });
    expect((await extend(bytes, 'B-T', services)).length).toBe(bytes.length);
    expect((await extend(bytes, 'B-LT', services)).length).toBe(bytes.length);
  });
});
