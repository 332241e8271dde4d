import { Button, Tooltip } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { ExchangeReport, UnitChoice } from '../../../shared/contract/report.ts';
import { PERIOD_DAYS_MAX } from '../../../shared/contract/report.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { Figure } from '../../../shared/domain/report/exchange-figures.ts';
import {
  ordinalOf,
  type Period,
  type PeriodKind,
  periodAt,
  periodBeside,
  periodKinds,
} from '../../../shared/domain/report/period.ts';
import { daysBetween } from '../../../shared/text/day.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText } from '../../app/document/form-schema.ts';
import { useToday } from '../../app/profile.ts';
import { DayField } from '../../ui/fields.tsx';
import styles from './report.module.css';

export type Picked = Period & {
  readonly kind: PeriodKind | 'chosen';
  readonly unit: UnitChoice | undefined;
  readonly figure: Figure;
};
type Props = {
  readonly picked: Picked;
  readonly pick: (next: Partial<Picked>) => void;
  /** Absent where the report is not by unit. */
  readonly units?: ExchangeReport['byUnit'];
};

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** "Quý IV/2026". */
export function sayPeriod(kind: PeriodKind, period: Period): string {
  const [year, n] = [period.from.slice(0, 4), ordinalOf(kind, period)];
  if (kind === 'month') return say('figures.period.month', { n: String(n).padStart(2, '0'), year });
  if (kind === 'quarter') return say('figures.period.quarter', { n: ROMAN[n - 1] ?? n, year });
  if (kind === 'half') return say(n === 1 ? 'figures.period.half.1' : 'figures.period.half.2', { year });
  return say('figures.period.year', { year });
}

export const unitName = ({ unit, name }: { readonly unit: UnitChoice; readonly name?: string | undefined }) =>
  name ?? say(unit === 'none' ? 'figures.unit.none' : 'common.unknownPerson');

function UnitPicker({
  unit,
  pick,
  units,
}: Pick<Props, 'pick'> & { readonly unit: Picked['unit']; readonly units: NonNullable<Props['units']> }) {
  const unitId = useId();
  return (
    <span className={styles['picker']}>
      <label htmlFor={unitId}>{say('figures.unit')}</label>
      <select
        id={unitId}
        value={unit ?? ''}
        className={styles['select']}
        onChange={(event) => pick({ unit: units.find((each) => each.unit === event.target.value)?.unit })}
      >
        <option value="">{say('figures.unit.all')}</option>
        {units.map((each) => (
          <option key={each.unit} value={each.unit}>
            {unitName(each)}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Which period, and whose documents. */
export function Pickers({ picked, pick, units }: Props) {
  const { kind, from, unit } = picked;
  const kindId = useId();
  return (
    <div className={styles['pickers']}>
      <span className={styles['picker']}>
        <label htmlFor={kindId}>{say('figures.kind')}</label>
        <select
          id={kindId}
          value={kind}
          className={styles['select']}
          onChange={(event) => {
            const next = [...periodKinds, 'chosen' as const].find((each) => each === event.target.value);
            if (next) pick({ kind: next, ...(next !== 'chosen' && periodAt(next, from)) });
          }}
        >
          {[...periodKinds, 'chosen' as const].map((each) => (
            <option key={each} value={each}>
              {say(`figures.kind.${each}`)}
            </option>
          ))}
        </select>
      </span>
      {kind === 'chosen' ? (
        <ChosenDays key={`${picked.from} ${picked.to}`} picked={picked} pick={pick} />
      ) : (
        <Stepper kind={kind} picked={picked} pick={pick} />
      )}
      {units && <UnitPicker unit={unit} pick={pick} units={units} />}
    </div>
  );
}

/** The period by its name, with the one before and the one behind it; none that has not begun. */
function Stepper({ kind, picked, pick }: Pick<Props, 'picked' | 'pick'> & { readonly kind: PeriodKind }) {
  const today = useToday();
  const next = periodBeside(kind, picked, 1);
  return (
    <span className={styles['stepper']}>
      <Tooltip content={say('figures.before')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          onClick={() => pick(periodBeside(kind, picked, -1))}
        />
      </Tooltip>
      <strong aria-live="polite">{sayPeriod(kind, picked)}</strong>
      <Tooltip content={say('figures.after')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          disabledFocusable={next.from > today}
          onClick={() => pick(next)}
        />
      </Tooltip>
    </span>
  );
}

const daysOf = (today: LocalDate) =>
  z
    .object({ from: dayField(today, 'any'), to: dayField(today, 'any') })
    .superRefine(({ from, to }, context) => {
      const length = from && to ? daysBetween(from, to) + 1 : 0;
      if (length >= 1 && length <= PERIOD_DAYS_MAX) return;
      const message = sayFault('report.wrong-period', { days: PERIOD_DAYS_MAX });
      context.addIssue({ code: 'custom', path: ['to'], message });
    });

/** Two days, typed or picked; asked for by Enter or the button. */
function ChosenDays({ picked, pick }: Pick<Props, 'picked' | 'pick'>) {
  const today = useToday();
  const form = useForm({
    defaultValues: { from: dayText(picked.from), to: dayText(picked.to) },
    resolver: zodResolver(daysOf(today)),
  });
  const act = form.handleSubmit(({ from, to }) => {
    if (from && to) pick({ from, to });
  });
  const field = (name: 'from' | 'to') => (
    <DayField
      label={say(`figures.${name}`)}
      field={form.register(name) as never}
      error={form.formState.errors[name]?.message}
      {...dayWords}
      onPick={(iso) => form.setValue(name, pickedText(iso))}
      className={styles['day']}
    />
  );
  return (
    <form className={styles['days']} noValidate onSubmit={(event) => void act(event)}>
      {field('from')}
      {field('to')}
      <Button type="submit">{say('figures.show')}</Button>
    </form>
  );
}
