import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowSync20Regular, Copy20Regular, DocumentArrowDown20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FileRef } from '../../../../shared/domain/core/values.ts';
import { signatureTitleOf } from '../../../../shared/signature/facts.ts';
import type { PdfReport, SignatureReport } from '../../../../shared/signature/report.ts';
import { adviceOf, sentenceOf } from '../../../../shared/signature/sentence.ts';
import { verdictOf, verdictOfSignature } from '../../../../shared/signature/verdict.ts';
import { formatMoment } from '../../../../shared/text/day.ts';
import { say } from '../../../../shared/words/vi.ts';
import { Modal } from '../../../ui/modal.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { announce } from '../../announce.ts';
import { Problem } from '../../problem.tsx';
import { verdictIcons, verdictTones } from './outcome.tsx';
import styles from './report.module.css';
import { RevisionList } from './revision-list.tsx';
import { SignatureChoice } from './signature-choice.tsx';
import { SignatureDetail } from './signature-detail.tsx';
import { SignedVersion } from './signed-version.tsx';
import { useAskOnline, useSaveRecord } from './use-report.ts';

type Props = {
  readonly report: PdfReport;
  readonly file: FileRef;
  readonly onClose: () => void;
};

/** The whole report of a file: the verdict and what to do first, then its signatures, the chosen one's checks, and how the file grew. */
export function ReportDialog({ report, file, onClose }: Props) {
  const [chosen, setChosen] = useState(() => worstOf(report.signatures));
  const [version, setVersion] = useState<SignatureReport | undefined>(undefined);
  const record = useSaveRecord(file);
  const verdict = verdictOf(report);
  const signature = report.signatures[chosen];
  if (version) return <SignedVersion file={file} signature={version} onBack={() => setVersion(undefined)} />;
  return (
    <Modal
      title={say('report.title')}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
      aside={<Saving report={report} save={record.save} isBusy={record.isBusy} />}
    >
      <Verdict report={report} file={file} />
      {record.error !== undefined && <Problem error={record.error} />}
      {report.signatures.length > 0 && (
        <SignatureChoice
          signatures={report.signatures}
          chosen={chosen}
          isGreenAllowed={verdict !== 'invalid'}
          onChoose={setChosen}
        />
      )}
      {signature && (
        <SignatureDetail
          key={chosen}
          signature={signature}
          title={signatureTitleOf(signature, chosen + 1)}
          isGreenAllowed={verdict !== 'invalid'}
          onShowVersion={() => setVersion(signature)}
        />
      )}
      <RevisionList report={report} isGreenAllowed={verdict !== 'invalid'} />
      <p className={styles['note']}>{say('report.note')}</p>
    </Modal>
  );
}

/** The signature to look at first: the one that decided the verdict. */
const worstOf = (signatures: readonly SignatureReport[]): number => {
  const rank = { invalid: 0, indeterminate: 1, valid: 2 };
  const ranks = signatures.map((each) => rank[verdictOfSignature(each)]);
  return Math.max(0, ranks.indexOf(Math.min(...ranks)));
};

const isAskable = ({ signatures }: PdfReport): boolean =>
  signatures.some(
    ({ sentence: { reason } }) => reason === 'revocation-unknown' || reason === 'revocation-stale',
  );

function Verdict({ report, file }: Pick<Props, 'report' | 'file'>) {
  const online = useAskOnline(file.sha256);
  const verdict = verdictOf(report);
  const time = formatMoment(report.judgedAt);
  return (
    <>
      <Notice
        tone={verdictTones[verdict]}
        icon={verdictIcons[verdict]}
        title={sentenceOf(report)}
        actions={
          isAskable(report) && (
            <Button
              icon={<ArrowSync20Regular />}
              disabledFocusable={online.isPending}
              onClick={() => online.mutate({ sha256: file.sha256 })}
            >
              {say(online.isPending ? 'report.asking' : 'report.ask')}
            </Button>
          )
        }
      >
        <span className={styles['advice']}>{adviceOf(report)}</span>
        <span className={styles['judged']}>
          {say(report.online ? 'report.judged.online' : 'report.judged.offline', {
            name: file.name,
            time,
          })}
        </span>
      </Notice>
      {online.data && isAskable(online.data) && <Notice tone="info">{say('report.ask.silent')}</Notice>}
      {online.error && <Problem error={online.error} />}
    </>
  );
}

type SavingProps = {
  readonly report: PdfReport;
  readonly save: (format: 'pdf' | 'json') => void;
  readonly isBusy: boolean;
};

function Saving({ report, save, isBusy }: SavingProps) {
  const copy = () => {
    const signatures = report.signatures.map(
      (each, index) => `${signatureTitleOf(each, index + 1)}: ${sentenceOf(each)}`,
    );
    void navigator.clipboard.writeText([sentenceOf(report), ...signatures].join('\n'));
    announce(say('done.copied', { text: sentenceOf(report) }));
  };
  return (
    <div className={styles['saving']}>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<DocumentArrowDown20Regular />} disabledFocusable={isBusy}>
            {say(isBusy ? 'report.saving' : 'report.save')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => save('pdf')}>{say('report.save.pdf')}</MenuItem>
            <MenuItem onClick={() => save('json')}>{say('report.save.json')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button icon={<Copy20Regular />} onClick={copy}>
        {say('report.copy')}
      </Button>
    </div>
  );
}
