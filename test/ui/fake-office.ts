import type { Input, OperationName } from '../../src/shared/contract/contract.ts';
import type { AppEvent } from '../../src/shared/contract/define.ts';
import { OperationId } from '../../src/shared/domain/core/values.ts';
import type { Scene } from './fake-people.ts';

/** What a part of the fake answers; the answer's type is the window's own affair to check. */
export type Operations = { readonly [Name in OperationName]?: (input: Input<Name>) => unknown };

export type Office = {
  readonly scene: Scene;
  readonly announce: (event: AppEvent) => void;
  /** Every call, for a test to look at. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
};

export class Refused extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
  constructor(code: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
export const performed = () => ({
  operationId: OperationId.parse(crypto.randomUUID()),
  outcome: 'applied' as const,
});
export const page = <Row>(
  rows: readonly Row[],
  { limit, after }: { limit: number; after?: string | undefined },
) => {
  const from = Number(after ?? 0);
  const next = from + limit < rows.length ? String(from + limit) : undefined;
  return { rows: rows.slice(from, from + limit), ...(next && { next }) };
};
