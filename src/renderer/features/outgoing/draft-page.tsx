import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncomingRow } from '../../../shared/contract/incoming.ts';
import type { AcceptedFile, FileShown } from '../../../shared/contract/shapes.ts';
import { type IncomingId, type OutgoingId, SUBJECT_LENGTH_MAX } from '../../../shared/domain/core/values.ts';
import type { Outgoing } from '../../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { AddFirstFile } from '../../app/document/add-first-file.tsx';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import page from '../../app/document/form-page.module.css';
import { draftOf } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type DraftValues, draftKey, draftOfDocument, emptyDraft } from './draft.ts';
import { useDraftFiles } from './draft-files.ts';
import { DraftForm } from './draft-form.tsx';
import type { Amends } from './use-save-draft.ts';

type Props = {
  readonly documentId: OutgoingId;
  readonly isNew: boolean;
  readonly replyTo?: IncomingId | undefined;
  readonly amends?: Amends | undefined;
};

/** What a draft begins with: what it already says, or what follows from what it answers. */
function begunWith(
  document: Outgoing | undefined,
  source: IncomingRow | undefined,
  notation: string,
  signerId: string,
): DraftValues {
  if (document) return draftOfDocument(document);
  const begun = { ...emptyDraft, codeNotation: notation, signerId };
  if (!source) return begun;
  const { reference, subject, organName } = source;
  return {
    ...begun,
    subject: say('outgoing.form.replySubject', { reference, subject }).slice(0, SUBJECT_LENGTH_MAX),
    recipientsText: organName,
  };
}

/** Everything that must be known before the form opens: it never changes under whoever types. */
function useDraftSources({ documentId, isNew, replyTo }: Props) {
  const profile = useProfile();
  const detail = useQuery({ ...read('outgoing.get', { documentId }), enabled: !isNew });
  const answered = useQuery({
    ...read('incoming.get', { documentId: replyTo ?? ('' as never) }),
    enabled: replyTo !== undefined,
  });
  const officials = useQuery(read('office.listOfficials', {}));
  const isReady = (isNew || detail.data) && (replyTo === undefined || answered.data);
  return {
    known: profile && officials.data && isReady ? { profile, officials: officials.data } : undefined,
    detail: detail.data,
    source: answered.data?.row,
    error: detail.error ?? answered.error ?? officials.error,
  };
}

/** Drafting: the fields at the left, the file at the right. */
export function DraftPage(props: Props) {
  const { documentId, isNew } = props;
  const key = draftKey(documentId);
  const files = useDraftFiles(key);
  const { known, detail, source, error } = useDraftSources(props);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const main = files.accepted[0]?.file.sha256 ?? detail?.document.file?.sha256;
  const suggested = useQuery({
    ...read('outgoing.suggestFields', { sha256: main ?? ('' as never) }),
    enabled: main !== undefined,
  }).data;
  if (error)
    return (
      <div className={page['scroll']}>
        <Problem error={error} />
      </div>
    );
  if (!known) return <SkeletonRows count={6} label={say('loading.document')} />;
  const leaders = known.officials.filter(({ official }) => official.roles.includes('leader'));
  const kept = draftOf(key)?.values as Partial<DraftValues> | undefined;
  const fresh = begunWith(
    detail?.document,
    source,
    known.profile.agencyNotation,
    leaders[0]?.officialId ?? '',
  );
  const shownFiles = [...files.accepted.map(asShown), ...(detail?.files ?? [])];
  const shown = shownFiles.find(({ file }) => file.sha256 === chosen) ?? shownFiles[0];
  const show = ({ file }: Pick<FileShown, 'file'>) => setChosen(file.sha256);
  return (
    <DropZone label={say('outgoing.drop')} className={page['page']} onFiles={files.add}>
      <DraftForm
        documentId={documentId}
        isNew={isNew}
        hasFileAlready={detail?.document.file !== undefined}
        replyTo={source}
        amends={props.amends}
        profile={known.profile}
        leaders={leaders}
        files={files}
        defaults={{ ...fresh, ...kept }}
        restoredAt={kept?.subject !== undefined ? draftOf(key)?.at : undefined}
        fresh={fresh}
        suggested={suggested ?? nothingSuggested}
        shownSha256={shown?.file.sha256}
        onShow={show}
      />
      <div className={page['preview']}>
        <DocumentViewer
          files={shownFiles}
          shown={shown}
          onShow={show}
          noFile={<AddFirstFile onFiles={files.add} />}
          isPaper={false}
        />
      </div>
    </DropZone>
  );
}

/** One value, so that nothing is filled anew at every drawing. */
const nothingSuggested = {};
const asShown = ({ file, verdict }: AcceptedFile): FileShown => ({ file, verdict, isHere: true });
