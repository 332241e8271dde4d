import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayFault } from '../../src/shared/words/vi.ts';
import { parseTimestampToken } from '../../src/signatures/cms/timestamp-token.ts';
import { askTimestamp, type TimestampAuthority } from '../../src/signatures/timestamp/authority.ts';
import type { Transport } from '../../src/signatures/transport.ts';
import { labTransport } from '../support/level-services.ts';
import { type Manner, startValidationLab, type ValidationLab } from '../support/validation-lab.ts';
import { read } from '../support/validation-pki.ts';

let lab: ValidationLab;
beforeAll(async () => {
  lab = await startValidationLab();
});
afterAll(() => lab.stop());

const SIGNATURE = Buffer.from('giá trị chữ ký');

const authority = (manner: Manner, more: Partial<TimestampAuthority> = {}): TimestampAuthority => ({
  urls: [lab.tsa(manner)],
  transport: labTransport,
  now: () => new Date(),
  anchors: [read(lab.pki.root.certificate)],
  intermediates: [],
  timeoutMs: 60_000,
  ...more,
});

describe('a time-stamp', () => {
  test('of an honest authority stamps what was asked, now', async () => {
    const answer = await askTimestamp(authority('honest'), [SIGNATURE.subarray(0, 4), SIGNATURE.subarray(4)]);
    const token = answer.ok && parseTimestampToken(answer.token);
    expect(token ? token.ok && token.value.info : answer).toMatchObject({
      hash: 'sha256',
      at: answer.ok && answer.at,
    });
  });

  test.each<[Manner, string, Record<string, unknown>]>([
    ['down', 'timestamp.unreachable', { why: 'status' }],
    ['redirect', 'timestamp.unreachable', { why: 'status' }],
    ['page', 'timestamp.unreachable', { why: 'page' }],
    ['huge', 'timestamp.unreachable', { why: 'too-large' }],
    ['garbage', 'timestamp.unusable', { why: 'garbled' }],
    ['rejects', 'timestamp.refused', { status: 2 }],
    ['wrong-imprint', 'timestamp.unusable', { why: 'imprint' }],
    ['wrong-nonce', 'timestamp.unusable', { why: 'nonce' }],
    ['no-nonce', 'timestamp.unusable', { why: 'nonce' }],
    ['forged', 'timestamp.unusable', { why: 'signature' }],
    ['wrong-purpose', 'timestamp.unusable', { why: 'purpose' }],
    ['strange', 'timestamp.untrusted', { name: 'Dịch vụ dấu thời gian lạ' }],
  ])('of an authority that is "%s" is refused as %s', async (manner, code, detail) => {
    const answer = await askTimestamp(authority(manner), [SIGNATURE]);
    expect(answer).toEqual({ ok: false, code, detail });
    // Its reason is told in words, not by its code.
    const { why } = detail;
    if (!answer.ok && why) expect(sayFault(answer.code, answer.detail)).not.toContain(`(${why})`);
  });

  test('is given by the next authority where the first gives none, each in its part of the time', async () => {
    const urls = (...manners: Manner[]) => ({ urls: manners.map((manner) => lab.tsa(manner)) });
    const patience: number[] = [];
    const transport: Transport = (question) => {
      patience.push(question.timeoutMs);
      return labTransport(question);
    };
    const second = authority('down', { ...urls('down', 'honest'), transport });
    expect(await askTimestamp(second, [SIGNATURE])).toMatchObject({ ok: true });
    expect(patience.slice(0, 2)).toEqual([30_000, 30_000]);
    expect(await askTimestamp(authority('down', urls('rejects', 'down')), [SIGNATURE])).toEqual({
      ok: false,
      code: 'timestamp.refused',
      detail: { status: 2 },
    });
  });

  test('is not waited for longer than was agreed', async () => {
    const answer = await askTimestamp(authority('slow', { timeoutMs: 200 }), [SIGNATURE]);
    expect(answer).toEqual({ ok: false, code: 'timestamp.unreachable', detail: { why: 'timeout' } });
  });

  test('whose time is not this machine’s proves that one of the two clocks is wrong', async () => {
    const late = () => new Date(Date.now() + 3_600_000);
    const early = () => new Date(Date.now() - 3_600_000);
    const refused = { ok: false, code: 'timestamp.clock', detail: {} };
    expect(await askTimestamp(authority('honest', { now: late }), [SIGNATURE])).toEqual(refused);
    expect(await askTimestamp(authority('honest', { now: early }), [SIGNATURE])).toEqual(refused);
  });

  test('of an unknown authority is taken where no anchors are known', async () => {
    expect(await askTimestamp(authority('strange', { anchors: [] }), [SIGNATURE])).toMatchObject({
      ok: true,
    });
  });

  test('is not asked for at an address that is none', async () => {
    for (const url of ['file:///etc/passwd', 'http://ai:matkhau@127.0.0.1/', 'không phải địa chỉ', '']) {
      expect(await askTimestamp(authority('honest', { urls: [url] }), [SIGNATURE])).toMatchObject({
        detail: { why: 'address' },
      });
    }
  });
});
