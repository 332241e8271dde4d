import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportAgency } from '../../src/server/agency-export/export-agency.ts';
import { runServerCommand } from '../../src/server/command-line.ts';
import type { ServerConfig } from '../../src/server/config.ts';
import { connect } from '../../src/server/store/pool.ts';
import type { AppError } from '../../src/shared/errors.ts';
import { readyToDispatch } from '../support/dispatching.ts';
import { dossierFields } from '../support/dossier-cases.ts';
import { directing, fileRef, incomingFields, receiving, registering } from '../support/papers.ts';
import { POSTGRES_SETTINGS } from '../support/postgres.ts';
import { makeProvince, type Province } from '../support/province.ts';

const SECRET = 'Chimlacrung';
const FORMULA = '=HYPERLINK("http://x";"y") "Kế hoạch" <b>&amp;</b>';
let province: Province;
let places: string;
let outgoing: string;
const papers: { documentId: string; name: string; text: string }[] = [];

beforeAll(async () => {
  [province, places] = await Promise.all([makeProvince(), mkdtemp(join(tmpdir(), 'hamrong-export-'))]);
  await fillOffice();
});
afterAll(async () => {
  await province.close();
  await rm(places, { recursive: true, force: true });
});

/** Documents with files, one contained, a dossier and a task in office A; one document in office B. */
async function fillOffice(): Promise<void> {
  const { a, b } = province;
  const [clerk, leader, specialist] = [
    await province.device(a.clerk),
    await province.device(a.leader),
    await province.device(a.specialist),
  ];
  const done = async (device: typeof clerk, name: string, args: object) =>
    expect([name, await device.perform(name, args)]).toMatchObject([name, { status: 'accepted' }]);
  const receive = async (subject: string, fileName: string): Promise<string> => {
    const documentId = randomUUID();
    const text = `tệp ${documentId}`;
    const sha256 = await province.keep(text, a.clerk);
    const fields = incomingFields(subject);
    const file = fileRef(sha256, Buffer.byteLength(text), fileName);
    await done(clerk, 'incoming.receive', receiving(documentId, { source: 'file', file, fields }));
    await done(clerk, 'incoming.register', { ...registering(a, documentId), fields });
    papers.push({ documentId, name: fileName, text });
    return documentId;
  };
  const first = await receive(FORMULA, 'Kế hoạch: số 1?.pdf');
  await done(leader, 'incoming.direct', directing(first, a.specialist));
  const contained = await receive(`Về việc ${SECRET}`, `${SECRET}.pdf`);
  papers.pop();
  await receive('Về việc chuyển đổi số', 'con.pdf');
  await done(leader, 'secrecy.contain', { of: { kind: 'incoming', id: contained } });
  await province.server.delivery.drain();
  const dossierId = randomUUID();
  const fields = dossierFields({ retention: 'permanent' });
  await done(specialist, 'dossier.open', {
    dossierId,
    year: 2026,
    fields,
    helperIds: [],
    startedOn: '2026-01-05',
  });
  await done(specialist, 'dossier.file', { dossierId, of: { kind: 'incoming', id: first } });
  const task = { taskId: randomUUID(), content: 'Báo cáo quý', leadId: a.specialist, supporterIds: [] };
  await done(leader, 'task.give', task);
  const ready = await readyToDispatch(province, [province.b.agencyId]);
  outgoing = ready.documentId;
  await done(clerk, 'outgoing.dispatch', ready);
  await province.server.delivery.drain();
  const foreign = await province.device(b.clerk);
  const fieldsOfB = incomingFields('Văn bản riêng của cơ quan B');
  await done(foreign, 'incoming.receive', receiving(randomUUID(), { fields: fieldsOfB }));
}

const config = (): ServerConfig => ({
  ...{ dataDir: province.dataDir, databaseUrl: province.server.databaseUrl },
  ...{ host: '127.0.0.1', port: 0, poolSize: 4, postgresSettings: [...POSTGRES_SETTINGS] },
});
async function keeper(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const lines = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const status = await runServerCommand(args, config(), lines, () => undefined).catch(
    ({ code }: AppError) => code,
  );
  return { status, out, err };
}
const inPlace = (name: string): string => join(places, name);
const linesOf = (folder: string, table: string): Record<string, unknown>[] =>
  readFileSync(join(folder, 'du-lieu', `${table}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** A workbook as another program reads it, cell by cell as text. */
async function cellsOf(path: string): Promise<string[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text));
  });
  return rows;
}

test('III.5.e: an agency leaves with everything: tables, files byte for byte, dossiers, as plain SQL counts them and sha256sum agrees', async () => {
  const folder = inPlace('one');
  const { status, out } = await keeper('export', 'h56.a', folder);
  expect([status, out.length]).toEqual([0, 1]);
  const checked = execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(checked).toBe('');
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
  expect(sums.length + 1).toBe(filesIn(folder).length);

  const counted = await province.ask(
    'select kind, count(*)::int as n from entities where agency_id = $1 group by kind order by kind',
    [province.a.agencyId],
  );
  const manifest = JSON.parse(readFileSync(join(folder, 'bang-ke.json'), 'utf8')) as {
    tables: Record<string, number>;
    missing: string[];
  };
  expect(counted.map(({ kind, n }) => [kind, n])).toEqual(
    Object.entries(manifest.tables)
      .filter(([, n]) => n > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const incoming = await cellsOf(join(folder, 'bang', 'van-ban-den.xlsx'));
  expect(incoming.length - 1).toBe(linesOf(folder, 'van-ban-den').length);
  const [heads = [], first = []] = incoming;
  expect([
    first[heads.indexOf('Số đến')],
    first[heads.indexOf('Trích yếu')],
    first[heads.indexOf('Trạng thái')],
  ]).toEqual(['1', FORMULA, 'Đã giao']);
  const tasks = await cellsOf(join(folder, 'bang', 'nhiem-vu.xlsx'));
  expect(tasks.slice(1).map((row) => row[tasks[0]?.indexOf('Chủ trì') ?? 0])).toContain('specialist A');
  const operations = await province.ask('select count(*)::int as n from operation_log where agency_id = $1', [
    province.a.agencyId,
  ]);
  expect(linesOf(folder, 'lich-su-thao-tac').length).toBe(operations[0]?.['n']);

  const kept = linesOf(folder, 'tep');
  for (const { documentId, name, text } of papers) {
    const file = kept.find(
      ({ of, name: called }) => (of as { id: string }).id === documentId && called === name,
    );
    expect(readFileSync(join(folder, String(file?.['path'])), 'utf8')).toBe(text);
  }
  const named = await province.ask(
    `select distinct r.sha256 from blob_refs r join entities e on e.kind = r.kind and e.id = r.id where e.agency_id = $1`,
    [province.a.agencyId],
  );
  expect(new Set(kept.map(({ sha256 }) => sha256))).toEqual(new Set(named.map(({ sha256 }) => sha256)));
  expect(kept.some(({ of }) => (of as { id: string }).id === outgoing)).toBe(true);
});

test('III.5.e: a dossier is there as annex VI has it, and the files that it names lie where it says', async () => {
  const folder = inPlace('one');
  const [path = ''] = filesIn(join(folder, 'ho-so'));
  const found: { tags: string[]; files: string[] } = { tags: [], files: [] };
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    found.tags.push(name);
    if (name === 'File') found.files.push(String(attributes['path']));
  });
  parser.write(readFileSync(path, 'utf8')).close();
  expect(found.tags).toContain('TraceHeaderList');
  expect(found.files.map((file) => existsSync(join(path, '..', file)))).toEqual([true]);
});

test('two exports of one state are the same bytes; what is classified, or another agency’s, is in neither', async () => {
  expect((await keeper('export', province.a.agencyId, inPlace('two'))).status).toBe(0);
  expect(execFileSync('diff', ['-r', inPlace('one'), inPlace('two')], { encoding: 'utf8' })).toBe('');
  for (const path of filesIn(inPlace('two'))) {
    const text = path.endsWith('.xlsx') ? JSON.stringify(await cellsOf(path)) : readFileSync(path, 'utf8');
    expect([path, text.includes(SECRET), text.includes('cơ quan B')]).toEqual([path, false, false]);
  }
  expect(linesOf(inPlace('two'), 'so-cua-van-ban-cach-ly')).toHaveLength(1);
  const log = await province.ask('select outcome, official_id, files from agency_exports order by begun_at');
  expect(log.map(({ outcome, files }) => [outcome, Number(files) > 0])).toEqual([
    ['made', true],
    ['made', true],
  ]);
});

test('one that was stopped is never taken for an export, and the next goes on where it ended', async () => {
  const client = await connect(province.server.databaseUrl);
  const stop = new AbortController();
  const order = {
    ...{
      client,
      blobs: province.server.blobs.files,
      agencyId: province.a.agencyId,
      target: inPlace('three'),
    },
    signal: stop.signal,
  };
  try {
    const stopped = exportAgency({ ...order, onProgress: (done, total) => done === total && stop.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'agencyExport.cancelled' });
    expect([existsSync(inPlace('three')), existsSync(inPlace('three.dang-xuat'))]).toEqual([false, true]);
    const full = exportAgency({
      ...order,
      signal: new AbortController().signal,
      freeBytes: async () => 1024,
    });
    await expect(full).rejects.toMatchObject({ code: 'agencyExport.no-room' });
  } finally {
    await client.end();
  }
  expect((await keeper('export', 'H56.A', inPlace('three'))).status).toBe(0);
  expect(execFileSync('diff', ['-r', inPlace('one'), inPlace('three')], { encoding: 'utf8' })).toBe('');
  expect(existsSync(inPlace('three.dang-xuat'))).toBe(false);
  expect((await keeper('export', 'H56.A', inPlace('three'))).status).toBe('agencyExport.target-exists');
  expect((await keeper('export', 'H56.X', inPlace('four'))).status).toBe('agencyExport.no-agency');
});

test('a file that the server lost is named, and the rest leaves', async () => {
  const [lost] = linesOf(inPlace('one'), 'tep').filter(
    ({ of }) => (of as { id: string }).id === papers[0]?.documentId,
  );
  await unlink(province.server.blobs.files.pathOf(lost?.['sha256'] as never));
  const { status, err } = await keeper('export', 'H56.A', inPlace('five'));
  expect([status, err.at(-1)?.includes(String(lost?.['path']))]).toEqual([3, true]);
  expect(linesOf(inPlace('five'), 'tep').filter(({ isHere }) => isHere === false)).toHaveLength(1);
});
