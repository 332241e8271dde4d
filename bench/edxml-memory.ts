import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createWriteStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { zipSync } from 'fflate';
import { readMessageFile } from '../src/edxml-files/read-file.ts';
import { sourceOfFile } from '../src/edxml-files/write-file.ts';
import { writeInPieces } from '../src/shared/edxml/write.ts';
import { aPackage } from '../test/support/dispatching.ts';

/**
 * `npm run edxml:memory`: 200 MB of attachments, a quarter of them wrapped into a zip, written to a package and read from it, each in a process of its
 * own whose highest resident size is what the system counted.
 */
const RSS_MB_MAX = 300;
const RAW_BYTES = 150_000_000;
const ZIPPED_BYTES = 50_000_000;
const MB = 1_000_000;

const [work, folder = ''] = process.argv.slice(2);
const at = (name: string): string => join(folder, name);

if (work === 'write') {
  const { files: _none, ...edoc } = aPackage('memory');
  const sources = ['raw.pdf', 'zipped.pdf'].map((name) =>
    sourceOfFile(at(name), { name, contentType: 'application/pdf' }),
  );
  await pipeline(Readable.from(writeInPieces(edoc, sources)), createWriteStream(at('package.edxml')));
  tell({});
} else if (work === 'read') {
  const { problems, attachments } = await readMessageFile(at('package.edxml'), at('read'));
  tell({ problems, sha256: attachments.map(({ sha256 }) => sha256) });
} else process.exitCode = measure();

/** The system counts in kilobytes (getrusage); on macOS and in Node alike. */
function tell(found: object): void {
  process.stdout.write(JSON.stringify({ ...found, rssMb: (process.resourceUsage().maxRSS * 1024) / MB }));
}

function measure(): number {
  const made = mkdtempSync(join(tmpdir(), 'hamrong-edxml-memory-'));
  try {
    const raw = writePdf(join(made, 'raw.pdf'), RAW_BYTES);
    writePdf(join(made, 'inner.pdf'), ZIPPED_BYTES);
    const inner = readFileSync(join(made, 'inner.pdf'));
    const zip = openSync(join(made, 'zipped.pdf'), 'w');
    writeSync(zip, zipSync({ 'a.pdf': inner }, { level: 1 }));
    closeSync(zip);
    const written = run('write', made);
    const read = run('read', made);
    const expected = [raw, createHash('sha256').update(inner).digest('hex')];
    const isWhole = JSON.stringify([read.problems, read.sha256]) === JSON.stringify([[], expected]);
    const isWithin = written.rssMb <= RSS_MB_MAX && read.rssMb <= RSS_MB_MAX;
    process.stdout.write(
      `attachments ${String((RAW_BYTES + ZIPPED_BYTES) / MB)} MB, package ${(statSync(join(made, 'package.edxml')).size / MB).toFixed(0)} MB\n` +
        `written within ${written.rssMb.toFixed(0)} MB in ${written.seconds} s, read within ${read.rssMb.toFixed(0)} MB in ${read.seconds} s; at most ${String(RSS_MB_MAX)} MB\n` +
        `${isWhole ? 'every byte is there' : 'NOT WHAT WAS WRITTEN'}${isWithin ? '' : ', TOO MUCH MEMORY'}\n`,
    );
    return isWhole && isWithin ? 0 : 1;
  } finally {
    rmSync(made, { recursive: true });
  }
}

type Told = { readonly rssMb: number; readonly problems?: unknown; readonly sha256?: unknown };

function run(what: 'write' | 'read', made: string): Told & { readonly seconds: string } {
  const started = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, what, made], {
    encoding: 'utf8',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (stdout === '') throw new Error(stderr);
  return { ...(JSON.parse(stdout) as Told), seconds };
}

function writePdf(path: string, bytes: number): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  const put = (piece: Uint8Array): void => {
    hash.update(piece);
    writeSync(file, piece);
  };
  put(Buffer.from('%PDF-1.7\n'));
  for (let left = bytes; left > 0; left -= MB) put(randomBytes(Math.min(MB, left)));
  put(Buffer.from('\n%%EOF\n'));
  closeSync(file);
  return hash.digest('hex');
}
