import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Waiting } from '../../app/waiting.ts';

type Props = {
  readonly waiting: Waiting;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** Leads to the list that a figure counts: the number and what is shown there are the same. */
export function PlaceLink({ waiting, className, children }: Props) {
  const rest = { className: className ?? '', children };
  switch (waiting.of) {
    case 'incoming':
      return <Link to="/incoming" search={{ view: waiting.view }} {...rest} />;
    case 'attention':
      return <Link to="/incoming" search={{ view: 'all', attention: waiting.view }} {...rest} />;
    case 'outgoing':
      return <Link to="/outgoing" search={{ view: waiting.view }} {...rest} />;
    case 'task':
      return <Link to="/tasks" search={{ view: waiting.view }} {...rest} />;
    case 'sync':
      return <Link to="/sync" search={{ tab: 'refused' }} {...rest} />;
    case 'containments':
      return <Link to="/containments" {...rest} />;
  }
}
