import { CalendarCheckmark20Regular, Print20Regular } from '@fluentui/react-icons';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from '../../app/document/acts.ts';
import { mediaTypes } from '../../app/export-menu.tsx';
import { useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';

/** Phiếu giải quyết and the ĐẾN mark on paper, for the part of the work that is still done on it. */
export function usePrintActs({ row: { documentId, arrivalNumber } }: IncomingDetail): {
  readonly acts: readonly Act[];
  readonly error: unknown;
} {
  const print = useCommand('incoming.printForm');
  const act = (form: 'sheet' | 'mark') => () =>
    print.mutate({ documentId, form }, { onSuccess: (made) => saveMade(made, mediaTypes.pdf) });
  const acts: readonly Act[] = [
    { key: 'printSheet', label: say('form.print.sheet'), icon: <Print20Regular />, act: act('sheet') },
    {
      key: 'printMark',
      label: say('form.print.mark'),
      icon: <CalendarCheckmark20Regular />,
      act: act('mark'),
    },
  ];
  return { acts: arrivalNumber === undefined ? [] : acts, error: print.error };
}
