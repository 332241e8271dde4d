import { Fault } from '../../shared/contract/define.ts';

/** What is told of a fault, as it is kept: its code, and its detail as JSON. */
export type KeptFault = Pick<Fault, 'code' | 'detail'>;

/** A fault as two columns keep it; undefined where there was none. */
export const keptFault = (code: string | null, detail: string | null): KeptFault | undefined =>
  code === null ? undefined : { code, detail: Fault.shape.detail.parse(JSON.parse(detail ?? '{}')) };
