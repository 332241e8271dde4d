import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { bridge } from '../../app/bridge.ts';
import { FaultError } from '../../app/fault.ts';
import { useCommand } from '../../app/read.ts';

/** Whether a file is called a package: it is read as one instead of standing in a form. */
export const isPackage = ({ name }: File): boolean => /\.edxml\s*$/i.test(name);

/** Nhập gói: hands a package over, has it read, and opens the form in which its document is registered. */
export function useTakePackage() {
  const navigate = useNavigate();
  const { mutateAsync } = useCommand('exchange.takePackage');
  const [taking, setTaking] = useState<string | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const take = async (file: File): Promise<void> => {
    setError(undefined);
    setTaking(file.name);
    try {
      const reply = await bridge.acceptFile(file);
      if (!reply.ok) throw new FaultError(reply.error);
      const taken = await mutateAsync({ sha256: reply.value.file.sha256 });
      if ('toldOf' in taken) {
        await navigate({ to: '/outgoing', search: { id: taken.toldOf, view: 'all' } });
        return;
      }
      const { documentId, isThere } = taken;
      if (isThere) await navigate({ to: '/incoming', search: { id: documentId, view: 'all' } });
      else await navigate({ to: '/incoming/$documentId/register', params: { documentId } });
    } catch (problem) {
      setError(problem);
    } finally {
      setTaking(undefined);
    }
  };
  return { take, taking, error };
}
