import { plainText } from '../../shared/sheet/cell-text.ts';
import type { SheetSigned } from '../../shared/sheet/sheet.ts';
import { escapeHtml } from './page-frame.ts';

export const SIGNED_CSS = `
.signed{display:flex;justify-content:space-around;gap:8mm;margin-top:7mm;text-align:center;page-break-inside:avoid}
.signed.one{justify-content:flex-end}
.signed.one div{min-width:80mm}
.signed div{flex:0 1 auto;min-width:55mm}
.signed p{margin:0}
.signed .place,.signed .hint{font-style:italic}
.signed .position{font-weight:700}
.signed .name{font-weight:700;margin-top:22mm}
`;

/** Who signs under a form: the place and day, the position, how it is signed, room for the signature, the name. */
export function signedHtml({ placeAndDay, signers }: SheetSigned): string {
  const line = (kind: string, said: string | undefined): string =>
    said === undefined ? '' : `<p class="${kind}">${escapeHtml(plainText(said))}</p>`;
  const each = signers.map(({ position, hint, name }, index) => {
    const isLast = index === signers.length - 1;
    const place = isLast ? line('place', placeAndDay) : '';
    return `<div>${place}${line('position', position)}${line('hint', hint)}${line('name', name ?? '')}</div>`;
  });
  return `<div class="signed${signers.length === 1 ? ' one' : ''}">${each.join('')}</div>`;
}
