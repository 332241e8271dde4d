import { useState } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { PACKAGE_TYPE } from '../../../shared/edxml/package.ts';
import { bridge } from '../bridge.ts';
import { FaultError } from '../fault.ts';

/** Files handed over in one go; more are refused by the command anyway. */
const FILES_AT_ONCE_MAX = 50;

/**
 * Hands files over one after the other, in their order; what failed is told and the others go on. `taking` names the file on its way.
 */
export function useIntake() {
  const [taking, setTaking] = useState<string | undefined>(undefined);
  const [error, setError] = useState<FaultError | undefined>(undefined);
  const take = async (files: readonly File[]): Promise<readonly AcceptedFile[]> => {
    setError(undefined);
    const accepted: AcceptedFile[] = [];
    for (const file of files.slice(0, FILES_AT_ONCE_MAX)) {
      setTaking(file.name);
      const reply = await bridge.acceptFile(file);
      // A package is no file of a document: the list of incoming documents takes it in.
      if (reply.ok && reply.value.file.mediaType === PACKAGE_TYPE)
        setError(new FaultError({ code: 'file.is-package', detail: { name: file.name }, retryable: false }));
      else if (reply.ok) accepted.push(reply.value);
      else setError(new FaultError(reply.error));
    }
    setTaking(undefined);
    return accepted;
  };
  return { take, taking, error };
}
