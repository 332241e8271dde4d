import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { QueryContext } from '../handler.ts';
import { FileText } from '../jobs/index-file.ts';
import { TEXT_MS_MAX } from './look-into.ts';

type Context = Pick<QueryContext, 'db' | 'blobs' | 'ports'>;

/** The text of all pages with a form feed between them: as kept, or read now where nobody has looked yet. Empty for a picture, a broken file, or one that is not here. */
export async function textOfFile({ db, blobs, ports }: Context, sha256: Sha256): Promise<string> {
  const kept = db
    .prepare<[string], { text: string }>('select text from file_text where sha256 = ?')
    .get(sha256);
  if (kept) return kept.text;
  if (!blobs.has(sha256)) return '';
  const helper = ports.helpers.start('index');
  try {
    const answer = await helper.call('readText', { file: blobs.fileOf(sha256) }, TEXT_MS_MAX);
    return FileText.parse(answer).text;
  } catch {
    // Suggestions are a help: a file that cannot be read gives none, and says so by its verdict.
    return '';
  } finally {
    await helper.stop();
  }
}

export const pageOne = (text: string): string => text.split('\f', 1)[0] ?? '';

/** How many pages a text of pages has; 0 where nothing was read. */
export const pagesIn = (text: string): number =>
  text === '' ? 0 : text.replace(/\f$/, '').split('\f').length;
