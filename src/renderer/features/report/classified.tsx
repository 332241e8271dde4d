import { Button } from '@fluentui/react-components';
import { NumberSymbol20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { ExchangeReport } from '../../../shared/contract/report.ts';
import { ClassifiedCountId, Month } from '../../../shared/domain/core/values.ts';
import { CLASSIFIED_COUNT_MAX } from '../../../shared/domain/report/classified-count.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import styles from './report.module.css';

type Props = { readonly months: ExchangeReport['classified'] };

const sayMonth = (month: string): string => {
  const [year = '', n = ''] = month.split('-');
  return say('classified.monthName', { month: n, year });
};

/** What the figures leave out: a bare number, typed in by the clerk for each month. */
export function Classified({ months }: Props) {
  const profile = useProfile();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const begun = months.filter(({ month }) => month <= today.slice(0, 7));
  const typedIn = begun.flatMap(({ count }) => count ?? []);
  const missing = begun.length - typedIn.length;
  const isClerk = profile?.official.roles.includes('clerk') ?? false;
  const said = [
    ...(typedIn.length > 0
      ? [say('classified.total', { count: sayCount(typedIn.reduce((sum, count) => sum + count, 0)) })]
      : []),
    ...(missing > 0 ? [say('classified.missing', { count: missing })] : []),
  ];
  return (
    <SettingsSection
      title={say('classified.title')}
      act={
        isClerk &&
        begun.length > 0 && (
          <Button icon={<NumberSymbol20Regular />} onClick={() => setOpen(true)}>
            {say('classified.record')}
          </Button>
        )
      }
    >
      <p className={settings['lead']}>{say('classified.lead')}</p>
      <p>
        <strong>{begun.length === 0 ? say('classified.noMonth') : said.join(' · ')}</strong>
      </p>
      {isOpen && <RecordDialog months={begun} onClose={() => setOpen(false)} />}
    </SettingsSection>
  );
}

const schema = z.object({
  month: Month,
  count: z
    .string()
    .trim()
    .refine(
      (typed) => /^\d{1,6}$/.test(typed) && Number(typed) <= CLASSIFIED_COUNT_MAX,
      say('classified.wrong', { max: sayCount(CLASSIFIED_COUNT_MAX) }),
    ),
});

function RecordDialog({ months, onClose }: Props & { readonly onClose: () => void }) {
  const profile = useProfile();
  const record = useCommand('report.recordClassifiedCount');
  // The month that still wants its number, the latest first.
  const first = months.findLast(({ count }) => count === undefined) ?? months.at(-1);
  const form = useForm({
    defaultValues: { month: first?.month ?? Month.parse('2000-01'), count: '' },
    resolver: zodResolver(schema),
  });
  const month = useWatch({ control: form.control, name: 'month' });
  const act = form.handleSubmit(({ month: of, count }) => {
    if (!profile) return;
    const countId = ClassifiedCountId.parse(crypto.randomUUID());
    record.mutate(
      { countId, agencyId: profile.agencyId, month: of, count: Number(count) },
      {
        onSuccess: () => {
          announce(say('classified.recorded', { count, month: sayMonth(of) }));
          onClose();
        },
      },
    );
  });
  return (
    <Modal
      title={say('classified.record.title')}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{ label: say('classified.record'), act: () => void act(), isBusy: record.isPending }}
    >
      <p className={dialogs['explain']}>{say('classified.lead')}</p>
      <ChoiceField
        label={say('classified.month')}
        field={form.register('month') as never}
        choices={months.map((each) => ({ value: each.month, label: sayMonth(each.month) }))}
      />
      <TextField
        label={say('classified.count')}
        field={form.register('count') as never}
        error={form.formState.errors.count?.message}
        maxLength={6}
        isRequired
      />
      <History month={month} />
      {record.error && <Problem error={record.error} />}
    </Modal>
  );
}

/** What was typed in for the month before; it stays. */
function History({ month }: { readonly month: Month }) {
  const rows = useQuery(read('report.listClassifiedCounts', { month })).data ?? [];
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className={styles['history']}>{say('classified.history')}</h3>
      <ul>
        {rows.map(({ count, by, at }) => (
          <li key={at} className={settings['quiet']}>
            {say('classified.history.row', {
              count: sayCount(count),
              name: by?.fullName ?? say('common.unknownPerson'),
              moment: formatMoment(at),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
