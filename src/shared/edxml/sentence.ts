import { packageFields } from '../words/edxml.ts';
import { say } from '../words/vi.ts';
import type { PackageProblem } from './package.ts';

/** What is wrong, in one sentence that names the field as officials do. */
export function sayPackageProblem({ path, code, detail }: PackageProblem): string {
  const numbers = [...path.matchAll(/\[(\d+)\]/g)].map(([, number]) => number);
  const plain = path.replace(/\[\d+\]/g, '');
  const name = packageFields[plain] ?? plain;
  const field =
    numbers.length === 0 ? name : say('edxml.field-of-many', { field: name, number: numbers.join('.') });
  return say(`edxml.problem.${code}`, { ...detail, field });
}
