import { createHash } from 'node:crypto';
import { catalogRefOf, openPdf } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asName,
  asRef,
  asStream,
  latin1,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfStream,
  withEntries,
} from '../pdf/objects.ts';
import { beginUpdate, type PdfUpdate } from '../pdf/update.ts';
import type { PdfView } from '../pdf/view.ts';

/** What proves a path: certificates, OCSP responses and CRLs, DER. */
export type ValidationData = {
  readonly certificates: readonly Uint8Array[];
  readonly ocsp: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
};

/** Validation data of one signature; `contents` is its whole /Contents, padding included. */
export type SignatureData = ValidationData & { readonly contents: Uint8Array };

type Kind = keyof ValidationData;
const DSS_KEY: Readonly<Record<Kind, string>> = { certificates: 'Certs', ocsp: 'OCSPs', crls: 'CRLs' };
const VRI_KEY: Readonly<Record<Kind, string>> = { certificates: 'Cert', ocsp: 'OCSP', crls: 'CRL' };
const KINDS: readonly Kind[] = ['certificates', 'ocsp', 'crls'];

/** The key of a signature's entry (ISO 32000-2 §12.8.4.4): SHA-1 of the string in /Contents as it stands there; it names, it proves nothing. */
export const vriKey = (contents: Uint8Array): string =>
  createHash('sha1').update(contents).digest('hex').toUpperCase();

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The streams that the store already lists under a key, by the hash of what they hold: nothing is written twice. */
function knownStreams(view: PdfView, dss: PdfDict | undefined, key: string): Map<string, PdfObject> {
  const known = new Map<string, PdfObject>();
  for (const item of asArray(view.get(dss, key))?.items ?? []) {
    const stream = asStream(view.resolve(item));
    if (stream) known.set(sha256(view.decode(stream)), item);
  }
  return known;
}

/** Collects the streams of one kind, old ones first and in their order (they may never be taken away). */
function collector(view: PdfView, update: PdfUpdate, dss: PdfDict | undefined, key: string) {
  const known = knownStreams(view, dss, key);
  const listed: PdfObject[] = [...(asArray(view.get(dss, key))?.items ?? [])];
  const before = listed.length;
  return {
    refOf(bytes: Uint8Array): PdfObject {
      const name = sha256(bytes);
      const old = known.get(name);
      if (old) return old;
      const ref = update.reserve();
      update.put(ref, pdfStream(pdfDict({}), bytes));
      known.set(name, ref);
      listed.push(ref);
      return ref;
    },
    array: (): PdfObject | undefined => (listed.length > 0 ? pdfArray(listed) : undefined),
    hasGrown: (): boolean => listed.length > before,
  };
}

/** EN 319 142-1 §5.4.2: PDF 1.7 needs the extension of ETSI to have a DSS; PDF 2.0 has it of its own. */
const BASE_VERSION = '1.7';
const EXTENSION_LEVEL = 5;

function extensionsWith(view: PdfView, catalog: PdfDict, header: string): PdfDict | undefined {
  const version = asName(view.get(catalog, 'Version')) ?? /%PDF-(\d\.\d)/.exec(header)?.[1] ?? BASE_VERSION;
  const extensions = asDict(view.get(catalog, 'Extensions')) ?? pdfDict({});
  if (version >= '2.0' || view.get(extensions, 'ESIC').kind !== 'null') return undefined;
  const own = pdfDict({ BaseVersion: pdfName(BASE_VERSION), ExtensionLevel: pdfNumber(EXTENSION_LEVEL) });
  return withEntries(extensions, { ESIC: own });
}

const HEADER_BYTES = 1024;

/**
 * Appends the document security store (ISO 32000-2 §12.8.4; EN 319 142-1 §5.4.2) with what proves the given signatures, each under its own
 * VRI entry. What the store held stays, nothing stands twice. Gives the same bytes when there is nothing to add. Throws `pdf.*`.
 */
export function addValidationData(bytes: Uint8Array, signatures: readonly SignatureData[]): Uint8Array {
  const file = openPdf(bytes);
  const view = file.latest;
  const update = beginUpdate(file);
  const dssRef = asRef(view.catalog.entries.get('DSS'));
  const dss = asDict(view.get(view.catalog, 'DSS'));
  const collect = Object.fromEntries(
    KINDS.map((kind) => [kind, collector(view, update, dss, DSS_KEY[kind])]),
  ) as Record<Kind, ReturnType<typeof collector>>;
  const vri = asDict(view.get(dss, 'VRI')) ?? pdfDict({});
  const entries = signatures.map((signature) => {
    const lists = KINDS.map((kind) => {
      const refs = signature[kind].map((der) => collect[kind].refOf(der));
      return [VRI_KEY[kind], refs.length > 0 ? pdfArray(unique(refs)) : undefined] as const;
    });
    return [vriKey(signature.contents), pdfDict([['Type', pdfName('VRI')], ...lists])] as const;
  });
  if (dss && !KINDS.some((kind) => collect[kind].hasGrown())) return bytes;
  const store = withEntries(dss ?? pdfDict({}), {
    Type: pdfName('DSS'),
    ...Object.fromEntries(KINDS.map((kind) => [DSS_KEY[kind], collect[kind].array()])),
    VRI: withEntries(vri, Object.fromEntries(entries)),
  });
  put(
    view,
    update,
    store,
    dssRef,
    extensionsWith(view, view.catalog, latin1(bytes.subarray(0, HEADER_BYTES))),
  );
  return update.finish().whole();
}

/** The catalogue is written only when it must name something new. */
function put(
  view: PdfView,
  update: PdfUpdate,
  store: PdfDict,
  known: PdfRef | undefined,
  extensions: PdfDict | undefined,
): void {
  const ref = known ?? update.reserve();
  update.put(ref, store);
  if (known && !extensions) return;
  update.put(
    catalogRefOf(view),
    withEntries(view.catalog, { DSS: ref, ...(extensions && { Extensions: extensions }) }),
  );
}

function unique(refs: readonly PdfObject[]): readonly PdfObject[] {
  const seen = new Set<string>();
  return refs.filter((ref) => {
    const key = ref.kind === 'ref' ? String(ref.num) : JSON.stringify(ref);
    return !seen.has(key) && seen.add(key);
  });
}
