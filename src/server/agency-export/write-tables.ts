import type { AgencyId } from '../../shared/domain/core/values.ts';
import type { SheetCell } from '../../shared/sheet/sheet.ts';
import { agencyExportColumns } from '../../shared/words/agency-export.ts';
import { say } from '../../shared/words/vi.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { cellOf, type NameOf } from './cells.ts';
import { tableKinds, tables } from './columns.ts';
import type { Office } from './dossier-xml.ts';
import type { ExportFolder } from './folder.ts';
import { entitiesOf, rowsOf } from './read.ts';
import { tableXlsx } from './table-xlsx.ts';

/** Every kind as JSON Lines, each body whole, and as a workbook to read. Answers how many rows each has. */
export async function writeTables(
  client: DatabaseClient,
  office: Office,
  folder: ExportFolder,
): Promise<Readonly<Record<string, number>>> {
  const { agencyId, officials, unitNames } = office;
  const nameOf: NameOf = (id) => officials.get(id)?.fullName ?? unitNames.get(id);
  const counts: Record<string, number> = {};
  for (const kind of tableKinds) {
    const { file, columns } = tables[kind];
    let count = 0;
    const lines = async function* (): AsyncGenerator<Uint8Array> {
      for await (const { id, seq, text } of entitiesOf(client, agencyId, kind)) {
        count += 1;
        yield Buffer.from(`{"id":${JSON.stringify(id)},"seq":${String(seq)},"body":${text}}\n`);
      }
    };
    const rows = async function* (): AsyncGenerator<readonly SheetCell[]> {
      for await (const { id, body } of entitiesOf(client, agencyId, kind)) {
        const values = body as unknown as Readonly<Record<string, unknown>>;
        yield [id, ...columns.map((path) => cellOf(kind, path, values[path], nameOf))];
      }
    };
    await folder.write(`du-lieu/${file}.jsonl`, lines());
    const heads = [say('agencyExport.id'), ...columns.map((path) => agencyExportColumns[path])];
    await folder.write(`bang/${file}.xlsx`, tableXlsx(heads, rows()));
    counts[kind] = count;
  }
  return counts;
}

/** Without the arguments: what they said stands in the bodies, or was taken away lawfully; the chain stands over their digests. */
const operationsSql = (agencyId: AgencyId): string => `
select seq, operation_id as "operationId", device_id as "deviceId", dev_seq as "devSeq", official_id as "officialId", name,
  args_sha256 as "argsSha256", done_at as "doneAt", arrived_at as "arrivedAt", chain
from operation_log where agency_id = '${agencyId}' order by seq`;

const openingsSql = (agencyId: AgencyId): string => `
select opening_id as "openingId", root_kind as kind, root_id as id, sha256, official_id as "officialId", device_id as "deviceId",
  opened_at as "openedAt", noted_at as "notedAt"
from openings where agency_id = '${agencyId}' order by opened_at, opening_id collate "C"`;

/** The history: what was done in order, with its chain; who opened what. */
export async function writeLog(
  client: DatabaseClient,
  agencyId: AgencyId,
  folder: ExportFolder,
): Promise<{ readonly operations: number; readonly openings: number }> {
  const write = async (path: string, sql: string): Promise<number> => {
    let count = 0;
    const lines = async function* (): AsyncGenerator<Uint8Array> {
      for await (const row of rowsOf(client, sql)) {
        count += 1;
        yield Buffer.from(`${JSON.stringify(row)}\n`);
      }
    };
    await folder.write(path, lines());
    return count;
  };
  return {
    operations: await write('du-lieu/lich-su-thao-tac.jsonl', operationsSql(agencyId)),
    openings: await write('du-lieu/lich-su-truy-cap.jsonl', openingsSql(agencyId)),
  };
}
