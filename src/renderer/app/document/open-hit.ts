import { useNavigate } from '@tanstack/react-router';
import type { SearchHit } from '../../../shared/contract/search.ts';
import { IncomingId, OutgoingId } from '../../../shared/domain/core/values.ts';

/** Goes to a found document in the list of all. */
export function useOpenHit(): (hit: Pick<SearchHit, 'kind' | 'documentId'>) => void {
  const navigate = useNavigate();
  return ({ kind, documentId }) =>
    void (kind === 'incoming'
      ? navigate({ to: '/incoming', search: { view: 'all', id: IncomingId.parse(documentId) } })
      : navigate({ to: '/outgoing', search: { view: 'all', id: OutgoingId.parse(documentId) } }));
}
