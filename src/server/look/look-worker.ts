import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { assert } from '../../shared/assert.ts';
import { readPackage } from '../../shared/edxml/read.ts';
import { inspectSigned } from '../../signatures/inspect.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import type { LookRequest } from './looker.ts';

const port = parentPort;
assert(port, 'this module is a worker');

/** Files from outside are opened here and nowhere else in the server, so that a hostile one costs a thread and not the process. */
async function look(request: LookRequest): Promise<unknown> {
  if (request.type === 'package') return readPackage(await readFile(request.path));
  const [signed, base] = await Promise.all([readFile(request.signedPath), readFile(request.basePath)]);
  const report = await verifyPdf(signed, { anchors: [], at: new Date(request.at), offline: true });
  return inspectSigned(signed, base, report);
}

port.on('message', (request: LookRequest) => {
  look(request).then(
    (value) => port.postMessage({ ok: true, value }),
    (problem: unknown) =>
      port.postMessage({
        ok: false,
        name: problem instanceof Error ? problem.name : 'unknown',
      }),
  );
});
