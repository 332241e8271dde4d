import { ProgressBar } from '@fluentui/react-components';
import { ArrowDownload20Regular, FolderZip20Regular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DossierDetail } from '../../../shared/contract/dossier.ts';
import type { BundleReport, BundleShown } from '../../../shared/contract/dossier-bundle.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { bridge } from '../../app/bridge.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { saySize } from '../../app/document/say-size.ts';
import { FaultError } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './dossier.module.css';

type Props = { readonly detail: DossierDetail; readonly onClose: () => void };
type Made = Extract<BundleShown, { state: 'made' }>;

const ASKED_EVERY_MS = 500;
const now = read('dossier.getBundle', {});

/** Kết xuất hồ sơ: begins by the button, goes on while the dialog stands, and is saved when it is made; closing lets go of it. */
export function BundleDialog({ detail: { row }, onClose }: Props) {
  const client = useQueryClient();
  const asked = useQuery({
    ...now,
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.bundle?.state === 'running' ? ASKED_EVERY_MS : false),
  });
  const start = useCommand('dossier.startBundle');
  const drop = useCommand('dossier.dropBundle');
  const shown = asked.data?.bundle?.dossierId === row.dossierId ? asked.data.bundle : undefined;
  const again = () => client.invalidateQueries({ queryKey: now.queryKey });
  const begin = () => void start.mutateAsync({ dossierId: row.dossierId }).then(again, () => undefined);
  const close = () => {
    if (shown) void drop.mutateAsync({}).then(again, () => undefined);
    onClose();
  };
  return (
    <Modal
      title={say('dossier.bundle.title', { notation: row.notation })}
      closeLabel={say(shown?.state === 'running' ? 'dossier.bundle.cancel' : 'common.close')}
      onClose={close}
      primary={
        shown?.state === 'made'
          ? { label: say('dossier.bundle.save'), icon: <ArrowDownload20Regular />, act: () => save(shown) }
          : {
              label: say('dossier.bundle.start'),
              icon: <FolderZip20Regular />,
              act: begin,
              isBusy: start.isPending || shown?.state === 'running',
            }
      }
    >
      <p className={dialogs['explain']}>{say('dossier.bundle.lead')}</p>
      {shown?.state === 'running' && <Running shown={shown} />}
      {shown?.state === 'made' && <Report shown={shown} />}
      {shown?.state === 'failed' && <Problem error={new FaultError(shown.fault)} />}
      {start.error && <Problem error={start.error} />}
    </Modal>
  );
}

function save({ sha256, name }: Made): void {
  const link = document.createElement('a');
  link.href = bridge.blobAddress(sha256, { download: name });
  link.download = name;
  link.click();
  announce(say('report.saved', { name }));
}

const Running = ({
  shown: { done, total },
}: {
  readonly shown: Extract<BundleShown, { state: 'running' }>;
}) => (
  <div role="status" className={styles['running']}>
    <span>{say('dossier.bundle.running', { done: sayCount(done), total: sayCount(total) })}</span>
    <ProgressBar aria-label={say('dossier.bundle.progress')} value={done} max={Math.max(total, 1)} />
  </div>
);

const parts = ['missing', 'asTheyAre', 'shortened'] as const satisfies readonly (keyof BundleReport)[];

/** What is in it; then, each under its own head, what is not as it is here. */
function Report({ shown: { report, sizeBytes } }: { readonly shown: Made }) {
  const told = parts.filter((part) => report[part].count > 0);
  const counts = { documents: sayCount(report.documentCount), files: sayCount(report.fileCount) };
  return (
    <>
      <Notice tone={report.missing.count > 0 ? 'unsure' : 'good'} title={say('dossier.bundle.made', counts)}>
        {saySize(sizeBytes)}
      </Notice>
      {told.map((part) => (
        <section key={part} className={styles['told']}>
          <h3>{`${say(`dossier.bundle.${part}`)} (${sayCount(report[part].count)})`}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
          <ul tabIndex={0} aria-label={say(`dossier.bundle.${part}`)}>
            {report[part].shown.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
