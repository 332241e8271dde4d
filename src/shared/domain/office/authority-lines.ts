import type { z } from 'zod';
import { collectiveOf } from '../../words/paper.ts';
import type { SigningCapacity } from './official.ts';

export type SigningAs = {
  readonly capacity: z.infer<typeof SigningCapacity>;
  /** Of who signs. */
  readonly position: string;
  /** Of the head in whose place he signs. */
  readonly headPosition: string;
  readonly agencyName: string;
};

/**
 * What stands over the signature, in capitals (NĐ 30/2020 annex I part I, II.7b, II.7đ): in whose name, then as what. One line for the head himself and for who is given
 * the head's rights (Q.), two for TM., KT., TL., TUQ.
 */
export function authorityLines({
  capacity,
  position,
  headPosition,
  agencyName,
}: SigningAs): readonly string[] {
  const lines = {
    '': [position],
    'Q.': [`Q. ${headPosition}`],
    'TM.': [`TM. ${collectiveOf(agencyName)}`, position],
    'KT.': [`KT. ${headPosition}`, position],
    'TL.': [`TL. ${headPosition}`, position],
    'TUQ.': [`TUQ. ${headPosition}`, position],
  }[capacity];
  return lines.map((line) => line.toLocaleUpperCase('vi'));
}
