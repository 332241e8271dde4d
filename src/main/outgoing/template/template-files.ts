import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CopyForm } from '../../../shared/domain/outgoing/outgoing.ts';
import { type PaperForm, paperForms } from '../../../shared/words/paper.ts';
import { copyTemplate, templateOf } from './template.ts';

const nameOf = (form: PaperForm | CopyForm): string => `${form}.docx`;

/** Every template that is shipped, made from the layout: one for each model of annex III, and the three copies. */
export const templateFiles = (): readonly (readonly [name: string, bytes: Uint8Array])[] => [
  ...paperForms.map((form) => [nameOf(form), templateOf(form)] as const),
  ...CopyForm.options.map((form) => [nameOf(form), copyTemplate(form)] as const),
];

/** From the source and from what it was bundled to, the shipped files stand some folders up. */
const LEVELS_MAX = 6;

/** A shipped template, as an administrator may have changed it. */
export function readTemplate(form: PaperForm | CopyForm): Uint8Array {
  let folder = import.meta.dirname;
  for (let level = 0; level < LEVELS_MAX; level++, folder = dirname(folder)) {
    const path = join(folder, 'assets', 'templates', nameOf(form));
    if (existsSync(path)) return new Uint8Array(readFileSync(path));
  }
  return paperForms.some((each) => each === form)
    ? templateOf(form as PaperForm)
    : copyTemplate(form as CopyForm);
}
