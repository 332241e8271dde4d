import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AcceptedFile, FileShown } from '../../../shared/contract/shapes.ts';
import type { IncomingId, OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { AddFirstFile } from '../../app/document/add-first-file.tsx';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import page from '../../app/document/form-page.module.css';
import { useIntake } from '../../app/document/intake.ts';
import { draftOf, keepDraft } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type DraftValues, draftKey, draftOfDocument, emptyDraft, keptFiles } from './draft.ts';
import { DraftForm } from './draft-form.tsx';

type Props = {
  readonly documentId: OutgoingId;
  readonly isNew: boolean;
  readonly replyTo?: IncomingId | undefined;
};

/** Drafting: the fields at the left, the file at the right. */
export function DraftPage({ documentId, isNew, replyTo }: Props) {
  const profile = useProfile();
  const key = draftKey(documentId);
  const detail = useQuery({ ...read('outgoing.get', { documentId }), enabled: !isNew });
  const answered = useQuery({
    ...read('incoming.get', { documentId: replyTo ?? ('' as never) }),
    enabled: replyTo !== undefined,
  });
  const files = useDraftFiles(key);
  const officials = useQuery(read('office.listOfficials', {}));
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const error = detail.error ?? answered.error ?? officials.error;
  if (error)
    return (
      <div className={page['scroll']}>
        <Problem error={error} />
      </div>
    );
  const isReady =
    profile && officials.data && (isNew || detail.data) && (replyTo === undefined || answered.data);
  if (!isReady) return <SkeletonRows count={6} label={say('loading.document')} />;
  const leaders = officials.data.filter(({ official }) => official.roles.includes('leader'));
  const kept = draftOf(key)?.values as Partial<DraftValues> | undefined;
  const source = answered.data?.row;
  const begun: Partial<DraftValues> = detail.data
    ? draftOfDocument(detail.data.document)
    : {
        codeNotation: profile.agencyNotation,
        signerId: leaders[0]?.officialId ?? '',
        ...(source && {
          subject: say('outgoing.form.replySubject', {
            reference: source.reference,
            subject: source.subject,
          }).slice(0, 500),
          recipientsText: source.organName,
        }),
      };
  const shownFiles = [...files.accepted.map(asShown), ...(detail.data?.files ?? [])];
  const shown = shownFiles.find(({ file }) => file.sha256 === chosen) ?? shownFiles[0];
  return (
    <DropZone label={say('outgoing.drop')} className={page['page']} onFiles={files.add}>
      <DraftForm
        documentId={documentId}
        isNew={isNew}
        hasFileAlready={detail.data?.document.file !== undefined}
        replyTo={
          source && {
            documentId: source.documentId,
            reference: source.reference,
            organName: source.organName,
          }
        }
        profile={profile}
        leaders={leaders}
        files={files}
        defaults={{ ...emptyDraft, ...begun, ...kept }}
        restoredAt={kept?.subject !== undefined ? draftOf(key)?.at : undefined}
        fresh={{ ...emptyDraft, ...begun }}
        shownSha256={shown?.file.sha256}
        onShow={({ file }) => setChosen(file.sha256)}
      />
      <div className={page['preview']}>
        <DocumentViewer
          files={shownFiles}
          shown={shown}
          onShow={({ file }) => setChosen(file.sha256)}
          noFile={<AddFirstFile onFiles={files.add} />}
          isPaper={false}
        />
      </div>
    </DropZone>
  );
}

const asShown = ({ file, verdict }: AcceptedFile): FileShown => ({ file, verdict, isHere: true });

export type DraftFiles = ReturnType<typeof useDraftFiles>;

/** The files added to a draft, kept until the draft is saved. */
function useDraftFiles(key: string) {
  const [accepted, setAccepted] = useState(() => keptFiles(key));
  const intake = useIntake();
  const keep = (files: AcceptedFile[]) => {
    setAccepted(files);
    keepDraft(key, { ...draftOf(key)?.values, files });
  };
  return {
    accepted,
    intake,
    add: (files: readonly File[]) =>
      void intake.take(files).then((taken) => {
        const known = keptFiles(key);
        keep([
          ...known,
          ...taken.filter(({ file }) => !known.some((each) => each.file.sha256 === file.sha256)),
        ]);
      }),
    makeMain: (file: AcceptedFile) => keep([file, ...accepted.filter((each) => each !== file)]),
    remove: (file: AcceptedFile) => keep(accepted.filter((each) => each !== file)),
  };
}
