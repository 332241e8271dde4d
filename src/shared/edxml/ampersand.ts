/** XML 1.0 §4.1; whether a name means anything is the parser's to say. */
const REFERENCE = /&(?:#\d{1,20}|#[xX][\da-fA-F]{1,20}|[A-Za-z_:][\w.:-]{0,63});/y;
/** The end of a piece that the next one may complete to a reference, or to the start of a section. */
const UNDECIDED = /(?:&#?[\w.:-]{0,64}|<(?:!(?:-|\[C?D?A?T?A?)?)?)$/;
const NOTABLE = /&|<!--|<!\[CDATA\[|<\?/g;
/** What ends each section in which an `&` is a letter like any other (§2.4). */
const ends: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };
const END_CHARS = 3;

/**
 * Markup in pieces, with `&amp;` for each `&` that begins no reference ("Sở A & B"): the parser would take all up to the next `;` for a name, attachments too. Each is told to
 * `onBare`, which says whether to go on.
 */
export function escapeBare(onBare: () => boolean): (piece: string) => string {
  let held = '';
  /** The end of the section that is open, and the last letters in it. */
  let section: { readonly end: string; seen: string } | undefined;
  return (piece) => {
    const markup = held + piece;
    held = '';
    let done = '';
    let at = 0;
    while (at < markup.length) {
      if (section) {
        const before = section.seen.length;
        const found = (section.seen + markup.slice(at)).indexOf(section.end);
        const to = found < 0 ? markup.length : at + found + section.end.length - before;
        section.seen = (section.seen + markup.slice(at, to)).slice(1 - END_CHARS);
        done += markup.slice(at, to);
        if (found >= 0) section = undefined;
        at = to;
        continue;
      }
      NOTABLE.lastIndex = at;
      const found = NOTABLE.exec(markup);
      const undecided = UNDECIDED.exec(markup.slice(Math.max(at, markup.length - 80)));
      const undecidedAt = undecided ? markup.length - undecided[0].length : markup.length;
      if (!found || found.index >= undecidedAt) {
        held = markup.slice(undecidedAt);
        return done + markup.slice(at, undecidedAt);
      }
      done += markup.slice(at, found.index);
      at = found.index;
      const end = ends[found[0]];
      if (end) {
        section = { end, seen: '' };
        done += found[0];
        at += found[0].length;
        continue;
      }
      REFERENCE.lastIndex = at;
      const reference = REFERENCE.exec(markup)?.[0];
      if (reference === undefined && !onBare()) return done;
      done += reference ?? '&amp;';
      at += reference?.length ?? 1;
    }
    return done;
  };
}
