import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ATTRIBUTE, parseSignedData } from '../../src/signatures/cms/parse.ts';
import { asFile, cutSignatures, run } from './judges.ts';

/** What outside programs say of trust and time. */
export type LevelJudgement = {
  /** poppler with NSS and the anchor in its store: the "Certificate Validation" of each signature. */
  readonly trust: readonly string[];
  /** `openssl ts -verify` of each token, up to the anchor: those inside signatures, then those over the document. */
  readonly stamps: readonly string[];
  /** `openssl cms -verify -cades` of each signature that is no time-stamp. */
  readonly cades: readonly string[];
  readonly qpdf: readonly string[];
};

/** The anchor and what may stand between, PEM. */
export type Trust = { readonly anchorPem: string; readonly betweenPem: string };

async function nssFolder(folder: string, anchor: string): Promise<string> {
  const db = `sql:${folder}`;
  await run('certutil', '-N', '-d', db, '--empty-password');
  await run('certutil', '-A', '-d', db, '-n', 'anchor', '-t', 'CT,C,C', '-i', anchor);
  return db;
}

type Files = { readonly folder: string; readonly anchor: string; readonly between: string };

async function verifyStamp(
  token: Uint8Array,
  content: Uint8Array,
  name: string,
  { folder, anchor, between }: Files,
): Promise<string> {
  const [tokenFile, contentFile] = [join(folder, `${name}.tst`), join(folder, `${name}.data`)];
  await writeFile(tokenFile, token);
  await writeFile(contentFile, content);
  const what = ['-in', tokenFile, '-token_in', '-data', contentFile];
  const { out } = await run('openssl', 'ts', '-verify', ...what, '-CAfile', anchor, '-untrusted', between);
  return out.split('\n').find((line) => line.startsWith('Verification')) ?? out;
}

async function verifyCades(
  cms: Uint8Array,
  content: Uint8Array,
  name: string,
  { folder, anchor }: Files,
): Promise<string> {
  const [cmsFile, contentFile] = [join(folder, `${name}.der`), join(folder, `${name}.bin`)];
  await writeFile(cmsFile, cms);
  await writeFile(contentFile, content);
  const files = ['-in', cmsFile, '-content', contentFile, '-CAfile', anchor, '-out', '/dev/null'];
  const { out } = await run('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...files);
  return out.trim();
}

async function judgeOne(cms: Uint8Array, content: Uint8Array, name: string, files: Files) {
  const parsed = parseSignedData(cms);
  if (!parsed.ok) throw new Error(parsed.reason);
  const [signer] = parsed.value.signers;
  if (!signer || parsed.value.content)
    return { stamps: [await verifyStamp(cms, content, name, files)], cades: [] };
  const tokens = signer.unsignedAttributes
    .filter(({ oid }) => oid === ATTRIBUTE.signatureTimeStamp)
    .flatMap(({ values }) => values);
  const stamps = await Promise.all(
    tokens.map(({ raw }, index) => verifyStamp(raw, signer.signature, `${name}-${index}`, files)),
  );
  return { stamps, cades: [await verifyCades(cms, content, name, files)] };
}

/** Asks poppler with a trust store, qpdf, and OpenSSL of every signature and every token. */
export const judgeLevels = (pdf: Uint8Array, { anchorPem, betweenPem }: Trust): Promise<LevelJudgement> =>
  asFile(pdf, async (file, folder) => {
    const files = { folder, anchor: join(folder, 'anchor.pem'), between: join(folder, 'between.pem') };
    await writeFile(files.anchor, anchorPem);
    await writeFile(files.between, betweenPem);
    const db = await nssFolder(folder, files.anchor);
    const cut = cutSignatures(pdf);
    const [pdfsig, qpdf, ...judged] = await Promise.all([
      run('pdfsig', '-nssdir', db, '-no-ocsp', file),
      run('qpdf', '--check', file),
      ...cut.map(({ cms, content }, index) => judgeOne(cms, content, `s${index}`, files)),
    ]);
    const label = 'Certificate Validation:';
    return {
      trust: pdfsig.out.split('\n').flatMap((line) => line.split(label)[1]?.trim() ?? []),
      stamps: judged.flatMap(({ stamps }) => stamps),
      cades: judged.flatMap(({ cades }) => cades),
      qpdf: qpdf.code === 0 ? [] : qpdf.out.split('\n').filter((line) => /WARNING|ERROR|error/.test(line)),
    };
  });
