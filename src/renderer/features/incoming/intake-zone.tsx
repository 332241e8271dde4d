import { Spinner } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReceive } from './use-receive.ts';
import { isPackage, useTakePackage } from './use-take-package.ts';

/** What comes in by hand: files and papers begin an entry; a package is one document with its files, and is taken alone. */
export function useIntake() {
  const receive = useReceive();
  const packages = useTakePackage();
  const onFiles = (files: readonly File[]): void => {
    const found = files.find(isPackage);
    if (found) void packages.take(found);
    else receive.withFiles(files);
  };
  return { onFiles, onPaper: receive.withPaper, packages };
}

/** A package on its way in, and what kept one out. */
export function TakingPackage({
  taking,
  error,
}: {
  readonly taking: string | undefined;
  readonly error: unknown;
}) {
  if (taking === undefined && !error) return null;
  return (
    <div className={styles['returned']}>
      {error ? (
        <Problem error={error} />
      ) : (
        <Notice tone="info" icon={<Spinner size="tiny" />}>
          {say('incoming.package.taking', { name: taking ?? '' })}
        </Notice>
      )}
    </div>
  );
}

/** A screen on which a clerk may drop what came in, wherever he is when it comes. */
export function IntakeZone({
  className,
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const isClerk = useProfile()?.official.roles.includes('clerk') === true;
  const { onFiles, packages } = useIntake();
  return (
    <DropZone label={say('incoming.drop')} className={className} onFiles={isClerk ? onFiles : undefined}>
      <TakingPackage {...packages} />
      {children}
    </DropZone>
  );
}
