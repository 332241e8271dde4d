import type { TextPlace } from '../prepare/placement.ts';
import type { SignRequest } from './request.ts';
import { signPdf } from './sign.ts';
import type { Place, SignatureLook } from './target.ts';

/** Fields of the agency's signatures on a paper that was signed before anybody prepared it: number, date, seal, in this order. */
export const SEALING_FIELDS = { number: 'soCoQuan', date: 'ngayCoQuan', seal: 'dauCoQuan' } as const;

export type SealingOrder = Pick<SignRequest, 'key' | 'at' | 'unsignedAttributes' | 'reserveBytes'> & {
  readonly number: { readonly text: string; readonly place: TextPlace };
  readonly date: { readonly text: string; readonly place: TextPlace };
  readonly seal: { readonly look: SignatureLook; readonly place: Place };
};

/**
 * Numbers, dates and seals a PDF that came signed without prepared fields. No page, field or annotation may be added any more, only signatures: so number
 * and date are what two further signatures of the agency show, and the seal closes them. The three are one sealing to the office (`sealingOf`). Throws as
 * `signPdf` does.
 */
export async function sealSigned(bytes: Uint8Array, order: SealingOrder): Promise<Uint8Array> {
  const { number, date, seal, ...request } = order;
  const add = (signed: Uint8Array, name: string, place: Place, look: SignatureLook) =>
    signPdf(signed, { ...request, target: { newField: { name, place } }, look });
  const value = (text: string, { fontSize, coversText }: TextPlace, style: 'regular' | 'italic') =>
    ({ kind: 'value', text, size: fontSize, style, coversText }) as const;
  const numbered = await add(bytes, SEALING_FIELDS.number, number.place, {
    ...value(number.text, number.place, 'regular'),
    align: 'right',
  });
  const dated = await add(numbered, SEALING_FIELDS.date, date.place, value(date.text, date.place, 'italic'));
  return add(dated, SEALING_FIELDS.seal, seal.place, seal.look);
}
