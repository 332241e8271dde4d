import type { Performed } from '../../shared/contract/define.ts';
import {
  type AnchorCertificate,
  type AnchorShown,
  type AnchorState,
  CONFIRMATION_LENGTH,
} from '../../shared/contract/trust.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { ANCHOR_NAME_MAX } from '../../shared/domain/office/anchor.ts';
import { AppError } from '../../shared/errors.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { say } from '../../shared/words/vi.ts';
import {
  type Certificate,
  isSignedBy,
  readCertificateFile,
} from '../../signatures/certificates/certificate.ts';
import { describeCertificate } from '../../signatures/certificates/describe.ts';
import { personOf } from '../document/people.ts';
import type { ActionContext, Handlers, QueryContext } from '../handler.ts';
import { type AnchorHere, anchorsHere } from '../signing/trust.ts';
import { expectedRoots } from './expected-roots.ts';

/** A root is told as ending this long before its end: its successor has to be fetched from its owner. */
const SOON_MS = 180 * 86_400_000;

export const trustHandlers: Handlers<'trust.list' | 'trust.inspect' | 'trust.import'> = {
  'trust.list': (context) => {
    const anchors = anchorsHere({ dataDir: context.ports.dataDir, db: context.db }).map((anchor) =>
      shown(context, anchor),
    );
    const names = new Set(
      anchors
        .filter(({ state }) => state !== 'removed' && state !== 'unreadable')
        .flatMap(({ certificate }) => certificate?.name ?? []),
    );
    return {
      anchors,
      expected: expectedRoots().map((root) => ({ ...root, hasNamesake: names.has(root.name) })),
    };
  },
  'trust.inspect': (_context, file) => told(readRoot(file)),
  'trust.import': (context, { confirmation, ...file }) => importRoot(context, file, confirmation),
};

const told = (certificate: Certificate): AnchorCertificate => {
  const { name, subject, issuer, serial, notBefore, notAfter, key, fingerprint } =
    describeCertificate(certificate);
  return {
    ...{ name, subject, issuer, serial, notBefore, notAfter, key },
    fingerprint: Sha256.parse(fingerprint),
    isSelfSigned: isSignedBy(certificate, certificate),
    isSample: subject.includes(say('trust.sample')),
  };
};

function shown({ db, ports }: QueryContext, anchor: AnchorHere): AnchorShown {
  const { certificate, sha256, name, decision } = anchor;
  return {
    key: sha256 ?? name,
    name: certificate ? describeCertificate(certificate).name : name,
    ...(certificate && { certificate: told(certificate) }),
    state: stateOf(anchor, Date.parse(ports.now())),
    source: decision ? 'agency' : 'profile',
    ...(decision && { added: { ...by(db, decision.addedBy), at: decision.addedAt } }),
    ...(decision?.removed && {
      removed: {
        ...by(db, decision.removed.by),
        at: decision.removed.at,
        reason: decision.removed.reason,
      },
    }),
  };
}

const by = (db: QueryContext['db'], officialId: string) => {
  const person = personOf(db, officialId);
  return person && { by: person };
};

function stateOf({ certificate, decision }: AnchorHere, now: number): AnchorState {
  if (decision?.removed) return 'removed';
  if (!certificate) return 'unreadable';
  if (now > certificate.notAfter.getTime()) return 'expired';
  if (now < certificate.notBefore.getTime()) return 'not-yet-valid';
  return now + SOON_MS > certificate.notAfter.getTime() ? 'expires-soon' : 'trusted';
}

type CertificateFile = { readonly name: string; readonly content: string };

/** The one certificate of a file, of an authority (RFC 5280 §4.2.1.9). */
function readRoot({ name, content }: CertificateFile): Certificate {
  const shownName = safeFileName(name);
  const found = readCertificateFile(Buffer.from(content, 'base64'));
  const [certificate] = found;
  if (!certificate) throw new AppError('anchor.unreadable', { name: shownName });
  if (found.length > 1) throw new AppError('anchor.many', { name: shownName, count: found.length });
  if (certificate.basicConstraints?.ca !== true)
    throw new AppError('anchor.not-an-authority', { name: describeCertificate(certificate).name });
  return certificate;
}

/** Somebody compared: what he typed is the end of the fingerprint, however it is spaced and cased. */
function importRoot(context: ActionContext, file: CertificateFile, confirmation: string): Performed {
  const certificate = readRoot(file);
  const typed = confirmation.replace(/[\s:]/g, '').toLowerCase();
  if (typed.length < CONFIRMATION_LENGTH || !certificate.fingerprint.endsWith(typed))
    throw new AppError('anchor.not-confirmed');
  return context.perform('office.trustAnchor', {
    agencyId: context.ports.profile.agencyId,
    sha256: certificate.fingerprint,
    certificate: Buffer.from(certificate.der).toString('base64'),
    name: describeCertificate(certificate).name.slice(0, ANCHOR_NAME_MAX),
  });
}
