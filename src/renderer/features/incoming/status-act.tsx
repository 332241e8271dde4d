import { ArrowExportLtr20Regular } from '@fluentui/react-icons';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { PACKAGE_TYPE } from '../../../shared/edxml/package.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from '../../app/document/acts.ts';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';

/** Whether its sender hears by a file how far it is: it came as one, and no server knows whose it is. */
export const hearsByFile = ({ document: { carried, exchange } }: IncomingDetail): boolean =>
  carried !== undefined && exchange === undefined;

/** Xuất trạng thái: for the clerk, who carries it back the way the package came. */
export function useStatusAct(detail: IncomingDetail): {
  readonly acts: readonly Act[];
  readonly error: unknown;
} {
  const { documentId, state } = detail.row;
  const exportStatus = useCommand('exchange.exportStatus');
  const isClerk = useProfile()?.official.roles.includes('clerk') === true;
  const act: Act = {
    key: 'exportStatus',
    label: say('incoming.exportStatus'),
    icon: <ArrowExportLtr20Regular />,
    isBusy: exportStatus.isPending,
    act: () => exportStatus.mutate({ documentId }, { onSuccess: (made) => saveMade(made, PACKAGE_TYPE) }),
  };
  const acts = isClerk && hearsByFile(detail) && state !== 'recalled' ? [act] : [];
  return { acts, error: exportStatus.error };
}
