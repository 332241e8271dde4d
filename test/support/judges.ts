import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What outside programs say of a signed PDF. None of them alone is a judge: each is blind to what another sees. */
export type Judgement = {
  /** poppler: the "Signature Validation" of each signature. */
  readonly pdfsig: readonly string[];
  /** qpdf: everything it complains of. */
  readonly qpdf: readonly string[];
  /** mupdf: of each signature, whether the document is unchanged since. */
  readonly mutool: readonly string[];
  /** mupdf's revision check: updates ago that something forbidden changed; 0 is good. */
  readonly mutoolChanges: readonly number[];
  /** OpenSSL as CAdES, up to the given anchor. */
  readonly openssl: readonly string[];
};

type Ran = { readonly code: number; readonly out: string };

export function run(program: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (fault, stdout, stderr) => {
      const code = typeof fault?.code === 'number' ? fault.code : fault ? -1 : 0;
      resolve({ code, out: `${stdout}${stderr}` });
    });
  });
}

/** Runs `use` with the bytes as a file in a folder of its own. */
export async function asFile<T>(
  bytes: Uint8Array,
  use: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hamrong-judges-'));
  try {
    const file = join(folder, 'signed.pdf');
    await writeFile(file, bytes);
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

/** CMS and signed bytes of each signature, cut out by its byte range, without any code of ours. */
export function cutSignatures(
  pdf: Uint8Array,
): readonly { readonly cms: Buffer; readonly content: Buffer }[] {
  const bytes = Buffer.from(pdf);
  return [...bytes.toString('latin1').matchAll(BYTE_RANGE)].map((match) => {
    const [start = 0, before = 0, from = 0, after = 0] = match.slice(1).map(Number);
    const hole = Buffer.from(bytes.toString('latin1', start + before + 1, from - 1), 'hex');
    const cms = hole.subarray(0, 4 + hole.readUInt16BE(2));
    return {
      cms,
      content: Buffer.concat([bytes.subarray(start, start + before), bytes.subarray(from, from + after)]),
    };
  });
}

async function askOpenssl(pdf: Uint8Array, folder: string, anchorPem: string): Promise<readonly string[]> {
  const anchor = join(folder, 'anchor.pem');
  await writeFile(anchor, anchorPem);
  return Promise.all(
    cutSignatures(pdf).map(async ({ cms, content }, index) => {
      const [cmsFile, contentFile] = [join(folder, `${index}.der`), join(folder, `${index}.bin`)];
      await writeFile(cmsFile, cms);
      await writeFile(contentFile, content);
      const files = ['-in', cmsFile, '-content', contentFile, '-CAfile', anchor, '-out', '/dev/null'];
      const { out } = await run('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...files);
      return out.trim();
    }),
  );
}

const CHANGES_SCRIPT = `
var document = new PDFDocument(scriptArgs[0]);
for (var n = 0; n < document.countPages(); n++)
  document.loadPage(n).getWidgets().forEach(function (widget) {
    if (widget.isSigned()) print(widget.validateSignature());
  });
`;

async function askMutoolChanges(file: string, folder: string): Promise<readonly number[]> {
  const script = join(folder, 'changes.js');
  await writeFile(script, CHANGES_SCRIPT);
  const { out } = await run('mutool', 'run', script, file);
  return out.split('\n').flatMap((line) => (/^\d+$/.test(line) ? [Number(line)] : []));
}

const afterColon = (out: string, label: string): readonly string[] =>
  out.split('\n').flatMap((line) => (line.includes(label) ? [line.slice(line.indexOf(':') + 1).trim()] : []));

/** Asks all of them. `-no-ocsp`: pdfsig would go on-line and call a good file corrupted when nobody answers. */
export async function judge(pdf: Uint8Array, anchorPem: string): Promise<Judgement> {
  return asFile(pdf, async (file, folder) => {
    const [pdfsig, qpdf, mutool, mutoolChanges, openssl] = await Promise.all([
      run('pdfsig', '-no-ocsp', file),
      run('qpdf', '--check', file),
      run('mutool', 'sign', '-v', file),
      askMutoolChanges(file, folder),
      askOpenssl(pdf, folder, anchorPem),
    ]);
    const state = /^\t(The (?:document|signature) .*)$/;
    return {
      pdfsig: afterColon(pdfsig.out, 'Signature Validation:'),
      qpdf: qpdf.code === 0 ? [] : qpdf.out.split('\n').filter((line) => /WARNING|ERROR|error/.test(line)),
      mutool: mutool.out.split('\n').flatMap((line) => state.exec(line)?.[1] ?? []),
      mutoolChanges,
      openssl,
    };
  });
}

/** Everything a reader can copy from the pages, appearances of fields included. */
export const textOn = (pdf: Uint8Array): Promise<string> =>
  asFile(pdf, async (file) => (await run('pdftotext', '-layout', file, '-')).out);

/** Names of the fonts as poppler lists them, with whether each is embedded and can be copied. */
export const fontsIn = (pdf: Uint8Array): Promise<readonly string[]> =>
  asFile(pdf, async (file) => (await run('pdffonts', file)).out.split('\n').slice(2).filter(Boolean));
