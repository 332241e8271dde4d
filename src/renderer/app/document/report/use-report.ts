import { useMutation } from '@tanstack/react-query';
import type { FileRef, Sha256 } from '../../../../shared/domain/core/values.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../read.ts';
import { saveMade } from '../../save-made.ts';

/** Asks the authorities; what they said takes the place of the verdict at once, and stays. */
export const useAskOnline = (sha256: Sha256) =>
  useMutation({
    mutationFn: (input: { readonly sha256: Sha256 }) => ask('signing.verifyOnline', input),
    onSuccess: (report) => queryClient.setQueryData(['signing.verify', { sha256 }], report),
  });

const types = { pdf: 'application/pdf', json: 'application/json' } as const;

/** Makes the record of the verification and hands it to the system to be saved. */
export function useSaveRecord({ sha256, name }: FileRef) {
  const make = useMutation({
    mutationFn: (format: 'pdf' | 'json') => ask('signing.exportReport', { sha256, name, format }),
    onSuccess: (record, format) => saveMade(record, types[format]),
  });
  return {
    save: (format: 'pdf' | 'json') => make.mutate(format),
    isBusy: make.isPending,
    error: make.error ?? undefined,
  };
}
