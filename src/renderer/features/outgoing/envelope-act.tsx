import { Mail20Regular } from '@fluentui/react-icons';
import type { OutgoingRow } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from '../../app/document/acts.ts';
import { mediaTypes } from '../../app/export-menu.tsx';
import { useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';

/** Bì văn bản for what goes on paper: from its number on. */
export function useEnvelopeAct({ documentId, number }: OutgoingRow): {
  readonly acts: readonly Act[];
  readonly error: unknown;
} {
  const print = useCommand('outgoing.printEnvelopes');
  const act: Act = {
    key: 'envelopes',
    label: say('form.print.envelopes'),
    icon: <Mail20Regular />,
    act: () => print.mutate({ documentId }, { onSuccess: (made) => saveMade(made, mediaTypes.pdf) }),
  };
  return { acts: number === undefined ? [] : [act], error: print.error };
}
