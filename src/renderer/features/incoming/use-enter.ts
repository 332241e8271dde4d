import { useState } from 'react';
import { AttachmentId, type IncomingId, type RegisterId } from '../../../shared/domain/core/values.ts';
import { useCommand } from '../../app/read.ts';
import { type EntryResult, fieldsOf } from './entry.ts';
import type { EntryFiles } from './entry-files.ts';

type Given = {
  readonly documentId: IncomingId;
  readonly isNew: boolean;
  readonly files: EntryFiles;
  readonly source: 'file' | 'paper' | 'exchange';
  readonly registerId: RegisterId | undefined;
};

/** Gives the commands of the form: taking in, then registering. Answers whether both were accepted; taking in is never given twice. */
export function useEnter({ documentId, isNew, files, source, registerId }: Given) {
  const receive = useCommand('incoming.receive');
  const register = useCommand('incoming.register');
  const [isReceived, setReceived] = useState(!isNew);
  const run = async (result: EntryResult, isRegistering: boolean): Promise<boolean> => {
    const fields = fieldsOf(result);
    const { secrecy } = result;
    try {
      if (!isReceived) {
        const [main, ...others] = source === 'paper' ? [] : files.accepted;
        await receive.mutateAsync({
          documentId,
          source: source === 'paper' ? 'paper' : 'file',
          fields,
          secrecy,
          ...(main && { file: main.file }),
          attachments: others.map(({ file }) => ({
            attachmentId: AttachmentId.parse(crypto.randomUUID()),
            file,
          })),
        });
        setReceived(true);
      }
      if (isRegistering && registerId)
        await register.mutateAsync({ documentId, registerId, fields, secrecy });
      return true;
    } catch {
      // Told by `error`; the form keeps what was typed.
      return false;
    }
  };
  return { run, isBusy: receive.isPending || register.isPending, error: receive.error ?? register.error };
}
