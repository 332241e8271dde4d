import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** `&`, `<`, `>`, quotes: what is typed anywhere is text on the page and nothing else. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const { resolve } = createRequire(import.meta.url);
const FACES = [
  { file: '400Regular/Tinos_400Regular.ttf', weight: 400, style: 'normal' },
  { file: '400Regular_Italic/Tinos_400Regular_Italic.ttf', weight: 400, style: 'italic' },
  { file: '700Bold/Tinos_700Bold.ttf', weight: 700, style: 'normal' },
] as const;

/** The font travels in the page: whoever prints it has no other file to read, and no network to ask. */
const fontFaces = (): string =>
  FACES.map(({ file, weight, style }) => {
    const data = readFileSync(resolve(`@expo-google-fonts/tinos/${file}`)).toString('base64');
    return `@font-face{font-family:Tinos;font-weight:${String(weight)};font-style:${style};src:url(data:font/ttf;base64,${data})}`;
  }).join('\n');

export type PageFrame = {
  /** Named in the file's properties. */
  readonly title: string;
  readonly orientation: 'portrait' | 'landscape';
  /** `A4` unless the form has a size of its own: `229mm 162mm`. */
  readonly size?: string;
  /** Top, right, bottom, left; left out, those of a bound book. */
  readonly margin?: string;
  /** The page's number at the foot. */
  readonly isNumbered?: boolean;
  readonly css: string;
  /** Escaped already. */
  readonly body: string;
};

/**
 * A whole page to be printed: HTML without scripts, links or anything to fetch, in a Times-like font that has every Vietnamese letter (Tinos: decree 30/2020, annex I
 * part I, I.4).
 */
export function pageHtml({
  title,
  orientation,
  size = 'A4',
  margin,
  isNumbered,
  css,
  body,
}: PageFrame): string {
  const paper = size === 'A4' ? `A4 ${orientation}` : size;
  const foot = isNumbered
    ? '@bottom-center{content:counter(page) " / " counter(pages);font:10pt Tinos,"Times New Roman",serif}'
    : '';
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<title>${escapeHtml(title)}</title>
<style>
${fontFaces()}
@page{size:${paper};margin:${margin ?? '15mm 10mm 15mm 20mm'};${foot}}
*{box-sizing:border-box}
html,body{margin:0;padding:0;font:11pt/1.25 Tinos,"Times New Roman",serif;color:#000}
${css}
</style></head><body>
${body}
</body></html>`;
}
