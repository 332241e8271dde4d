import { useState } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import {
  AttachmentId,
  type IncomingId,
  type OutgoingId,
  VersionId,
} from '../../../shared/domain/core/values.ts';
import type { AmendHow } from '../../../shared/domain/exchange/amend-how.ts';
import { useCommand } from '../../app/read.ts';
import { type DraftResult, fieldsOf } from './draft.ts';

/** The dispatched document that a new one corrects or takes the place of. */
export type Amends = { readonly how: AmendHow; readonly documentId: OutgoingId };

type Given = {
  readonly documentId: OutgoingId;
  readonly isNew: boolean;
  readonly files: readonly AcceptedFile[];
  /** A draft with a file keeps it unless another is put first; the rest are attachments. */
  readonly hasFileAlready: boolean;
  readonly replyTo: IncomingId | undefined;
  readonly amends: Amends | undefined;
};

/** Saves a draft, and hands it to its signer when asked. Answers whether all went through; what went through is not given again. */
export function useSaveDraft({ documentId, isNew, files, hasFileAlready, replyTo, amends }: Given) {
  const draft = useCommand('outgoing.draft');
  const revise = useCommand('outgoing.revise');
  const attach = useCommand('outgoing.attach');
  const submit = useCommand('outgoing.submitForSignature');
  const [isDrafted, setDrafted] = useState(!isNew);

  const save = async (result: DraftResult) => {
    const fields = fieldsOf(result);
    const { secrecy } = result;
    const [main, ...others] = files;
    const mainGiven = main && {
      main: {
        versionId: VersionId.parse(crypto.randomUUID()),
        file: main.file,
        ...(main.docx && { docx: main.docx }),
      },
    };
    const attachments = others.map(({ file }) => ({
      attachmentId: AttachmentId.parse(crypto.randomUUID()),
      file,
    }));
    if (isDrafted) {
      await revise.mutateAsync({ documentId, fields, secrecy, ...mainGiven });
      if (!isNew || hasFileAlready)
        for (const each of attachments) await attach.mutateAsync({ documentId, ...each });
      return;
    }
    await draft.mutateAsync({
      documentId,
      fields,
      secrecy,
      ...(replyTo && { replyTo }),
      ...(amends && { amends }),
      ...mainGiven,
      attachments,
    });
    setDrafted(true);
  };
  const run = async (result: DraftResult, isSubmitting: boolean): Promise<boolean> => {
    try {
      await save(result);
      if (isSubmitting) await submit.mutateAsync({ documentId });
      return true;
    } catch {
      // Told by `error`; the form keeps what was typed.
      return false;
    }
  };
  return {
    run,
    isBusy: draft.isPending || revise.isPending || attach.isPending || submit.isPending,
    error: draft.error ?? revise.error ?? attach.error ?? submit.error,
  };
}
