import { Button } from '@fluentui/react-components';
import { PositionForward24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { PlacesKept } from '../../../shared/contract/signing-settings.ts';
import { BOX_NAMES, type BoxShift } from '../../../shared/signature/places.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { ask, read, useCommand } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import { useUndo } from '../../app/settings/undo.tsx';

const POINTS_PER_MM = 72 / 25.4;
const kindOf = ({ typeName, codeNotation }: PlacesKept): string => `${typeName} …/${codeNotation}`;

/** How far a box stands from where the page proposes it, as somebody with a ruler would say. */
function sayShift({ dx, dy, width, height }: BoxShift): string {
  const mm = (points: number) => Math.round(Math.abs(points) / POINTS_PER_MM);
  const ways = [
    mm(dx) > 0 && say(dx > 0 ? 'setup.places.right' : 'setup.places.left', { mm: mm(dx) }),
    mm(dy) > 0 && say(dy > 0 ? 'setup.places.up' : 'setup.places.down', { mm: mm(dy) }),
    (mm(width) > 0 || mm(height) > 0) && say('setup.places.sized'),
  ];
  return ways.filter((way) => way !== false).join(', ');
}

/** Positions of boxes that are proposed again for papers of one kind. */
export function SetupPlaces() {
  const list = useQuery({ ...read('signing.listPlaces', {}), refetchOnMount: 'always' });
  const set = useCommand('signing.setPlaces');
  const undo = useUndo();
  const forget = (kept: PlacesKept) => {
    const { typeName, codeNotation, shifts } = kept;
    set.mutate(
      { typeName, codeNotation },
      {
        onSuccess: () =>
          undo.offer({
            said: say('setup.places.forgotten', { kind: kindOf(kept) }),
            back: () => ask('signing.setPlaces', { typeName, codeNotation, shifts }),
          }),
      },
    );
  };
  return (
    <ListSection
      title={say('setup.places.title')}
      answer={list}
      rowsOf={(rows) => rows}
      note={
        <>
          {undo.note}
          {set.error && <Problem error={set.error} />}
        </>
      }
      empty={{
        icon: <PositionForward24Regular />,
        title: say('setup.places.empty'),
        why: say('setup.places.empty.why'),
      }}
    >
      {(rows) => (
        <table className={settings['table']} aria-label={say('setup.places.title')}>
          <thead>
            <tr>
              <th scope="col">{say('setup.places.column.kind')}</th>
              <th scope="col">{say('setup.places.column.boxes')}</th>
              <th scope="col">{say('setup.places.column.kept')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((kept) => (
              <KindRow key={kindOf(kept)} kept={kept} onForget={forget} />
            ))}
          </tbody>
        </table>
      )}
    </ListSection>
  );
}

type RowProps = { readonly kept: PlacesKept; readonly onForget: (kept: PlacesKept) => void };
function KindRow({ kept, onForget }: RowProps) {
  const today = useToday();
  const kind = kindOf(kept);
  return (
    <tr>
      <th scope="row">
        <span className={settings['name']}>{kind}</span>
      </th>
      <td>
        {BOX_NAMES.map((name) => {
          const shift = kept.shifts[name];
          const box = say(`signing.box-${name}`);
          return shift && <div key={name}>{say('setup.places.shift', { box, way: sayShift(shift) })}</div>;
        })}
      </td>
      <td>
        <div className={settings['stateCell']}>
          {sayMoment(kept.keptAt, today)}
          <Button
            size="small"
            aria-label={say('setup.places.forget.of', { kind })}
            onClick={() => onForget(kept)}
          >
            {say('setup.places.forget')}
          </Button>
        </div>
      </td>
    </tr>
  );
}
