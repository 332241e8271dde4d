/** A file of the repository: its path from the root, with `/`, and its text. */
export type Source = { readonly path: string; readonly text: string };

/**
 * `code` has comments blanked out, `bare` also the insides of strings, templates and regular expressions. Lines and columns stay, so that
 * braces can be matched and lines counted. Not a parser: what it cannot tell (an apostrophe in JSX text, a lone slash) it leaves alone.
 */
export type Scanned = Source & { readonly code: string; readonly bare: string };

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{;+*%~^]|=>|\b(?:return|typeof|case|in|of|await|yield))\s*$/;

type Piece = { readonly end: number; readonly kind: 'comment' | 'quoted' | 'plain' };

export function scan({ path, text }: Source): Scanned {
  let code = '';
  let bare = '';
  /** Depth of braces at which each open template goes on. */
  const templates: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const piece = isTemplatePart(text[at], templates, depth)
      ? templatePiece(text, at, templates, depth)
      : pieceAt(text, at, bare);
    const raw = text.slice(at, piece.end);
    if (piece.kind === 'plain') depth += raw === '{' ? 1 : raw === '}' ? -1 : 0;
    code += piece.kind === 'comment' ? blank(raw) : raw;
    bare += piece.kind === 'plain' ? raw : quotedBlank(raw, piece.kind);
    at = piece.end;
  }
  return { path, text, code, bare };
}

/** Quotes stay, so that `''` is still seen as a value. */
function quotedBlank(raw: string, kind: 'comment' | 'quoted'): string {
  if (kind === 'comment' || raw.length < 2) return blank(raw);
  return `${raw[0]}${blank(raw.slice(1, -1))}${raw[raw.length - 1]}`;
}

function isTemplatePart(char: string | undefined, templates: readonly number[], depth: number): boolean {
  return char === '`' || (char === '}' && templates.length > 0 && templates[templates.length - 1] === depth);
}

/** From a backtick, or from the brace that ends a `${}`, to the next `${` or the closing backtick. */
function templatePiece(text: string, start: number, templates: number[], depth: number): Piece {
  if (text[start] === '}') templates.pop();
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return { end: at + 1, kind: 'quoted' };
    else if (text[at] === '$' && text[at + 1] === '{') {
      templates.push(depth);
      return { end: at + 2, kind: 'quoted' };
    }
  }
  return { end: text.length, kind: 'quoted' };
}

function pieceAt(text: string, at: number, before: string): Piece {
  const char = text[at];
  if (text.startsWith('//', at)) return { end: until(text, '\n', at), kind: 'comment' };
  if (text.startsWith('/*', at))
    return { end: Math.min(until(text, '*/', at + 2) + 2, text.length), kind: 'comment' };
  if (char === "'" || char === '"') return closed(text, at, char);
  if (char === '/' && REGEX_MAY_FOLLOW.test(before.slice(-40))) return closed(text, at, '/');
  return { end: at + 1, kind: 'plain' };
}

function until(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

/** A quoted run that ends on its own line; otherwise the character stands for itself. */
function closed(text: string, start: number, quote: string): Piece {
  let isInClass = false;
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (quote === '/' && text[at] === '[') isInClass = true;
    else if (quote === '/' && text[at] === ']') isInClass = false;
    else if (text[at] === quote && !isInClass) return { end: at + 1, kind: 'quoted' };
  }
  return { end: start + 1, kind: 'plain' };
}

/** Index of the bracket that closes the one at `open` in a bare text; the end when none does. */
export function closing(bare: string, open: number): number {
  let depth = 0;
  for (let at = open; at < bare.length; at++) {
    const char = bare[at] ?? '';
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    if (depth === 0) return at;
  }
  return bare.length - 1;
}

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
