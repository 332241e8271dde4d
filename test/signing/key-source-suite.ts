import { hash, verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeySource } from '../../src/main/signing/token/key-source.ts';
import type { AppError } from '../../src/shared/errors.ts';
import type { FaultCode } from '../../src/shared/words/vi.ts';

/** A source with exactly one RSA key, as each kind of source is set up for its tests. */
export type SourceUnderTest = {
  readonly source: KeySource;
  readonly certificate: Uint8Array;
  readonly secret: string;
  readonly wrongSecretCode: FaultCode;
};

/** What every source of keys must do, wherever its keys live: files, tokens, and later services. */
export function keySourceSuite(name: string, make: () => Promise<SourceUnderTest>): void {
  describe(`keys from ${name}`, () => {
    let made: SourceUnderTest;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.source.close());
    const keyId = async (): Promise<string> => (await made.source.list())[0]?.keyId ?? 'none';
    const secretBytes = (text = made.secret) => Buffer.from(text, 'utf8');

    test('are shown by their certificates, without any secret', async () => {
      const listed = await made.source.list();
      expect(listed.map(({ certificate }) => Buffer.from(certificate))).toEqual([
        Buffer.from(made.certificate),
      ]);
      expect(made.source.owns(await keyId())).toBe(true);
      expect(await keyId()).toBe(await keyId());
    });

    test('sign many times on one secret, which is wiped at once', async () => {
      const secret = secretBytes();
      const { key, close } = await made.source.open(await keyId(), secret);
      expect(secret.every((byte) => byte === 0)).toBe(true);
      const { publicKey } = new X509Certificate(key.certificate);
      for (const text of ['một', 'hai', 'ba']) {
        const message = Buffer.from(text);
        const digest = hash('sha256', message, 'buffer');
        const signature = await key.sign({ hash: 'sha256', scheme: 'rsa', digest, message });
        expect(verify('sha256', message, publicKey, signature)).toBe(true);
      }
      await close();
      await close();
    });

    test('are not opened by a wrong secret, which is wiped and stands in no error', async () => {
      const wrong = secretBytes('sai-1357');
      const problem = await made.source.open(await keyId(), wrong).catch((fault: unknown) => fault);
      expect(problem).toMatchObject({ code: made.wrongSecretCode });
      expect(wrong.every((byte) => byte === 0)).toBe(true);
      const { stack, detail, cause } = problem as AppError;
      expect(`${stack} ${JSON.stringify(detail)} ${String(cause)}`).not.toContain('sai-1357');
      const again = await made.source.open(await keyId(), secretBytes());
      await again.close();
    });

    test('that are not there are told as such', async () => {
      const secret = secretBytes();
      await expect(made.source.open('token:none', secret)).rejects.toMatchObject({ code: 'key.not-listed' });
      expect(secret.every((byte) => byte === 0)).toBe(true);
    });
  });
}
