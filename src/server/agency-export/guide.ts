import { agencyExportColumns } from '../../shared/words/agency-export.ts';
import { say } from '../../shared/words/vi.ts';
import { tableKinds, tables } from './columns.ts';

/** HUONG-DAN.txt: what lies in the export, how to check it, and what each column of each table says. */
export function guideText(agencyName: string): string {
  const all = tableKinds.flatMap((kind) => {
    const { file, columns } = tables[kind];
    const heads = columns.map((path) => `  ${path}: ${agencyExportColumns[path]}`);
    return ['', `${file} (${say(`agencyExport.table.${kind}`)})`, ...heads];
  });
  return [say('agencyExport.guide', { agency: agencyName }), ...all, ''].join('\n').replaceAll('\n', '\r\n');
}
