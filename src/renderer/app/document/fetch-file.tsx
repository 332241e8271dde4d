import { Button } from '@fluentui/react-components';
import { CloudArrowDown20Regular } from '@fluentui/react-icons';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../problem.tsx';
import { useCommand } from '../read.ts';

/** Asks for a file that is not on this machine; one that is on its way is not asked for again. */
export function FetchFile({
  shown,
  isSmall = false,
}: {
  readonly shown: FileShown;
  readonly isSmall?: boolean;
}) {
  const fetch = useCommand('file.fetch');
  const isComing = shown.away === 'coming';
  return (
    <>
      <Button
        {...(isSmall ? { appearance: 'subtle' as const } : {})}
        icon={<CloudArrowDown20Regular />}
        disabledFocusable={fetch.isPending || (isComing && !fetch.error)}
        onClick={() => fetch.mutate({ sha256: shown.file.sha256 })}
      >
        {say(isComing && !fetch.error ? 'file.coming' : 'file.fetch')}
      </Button>
      {!isSmall && fetch.error && <Problem error={fetch.error} />}
    </>
  );
}
