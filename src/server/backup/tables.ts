import type { DatabaseClient } from '../store/pool.ts';

export type Table = { readonly name: string; readonly columns: readonly string[] };

/**
 * Every table of the schema as the database itself tells, so that none made later is forgotten; `schema_versions` is the migration's own and stands in the
 * manifest as a number.
 */
export async function tablesOf(client: DatabaseClient): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select c.table_name::text as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> 'schema_versions'
      and c.is_generated = 'NEVER'
    group by c.table_name order by c.table_name`);
  return rows;
}

/** Columns that count up by themselves: after a restore they go on from the highest value. */
export async function identityColumns(
  client: DatabaseClient,
): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select table_name::text as table, column_name::text as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`);
  return rows;
}

/** A name from the database or a checked manifest, as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
