import { DocumentSearch24Regular } from '@fluentui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import { Empty } from '../../ui/empty.tsx';
import { Panes } from '../frame/panes.tsx';
import { useProfile } from '../profile.ts';
import { NotOpen } from './not-open.tsx';
import { type ShownFile, useShownFile } from './shown-file.ts';

/** A document that is open: what the application knows of it, who looks at it, and which of its files. */
export type OpenDocument<Detail> = {
  readonly detail: Detail;
  readonly profile: ProfileShown;
  readonly shownFile: ShownFile;
  readonly onBack: () => void;
};

type Props<Detail> = {
  readonly name: 'incoming' | 'outgoing';
  readonly id: string | undefined;
  readonly detail: UseQueryResult<Detail>;
  readonly onBack: () => void;
  readonly list: (profile: ProfileShown) => ReactNode;
  readonly reading: (open: OpenDocument<Detail>) => ReactNode;
  readonly side: (open: OpenDocument<Detail>) => ReactNode;
};

/** The one page of documents, coming in or going out: the list, what is open in the middle, and what hangs on it at the side. */
export function DocumentPage<Detail extends { readonly files: readonly FileShown[] }>(props: Props<Detail>) {
  const { name, id, detail, onBack, list, reading, side } = props;
  const profile = useProfile();
  const shownFile = useShownFile(detail.data);
  if (!profile) return null;
  const open =
    id !== undefined && detail.data && !detail.isError
      ? { detail: detail.data, profile, shownFile, onBack }
      : undefined;
  return (
    <Panes
      name={name}
      isReading={id !== undefined}
      onBack={onBack}
      list={list(profile)}
      reading={
        open ? (
          <Fragment key={id}>{reading(open)}</Fragment>
        ) : (
          <NotOpen hasChosen={id !== undefined} none={<NoDocument />} {...detail} />
        )
      }
      side={open && side(open)}
    />
  );
}

const NoDocument = () => (
  <Empty icon={<DocumentSearch24Regular />} title={say('incoming.none')}>
    {say('incoming.none.why', { keys: 'Ctrl+E' })}
  </Empty>
);
