import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCertificateFile } from '../../src/signatures/certificates/certificate.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';

/** Signed, attacked and broken files with the verdicts that count as right; it lies beside the project and is not part of it. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/pdf/', import.meta.url));
const isPresent = existsSync(`${corpus}cases.json`);

type Case = {
  file: string;
  accept: string[];
  mustNot?: string[];
  perSignature?: string[];
  signatures: number;
};

const read = (name: string) => readFileSync(corpus + name);
const ders = (name: string) => readCertificateFile(read(name)).map(({ der }) => der);

describe('every file of the corpus gets a right verdict', () => {
  test('the corpus lies beside the project wherever it must not be missing', () => {
    if (!isPresent) process.stdout.write(`no corpus at ${corpus}: its cases are not run\n`);
    expect(isPresent || process.env['CI'] !== 'true').toBe(true);
  });

  const cases: Case[] = isPresent ? JSON.parse(read('cases.json').toString()) : [];
  const options = () => ({
    anchors: ders('lab-root.crt'),
    intermediates: ders('lab-sub.crt'),
    at: new Date('2026-12-01T00:00:00Z'),
    offline: true,
  });

  test.each(cases)('$file', async ({ file, accept, mustNot, perSignature }) => {
    const report = await verifyPdf(read(file), options());
    expect(mustNot ?? []).not.toContain(report.integrity);
    expect(accept).toContain(report.integrity);
    const seen = report.signatures.map(({ integrity }) => integrity);
    expect(perSignature ?? seen).toEqual(seen);
  });
});
