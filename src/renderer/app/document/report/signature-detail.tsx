import { Link } from '@fluentui/react-components';
import { useState } from 'react';
import {
  certificateFactsOf,
  checkNameOf,
  type Fact,
  outcomeSentenceOf,
  signatureFactsOf,
  timestampSentenceOf,
} from '../../../../shared/signature/facts.ts';
import type { SignatureReport } from '../../../../shared/signature/report.ts';
import { sentenceOf } from '../../../../shared/signature/sentence.ts';
import { verdictOfSignature } from '../../../../shared/signature/verdict.ts';
import { say } from '../../../../shared/words/vi.ts';
import { OutcomeIcon } from './outcome.tsx';
import styles from './report.module.css';

type Props = {
  readonly signature: SignatureReport;
  readonly title: string;
  readonly isGreenAllowed: boolean;
  readonly onShowVersion: () => void;
};

/** One signature: who by what right, when and proven by what, every check with its clause, and the certificates on demand. */
export function SignatureDetail({ signature, title, isGreenAllowed, onShowVersion }: Props) {
  const [hasCertificates, showCertificates] = useState(false);
  const verdict = verdictOfSignature(signature);
  const stamps = signature.timestamps.map((stamp) => ({
    label: say('report.stamp'),
    value: timestampSentenceOf(stamp),
  }));
  return (
    <section className={styles['card']} aria-label={title}>
      <header className={styles['head']}>
        <div className={styles['title']}>
          <h3>{title}</h3>
          <p className={styles[verdict === 'valid' && !isGreenAllowed ? 'grey' : verdict]}>
            {sentenceOf(signature)}
          </p>
        </div>
        {signature.signedBytes !== null && (
          <Link as="button" type="button" onClick={onShowVersion}>
            {say('version.show')}
          </Link>
        )}
        {signature.chain.length > 0 && (
          <Link
            as="button"
            type="button"
            aria-expanded={hasCertificates}
            onClick={() => showCertificates(!hasCertificates)}
          >
            {say(hasCertificates ? 'report.certificates.hide' : 'report.certificates.show')}
          </Link>
        )}
      </header>
      {hasCertificates && <Certificates signature={signature} />}
      <Facts facts={[...signatureFactsOf(signature), ...stamps]} />
      <ul className={styles['trail']} aria-label={say('report.trail')}>
        {signature.trail.map((step) => (
          <li key={`${step.check}:${step.clause}`} className={styles['check']}>
            <OutcomeIcon outcome={step.outcome} isGreenAllowed={isGreenAllowed} />
            <span className={styles['checkName']}>{checkNameOf(step)}</span>
            <span className={step.outcome === 'passed' ? '' : styles[step.outcome]}>
              {outcomeSentenceOf(step, signature)}
            </span>
            <span className={styles['clause']}>{step.clause}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The path from the signer to the root, each with its evidence of revocation. */
const Certificates = ({ signature: { chain } }: Pick<Props, 'signature'>) => (
  <ol className={styles['chain']} aria-label={say('report.certificates')}>
    {chain.map((certificate, index) => (
      <li key={certificate.fingerprint}>
        <h4>{say('record.certificate', { index: index + 1, name: certificate.name })}</h4>
        <Facts facts={certificateFactsOf(certificate)} />
      </li>
    ))}
  </ol>
);

export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className={styles['facts']}>
    {facts.map(({ label, value }) => (
      <div key={label + value}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
