import { type ReadPackage, readPackage } from '../../shared/edxml/read.ts';
import { withoutStray } from '../../shared/edxml/stray.ts';
import { signXml, type XmlSignRequest } from './sign.ts';
import { verifyXml, type XmlReport, type XmlVerifyOptions } from './verify.ts';

export type SignedPackage = {
  readonly signature: XmlReport;
  /** Read from the verified bytes alone; from the file's own only where there is no signature at all; undefined where one is refused. */
  readonly package: ReadPackage | undefined;
};

/** Reads an edXML package as its signature has it: what a broken or partial signature leaves open is not read. */
export function readSignedPackage(bytes: Uint8Array, options: XmlVerifyOptions): SignedPackage {
  // As the reader of packages does: some senders put stray bytes around the document.
  const signature = verifyXml(withoutStray(bytes), options);
  if (signature.outcome === 'passed') return { signature, package: readPackage(signature.signed) };
  return { signature, package: signature.outcome === 'unsigned' ? readPackage(bytes) : undefined };
}

/** Signs an edXML package where the standard's samples have the signature: last in the header. Throws what `signXml` throws. */
export const signPackage = (bytes: Uint8Array, request: Omit<XmlSignRequest, 'into'>): Promise<Uint8Array> =>
  signXml(bytes, { ...request, into: 'edXMLHeader' });
