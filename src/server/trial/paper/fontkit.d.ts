/** fontkit 2 ships no types; this is the part that the trial's papers use. */
declare module 'fontkit' {
  export type Glyph = {
    readonly id: number;
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
    readonly path: { toSVG(): string };
  };
  export type Font = {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string): { readonly glyphs: readonly Glyph[] };
  };
  export function create(bytes: Uint8Array): Font;
}
