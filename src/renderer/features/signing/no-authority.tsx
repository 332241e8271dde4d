import { PersonKey20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { isHead } from '../../../shared/domain/office/authority.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import { sayCode } from '../../app/fault.ts';
import { read } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';

type Props = { readonly reason: string; readonly subject: string; readonly onClose: () => void };

/** Why this official cannot sign it, who can give him the right, and where (NĐ 30/2020 article 13). No key is asked for. */
export function NoAuthority({ reason, subject, onClose }: Props) {
  const navigate = useNavigate();
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const heads = officials
    .filter(({ official }) => isHead(official))
    .map(({ official: { fullName, position } }) => say('authority.person', { name: fullName, position }));
  return (
    <Modal
      title={say('sign.noAuthority')}
      width="small"
      closeLabel={say('common.close')}
      onClose={onClose}
      primary={{
        label: say('authority.open'),
        icon: <PersonKey20Regular />,
        act: () => void navigate({ to: '/authority' }),
      }}
    >
      <p className={styles['explain']}>{subject}</p>
      <Notice tone="unsure">{sayCode(reason)}</Notice>
      <p className={styles['explain']}>
        {heads.length > 0
          ? say('sign.noAuthority.who', { names: heads.join('; ') })
          : say('sign.noAuthority.nobody')}
      </p>
    </Modal>
  );
}
