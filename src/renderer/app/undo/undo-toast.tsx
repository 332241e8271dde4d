import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowUndo16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Input, OperationName, Output } from '../../../shared/contract/contract.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../announce.ts';
import { toldOf } from '../fault.ts';
import { keysFor, useShortcut } from '../keys.ts';
import { ask } from '../read.ts';
import { type Inverse, inverseOf } from './inverses.ts';
import styles from './undo-toast.module.css';

/** As long as the way back is offered. */
const OFFERED_MS = 10_000;

type Offered = { readonly what: string; readonly inverse: Inverse };

/** The document by its subject, as some list or page has just shown it. */
function nameOf(client: QueryClient, { of: { kind, id } }: Inverse): string {
  const detail = client.getQueryData<Output<'incoming.get'> | Output<'outgoing.get'>>([
    `${kind}.get`,
    { documentId: id },
  ]);
  if (detail) return detail.row.subject;
  const lists = client.getQueriesData<{ pages?: { rows: { documentId: string; subject: string }[] }[] }>({
    queryKey: [`${kind}.list`],
  });
  const rows = lists.flatMap(([, data]) => data?.pages?.flatMap((page) => page.rows) ?? []);
  return rows.find(({ documentId }) => documentId === id)?.subject ?? '';
}

/** What was done last and may be taken back, named, with Ctrl+Z, for ten seconds; in the status bar, where it covers nothing. */
export function UndoToast() {
  const client = useQueryClient();
  const [offered, setOffered] = useState<Offered>();
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return;
        const { mutationKey } = event.mutation.options;
        const name = mutationKey?.[0] as OperationName | undefined;
        const inverse = name && inverseOf(name, event.mutation.state.variables as Input<OperationName>);
        if (!inverse) return;
        const detail = { name: nameOf(client, inverse), count: inverse.count ?? 1 };
        setOffered({ what: say(inverse.word, detail), inverse });
      }),
    [client],
  );
  useEffect(() => {
    if (!offered) return;
    const timer = setTimeout(() => setOffered(undefined), OFFERED_MS);
    return () => clearTimeout(timer);
  }, [offered]);
  const back = async ({ what, inverse }: Offered) => {
    setOffered(undefined);
    try {
      for (const [name, input] of inverse.steps) await ask(name, input as Input<typeof name>);
      announce(say('undo.done', { what }));
    } catch (problem) {
      // Somebody has gone on with it meanwhile, or the rule says no: nothing changed, and it says so.
      announce(toldOf(problem).sentence);
    }
  };
  useShortcut('undo', offered && (() => void back(offered)));
  if (!offered) return null;
  return (
    <section className={styles['toast']} aria-label={say('undo.label')}>
      <span role="status" className={styles['what']}>
        {offered.what}
      </span>
      <Button
        size="small"
        icon={<ArrowUndo16Regular />}
        title={keysFor('undo')}
        onClick={() => void back(offered)}
      >
        {say('undo.do')}
      </Button>
      <Tooltip content={say('undo.close')} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss16Regular />}
          onClick={() => setOffered(undefined)}
        />
      </Tooltip>
    </section>
  );
}
