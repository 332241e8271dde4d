import { AppError } from '../../shared/errors.ts';
import type { ChainReason } from '../../shared/words/timestamp.ts';
import { type Certificate, subjectName } from '../certificates/certificate.ts';
import { locationsOf } from '../certificates/locations.ts';
import type { PathPurpose } from '../certificates/path.ts';
import { isSince } from '../revocation/ask.ts';
import { crlAnswer, parseCrl } from '../revocation/crl.ts';
import { findPath } from '../revocation/issuers.ts';
import { ocspAnswer, parseOcspResponse } from '../revocation/ocsp.ts';
import type { FetchedAnswers } from '../revocation/source.ts';
import type { RevocationAnswer } from '../revocation/status.ts';
import type { Witness } from './found-signature.ts';
import type { LevelServices } from './level-services.ts';
import { toTheEnd } from './to-the-end.ts';
import type { ValidationData } from './validation-data.ts';
import { vietnamDay } from './vietnam-time.ts';

/** What is to be proven of a witness. */
export type Question = {
  readonly witness: Witness;
  readonly purpose: PathPurpose;
  /** When it is proven to have vouched; undefined: nothing proves it yet, so that only the present counts. */
  readonly provenAt: Date | undefined;
  /** Answers that the file holds already. */
  readonly held: FetchedAnswers;
  /** Whether an answer from before `provenAt` that still holds will do: for the last time-stamp, which nothing can follow. */
  readonly takesEarlier: boolean;
};

type Read = {
  readonly kind: keyof FetchedAnswers;
  readonly bytes: Uint8Array;
  readonly answer: RevocationAnswer;
  /** Certificates that the answer carries: its responder's. */
  readonly carried: readonly Certificate[];
};

function readAll(answers: FetchedAnswers, certificate: Certificate, issuer: Certificate): readonly Read[] {
  const ocsp = answers.ocsp.flatMap((bytes): readonly Read[] => {
    const response = parseOcspResponse(bytes);
    const answer = response.ok && ocspAnswer(response.value, certificate, issuer);
    return response.ok && answer
      ? [{ kind: 'ocsp', bytes, answer, carried: response.value.certificates }]
      : [];
  });
  const crls = answers.crls.flatMap((bytes): readonly Read[] => {
    const crl = parseCrl(bytes);
    const answer = crl.ok && crlAnswer(crl.value, certificate, issuer);
    return answer ? [{ kind: 'crls', bytes, answer, carried: [] }] : [];
  });
  return [...ocsp, ...crls];
}

/** EN 319 102-1 §5.2.5: given after the proven time, or at least still holding then. A revocation always counts. */
const holds = ({ answer }: Read, at: Date): boolean =>
  answer.state === 'revoked' || answer.thisUpdate >= at || (answer.nextUpdate ?? answer.thisUpdate) >= at;

const isAfter = ({ answer }: Read, at: Date): boolean => answer.state === 'revoked' || isSince(answer, at);

/** The best answer about one certificate, from the file or fetched; undefined when it names nobody to ask. */
async function answerFor(
  certificate: Certificate,
  issuer: Certificate,
  { provenAt, held, takesEarlier }: Question,
  services: LevelServices,
): Promise<Read | undefined> {
  const at = provenAt ?? services.now();
  const known = readAll(held, certificate, issuer);
  const enough = known.find((one) => (takesEarlier ? holds(one, at) : isAfter(one, at)));
  if (enough) return enough;
  const { ocsp, crls } = locationsOf(certificate);
  if (ocsp.length + crls.length === 0) return undefined;
  const fetched = readAll(await services.revocation([certificate, issuer], provenAt), certificate, issuer);
  // A newer answer that is still from before the proven time says no more than the one that the file has.
  const better = fetched.filter((one) => isAfter(one, at));
  const found = [...better, ...known, ...fetched].find((one) => holds(one, at));
  if (!found)
    throw new AppError('extension.unknown', { name: subjectName(certificate) }, { retryable: true });
  return found;
}

/** A revocation after the proven time does not touch the signature (EN 319 102-1 §5.5); any other ends the matter. */
function demandUnrevoked(certificate: Certificate, { answer }: Read, provenAt: Date | undefined): void {
  if (answer.state !== 'revoked') return;
  if (provenAt && answer.revokedAt && provenAt < answer.revokedAt) return;
  const on = vietnamDay(answer.revokedAt ?? answer.thisUpdate);
  throw new AppError('extension.revoked', { name: subjectName(certificate), on });
}

const noChain = (certificate: Certificate, reason: ChainReason): AppError =>
  new AppError('extension.chain', { name: subjectName(certificate), reason });

/**
 * Gathers what proves a witness: its path, and an answer about each certificate but the anchor. Throws `extension.chain | -revoked |
 * -unknown`; of these only the last may go by itself.
 */
export async function prove(question: Question, services: LevelServices): Promise<ValidationData> {
  const { witness, purpose, provenAt } = question;
  const path = await findPath(
    {
      certificate: witness.certificate,
      candidates: [...witness.carried, ...services.intermediates],
      anchors: services.anchors,
      at: provenAt ?? services.now(),
      purpose,
    },
    services.transport,
  );
  // Without anchors nothing is known to lead anywhere, and nobody whom a stranger's certificate names is asked.
  if (services.anchors.length === 0) throw noChain(witness.certificate, 'no-path');
  if (path.outcome !== 'passed') {
    throw noChain(path.certificate, path.reason);
  }
  const answers = await toTheEnd(
    path.path.slice(0, -1).map(async (certificate, index) => {
      const issuer = path.path[index + 1];
      const read = issuer && (await answerFor(certificate, issuer, question, services));
      if (read) demandUnrevoked(certificate, read, provenAt);
      // A signer of whom nobody can say that he was not revoked has no long-term proof, whatever is put into the file.
      if (!read && index === 0 && purpose === 'document-signing') {
        throw new AppError('extension.unknown', { name: subjectName(certificate) });
      }
      return read ? [read] : [];
    }),
  );
  const reads = answers.flat();
  const of = (kind: keyof FetchedAnswers) => reads.flatMap((one) => (one.kind === kind ? [one.bytes] : []));
  return {
    certificates: [...path.path, ...reads.flatMap(({ carried }) => carried)].map(({ der }) => der),
    ocsp: of('ocsp'),
    crls: of('crls'),
  };
}
