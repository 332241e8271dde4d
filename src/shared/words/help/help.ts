import { fold } from '../../text/fold.ts';
import { officePages } from './office.ts';
import type { HelpPage } from './page.ts';
import { workPages } from './work.ts';

/** Every page of help, in the order of the guide. F1 shows them, and docs/huong-dan is written from them. */
export const helpPages: readonly HelpPage[] = [...workPages, ...officePages];

/** The page of a route, as the router writes it. */
export const helpFor = (route: string): HelpPage | undefined =>
  helpPages.find(({ routes }) => routes.includes(route));

const textOf = ({ title, lead, parts }: HelpPage): string =>
  fold([title, lead, ...parts.flatMap((part) => [part.title, ...part.steps])].join('\n'));

/** Pages in which every typed word stands, with or without marks; those whose title has them first. */
export function findHelp(typed: string): readonly HelpPage[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const has = (text: string) => wanted.every((word) => text.includes(word));
  const found = helpPages.filter((page) => has(textOf(page)));
  const isNamed = ({ title }: HelpPage) => has(fold(title));
  return [...found.filter(isNamed), ...found.filter((page) => !isNamed(page))];
}
