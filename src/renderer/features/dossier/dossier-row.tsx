import type { DossierRow } from '../../../shared/contract/dossier.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { Retention } from '../../../shared/domain/dossier/retention.ts';
import { say } from '../../../shared/words/vi.ts';
import { DueMark } from '../../app/document/due-mark.tsx';
import row from '../../app/document/row.module.css';
import { SyncMark } from '../../app/document/sync-mark.tsx';
import { FitText } from '../../ui/fit-text.tsx';
import { Initials } from '../../ui/initials.tsx';

/** How long it is kept, in words. */
export const sayRetention = (retention: Retention): string =>
  retention === 'permanent'
    ? say('dossier.retention.permanent')
    : say('dossier.retention.years', { years: retention });

type Props = { readonly row: DossierRow; readonly today: LocalDate };

/** Two lines: its title; its code, state and how much is in it. */
export function DossierRowView({ row: shown, today }: Props) {
  return (
    <div className={row['row']} title={`${shown.notation}\n${shown.title}`}>
      <span className={row['dot']} aria-hidden="true" />
      <span className={row['book']}>
        <span className={row['number']}>{shown.notation.split('.', 1)[0]}</span>
        <span className={row['date']}>{shown.year}</span>
      </span>
      <span className={row['one']}>
        <FitText className={row['organ']} text={shown.title} />
        <span className={row['end']}>{shown.dueOn && <DueMark dueOn={shown.dueOn} today={today} />}</span>
      </span>
      <span className={row['two']}>
        <FitText
          className={row['subject']}
          text={`${shown.notation} · ${sayRetention(shown.retention)} · ${say('dossier.items.count', { count: shown.itemCount })}`}
        />
        <span className={row['end']}>
          <SyncMark sync={shown.sync} />
          <span className={row['files']}>{say(`dossier.state.${shown.state}`)}</span>
          {shown.owner && <Initials name={shown.owner.fullName} />}
        </span>
      </span>
    </div>
  );
}

/** The row in words, whole. */
export function describeDossier(shown: DossierRow): string {
  const parts = [
    shown.notation,
    shown.title,
    say(`dossier.state.${shown.state}`),
    say('dossier.items.count', { count: shown.itemCount }),
    sayRetention(shown.retention),
    shown.owner && say('dossier.fact.owner', { name: shown.owner.fullName }),
    shown.sync !== 'synced' && say(`sync.row.${shown.sync}`),
  ];
  return parts.filter(Boolean).join(', ');
}
