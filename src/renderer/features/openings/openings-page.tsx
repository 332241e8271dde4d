import { Button } from '@fluentui/react-components';
import { ArrowDown20Regular, ArrowUp20Regular, History24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpeningShown } from '../../../shared/contract/opening.ts';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import { OPENINGS_KEPT_DAYS } from '../../../shared/protocol/openings.ts';
import { say } from '../../../shared/words/vi.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { ChainHead } from './chain-head.tsx';
import { OpeningCounts } from './opening-counts.tsx';
import { nameOf, OpeningTable } from './opening-table.tsx';

/** Where in the log the administrator is: one document's rows or everybody's, and how far back. */
type Place = { readonly one?: { readonly of: DocumentRef; readonly name: string }; readonly before?: string };

/** Lịch sử truy cập: who opened what, and the head of the agency's log of operations. */
export function OpeningsPage() {
  const isAdministrator = useProfile()?.official.roles.includes('administrator') ?? false;
  return (
    <SettingsPage title={say('openings.title')} lead={say('openings.lead', { days: OPENINGS_KEPT_DAYS })}>
      {isAdministrator ? <Log /> : <p className={settings['quiet']}>{say('openings.only-administrator')}</p>}
    </SettingsPage>
  );
}

function Log() {
  const [{ one, before }, go] = useState<Place>({});
  const asked = { ...(one && { of: one.of }), ...(before !== undefined && { before }) };
  const list = useQuery({ ...read('opening.list', asked), refetchOnMount: 'always' });
  const next = list.data?.before;
  return (
    <>
      <ListSection
        title={one ? say('openings.one', { document: one.name }) : say('openings.list')}
        answer={list}
        rowsOf={({ openings }) => openings}
        act={one && <Button onClick={() => go({})}>{say('openings.all')}</Button>}
        empty={{ icon: <History24Regular />, title: say('openings.empty'), why: say('openings.empty.why') }}
        foot={
          <div className={settings['acts']}>
            {before !== undefined && (
              <Button icon={<ArrowUp20Regular />} onClick={() => go({ ...(one && { one }) })}>
                {say('openings.newest')}
              </Button>
            )}
            {next !== undefined && (
              <Button icon={<ArrowDown20Regular />} onClick={() => go({ ...(one && { one }), before: next })}>
                {say('openings.older')}
              </Button>
            )}
          </div>
        }
      >
        {(openings) => (
          <OpeningTable
            openings={openings}
            {...(!one && { onOne: (row: OpeningShown) => go({ one: { of: row.of, name: nameOf(row) } }) })}
          />
        )}
      </ListSection>
      {!one && before === undefined && <OpeningCounts />}
      {list.data && <ChainHead chain={list.data.chain} />}
    </>
  );
}
