import { access, constants, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { type Integrity, PdfReport, type SignatureReport } from '../../../shared/signature/report.ts';
import { sentenceOf } from '../../../shared/signature/sentence.ts';
import { verdictOf } from '../../../shared/signature/verdict.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { readCertificateFile } from '../../../signatures/certificates/certificate.ts';
import type { Helper } from '../../ports.ts';
import { threadHelpers } from '../helper-threads.ts';
import {
  ARGUMENTS_MAX,
  EXIT,
  type Terminal,
  type TerminalCommand,
  UsageFault,
  whyOf,
  worse,
} from './terminal.ts';

/** Reading and comparing has its own budget of seconds; this is for what escapes it. */
const FILE_TIMEOUT_MS = 120_000;
const TRUST_FILE_BYTES_MAX = 1024 * 1024;
const ANCHORS_MAX = 1000;

type Request = { readonly file: string } & Readonly<Record<string, unknown>>;
type Judged = {
  readonly integrity: Integrity;
  readonly signatures: readonly SignatureReport[];
  readonly sentence: string;
};

/** `hamrong verify`: each file in turn, in a helper with a time limit, so that no file stops the others. */
export const verify: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      trust: { type: 'string', multiple: true, default: [] },
      at: { type: 'string' },
      offline: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.verify.usage'));
    return EXIT.ok;
  }
  if (positionals.length === 0) throw new UsageFault(say('terminal.needs-files'));
  if (positionals.length > ARGUMENTS_MAX)
    throw new UsageFault(say('terminal.too-many', { max: ARGUMENTS_MAX }));
  const at = values.at === undefined ? terminal.now() : new Date(values.at);
  if (Number.isNaN(at.getTime())) throw new UsageFault(say('terminal.bad-option', { name: 'at' }));
  const anchors = (await Promise.all(values.trust.map(readTrust))).flat().slice(0, ANCHORS_MAX);
  const helper = threadHelpers(new URL('../helper-worker.ts', import.meta.url)).start('verify');
  let worst: number = EXIT.ok;
  try {
    for (const file of positionals) {
      const judged = await judge(
        helper,
        { file, anchors, at: at.toISOString(), offline: values.offline },
        terminal,
      );
      for (const line of values.json ? [jsonLine(file, judged)] : plainLines(file, judged))
        terminal.out(line);
      worst = worse(worst, statusOf(judged));
    }
  } finally {
    await helper.stop();
  }
  return worst;
};

/** Certificates of a file, or of the files directly in a folder. A path that gives none is a mistake worth stopping for. */
export async function readTrust(path: string): Promise<Uint8Array[]> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const files = isFolder ? (await readdir(path)).map((name) => join(path, name)) : [path];
    const found = await Promise.all(files.map(readCertificates));
    if (found.flat().length > 0) return found.flat();
  } catch (fault) {
    throw new UsageFault(sayFault('terminal.trust-unreadable', { path }), { cause: fault });
  }
  throw new UsageFault(sayFault('terminal.trust-unreadable', { path }));
}

async function readCertificates(file: string): Promise<Uint8Array[]> {
  const { size } = await stat(file);
  if (size > TRUST_FILE_BYTES_MAX || !/\.(?:pem|cer|crt|der)$/i.test(file)) return [];
  return readCertificateFile(await readFile(file)).map(({ der }) => der);
}

async function judge(helper: Helper, request: Request, terminal: Terminal): Promise<Judged> {
  try {
    await access(request.file, constants.R_OK);
  } catch (fault) {
    const sentence = sayFault('terminal.file-unreadable', { path: request.file, why: whyOf(fault) });
    return { integrity: 'malformed', signatures: [], sentence };
  }
  try {
    const report = PdfReport.parse(await helper.call('verifyFile', request, FILE_TIMEOUT_MS));
    return { ...report, sentence: sentenceOf(report) };
  } catch (fault) {
    // A bug or a spent budget in one file is told and must not hide the others; what it was goes to standard error.
    terminal.err(
      `${request.file}: ${fault instanceof Error ? `${fault.message} ${String(fault.cause ?? '')}` : String(fault)}`,
    );
    const told = fault instanceof AppError ? fault : new AppError('helper.stopped', { method: 'verify' });
    return { integrity: 'indeterminate', signatures: [], sentence: sayFault(told.code, told.detail) };
  }
}

/** What stands in one line of `--json`; the trail of checks stays inside. */
const jsonLine = (file: string, { integrity, signatures, sentence }: Judged): string =>
  JSON.stringify({
    file,
    integrity,
    signatures: signatures.map((signature) => ({
      field: signature.field,
      kind: signature.kind,
      integrity: signature.integrity,
      coversWholeFile: signature.coversWholeFile,
      indication: signature.indication,
      subIndication: signature.subIndication,
      level: signature.level,
      signer: signature.signer?.name ?? null,
      signedAt: signature.signedAt,
      laterChanges: signature.laterChanges,
      sentence: sentenceOf(signature),
      reason: signature.sentence.reason,
      claimedAt: signature.claimedAt,
      proof: signature.proof,
      algorithms: signature.algorithms,
      chain: signature.chain,
      timestamps: signature.timestamps,
    })),
    sentence,
  });

const plainLines = (file: string, { signatures, sentence }: Judged): string[] => [
  say('terminal.line', { path: file, sentence }),
  ...signatures.map((signature) =>
    say('terminal.signature-line', {
      field: signature.field,
      name: signature.signer?.name ?? say('terminal.no-signer'),
      sentence: sentenceOf(signature),
    }),
  ),
];

/** One status a verdict; a file that is no readable PDF has failed as well, and one without a signature has shown nothing. */
function statusOf(judged: Judged): number {
  const verdict = verdictOf(judged);
  if (verdict === 'invalid' || judged.integrity === 'malformed') return EXIT.failed;
  return verdict === 'valid' ? EXIT.ok : EXIT.undetermined;
}
