import { Flash16Filled, Important16Filled } from '@fluentui/react-icons';
import type { Urgency } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { Tag } from '../../ui/tag.tsx';

/** Nothing for ordinary documents; red is kept for hỏa tốc. */
export function UrgencyTag({ urgency }: { readonly urgency: Urgency }) {
  if (urgency === 'normal') return null;
  return urgency === 'express' ? (
    <Tag tone="solid" icon={<Flash16Filled />}>
      {say('urgency.express')}
    </Tag>
  ) : (
    <Tag tone="urgent" icon={<Important16Filled />}>
      {say(`urgency.${urgency}`)}
    </Tag>
  );
}
