import { Button } from '@fluentui/react-components';
import {
  ErrorCircle20Filled,
  ShieldCheckmark20Filled,
  ShieldProhibited20Regular,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { AnchorShown, AnchorState } from '../../../shared/contract/trust.ts';
import { validityOf } from '../../../shared/signature/facts.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import settings from '../../app/settings/settings.module.css';
import { Tag } from '../../ui/tag.tsx';
import { Fingerprint } from './fingerprint.tsx';
import styles from './trust.module.css';

const looks: Record<AnchorState, readonly [ReactElement, string]> = {
  trusted: [<ShieldCheckmark20Filled key="icon" />, 'valid'],
  'expires-soon': [<Warning20Filled key="icon" />, 'unsure'],
  expired: [<ErrorCircle20Filled key="icon" />, 'wrong'],
  'not-yet-valid': [<Warning20Filled key="icon" />, 'unsure'],
  unreadable: [<ErrorCircle20Filled key="icon" />, 'wrong'],
  removed: [<ShieldProhibited20Regular key="icon" />, 'quiet'],
};

type Props = {
  readonly anchors: readonly AnchorShown[];
  /** Only for whoever may. */
  readonly onRemove: ((anchor: AnchorShown) => void) | undefined;
};

/** The roots, each with its fingerprint in full: it is what two people compare. */
export const AnchorTable = ({ anchors, onRemove }: Props) => (
  <table className={`${settings['table']} ${styles['roots']}`} aria-label={say('trust.list')}>
    <thead>
      <tr>
        <th scope="col">{say('trust.column.name')}</th>
        <th scope="col">{say('trust.column.validity')}</th>
        <th scope="col">{say('trust.column.added')}</th>
        <th scope="col">{say('trust.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {anchors.map((anchor) => (
        <tr key={`${anchor.source}:${anchor.key}`}>
          <th scope="row">
            <span className={settings['name']}>
              {anchor.name}
              {anchor.certificate?.isSample && <Tag tone="quiet">{say('trust.sample')}</Tag>}
            </span>
            {anchor.certificate && <Fingerprint fingerprint={anchor.certificate.fingerprint} />}
          </th>
          <td>{anchor.certificate && validityOf(anchor.certificate)}</td>
          <td>
            <Added anchor={anchor} />
          </td>
          <td>
            <State anchor={anchor} onRemove={onRemove} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Added({ anchor: { added, source } }: { readonly anchor: AnchorShown }) {
  if (!added) return source === 'profile' ? say('trust.source.profile') : null;
  return (
    <>
      {added.by?.fullName ?? say('common.unknownPerson')}
      <span className={settings['when']}>{formatMoment(added.at)}</span>
    </>
  );
}

function State({ anchor, onRemove }: { readonly anchor: AnchorShown; readonly onRemove: Props['onRemove'] }) {
  const { state, removed, source, certificate } = anchor;
  const [icon, tone] = looks[state];
  const isRemovable = onRemove && source === 'agency' && state !== 'removed' && certificate;
  return (
    <div className={settings['stateCell']}>
      <span className={`${settings['state']} ${settings[tone]}`}>
        {icon}
        {say(`trust.state.${state}`)}
      </span>
      {removed && (
        <span className={settings['quiet']}>
          {say('trust.removed', {
            name: removed.by?.fullName ?? say('common.unknownPerson'),
            time: formatMoment(removed.at),
            reason: removed.reason,
          })}
        </span>
      )}
      {isRemovable && (
        <Button size="small" onClick={() => onRemove(anchor)}>
          {say('trust.remove')}
        </Button>
      )}
    </div>
  );
}
