import { type Certificate, parseCertificate, readCertificateFile } from '../certificates/certificate.ts';
import { locationsOf } from '../certificates/locations.ts';
import { chainOf, checkPath, type PathCheck, type PathRequest } from '../certificates/path.ts';
import { parseSignedData } from '../cms/parse.ts';
import type { Transport } from '../transport.ts';

const ISSUERS_BYTES_MAX = 256 * 1024;
const ISSUERS_TIMEOUT_MS = 10_000;
/** National schemes have three or four levels: more missing links than these are no accident. */
const FETCHES_MAX = 4;

/**
 * The certificates of an answer by AIA caIssuers (RFC 5280 §4.2.2.1): one DER certificate, or a certs-only CMS; PEM is not allowed and
 * met all the same. What cannot be read gives none.
 */
export function certificatesIn(answer: Uint8Array): readonly Certificate[] {
  const plain = readCertificateFile(answer);
  if (plain.length > 0) return plain;
  const bundle = parseSignedData(answer);
  if (!bundle.ok) return [];
  return bundle.value.certificates.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
}

async function fetchIssuers(certificate: Certificate, transport: Transport): Promise<readonly Certificate[]> {
  for (const url of locationsOf(certificate).issuers) {
    const answer = await transport({ url, bytesMax: ISSUERS_BYTES_MAX, timeoutMs: ISSUERS_TIMEOUT_MS });
    const found = answer.ok ? certificatesIn(answer.bytes) : [];
    if (found.length > 0) return found;
  }
  return [];
}

const isOwnIssuer = ({ subject, issuer }: Certificate): boolean =>
  Buffer.compare(subject.raw, issuer.raw) === 0;

/**
 * `checkPath`, asking the certificates themselves for issuers that nobody has sent along and that what is at hand does not give. Without any anchor the
 * chain is taken as far as it reaches at hand, and nobody is asked: then nobody's trust is judged, only what belongs together. Never throws.
 *
 * Here alone a certificate that nothing vouches for yet says whom we call: without its issuer no path reaches an anchor, so that asking only behind an anchor
 * would be never asking. It is bearable because only what this office itself seals and extends, or a person names for it, and the token of the authority that it named, come here, and no
 * file that is merely verified; because each path costs at most `FETCHES_MAX` plain GETs, which tell nothing but that somebody asks; because the transport
 * reaches public addresses and allowed hosts alone; and because what comes is only a candidate, that has to sign the certificate below it like any other.
 */
export async function findPath(request: PathRequest, transport: Transport): Promise<PathCheck> {
  let { candidates } = request;
  for (let fetches = 0; ; fetches++) {
    const chain = [request.certificate, ...chainOf(request.certificate, [...candidates, ...request.anchors])];
    const last = chain.at(-1) ?? request.certificate;
    const anchors = request.anchors.length > 0 ? request.anchors : [last];
    const found = checkPath({ ...request, candidates, anchors });
    const isMissing =
      request.anchors.length > 0 && found.outcome === 'indeterminate' && found.reason === 'no-path';
    if (!isMissing || isOwnIssuer(last) || fetches >= FETCHES_MAX) return found;
    const more = await fetchIssuers(last, transport);
    if (more.length === 0) return found;
    candidates = [...candidates, ...more];
  }
}
