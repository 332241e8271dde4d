import type { InputOf, OutputOf, Reply } from './define.ts';
import { deviceContract } from './device.ts';
import { dossierContract } from './dossier.ts';
import { exchangeContract } from './exchange.ts';
import { fileContract } from './file.ts';
import { incomingContract } from './incoming.ts';
import { listExportContract } from './list-export.ts';
import { lockContract } from './lock.ts';
import { noticeContract } from './notice.ts';
import { officeContract } from './office.ts';
import { officeChartContract } from './office-chart.ts';
import { openingContract } from './opening.ts';
import { outgoingContract } from './outgoing.ts';
import { registerContract } from './register.ts';
import { reportContract } from './report.ts';
import { searchContract } from './search.ts';
import { secrecyContract } from './secrecy.ts';
import { signingContract } from './signing.ts';
import { signingBatchContract } from './signing-batch.ts';
import { signingSettingsContract } from './signing-settings.ts';
import { syncContract } from './sync.ts';
import { taskContract } from './task.ts';
import { trustContract } from './trust.ts';

/** The one table of operations: every call of every host passes here, and nothing else crosses. */
export const contract = {
  ...incomingContract,
  ...outgoingContract,
  ...exchangeContract,
  ...dossierContract,
  ...taskContract,
  ...fileContract,
  ...signingContract,
  ...signingBatchContract,
  ...signingSettingsContract,
  ...noticeContract,
  ...officeContract,
  ...officeChartContract,
  ...registerContract,
  ...reportContract,
  ...syncContract,
  ...searchContract,
  ...listExportContract,
  ...trustContract,
  ...secrecyContract,
  ...lockContract,
  ...openingContract,
  ...deviceContract,
} as const;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type OperationsOfKind<Kind extends 'query' | 'action' | 'command'> = {
  [Name in OperationName]: Contract[Name] extends { readonly kind: Kind } ? Name : never;
}[OperationName];
export type Input<Name extends OperationName> = InputOf<Contract[Name]>;
export type Output<Name extends OperationName> = OutputOf<Contract[Name]>;

/** The one call, the same in every host. */
export type Invoke = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
) => Promise<Reply<Output<Name>>>;
