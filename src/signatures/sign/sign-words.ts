import type { CopyForm } from '../../shared/domain/outgoing/outgoing.ts';
import { openPdf } from '../pdf/file.ts';
import { geometryOf } from '../pdf/page-geometry.ts';
import { cornerPlace } from '../prepare/placement.ts';
import type { SignRequest } from './request.ts';
import { pageAt, type SignatureLook } from './target.ts';

/** Where a signature in words goes and what it says; the rest of the request is the signer's. */
export type Words = Required<Pick<SignRequest, 'target' | 'look'>>;

function inCorner(bytes: Uint8Array, kind: 'attachment' | 'copy', look: SignatureLook): Words {
  const { latest } = openPdf(bytes);
  const place = cornerPlace(geometryOf(latest, pageAt(latest, 1).dict), kind);
  return { target: { newField: { place } }, look };
}

/**
 * The agency's signature on a file that goes with a document but apart from it: number and notation, time of signing, in the upper right corner of page 1
 * (decree 30/2020, Annex I, part I, II.8b). Throws `pdf.*` for a file that cannot be read.
 */
export const attachmentWords = (bytes: Uint8Array, reference: string): Words =>
  inCorner(bytes, 'attachment', { kind: 'attachment', reference });

/** The agency's signature on an electronic copy: form, agency, time of signing, in the same corner (part II, I.3). Throws `pdf.*`. */
export const copyWords = (bytes: Uint8Array, form: CopyForm, agency: string): Words =>
  inCorner(bytes, 'copy', { kind: 'copy', form, agency });
