import { Button } from '@fluentui/react-components';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay, sayMoment } from '../../app/clock.ts';
import styles from '../../app/document/page.module.css';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';

type Props = { readonly detail: OutgoingDetail; readonly today: LocalDate };
type Shown = OutgoingDetail['opinions'][number];

/** Who was asked, by when, and what he said on which version; opinions are never changed. */
export function Opinions({ detail, today }: Props) {
  const drop = useCommand('outgoing.dropOpinion');
  const { documentId } = detail.row;
  const mayAsk = detail.allowed.some(({ name, isAllowed }) => name === 'outgoing.askOpinion' && isAllowed);
  return (
    <>
      <ul>
        {detail.opinions.map((each) => (
          <li key={each.opinionId} className={styles['delivery']}>
            <p className={styles['name']}>{each.by?.fullName ?? say('common.unknownPerson')}</p>
            <p className={styles['deliveryState']}>
              {say(`outgoing.opinion.${each.opinion.purpose}`)} · {standing(each, today)}
            </p>
            {(each.opinion.text ?? each.opinion.question) ? (
              <p>{each.opinion.text ?? each.opinion.question}</p>
            ) : null}
            {mayAsk && each.opinion.state === 'asked' && (
              <Button
                size="small"
                disabledFocusable={drop.isPending}
                onClick={() => drop.mutate({ documentId, opinionId: each.opinionId })}
              >
                {say('outgoing.opinion.drop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {drop.error && <Problem error={drop.error} />}
    </>
  );
}

function standing({ opinion, isOutdated }: Shown, today: LocalDate): string {
  const { state, outcome, dueOn, givenAt } = opinion;
  if (state === 'dropped') return say('outgoing.opinion.dropped');
  if (state === 'asked')
    return dueOn
      ? say(dueOn < today ? 'outgoing.opinion.late' : 'outgoing.opinion.due', { day: sayDay(dueOn, today) })
      : say('outgoing.opinion.asked');
  const words = say(`outgoing.opinion.${outcome ?? 'agreed'}`);
  const at = givenAt ? `${words}, ${sayMoment(givenAt, today)}` : words;
  return isOutdated ? `${at}; ${say('outgoing.opinion.outdated')}` : at;
}
