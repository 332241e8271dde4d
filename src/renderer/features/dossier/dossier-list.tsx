import { Button, Tooltip } from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  ClipboardTaskListLtr20Regular,
  Folder24Regular,
  FolderAdd20Regular,
} from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type DossierRow, type DossierView, dossierViews } from '../../../shared/contract/dossier.ts';
import { HandedView } from '../../../shared/contract/dossier-forms.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { say } from '../../../shared/words/vi.ts';
import { DocumentRows } from '../../app/document/document-rows.tsx';
import { FindList } from '../../app/document/find-list.tsx';
import { useShortcut } from '../../app/keys.ts';
import { read, readPages } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { OpenDossierDialog } from './dossier-form.tsx';
import { DossierRowView, describeDossier } from './dossier-row.tsx';
import { HandedDialog } from './handed-dialog.tsx';

type Props = {
  readonly view: DossierView;
  readonly selectedId: string | undefined;
  readonly profile: ProfileShown;
  readonly onSelect: (dossierId: string | undefined) => void;
  readonly onView: (view: DossierView) => void;
};

/** Numbers only where something waits. */
const isCounted = (view: DossierView): boolean => view === 'due' || view === 'submitted' || view === 'mine';

export function DossierList({ view, selectedId, profile, onSelect, onView }: Props) {
  const counts = useQuery(read('dossier.countViews', {})).data;
  const [isOpening, setOpening] = useState(false);
  const [isHanding, setHanding] = useState(false);
  const handed = HandedView.safeParse(view).data;
  const mayOpen = profile.official.roles.some((role) => role !== 'administrator');
  useShortcut('new', mayOpen ? () => setOpening(true) : undefined);
  return (
    <>
      <FindList
        title={say('dossier.title')}
        act={
          <ListActs
            view={view}
            mayOpen={mayOpen}
            onOpen={() => setOpening(true)}
            onHand={() => setHanding(true)}
          />
        }
        viewsLabel={say('dossier.views')}
        view={view}
        tabs={dossierViews.map((each) => ({
          value: each,
          label: say(`dossier.view.${each}`),
          count: isCounted(each) ? counts?.[each] : undefined,
        }))}
        onView={onView}
        findLabel={say('dossier.find')}
      >
        {(text) => <Rows {...{ view, text, selectedId, profile, onSelect }} />}
      </FindList>
      {isHanding && handed && (
        <HandedDialog view={handed} today={profile.today} onClose={() => setHanding(false)} />
      )}
      {isOpening && (
        <OpenDossierDialog
          today={profile.today}
          onClose={() => setOpening(false)}
          onOpened={(dossierId) => {
            setOpening(false);
            onSelect(dossierId);
          }}
        />
      )}
    </>
  );
}

type ActsProps = {
  readonly view: DossierView;
  readonly mayOpen: boolean;
  readonly onOpen: () => void;
  readonly onHand: () => void;
};

/** The year's list, the forms of hand-over where a view has one, and a new dossier. */
function ListActs({ view, mayOpen, onOpen, onHand }: ActsProps) {
  const navigate = useNavigate();
  return (
    <>
      {HandedView.safeParse(view).success && (
        <Tooltip content={say('dossier.handed.title')} relationship="label">
          <Button appearance="subtle" icon={<ArrowDownload20Regular />} onClick={onHand} />
        </Tooltip>
      )}
      <Tooltip content={say('dossier.yearList')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ClipboardTaskListLtr20Regular />}
          onClick={() => void navigate({ to: '/dossiers/year-list' })}
        />
      </Tooltip>
      {mayOpen && (
        <Button appearance="subtle" icon={<FolderAdd20Regular />} onClick={onOpen}>
          {say('dossier.new')}
        </Button>
      )}
    </>
  );
}

function Rows({
  view,
  text,
  selectedId,
  profile,
  onSelect,
}: Omit<Props, 'onView'> & { readonly text: string }) {
  const isFiltered = text.trim() !== '';
  const pages = useInfiniteQuery(readPages('dossier.list', { view, ...(isFiltered && { text }) }));
  return (
    <DocumentRows<DossierRow>
      view={`${view}:${text}`}
      label={say('dossier.list')}
      pages={pages}
      items={(rows) => rows.map((row) => ({ type: 'row', key: row.dossierId, row }))}
      selectedId={selectedId}
      describe={describeDossier}
      render={(row) => <DossierRowView row={row} today={profile.today} />}
      onSelect={onSelect}
      empty={
        <Empty icon={<Folder24Regular />} title={say(isFiltered ? 'dossier.empty.found' : 'dossier.empty')}>
          {say(isFiltered ? 'dossier.empty.found.why' : 'dossier.empty.why')}
        </Empty>
      }
    />
  );
}
