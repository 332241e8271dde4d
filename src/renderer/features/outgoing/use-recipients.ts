import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AgencyShown,
  RECIPIENTS_SENT_MAX,
  type RecipientLine,
} from '../../../shared/contract/exchange.ts';
import type { AgencyId, OutgoingId } from '../../../shared/domain/core/values.ts';
import { read } from '../../app/read.ts';

type Chosen = ReadonlyMap<AgencyId, AgencyShown>;

export type RecipientChoice = {
  readonly lines: readonly RecipientLine[];
  readonly chosen: Chosen;
  readonly paperTo: ReadonlySet<AgencyId>;
  /** Already has the document: not to be chosen. */
  readonly isTaken: (agencyId: AgencyId) => boolean;
  readonly add: (agencies: readonly AgencyShown[]) => void;
  readonly drop: (agencyIds: readonly AgencyId[]) => void;
  readonly toggle: (agency: AgencyShown) => void;
  readonly togglePaper: (agencyId: AgencyId) => void;
  readonly isTooMany: boolean;
};

/** Whom a document goes to: to begin with, those that its paper names and the directory knows; never anybody on a guess. */
export function useRecipients(documentId: OutgoingId, taken: ReadonlySet<AgencyId>): RecipientChoice {
  const named = useQuery(read('outgoing.suggestRecipients', { documentId })).data?.lines ?? [];
  const lines =
    taken.size === 0
      ? named
      : named.filter(
          ({ agencies }) => agencies.length === 0 || agencies.some(({ agencyId }) => !taken.has(agencyId)),
        );
  const suggested: Chosen = new Map(
    lines.flatMap(({ agencies }) =>
      agencies.flatMap((each) => (taken.has(each.agencyId) ? [] : [[each.agencyId, each] as const])),
    ),
  );
  const [own, setOwn] = useState<Chosen | undefined>(undefined);
  const [paperTo, setPaperTo] = useState<ReadonlySet<AgencyId>>(new Set());
  const chosen = own ?? suggested;
  const isTaken = (agencyId: AgencyId): boolean => taken.has(agencyId);
  const add = (agencies: readonly AgencyShown[]) =>
    setOwn(
      new Map([
        ...chosen,
        ...agencies.flatMap((each) => (isTaken(each.agencyId) ? [] : [[each.agencyId, each] as const])),
      ]),
    );
  const drop = (agencyIds: readonly AgencyId[]) => {
    const gone = new Set(agencyIds);
    setOwn(new Map([...chosen].filter(([agencyId]) => !gone.has(agencyId))));
  };
  return {
    lines,
    chosen,
    paperTo,
    isTaken,
    add,
    drop,
    toggle: (agency) => (chosen.has(agency.agencyId) ? drop([agency.agencyId]) : add([agency])),
    togglePaper: (agencyId) => {
      const next = new Set(paperTo);
      if (!next.delete(agencyId)) next.add(agencyId);
      setPaperTo(next);
    },
    isTooMany: chosen.size > RECIPIENTS_SENT_MAX,
  };
}
