import type { SignatureReport } from '../../../../shared/signature/report.ts';
import { verdictOfSignature } from '../../../../shared/signature/verdict.ts';
import { formatMoment } from '../../../../shared/text/day.ts';
import { say } from '../../../../shared/words/vi.ts';
import { verdictIcons } from './outcome.tsx';
import styles from './report.module.css';

type Props = {
  readonly signatures: readonly SignatureReport[];
  readonly chosen: number;
  readonly isGreenAllowed: boolean;
  readonly onChoose: (index: number) => void;
};

/** The signatures side by side: whose, when, and how each came out; the chosen one is told below. */
export const SignatureChoice = ({ signatures, chosen, isGreenAllowed, onChoose }: Props) => (
  <ul className={styles['choice']} aria-label={say('report.signatures', { count: signatures.length })}>
    {signatures.map((signature, index) => {
      const verdict = verdictOfSignature(signature);
      const tone = verdict === 'valid' && !isGreenAllowed ? 'grey' : verdict;
      const name = signature.signer?.name ?? signature.field;
      return (
        <li key={signature.field}>
          <button
            type="button"
            className={styles['signature']}
            aria-pressed={index === chosen}
            onClick={() => onChoose(index)}
          >
            <span className={`${styles['icon']} ${styles[tone]}`} aria-hidden="true">
              {verdictIcons[verdict]}
            </span>
            <span className={styles['who']}>
              <span className={styles['line']}>
                <strong>{`${String(index + 1)}. ${roleOf(signature)}`}</strong>
                <strong className={styles[tone]}>{say(`verdict.row.${verdict}`)}</strong>
              </span>
              <span className={styles['name']} title={name}>
                {name}
              </span>
              {signature.signedAt !== null && (
                <span>
                  {say(signature.kind === 'timestamp' ? 'report.stampedShort' : 'report.signedShort', {
                    time: formatMoment(signature.signedAt),
                  })}
                </span>
              )}
            </span>
          </button>
        </li>
      );
    })}
  </ul>
);

const roleOf = ({ kind, signer }: SignatureReport): string =>
  say(kind === 'timestamp' ? 'report.role.timestamp' : `report.role.${signer?.holder ?? 'unknown'}`);
