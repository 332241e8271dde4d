import { Button } from '@fluentui/react-components';
import { PersonArrowRight24Regular, PersonProhibited20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeaverShown } from '../../../shared/contract/office.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { LeavingDialog } from './leaving-dialog.tsx';
import { WorkDialog } from './work-dialog.tsx';

/** Người rời cơ quan: recorded by the administrator, who then hands over what was in their hands. */
export function Leavers() {
  const isAdministrator = useProfile()?.official.roles.includes('administrator') === true;
  const list = useQuery({ ...read('office.listLeavers', {}), enabled: isAdministrator });
  const [isRecording, setRecording] = useState(false);
  const [from, setFrom] = useState<LeaverShown | undefined>(undefined);
  if (!isAdministrator) return null;
  return (
    <>
      <ListSection
        title={say('leaving.title')}
        answer={list}
        rowsOf={(leavers) => leavers}
        act={
          <Button icon={<PersonProhibited20Regular />} onClick={() => setRecording(true)}>
            {say('leaving.record')}
          </Button>
        }
        empty={{
          icon: <PersonArrowRight24Regular />,
          title: say('leaving.empty'),
          why: say('leaving.empty.why'),
        }}
      >
        {(leavers) => (
          <table className={styles['table']} aria-label={say('leaving.title')}>
            <thead>
              <tr>
                <th scope="col">{say('leaving.column.who')}</th>
                <th scope="col">{say('leaving.column.day')}</th>
                <th scope="col">{say('leaving.column.work')}</th>
              </tr>
            </thead>
            <tbody>
              {leavers.map((leaver) => (
                <tr key={leaver.officialId}>
                  <th scope="row">
                    <span className={styles['name']}>{leaver.fullName}</span>
                    {leaver.position}
                  </th>
                  <td>{formatDay(leaver.leftOn)}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={say('leaving.work.of', { name: leaver.fullName })}
                      onClick={() => setFrom(leaver)}
                    >
                      {say('leaving.work')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ListSection>
      {isRecording && <LeavingDialog onClose={() => setRecording(false)} />}
      {from && <WorkDialog from={from} onClose={() => setFrom(undefined)} />}
    </>
  );
}
