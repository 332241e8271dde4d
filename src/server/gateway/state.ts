import { instantOf } from '../../shared/text/day.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { openGateway } from './adapters.ts';
import type { GatewayConfig } from './config.ts';
import { OF_ANOTHER } from './outcome.ts';
import { GatewayFault } from './port.ts';

/** How a gateway is, for whoever keeps the server; `code` where it did not answer. */
export type GatewayState = {
  readonly gateway: string;
  readonly code?: string;
  readonly waiting: number;
  /** When the oldest of what waits was queued; as text of the database. */
  readonly since: string | null;
  readonly failed: number;
  /** Of those, what spoke for an agency of another gateway. */
  readonly misplaced: number;
  readonly agencies: number;
};

/** Asks each gateway for what waits, which changes nothing there, and counts what is here of it. */
export async function stateOfGateways(
  configs: readonly GatewayConfig[],
  client: DatabaseClient,
): Promise<readonly GatewayState[]> {
  const states: GatewayState[] = [];
  for (const config of configs) {
    const { rows } = await client.query<Omit<GatewayState, 'gateway' | 'code'>>(
      `select (select count(*) from queue where lane = $1)::int as waiting,
        (select to_char(min(begun_at) at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI') from gateway_sent where gateway = $1 and sent_at is null
          and delivery_id in (select payload::json ->> 'deliveryId' from queue where lane = $1)) as since,
        (select count(*) from gateway_received where gateway = $1 and state = 'failed')::int as failed,
        (select count(*) from gateway_received where gateway = $1 and state = 'failed' and problem = $2)::int as misplaced,
        (select count(*) from agencies_elsewhere where gateway = $1 and is_listed)::int as agencies`,
      [config.name, OF_ANOTHER],
    );
    const code = await faultOf(config);
    const counts = rows[0] ?? { waiting: 0, since: null, failed: 0, misplaced: 0, agencies: 0 };
    states.push({ gateway: config.name, ...counts, ...(code !== undefined && { code }) });
  }
  return states;
}

async function faultOf(config: GatewayConfig): Promise<string | undefined> {
  const gateway = openGateway(config, () => instantOf(Date.now()));
  const refused: string[] = [];
  for (const account of gateway.accounts) {
    try {
      await gateway.list('edoc', account);
    } catch (problem) {
      if (!(problem instanceof GatewayFault)) throw problem;
      const said = `${problem.code} ${problem.said}`.trim();
      if (problem.account === undefined) return said;
      refused.push(`${problem.account}: ${said}`);
    }
  }
  return refused.length > 0 ? refused.join('; ') : undefined;
}
