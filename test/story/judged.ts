import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { judge, textOn } from '../support/judges.ts';
import type { Province } from './province.ts';
import { askReplica } from './sound.ts';

/** The PDF that agency B's clerk keeps in his own folder, as his database names it. */
export function storedPdf(province: Province): Uint8Array {
  const [row] = askReplica<{ sha256: string }>(
    province,
    'department-clerk',
    `select json_extract(body, '$.file.sha256') as sha256 from entities where kind = 'incoming' and body is not null`,
  );
  const sha256 = row?.sha256 ?? '';
  const folder = join(
    province.folderOf('department-clerk'),
    'files',
    'sha256',
    sha256.slice(0, 2),
    sha256.slice(2, 4),
  );
  return readFileSync(join(folder, sha256));
}

const anchorOf = (province: Province): string =>
  join(province.folderOf('department-clerk'), 'trust', 'trial-root.pem');

const verifyLine = (province: Province, file: string) => {
  const ran = spawnSync(
    process.execPath,
    ['scripts/hamrong.ts', 'verify', file, '--trust', anchorOf(province), '--offline', '--json'],
    {
      encoding: 'utf8',
    },
  );
  return {
    status: ran.status,
    line: JSON.parse(ran.stdout) as {
      integrity: string;
      signatures: { indication: string }[];
      sentence: string;
    },
  };
};

/** Outside judges and our own command line, on the bytes from B's folder; and the changed copy, which must not pass. */
export async function judgeSealed(province: Province): Promise<void> {
  const pdf = storedPdf(province);
  const said = await judge(pdf, readFileSync(anchorOf(province), 'utf8'));
  expect(said.pdfsig).toEqual(['Signature is Valid.', 'Signature is Valid.']);
  expect(said.qpdf).toEqual([]);
  expect(said.mutool).toHaveLength(2);
  expect(said.mutoolChanges).toEqual([0, 0]);
  expect(said.openssl).toEqual(['CAdES Verification successful', 'CAdES Verification successful']);
  expect(await textOn(pdf)).toMatch(/Số:\s*01\s*\/UBND-VP/);

  const genuine = join(province.root, 'genuine.pdf');
  writeFileSync(genuine, pdf);
  expect(verifyLine(province, genuine)).toMatchObject({ status: 0, line: { integrity: 'valid' } });
  expect(verifyLine(province, join(province.root, 'changed.pdf'))).toMatchObject({
    status: 1,
    line: { integrity: 'invalid' },
  });
}
