import { Button } from '@fluentui/react-components';
import {
  CheckmarkCircle20Filled,
  CheckmarkCircle20Regular,
  DismissCircle20Filled,
  QuestionCircle20Filled,
  ShieldCheckmark20Filled,
  ShieldDismiss20Filled,
  ShieldQuestion20Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { Instant } from '../../../shared/domain/core/values.ts';
import { checkNameOf } from '../../../shared/signature/facts.ts';
import type { PdfReport, SignatureReport } from '../../../shared/signature/report.ts';
import { changeSentenceOf, sentenceOf } from '../../../shared/signature/sentence.ts';
import { dayOf, formatDay, instantOf, timeOfDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice, type Tone } from '../../ui/notice.tsx';
import { announce } from '../announce.ts';
import styles from './report-dialog.module.css';

type Outcome = 'valid' | 'invalid' | 'unsure';
const outcomeOf = ({ indication, integrity }: SignatureReport): Outcome =>
  indication === 'TOTAL_FAILED' || integrity === 'modified' || integrity === 'invalid'
    ? 'invalid'
    : indication === 'TOTAL_PASSED'
      ? 'valid'
      : 'unsure';
const outcomeIcons: Record<Outcome, ReactElement> = {
  valid: <ShieldCheckmark20Filled />,
  invalid: <ShieldDismiss20Filled />,
  unsure: <ShieldQuestion20Filled />,
};
const toneOf = ({ signatures, integrity }: PdfReport): Tone => {
  const outcomes = signatures.map(outcomeOf);
  if (outcomes.includes('invalid') || integrity === 'malformed') return 'wrong';
  return outcomes.length > 0 && outcomes.every((each) => each === 'valid') ? 'good' : 'unsure';
};

/** Evidence carries the whole date. */
const whole = (at: string): string => {
  const moment = instantOf(Date.parse(at));
  return `${timeOfDay(moment)}, ${formatDay(dayOf(moment))}`;
};

/** The whole report of a file: the verdict first, then each signature with its checks and what came after it. */
export function ReportDialog({
  report,
  onClose,
}: {
  readonly report: PdfReport;
  readonly onClose: () => void;
}) {
  const copy = () => {
    const lines = [
      sentenceOf(report),
      ...report.signatures.map((each) => `${nameOf(each)}: ${sentenceOf(each)}`),
    ];
    void navigator.clipboard.writeText(lines.join('\n'));
    announce(say('done.copied', { text: sentenceOf(report) }));
  };
  const tone = toneOf(report);
  return (
    <Modal
      title={say('report.title')}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
      aside={<Button onClick={copy}>{say('report.copy')}</Button>}
    >
      <Notice
        tone={tone}
        icon={
          tone === 'wrong' ? (
            <ShieldDismiss20Filled />
          ) : tone === 'good' ? (
            <ShieldCheckmark20Filled />
          ) : (
            <ShieldQuestion20Filled />
          )
        }
        title={sentenceOf(report)}
      />
      {report.signatures.map((signature, index) => (
        <SignatureCard
          key={signature.field}
          signature={signature}
          index={index + 1}
          isGreenAllowed={tone !== 'wrong'}
        />
      ))}
      <p className={styles['note']}>{say('report.note')}</p>
    </Modal>
  );
}

const nameOf = ({ signer, field }: SignatureReport) => signer?.name ?? field;

type CardProps = {
  readonly signature: SignatureReport;
  readonly index: number;
  /** No green inside a failed report: passed checks are grey there. */
  readonly isGreenAllowed: boolean;
};
function SignatureCard({ signature, index, isGreenAllowed }: CardProps) {
  const outcome = outcomeOf(signature);
  const title =
    signature.kind === 'timestamp'
      ? say('report.timestamp', { index, name: nameOf(signature) })
      : say('report.signature', { index, name: nameOf(signature) });
  return (
    <section className={styles['card']} aria-label={title}>
      <header className={styles['head']}>
        <span
          className={`${styles['icon']} ${styles[outcome === 'valid' && !isGreenAllowed ? 'grey' : outcome]}`}
        >
          {outcomeIcons[outcome]}
        </span>
        <div>
          <h3>{title}</h3>
          <p className={styles[outcome === 'valid' && !isGreenAllowed ? 'grey' : outcome]}>
            {sentenceOf(signature)}
          </p>
        </div>
      </header>
      <Facts signature={signature} />
      <ul className={styles['trail']} aria-label={say('report.trail')}>
        {signature.trail.map((step) => (
          <li key={`${step.check}:${step.clause}`} className={styles['check']}>
            <CheckIcon outcome={step.outcome} isGreenAllowed={isGreenAllowed} />
            <span>{checkNameOf(step)}</span>
            <span className={styles[step.outcome]}>
              {step.reason === 'passed'
                ? say(`report.outcome.${step.outcome}`)
                : say(`signature.reason.${step.reason}`, signature.sentence.detail)}
            </span>
            <span className={styles['clause']}>{step.clause}</span>
          </li>
        ))}
      </ul>
      {signature.laterChanges.length > 0 && (
        <div className={styles['later']}>
          <h4>{say('report.revisions')}</h4>
          <ul>
            {signature.laterChanges.map((change) => (
              <li
                key={`${String(change.revision)}:${change.code}:${change.place}`}
                className={change.verdict === 'forbidden' ? styles['invalid'] : ''}
              >
                {changeSentenceOf(change)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Facts({
  signature: { signer, signedAt, timestamped, level },
}: {
  readonly signature: SignatureReport;
}) {
  return (
    <dl className={styles['facts']}>
      {signedAt !== null && (
        <Fact
          name={say('report.signedAt')}
          value={say(timestamped ? 'report.stamped' : 'report.claimed', { time: whole(signedAt) })}
        />
      )}
      {signer && <Fact name={say('report.issuer')} value={signer.issuer} />}
      {signer && (
        <Fact
          name={say('report.validity')}
          value={`${formatDay(dayOf(Instant.parse(new Date(signer.notBefore).toISOString())))} – ${formatDay(dayOf(Instant.parse(new Date(signer.notAfter).toISOString())))}`}
        />
      )}
      {level !== null && <Fact name={say('report.level')} value={`PAdES ${level}`} />}
    </dl>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function CheckIcon({
  outcome,
  isGreenAllowed,
}: {
  readonly outcome: 'passed' | 'failed' | 'indeterminate';
  readonly isGreenAllowed: boolean;
}) {
  const [icon, tone] =
    outcome === 'failed'
      ? [<DismissCircle20Filled key="icon" />, 'invalid']
      : outcome === 'indeterminate'
        ? [<QuestionCircle20Filled key="icon" />, 'unsure']
        : isGreenAllowed
          ? [<CheckmarkCircle20Filled key="icon" />, 'valid']
          : [<CheckmarkCircle20Regular key="icon" />, 'grey'];
  return <span className={styles[tone]}>{icon}</span>;
}
