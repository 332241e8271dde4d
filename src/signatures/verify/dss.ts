import { type Certificate, parseCertificate } from '../certificates/certificate.ts';
import type { PdfFile } from '../pdf/file.ts';
import { asArray, asDict, asStream } from '../pdf/objects.ts';
import { attempt } from './attempt.ts';

const DSS_ITEMS_MAX = 500;

/** The streams that the document security store of the newest revision lists under `key` (EN 319 142-1 §5.4.2.2). */
export function dssItems(file: PdfFile, key: 'Certs' | 'OCSPs' | 'CRLs'): readonly Uint8Array[] {
  const view = file.latest;
  const items = asArray(view.get(asDict(view.get(view.catalog, 'DSS')), key))?.items ?? [];
  return items.slice(0, DSS_ITEMS_MAX).flatMap((item) => {
    const stream = asStream(view.resolve(item));
    const bytes = stream && attempt(() => view.decode(stream));
    if (bytes && !bytes.ok && bytes.fault.code === 'pdf.too-complex') throw bytes.fault;
    return bytes?.ok ? [bytes.value] : [];
  });
}

/** The certificates of the store that can be read. They help to build paths; nothing in a file is trusted. */
export const dssCertificates = (file: PdfFile): readonly Certificate[] =>
  dssItems(file, 'Certs').flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
