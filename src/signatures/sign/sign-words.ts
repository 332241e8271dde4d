import type { CopyForm } from '../../shared/domain/outgoing/outgoing.ts';
import { openPdf } from '../pdf/file.ts';
import { geometryOf } from '../pdf/page-geometry.ts';
import { cornerPlace } from '../prepare/placement.ts';
import type { SignRequest } from './request.ts';
import { signPdf } from './sign.ts';
import { pageAt, type SignatureLook } from './target.ts';

type Words = Pick<SignRequest, 'key' | 'at' | 'unsignedAttributes' | 'reserveBytes'>;

function signInCorner(
  bytes: Uint8Array,
  request: Words,
  kind: 'attachment' | 'copy',
  look: SignatureLook,
): Promise<Uint8Array> {
  const { latest } = openPdf(bytes);
  const place = cornerPlace(geometryOf(latest, pageAt(latest, 1).dict), kind);
  return signPdf(bytes, { ...request, target: { newField: { place } }, look });
}

/**
 * The agency's signature on a file that goes with a document but apart from it: number and notation, time of signing, in the upper right corner of page 1
 * (decree 30/2020, Annex I, part I, II.8b). Throws as `signPdf` does.
 */
export const signAttachment = (
  bytes: Uint8Array,
  { reference, ...request }: Words & { readonly reference: string },
): Promise<Uint8Array> => signInCorner(bytes, request, 'attachment', { kind: 'attachment', reference });

/** The agency's signature on an electronic copy: form, agency, time of signing, in the same corner (part II, I.3). Throws as `signPdf` does. */
export const signCopy = (
  bytes: Uint8Array,
  { form, agency, ...request }: Words & { readonly form: CopyForm; readonly agency: string },
): Promise<Uint8Array> => signInCorner(bytes, request, 'copy', { kind: 'copy', form, agency });
