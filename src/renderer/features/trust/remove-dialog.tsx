import type { Sha256 } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';

type Props = { readonly name: string; readonly sha256: Sha256; readonly onClose: () => void };

/** A root is taken back with a reason, and everything that was judged by it is judged again. */
export function RemoveDialog({ name, sha256, onClose }: Props) {
  const agencyId = useProfile()?.agencyId;
  const { mutateAsync, isPending, error } = useCommand('office.distrustAnchor');
  return (
    <ReasonDialog
      title={say('trust.remove.title')}
      effect={say('trust.remove.effect', { name })}
      actLabel={say('trust.remove')}
      phrases={[say('trust.remove.expired'), say('trust.remove.replaced'), say('trust.remove.mistake')]}
      draftKey={`trust.remove:${sha256}`}
      command={{
        mutateAsync: async (reason) => {
          if (agencyId === undefined) return;
          await mutateAsync({ agencyId, sha256, reason });
          announce(say('trust.done.removed', { name }));
        },
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}
