import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AcceptedFile, FileShown } from '../../../shared/contract/shapes.ts';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
import type { Incoming } from '../../../shared/domain/incoming/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import { AddFirstFile } from '../../app/document/add-first-file.tsx';
import { BrokenFiles } from '../../app/document/broken-files.tsx';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import page from '../../app/document/form-page.module.css';
import { VerdictBar } from '../../app/document/verdict-bar.tsx';
import { draftOf } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { type EntryValues, emptyEntry, entryKey, entryOf, handedOn } from './entry.ts';
import { useEntryFiles } from './entry-files.ts';
import { RegisterForm } from './register-form.tsx';

type Props = { readonly documentId: IncomingId; readonly isNew: boolean };

/** Registering: the fields at the left, the document at the right. A new entry also takes its files here. */
export function RegisterPage({ documentId, isNew }: Props) {
  const profile = useProfile();
  const key = entryKey(documentId);
  const detail = useQuery({ ...read('incoming.get', { documentId }), enabled: !isNew });
  const files = useEntryFiles(documentId, key, isNew);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const main = isNew ? files.accepted[0]?.file.sha256 : detail.data?.document.file?.sha256;
  const suggested = useQuery({
    ...read('incoming.suggestFields', { sha256: main ?? ('' as never) }),
    enabled: main !== undefined,
  });
  if (detail.isError)
    return (
      <div className={page['scroll']}>
        <Problem error={detail.error} />
      </div>
    );
  // Suggestions come before the form opens: a field never changes under whoever types in it.
  const isReady =
    profile &&
    (isNew ? !files.intake.taking || files.accepted.length > 0 : detail.data) &&
    (main === undefined || !suggested.isPending);
  if (!isReady) return <SkeletonRows count={6} label={say('loading.document')} />;
  const guessed = entryOf(suggested.data ?? {});
  const shownFiles = isNew ? files.accepted.map(asShown) : (detail.data?.files ?? []);
  const shown = shownFiles.find(({ file }) => file.sha256 === chosen) ?? shownFiles[0];
  return (
    <DropZone label={say('incoming.drop')} className={page['page']} onFiles={isNew ? files.add : undefined}>
      <RegisterForm
        key={main ?? 'none'}
        documentId={documentId}
        draftKey={key}
        isNew={isNew}
        profile={profile}
        files={files}
        source={isNew ? files.source : 'exchange'}
        mainSha256={main}
        {...beginning(key, guessed, detail.data?.document)}
        suggested={isNew || detail.data?.document.source !== 'exchange' ? guessed : {}}
        shownSha256={shown?.file.sha256}
        onShow={({ file }) => setChosen(file.sha256)}
      />
      <div className={page['preview']}>
        {shown && <VerdictBar verdict={shown.verdict} file={shown.isHere ? shown.file : undefined} />}
        <BrokenFiles files={shownFiles} shown={shown} onShow={({ file }) => setChosen(file.sha256)} />
        <DocumentViewer
          files={shownFiles}
          shown={shown}
          onShow={({ file }) => setChosen(file.sha256)}
          noFile={isNew && <AddFirstFile onFiles={files.add} />}
          isPaper={isNew ? files.source === 'paper' : detail.data?.document.source === 'paper'}
        />
      </div>
    </DropZone>
  );
}

/** What the form begins with: what the document says, else what its page suggests; over it what was typed before. */
function beginning(key: string, guessed: Partial<EntryValues>, document: Incoming | undefined) {
  const known = document ? withoutEmpty(entryOf(document)) : {};
  const fresh = { ...emptyEntry, ...handedOn(key), ...guessed, ...known };
  const draft = draftOf(key);
  const kept = draft?.values as Partial<EntryValues> | undefined;
  return {
    fresh,
    defaults: { ...fresh, ...kept },
    restoredAt: kept?.subject === undefined ? undefined : draft?.at,
  };
}

const asShown = ({ file, verdict }: AcceptedFile): FileShown => ({ file, verdict, isHere: true });
const withoutEmpty = (values: Partial<EntryValues>): Partial<EntryValues> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
