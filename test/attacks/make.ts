import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { attacksOn, damagesOf } from './attacks.ts';

/** `npm run attack -- signed.pdf folder [seed] [count]`: every attack on a signed file, `count` seeded damages, and what we say of each. */
const [input, folder, seed = '1', count = '20'] = process.argv.slice(2);
if (!input || !folder) {
  process.stderr.write('npm run attack -- signed.pdf folder [seed] [count]\n');
  process.exit(2);
}
const bytes = readFileSync(input);
mkdirSync(folder, { recursive: true });
const damages = damagesOf(bytes, Number(seed), Number(count)).map((one) => ({ ...one, right: [] }));
const rows: { file: string; attack: string; right: readonly string[]; verdict: string }[] = [];
for (const [index, { name, bytes: made, right }] of [...attacksOn(bytes), ...damages].entries()) {
  const file = `${String(index + 1).padStart(3, '0')}-${name.replace(/[^A-Za-z0-9]+/g, '-')}.pdf`;
  writeFileSync(join(folder, file), made);
  const { integrity } = await verifyPdf(made, { anchors: [], at: new Date(), offline: true });
  rows.push({ file, attack: name, right, verdict: integrity });
  process.stdout.write(`${integrity.padEnd(14)}${name.padEnd(60)}${right.join(' | ')}\n`);
}
writeFileSync(join(folder, 'cases.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
