import { type Certificate, parseCertificate } from '../certificates/certificate.ts';
import { asArray, asDict, asStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import type { FetchedAnswers } from '../revocation/source.ts';
import { attempt } from './attempt.ts';

const DSS_ITEMS_MAX = 500;

/** The streams that the document security store of one revision lists under `key` (EN 319 142-1 §5.4.2.2). */
function dssItems(view: PdfView, key: 'Certs' | 'OCSPs' | 'CRLs'): readonly Uint8Array[] {
  const items = asArray(view.get(asDict(view.get(view.catalog, 'DSS')), key))?.items ?? [];
  return items.slice(0, DSS_ITEMS_MAX).flatMap((item) => {
    const stream = asStream(view.resolve(item));
    const bytes = stream && attempt(() => view.decode(stream));
    if (bytes && !bytes.ok && bytes.fault.code === 'pdf.too-complex') throw bytes.fault;
    return bytes?.ok ? [bytes.value] : [];
  });
}

/** The revocation answers of the store, DER. */
export const dssAnswers = (view: PdfView): FetchedAnswers => ({
  ocsp: dssItems(view, 'OCSPs'),
  crls: dssItems(view, 'CRLs'),
});

/** The certificates of the store that can be read. They help to build paths; nothing in a file is trusted. */
export const dssCertificates = (view: PdfView): readonly Certificate[] =>
  dssItems(view, 'Certs').flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
