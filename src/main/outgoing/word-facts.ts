import { strFromU8, unzipSync } from 'fflate';
import type { PaperFacts } from '../../shared/domain/outgoing/check-paper.ts';

/** What is larger unpacked is no office paper; it is not looked at. */
export const PART_BYTES_MAX = 20 * 1024 * 1024;
const FONTS_MAX = 20;
const PARTS = ['word/document.xml', 'word/styles.xml', 'word/theme/theme1.xml'] as const;

const mm = (twips: number): number => (twips * 25.4) / 1440;
const attribute = (xml: string, name: string): number | undefined => {
  const found = new RegExp(`w:${name}="(-?\\d{1,6})"`).exec(xml)?.[1];
  return found === undefined ? undefined : Number(found);
};

/**
 * How a Word document is set: margins of its first section, the fonts that it names, and the size that most of its text has. Undefined for what is none, is broken, or is
 * larger unpacked than a paper of an office. Patterns, no XML reader: nothing is resolved, nothing is fetched.
 */
export function wordFacts(docx: Uint8Array): PaperFacts['word'] {
  const parts = readParts(docx);
  const document = parts?.['word/document.xml'];
  if (document === undefined) return undefined;
  const styles = parts?.['word/styles.xml'] ?? '';
  const page = /<w:pgMar\b[^>]{0,600}>/.exec(document)?.[0];
  const side = (name: string): number => mm(attribute(page ?? '', name) ?? 0);
  if (page === undefined) return undefined;
  const bodySize = sizeOf(document, styles);
  return {
    marginsMm: { top: side('top'), bottom: side('bottom'), left: side('left'), right: side('right') },
    fonts: fontsIn(document, styles),
    ...(bodySize !== undefined && { bodySize }),
  };
}

function readParts(docx: Uint8Array): Readonly<Record<string, string>> | undefined {
  try {
    let total = 0;
    const parts = unzipSync(docx, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.some((part) => part === name)) return false;
        total += originalSize;
        if (total > PART_BYTES_MAX) throw new RangeError('a Word document without end');
        return true;
      },
    });
    return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
  } catch {
    // Broken or swollen: then its PDF alone is checked.
    return undefined;
  }
}

/** The fonts of the text's own runs, and the one that everything has where nothing is said. */
function fontsIn(document: string, styles: string): string[] {
  const defaults = /<w:docDefaults>[\s\S]{0,5000}?<\/w:docDefaults>/.exec(styles)?.[0] ?? '';
  const names = [...`${defaults}${document}`.matchAll(/<w:rFonts\b[^>]{0,600}w:ascii="([^"]{1,80})"/g)];
  return [...new Set(names.map(([, name = '']) => name))].slice(0, FONTS_MAX);
}

/** The size that most letters have, in points; runs without one have the default. */
function sizeOf(document: string, styles: string): number | undefined {
  const defaults = /<w:docDefaults>[\s\S]{0,5000}?<\/w:docDefaults>/.exec(styles)?.[0] ?? '';
  const usual = attribute(/<w:sz\b[^>]{0,80}>/.exec(defaults)?.[0] ?? '', 'val');
  const letters = new Map<number, number>();
  for (const [run] of document.matchAll(/<w:r[ >][\s\S]{0,4000}?<\/w:r>/g)) {
    const size = attribute(/<w:sz\b[^>]{0,80}>/.exec(run)?.[0] ?? '', 'val') ?? usual;
    const text = /<w:t\b[^>]{0,80}>([^<]{0,4000})/.exec(run)?.[1] ?? '';
    if (size !== undefined) letters.set(size, (letters.get(size) ?? 0) + text.length);
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1]);
  return most && most[0] / 2;
}
