import type { Instant } from '../../shared/domain/core/values.ts';
import { axisTable } from './axis-table.ts';
import type { GatewayConfig } from './config.ts';
import { makeFolderGateway } from './folder-gateway.ts';
import { makeHttpGateway } from './http-gateway.ts';
import { hubTable } from './hub-table.ts';
import type { Gateway } from './port.ts';

/** The adapter that a gateway's configuration names. */
export function openGateway(given: GatewayConfig, now: () => Instant): Gateway {
  switch (given.type) {
    case 'folder':
      return makeFolderGateway(given.path);
    case 'axis':
      return makeHttpGateway(axisTable(given, () => new Date(now())));
    case 'hub':
      return makeHttpGateway(hubTable(given));
  }
}
