import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { readMessageFile } from '../../edxml-files/read-file.ts';
import { assert } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';
import { inspectSigned } from '../../signatures/inspect.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import type { LookAnswer, LookRequest } from './looker.ts';

const port = parentPort;
assert(port, 'this module is a worker');

/** Files from outside are opened here and nowhere else in the server, so that a hostile one costs a thread and not the process. */
async function look(request: LookRequest): Promise<LookAnswer> {
  if (request.type === 'package')
    return { outcome: 'found', value: await readMessageFile(request.path, request.prefix) };
  const [signed, base] = await Promise.all([readFile(request.signedPath), readFile(request.basePath)]);
  const report = await verifyPdf(signed, { anchors: [], at: new Date(request.at), offline: true });
  // A verifier that ran out of its time has found nothing out.
  if (report.sentence.reason === 'too-complex') return { outcome: 'unfinished', why: 'too-complex' };
  return { outcome: 'found', value: inspectSigned(signed, base, report) };
}

/** What the reader says of a file is the file's own fault; anything else is ours. */
const failed = (problem: unknown): LookAnswer =>
  problem instanceof AppError && problem.code !== 'pdf.too-complex'
    ? { outcome: 'unreadable', why: problem.code }
    : { outcome: 'unfinished', why: problem instanceof Error ? problem.message : 'unknown' };

port.on('message', (request: LookRequest) => {
  look(request).then(
    (answer) => port.postMessage(answer),
    (problem: unknown) => port.postMessage(failed(problem)),
  );
});
