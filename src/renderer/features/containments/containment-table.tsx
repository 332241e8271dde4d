import { Button } from '@fluentui/react-components';
import type { ContainmentShown } from '../../../shared/contract/secrecy.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay, sayMoment } from '../../app/clock.ts';
import { useToday } from '../../app/profile.ts';
import settings from '../../app/settings/settings.module.css';

/** What may be said of it: its place in the book. */
export const nameOf = ({ containment: { of, number } }: ContainmentShown): string =>
  number === undefined
    ? say(`containments.${of.kind}.unnumbered`)
    : say(`containments.${of.kind}`, { number });

type Props = {
  readonly rows: readonly ContainmentShown[];
  readonly shown: string | undefined;
  readonly onShow: (containmentId: string) => void;
};

export const ContainmentTable = ({ rows, shown, onShow }: Props) => (
  <table className={settings['table']} aria-label={say('containments.list')}>
    <thead>
      <tr>
        <th scope="col">{say('containments.column.document')}</th>
        <th scope="col">{say('containments.column.by')}</th>
        <th scope="col">{say('containments.column.at')}</th>
        <th scope="col">{say('containments.column.places')}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row
          key={row.containmentId}
          row={row}
          isShown={row.containmentId === shown}
          onShow={() => onShow(row.containmentId)}
        />
      ))}
    </tbody>
  </table>
);

type RowProps = { readonly row: ContainmentShown; readonly isShown: boolean; readonly onShow: () => void };
function Row({ row, isShown, onShow }: RowProps) {
  const today = useToday();
  const { containment, registerName, by } = row;
  const name = nameOf(row);
  const day = containment.day && say('containments.day', { day: sayDay(containment.day, today) });
  return (
    <tr>
      <th scope="row">
        <span className={settings['name']}>{name}</span>
        <span className={settings['when']}>{[registerName, day].filter(Boolean).join(' · ')}</span>
      </th>
      <td>
        {by?.fullName ?? say('containments.byServer')}
        <span className={settings['when']}>{by?.position ?? say('containments.byServer.what')}</span>
      </td>
      <td className={settings['short']}>{sayMoment(containment.at, today)}</td>
      <td>
        {isShown ? (
          <span className={settings['quiet']}>{say('containments.shown')}</span>
        ) : (
          <Button size="small" aria-label={say('containments.show.of', { document: name })} onClick={onShow}>
            {say('containments.show')}
          </Button>
        )}
      </td>
    </tr>
  );
}
