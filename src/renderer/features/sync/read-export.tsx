import { Button } from '@fluentui/react-components';
import { FolderOpen20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { EXPORT_PACKED_BYTES_MAX, type ExportRead } from '../../../shared/contract/sync.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ExportDialog } from './export-dialog.tsx';

/** More than the application reads; it says so itself up to here. */
const CHOSEN_BYTES_MAX = 16 * 1024 * 1024;

/** Opens the file that was saved on the machine of who left; for whoever takes over: administrators and clerks. */
export function ReadExport() {
  const input = useRef<HTMLInputElement>(null);
  const reading = useCommand('sync.readExport');
  const [shown, setShown] = useState<ExportRead | undefined>(undefined);
  const [tooLarge, setTooLarge] = useState<string | undefined>(undefined);
  const roles = useProfile()?.official.roles ?? [];
  if (!roles.some((role) => role === 'administrator' || role === 'clerk')) return null;
  const take = async (file: File) => {
    const packed = file.size > CHOSEN_BYTES_MAX ? undefined : await packedOf(file);
    if (packed === undefined) setTooLarge(file.name.slice(0, 255));
    else reading.mutate({ name: file.name.slice(0, 255), packed }, { onSuccess: setShown });
  };
  const close = () => {
    setTooLarge(undefined);
    reading.reset();
  };
  return (
    <>
      <Button
        appearance="subtle"
        icon={<FolderOpen20Regular />}
        disabledFocusable={reading.isPending}
        aria-label={say('handed.open')}
        title={say('handed.open.what')}
        onClick={() => input.current?.click()}
      >
        {say('handed.short')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={say('handed.open')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void take(file);
          target.value = '';
        }}
      />
      {shown && <ExportDialog read={shown} onClose={() => setShown(undefined)} />}
      {(tooLarge !== undefined || reading.error) && (
        <Modal title={say('handed.open')} width="small" closeLabel={say('common.close')} onClose={close}>
          {tooLarge === undefined ? (
            <Problem error={reading.error} />
          ) : (
            <Notice tone="wrong" isAlert>
              {sayFault('sync.export-too-long', { name: tooLarge })}
            </Notice>
          )}
        </Modal>
      )}
    </>
  );
}

/** The file under gzip and base64, because a call is short; undefined where even that is too long. */
async function packedOf(file: File): Promise<string | undefined> {
  const stream = file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  if (bytes.length > EXPORT_PACKED_BYTES_MAX) return undefined;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
