import { CheckmarkCircle20Regular, Prohibited20Regular } from '@fluentui/react-icons';
import type { IncidentShown } from '../../../shared/contract/register.ts';
import { VersionId } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { useBooks } from '../../app/books.ts';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useToday } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import styles from './books.module.css';

type Props = { readonly shown: IncidentShown; readonly onClose: () => void };

/** Giữ số: by whose decision; the sealed file becomes the document's where there is one. */
export function KeepDialog({ shown, onClose }: Props) {
  const { incidentId, incident, reference } = shown;
  const { mutateAsync, isPending, error } = useCommand('register.keepNumber');
  const day = formatDay(useToday());
  const sealed = incident.sealed && {
    versionId: VersionId.parse(crypto.randomUUID()),
    sha256: incident.sealed.file.sha256,
    baseSha256: incident.sealed.baseSha256,
  };
  return (
    <ReasonDialog
      title={say('incident.keep.of', { reference })}
      effect={say(sealed ? 'incident.keep.effect' : 'incident.keep.effect.unsealed', { reference })}
      actLabel={say('incident.keep.do', { reference })}
      closeLabel={say('incident.cancel')}
      icon={<CheckmarkCircle20Regular />}
      phrases={[say('incident.keep.phrase.minutes', { day }), say('incident.keep.phrase.leader', { day })]}
      draftKey={`keep:${incidentId}`}
      command={{
        mutateAsync: (basis) => mutateAsync({ incidentId, basis, ...(sealed && { sealed }) }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** Hủy số: an entry of the book with its reason. */
export function VoidDialog({ shown, onClose }: Props) {
  const { incidentId, incident, reference } = shown;
  const next = useBooks().books.find(({ registerId }) => registerId === incident.registerId)?.next;
  const isOutOfTurn = next !== undefined && incident.given.number > next;
  const { mutateAsync, isPending, error } = useCommand('register.voidNumber');
  return (
    <ReasonDialog
      title={say('incident.voidNumber.of', { reference })}
      effect={say(isOutOfTurn ? 'incident.voidNumber.effect.early' : 'incident.voidNumber.effect', {
        reference,
        next: next ?? '',
      })}
      actLabel={say('incident.voidNumber.do', { reference })}
      closeLabel={say('incident.cancel')}
      icon={<Prohibited20Regular />}
      phrases={[say('incident.voidNumber.phrase.recalled'), say('incident.voidNumber.phrase.inside')]}
      draftKey={`void-number:${incidentId}`}
      command={{
        mutateAsync: (reason) => mutateAsync({ incidentId, reason, ...(isOutOfTurn && { isOutOfTurn }) }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** The file that bears the number: to be read, printed and saved; it is not the document. */
export function SealedDialog({ shown: { files, reference }, onClose }: Props) {
  return (
    <Modal
      title={say('incident.file.of', { reference })}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
    >
      <div className={styles['viewer']}>
        <DocumentViewer
          files={files}
          shown={files[0]}
          onShow={() => undefined}
          isPaper={false}
          hasKeys={false}
        />
      </div>
    </Modal>
  );
}
