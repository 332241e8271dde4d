import { Button } from '@fluentui/react-components';
import { say } from '../../shared/words/vi.ts';
import { Notice } from '../ui/notice.tsx';
import { toldOf } from './fault.ts';

/** What went wrong, in place: the sentence, the code, and trying again where that can help. */
export function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { sentence, code, isRetryable } = toldOf(error);
  return (
    <Notice
      tone="wrong"
      isAlert
      code={say('problem.code', { code })}
      actions={
        <>
          {onRetry && (isRetryable || code === 'window.broken') && (
            <Button onClick={onRetry}>{say('problem.retry')}</Button>
          )}
          <Button
            appearance="subtle"
            onClick={() => void navigator.clipboard.writeText(`${sentence} (${code})`)}
          >
            {say('problem.copy')}
          </Button>
        </>
      }
    >
      {sentence}
    </Notice>
  );
}
