import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { STREAMS_PER_DEVICE_MAX, STREAMS_PER_OFFICIAL_MAX } from '../src/server/feed/event-stream.ts';
import { makeProvince } from '../test/support/province.ts';
import { enrolClerks } from './clerks.ts';
import type { Line } from './line.ts';

const STREAMS = 5_000;
const EVENTS = '/v1/events';
const PING_MS = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What the process holds once garbage is gone, in bytes. */
async function memory(): Promise<number> {
  collect();
  await pause(200);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

type Asked = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** Streams held open by a process of its own, so that only the server's side is weighed here. */
async function holdOpen(asked: readonly Asked[]): Promise<ChildProcess> {
  const listeners = spawn(process.execPath, [new URL('stream-listeners.ts', import.meta.url).pathname], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  listeners.stdin.end(JSON.stringify(asked));
  await once(listeners.stdout, 'data');
  return listeners;
}

async function grownBy(asked: readonly Asked[]): Promise<number> {
  const before = await memory();
  const listeners = await holdOpen(asked);
  const after = await memory();
  listeners.kill();
  await once(listeners, 'exit');
  return after - before;
}

/** The least: a response that is kept open and pinged, with nobody asked who it is. */
async function bareStreams(): Promise<number> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 0\n\n');
    const ping = setInterval(() => response.write(': ping\n\n'), PING_MS);
    request.once('close', () => clearInterval(ping));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${EVENTS}`;
  try {
    return await grownBy(Array.from({ length: STREAMS }, () => ({ url, headers: {} })));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function provincialStreams(): Promise<number> {
  const province = await makeProvince();
  try {
    const asked: Asked[] = [];
    const clerks = await enrolClerks(
      province,
      province.b,
      STREAMS / STREAMS_PER_DEVICE_MAX,
      STREAMS_PER_OFFICIAL_MAX / STREAMS_PER_DEVICE_MAX,
    );
    for (const { device } of clerks)
      for (let count = 0; count < STREAMS_PER_DEVICE_MAX; count++)
        asked.push({ url: `${province.address}${EVENTS}`, headers: await device.prove('GET', EVENTS) });
    return await grownBy(asked);
  } finally {
    await province.close();
  }
}

/** Memory of the streams that desks wait on: 5,000 of them, against as many that plain HTTP keeps open. In kilobytes a stream. */
export async function streamLines(): Promise<readonly Line[]> {
  const [floor, ours] = [await bareStreams(), await provincialStreams()].map(
    (bytes) => bytes / 1000 / STREAMS,
  );
  const [floorMs, oursMs] = [floor ?? Number.NaN, ours ?? Number.NaN];
  return [
    {
      name: 'memory of 5,000 event streams (kB each)',
      floorMs,
      oursMs,
      quiet: { floorMs, oursMs },
      n: STREAMS,
      spread: 0,
      budget: { text: '≤ 2 × streams of plain HTTP', ratioMax: 2 },
    },
  ];
}
