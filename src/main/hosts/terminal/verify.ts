import { access, constants } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { signatureFactsOf } from '../../../shared/signature/facts.ts';
import { type Integrity, PdfReport, type SignatureReport } from '../../../shared/signature/report.ts';
import { adviceOf, changeSentenceOf, sentenceOf } from '../../../shared/signature/sentence.ts';
import { verdictOf } from '../../../shared/signature/verdict.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import type { Helper } from '../../ports.ts';
import { threadHelpers } from '../helper-threads.ts';
import { type Asked, askedOptions, readAsked, readFiles } from './asked-files.ts';
import { EXIT, type Terminal, type TerminalCommand, whyOf } from './terminal.ts';

/** Reading and comparing has its own budget of seconds; this is for what escapes it. */
export const FILE_TIMEOUT_MS = 120_000;

type Judged = {
  readonly integrity: Integrity;
  readonly signatures: readonly SignatureReport[];
  readonly sentence: string;
  readonly advice: string | undefined;
};

export const verifyHelper = (): Helper =>
  threadHelpers(new URL('../helper-worker.ts', import.meta.url)).start('verify');

/** `hamrong verify`: each file in turn, in a helper with a time limit, so that no file stops the others. */
export const verify: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...askedOptions, json: { type: 'boolean', default: false } },
  });
  if (values.help) {
    terminal.out(say('terminal.verify.usage'));
    return EXIT.ok;
  }
  const files = await readFiles(positionals);
  const asked = await readAsked(values, terminal);
  const helper = verifyHelper();
  const counts = { [EXIT.ok]: 0, [EXIT.failed]: 0, [EXIT.undetermined]: 0 };
  try {
    for (const file of files) {
      const judged = await judge(helper, file, asked, terminal);
      for (const line of values.json ? [jsonLine(file, judged)] : plainLines(file, judged))
        terminal.out(line);
      counts[statusOf(judged)] += 1;
    }
  } finally {
    await helper.stop();
  }
  if (!values.json && files.length > 1)
    terminal.err(
      say('terminal.verify.sum', {
        count: files.length,
        passed: counts[EXIT.ok],
        failed: counts[EXIT.failed],
        open: counts[EXIT.undetermined],
      }),
    );
  if (counts[EXIT.failed] > 0) return EXIT.failed;
  return counts[EXIT.undetermined] > 0 ? EXIT.undetermined : EXIT.ok;
};

async function judge(helper: Helper, file: string, asked: Asked, terminal: Terminal): Promise<Judged> {
  try {
    await access(file, constants.R_OK);
  } catch (fault) {
    const sentence = sayFault('terminal.file-unreadable', { path: file, why: whyOf(fault) });
    return { integrity: 'malformed', signatures: [], sentence, advice: undefined };
  }
  try {
    const report = PdfReport.parse(await helper.call('verifyFile', { file, ...asked }, FILE_TIMEOUT_MS));
    return { ...report, sentence: sentenceOf(report), advice: adviceOf(report) };
  } catch (fault) {
    // A bug or a spent budget in one file is told and must not hide the others; what a bug was goes to standard error.
    if (!(fault instanceof AppError)) terminal.err(say('terminal.trace', { path: file, why: String(fault) }));
    const told = fault instanceof AppError ? fault : new AppError('helper.stopped', { method: 'verify' });
    const sentence = sayFault(told.code, told.detail);
    return { integrity: 'indeterminate', signatures: [], sentence, advice: undefined };
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

/** The verdict of the file, then each signature with its facts and what came after it, then what to do. */
const plainLines = (file: string, { signatures, sentence, advice }: Judged): string[] => [
  say('terminal.line', { path: file, sentence }),
  ...signatures.flatMap((signature) => [
    say('terminal.signature-line', {
      field: signature.field,
      name: signature.signer?.name ?? say('terminal.no-signer'),
      sentence: sentenceOf(signature),
    }),
    ...signatureFactsOf(signature).map((each) => say('terminal.fact-line', each)),
    ...signature.laterChanges.map((change) =>
      say('terminal.change-line', { revision: change.revision, change: changeSentenceOf(change) }),
    ),
  ]),
  ...(advice === undefined ? [] : [say('terminal.advice-line', { advice })]),
];

/** One status a verdict; a file that is no readable PDF has failed as well, and one without a signature has shown nothing. */
function statusOf(judged: Judged): 0 | 1 | 3 {
  const verdict = verdictOf(judged);
  if (verdict === 'invalid' || judged.integrity === 'malformed') return EXIT.failed;
  return verdict === 'valid' ? EXIT.ok : EXIT.undetermined;
}
