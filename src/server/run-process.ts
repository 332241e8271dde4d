import { randomUUID } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { instantOf } from '../shared/text/day.ts';
import type { ServerConfig } from './config.ts';
import { makeFailpoint } from './failpoint.ts';
import { makeLog } from './log.ts';
import type { ServerPorts } from './ports.ts';
import { createServer, type ProvincialServer } from './server.ts';

/** A stop that takes longer than this is given up; PostgreSQL recovers from it as from a kill. */
const STOP_TIMEOUT_MS = 40_000;

/**
 * Runs the server as this process until a signal, a `close` message, or the end of its parent. Says `{"listening"}` on standard output once requests are
 * taken; `beforeListen` has the server to itself.
 */
export async function runProcess(
  config: ServerConfig,
  beforeListen: (server: ProvincialServer, ports: ServerPorts) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const now = () => instantOf(Date.now());
  const ports: ServerPorts = {
    now,
    newId: randomUUID,
    log: makeLog((line) => process.stderr.write(line), now),
    failpoint: makeFailpoint(process.env['HAMRONG_FAILPOINT']),
  };
  // Asked to stop while it still starts, the server finishes starting and then stops, so that no PostgreSQL is left behind.
  const starting = createServer(config, ports);
  stopWithParent(starting, ports);
  const server = await starting;
  try {
    await beforeListen(server, ports);
  } catch (problem) {
    await server.close();
    throw problem;
  }
  const address = await server.listen();
  process.stdout.write(`${JSON.stringify({ listening: address })}\n`);
  process.send?.({ listening: address });
}

function stopWithParent(starting: Promise<ProvincialServer>, { log }: ServerPorts): void {
  let isStopping = false;
  const stop = (why: string, code = 0): void => {
    if (isStopping) return;
    isStopping = true;
    log('server.stopping', { why });
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    starting
      .then((server) => server.close())
      .then(
        () => process.exit(code),
        (problem: unknown) => {
          log('server.stop-failed', { problem: problem instanceof Error ? problem.message : 'unknown' });
          process.exit(1);
        },
      );
  };
  // Whoever keeps the server starts it anew, and the start takes the database again or says why not.
  void starting.then(
    ({ lost }) => lost.then(() => stop('database-lost', 1)),
    () => undefined,
  );
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('message', (message) => message === 'close' && stop('message'));
  process.on('disconnect', () => stop('disconnect'));
  // A parent that holds our standard input ends it when it ends; a terminal or /dev/null says nothing.
  if (isPipe()) process.stdin.on('end', () => stop('stdin')).resume();
}

function isPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
