import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateFiles } from '../src/main/outgoing/template/template-files.ts';

/** Writes assets/templates anew from the layout: `node scripts/make-templates.ts`. */
const folder = join(import.meta.dirname, '../assets/templates');
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of templateFiles()) writeFileSync(join(folder, name), bytes);
