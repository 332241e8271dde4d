import { groupFingerprint } from '../../../shared/signature/facts.ts';
import styles from './trust.module.css';

const HALF = 32;

/** A SHA-256 in two lines of eight groups, so that two people find the same place when they compare. */
export const Fingerprint = ({ fingerprint }: { readonly fingerprint: string }) => (
  <span className={styles['fingerprint']}>
    <span>{groupFingerprint(fingerprint.slice(0, HALF))}</span>{' '}
    <span>{groupFingerprint(fingerprint.slice(HALF))}</span>
  </span>
);
