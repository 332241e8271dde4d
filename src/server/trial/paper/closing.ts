import type { Fonts } from './fonts.ts';
import { drawCentred, setLine } from './letterhead.ts';
import { breakLines } from './lines.ts';
import type { Paper, Place } from './paper.ts';
import { PAGE, type Sheet, TEXT_WIDTH } from './sheet.ts';

const RECIPIENTS_WIDTH = TEXT_WIDTH * 0.43;
const SIGNER_LEFT = PAGE.left + TEXT_WIDTH * 0.44;
const SIGNER_CENTRE = (SIGNER_LEFT + PAGE.width - PAGE.right) / 2;
const AUTHORITY_LEADING = 18;
const ROOM = 96;
const SIGNATURE = { width: 136, height: 60 } as const;
/** 36 mm, the size of a round seal of an agency; images have the seal's real size (mục II.8.a). */
export const SEAL_DIAMETER = (36 * 72) / 25.4;

export type Closing = {
  readonly height: number;
  readonly draw: (sheet: Sheet, top: number) => { readonly signature: Place; readonly seal: Place };
};

/** Boxes 7a to 8 and 9b: set first, because the block never parts from the body's last lines. */
export function setClosing({ authority, signer, recipients }: Paper, fonts: Fonts): Closing {
  const setting = { size: 11, width: RECIPIENTS_WIDTH, indent: 0, justified: false };
  const list = recipients.flatMap((text) =>
    breakLines([{ text: `- ${text}`, face: 'regular' }], fonts, setting),
  );
  const signerHeight = AUTHORITY_LEADING * authority.length + ROOM;
  const height = Math.max(signerHeight, 18 + list.length * 13) + 12;
  const draw: Closing['draw'] = (sheet, top) => {
    const first = top - 26;
    sheet.line(setLine('Nơi nhận:', 'boldItalic', 12, fonts), PAGE.left, first, 12);
    for (const [index, line] of list.entries()) sheet.line(line, PAGE.left, first - 14 - index * 13, 11);
    authority.forEach((text, index) => {
      const line = setLine(text, 'bold', 14, fonts);
      const size = line.width > PAGE.width - PAGE.right - SIGNER_LEFT ? 13 : 14;
      const shown = size === 14 ? line : setLine(text, 'bold', size, fonts);
      drawCentred(sheet, shown, SIGNER_CENTRE, first - index * AUTHORITY_LEADING, size);
    });
    const lastTitle = first - (authority.length - 1) * AUTHORITY_LEADING;
    drawCentred(sheet, setLine(signer, 'bold', 14, fonts), SIGNER_CENTRE, lastTitle - ROOM, 14);
    return placesBetween(sheet.index, lastTitle - 5, lastTitle - ROOM + 14);
  };
  return { height: height + 14, draw };
}

function placesBetween(page: number, top: number, bottom: number): { signature: Place; seal: Place } {
  const middle = (top + bottom) / 2;
  const x = SIGNER_CENTRE - SIGNATURE.width / 2;
  const signature = { page, x, y: middle - SIGNATURE.height / 2, ...SIGNATURE };
  const seal = {
    page,
    x: x + SIGNATURE.width / 3 - SEAL_DIAMETER,
    y: middle - SEAL_DIAMETER / 2,
    width: SEAL_DIAMETER,
    height: SEAL_DIAMETER,
  };
  return { signature, seal };
}
