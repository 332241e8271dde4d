import {
  CheckmarkCircle20Filled,
  CheckmarkCircle20Regular,
  DismissCircle20Filled,
  QuestionCircle20Filled,
  Shield20Regular,
  ShieldCheckmark20Filled,
  ShieldDismiss20Filled,
  ShieldQuestion20Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { CheckStep, LaterChange } from '../../../../shared/signature/report.ts';
import type { SignatureVerdict } from '../../../../shared/signature/verdict.ts';
import type { Tone } from '../../../ui/notice.tsx';
import styles from './report.module.css';

export const verdictIcons: Record<SignatureVerdict | 'unsigned', ReactElement> = {
  valid: <ShieldCheckmark20Filled />,
  invalid: <ShieldDismiss20Filled />,
  indeterminate: <ShieldQuestion20Filled />,
  unsigned: <Shield20Regular />,
};
export const verdictTones: Record<SignatureVerdict | 'unsigned', Tone> = {
  valid: 'good',
  invalid: 'wrong',
  indeterminate: 'unsure',
  unsigned: 'info',
};

const outcomeOf: Record<LaterChange['verdict'], CheckStep['outcome']> = {
  permitted: 'passed',
  doubtful: 'indeterminate',
  forbidden: 'failed',
};

type Props = {
  readonly outcome: CheckStep['outcome'] | LaterChange['verdict'];
  /** No green inside a failed report: passed checks are grey outlines there. */
  readonly isGreenAllowed: boolean;
};

export function OutcomeIcon({ outcome, isGreenAllowed }: Props) {
  const known = outcome in outcomeOf ? outcomeOf[outcome as LaterChange['verdict']] : outcome;
  const [icon, tone] =
    known === 'failed'
      ? [<DismissCircle20Filled key="icon" />, 'invalid']
      : known === 'indeterminate'
        ? [<QuestionCircle20Filled key="icon" />, 'indeterminate']
        : isGreenAllowed
          ? [<CheckmarkCircle20Filled key="icon" />, 'valid']
          : [<CheckmarkCircle20Regular key="icon" />, 'grey'];
  return (
    <span className={`${styles['icon']} ${styles[tone]}`} aria-hidden="true">
      {icon}
    </span>
  );
}
