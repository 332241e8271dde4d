import { Button } from '@fluentui/react-components';
import { Ribbon20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';

/** In whose hands the seal is besides the clerk's, told where it is used (NĐ 30/2020 article 32.2b); nothing while nobody else has it. */
export function SealLent() {
  const profile = useProfile();
  const navigate = useNavigate();
  // A hand-over begins and ends by the clock, which no event tells.
  const list = useQuery({ ...read('office.listHandovers', {}), refetchOnMount: 'always' });
  const running = list.data?.handovers.filter(({ state }) => state === 'running') ?? [];
  if (!profile) return null;
  return running.map(({ handoverId, handover, official }) => {
    const { officialId, to, permission, minutes } = handover;
    const time = sayMoment(to, profile.today);
    return (
      <Notice
        key={handoverId}
        tone="unsure"
        icon={<Ribbon20Regular />}
        title={
          officialId === profile.officialId
            ? say('handover.mine', { time })
            : say('handover.lent', { name: official?.fullName ?? say('common.unknownPerson'), time })
        }
        actions={<Button onClick={() => void navigate({ to: '/authority' })}>{say('authority.open')}</Button>}
      >
        {say('handover.lent.papers', { permission, minutes })}
      </Notice>
    );
  });
}
