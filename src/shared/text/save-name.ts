import { FILE_NAME_LENGTH_MAX, safeFileName } from './file-name.ts';
import { fold } from './fold.ts';

/** The document of which a copy is saved: its reference as printed, its subject, and the file's own name for what it is. */
export type SavedDocument = {
  readonly reference: string;
  readonly subject: string;
  readonly fileName: string;
};

/** Windows and older archives keep these letters whatever they are set to. */
const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** The number as its own letters, capitals kept: 15/SMM-VP becomes 15_SMM-VP. */
const plainReference = (reference: string): string =>
  [...reference.normalize('NFC')]
    .map((letter) =>
      letter === '/' ? '_' : letter === letter.toUpperCase() ? fold(letter).toUpperCase() : fold(letter),
    )
    .join('')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');

/**
 * The name under which a copy is saved: `15_SMM-VP_tra-loi-cong-van-so-412.pdf`. Letters without marks, nothing that Windows refuses, at most 120
 * characters cut between words; the extension is that of the file.
 */
export function saveName({ reference, subject, fileName }: SavedDocument): string {
  const extension = /\.[a-z0-9]{1,9}$/i.exec(fileName)?.[0].toLowerCase() ?? '';
  const number = plainReference(reference);
  const room = FILE_NAME_LENGTH_MAX - extension.length - number.length - 1;
  const words = plain(subject.replace(/^\s*V\/v\s+/iu, '')).split('-');
  let title = '';
  for (const word of words) {
    if (title.length + word.length + 1 > room) break;
    title += title === '' ? word : `-${word}`;
  }
  const name = [number, title].filter((part) => part !== '').join('_');
  return name === '' ? safeFileName(fileName) : safeFileName(`${name}${extension}`);
}
