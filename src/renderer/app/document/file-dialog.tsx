import { FolderAdd20Regular, FolderProhibited24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import { say } from '../../../shared/words/vi.ts';
import { Empty } from '../../ui/empty.tsx';
import { Modal } from '../../ui/modal.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import type { Act } from './acts.ts';
import dialogs from './dialogs.module.css';
import { PickOne } from './pick-one.tsx';

/** Đưa vào hồ sơ: for whoever reads the document; which dossiers take it, the dialog knows. */
export const fileAct = (act: () => void): Act => ({
  key: 'file',
  label: say('dossier.file'),
  icon: <FolderAdd20Regular />,
  act,
});

const DOSSIERS_OFFERED = 100;

type Props = { readonly of: DocumentRef; readonly reference: string; readonly onClose: () => void };

/** The official's own open dossiers, newest first; those that have the document already say so. */
export function FileDialog({ of, reference, onClose }: Props) {
  const mine = useQuery(read('dossier.list', { view: 'mine', limit: DOSSIERS_OFFERED }));
  const here = useQuery(read('dossier.ofDocument', { of })).data ?? [];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const file = useCommand('dossier.file');
  const rows = mine.data?.rows ?? [];
  const act = async () => {
    const row = rows.find(({ dossierId }) => dossierId === chosen);
    if (!row) return;
    await file.mutateAsync({ dossierId: row.dossierId, of });
    announce(say('dossier.filed', { notation: row.notation }));
    onClose();
  };
  return (
    <Modal
      title={say('dossier.file.of', { reference })}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('dossier.file'),
        icon: <FolderAdd20Regular />,
        // The refusal is shown in the dialog, and what was chosen stays.
        act: () => void act().catch(() => undefined),
        isBusy: file.isPending,
        whyNot: chosen === undefined ? say('dossier.file.choose') : undefined,
      }}
    >
      <p className={dialogs['explain']}>{say('dossier.file.lead')}</p>
      {mine.data && rows.length === 0 && (
        <Empty icon={<FolderProhibited24Regular />} title={say('dossier.file.none')}>
          {say('dossier.file.none.why')}
        </Empty>
      )}
      {rows.length > 0 && (
        <PickOne
          label={say('dossier.list')}
          findLabel={say('dossier.file.find')}
          chosen={chosen}
          onChoose={setChosen}
          picks={rows.map(({ dossierId, notation, title }) => ({
            key: dossierId,
            name: notation,
            note: title,
            whyNot: here.some((each) => each.dossierId === dossierId) ? say('dossier.file.here') : undefined,
          }))}
        />
      )}
      {file.error && <Problem error={file.error} />}
    </Modal>
  );
}
