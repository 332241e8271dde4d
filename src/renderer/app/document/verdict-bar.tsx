import { Link } from '@fluentui/react-components';
import {
  Document20Regular,
  DocumentDismiss20Filled,
  Shield20Regular,
  ShieldCheckmark20Filled,
  ShieldDismiss20Filled,
  ShieldQuestion20Filled,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { RowVerdict } from '../../../shared/contract/shapes.ts';
import type { FileRef, Sha256 } from '../../../shared/domain/core/values.ts';
import type { PdfReport } from '../../../shared/signature/report.ts';
import { sentenceOf, whyOf } from '../../../shared/signature/sentence.ts';
import { verdictOf } from '../../../shared/signature/verdict.ts';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../read.ts';
import { ReportDialog } from './report/report-dialog.tsx';
import styles from './verdict-bar.module.css';

const icons: Record<RowVerdict, ReactElement> = {
  valid: <ShieldCheckmark20Filled />,
  indeterminate: <ShieldQuestion20Filled />,
  invalid: <ShieldDismiss20Filled />,
  unsigned: <Shield20Regular />,
  unchecked: <Shield20Regular />,
  paper: <Document20Regular />,
  damaged: <DocumentDismiss20Filled />,
};
/** Those that no report of signatures says more about. */
const unsigned = ['paper', 'unsigned', 'unchecked', 'damaged'] as const;
type Unsigned = (typeof unsigned)[number];
const isUnsigned = (verdict: RowVerdict): verdict is Unsigned =>
  (unsigned as readonly RowVerdict[]).includes(verdict);

type Props = {
  readonly verdict: RowVerdict;
  /** Undefined while there is no file here to be looked at. */
  readonly file: FileRef | undefined;
};

/** The file's verdict in one line: icon, the word used everywhere, who signed or why not; the report behind "Chi tiết". */
export function VerdictBar({ verdict: known, file }: Props) {
  const [isOpen, setOpen] = useState(false);
  const report = useQuery({
    ...read('signing.verify', { sha256: file?.sha256 ?? ('' as Sha256) }),
    enabled: file !== undefined && !isUnsigned(known),
  });
  // The row remembers what was found when the file came; the report is of now, and words and colour must be of one of them.
  const verdict = report.data ? verdictOf(report.data) : known;
  return (
    <div className={`${styles['bar']} ${styles[verdict]}`}>
      <span className={styles['icon']} aria-hidden="true">
        {icons[verdict]}
      </span>
      <p className={styles['line']} title={report.data && sentenceOf(report.data)}>
        <strong>{say(`verdict.${verdict}`)}</strong>
        <span>{explain(verdict, report.data)}</span>
      </p>
      {report.data && (
        <Link as="button" inline className={styles['details']} onClick={() => setOpen(true)}>
          {say('common.details')}
        </Link>
      )}
      {isOpen && report.data && file && (
        <ReportDialog report={report.data} file={file} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

function explain(verdict: RowVerdict, report: PdfReport | undefined): string {
  if (isUnsigned(verdict)) return say(`verdict.${verdict}.why`);
  if (!report) return '';
  if (verdict === 'valid') {
    const names = report.signatures
      .filter(({ kind }) => kind === 'signature')
      .map(({ signer }) => signer?.name ?? say('common.unknownPerson'));
    return say('verdict.signer', { names: names.join(', ') });
  }
  return capital(whyOf(report) ?? '');
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
