import { useMutation } from '@tanstack/react-query';
import type { FileRef, Sha256 } from '../../../../shared/domain/core/values.ts';
import { say } from '../../../../shared/words/vi.ts';
import { announce } from '../../announce.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../read.ts';

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
    onSuccess: (record, format) => {
      const bytes = Uint8Array.from(atob(record.content), (letter) => letter.charCodeAt(0));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes], { type: types[format] }));
      link.download = record.name;
      link.click();
      // The browser has taken the bytes over by the next turn of its own work, not of this one.
      setTimeout(() => URL.revokeObjectURL(link.href), REVOKED_AFTER_MS);
      announce(say('report.saved', { name: record.name }));
    },
  });
  return {
    save: (format: 'pdf' | 'json') => make.mutate(format),
    isBusy: make.isPending,
    error: make.error ?? undefined,
  };
}

const REVOKED_AFTER_MS = 60_000;
