import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdxmlStatus } from '../../src/shared/edxml/message.ts';
import type { EdxmlPackage } from '../../src/shared/edxml/package.ts';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { writePackage, writeStatus } from '../../src/shared/edxml/write.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { aPackage } from './dispatching.ts';
import { AXIS_SECRET, AXIS_SYSTEM, type FakeHub, HUB_TOKEN, startFakeHub } from './fake-hub.ts';
import { calm, type HubMessage } from './fake-hub-mail.ts';
import { makeProvince, type Province } from './province.ts';

/**
 * Office A and B on this server, agencies elsewhere behind the national axis (G22, H14.05) and behind a provincial hub (H14.90). Nothing waits for a timer: a test turns
 * the gateways itself.
 */
export async function makeConnectedProvince() {
  const [axis, hub] = [await startFakeHub(), await startFakeHub()];
  axis.clients.add('H56.A').add('H56.B').add('000.00.02.H56');
  hub.clients.add('H56.A').add('H56.B');
  axis.agencies = [
    { code: 'G22', oldCode: '000.00.00.G22', name: 'Văn phòng Chính phủ (mẫu)' },
    { code: 'H14.05', name: 'Sở Nội vụ tỉnh Mẫu' },
    { code: 'H56.B', oldCode: '000.00.02.H56', name: 'Sở Kinh tế số' },
  ];
  hub.agencies = [
    { code: 'H14.05', name: 'Sở Nội vụ tỉnh Mẫu' },
    { code: 'H14.90', name: 'UBND phường Mẫu' },
  ];
  const folder = await mkdtemp(join(tmpdir(), 'hamrong-gateways-'));
  const gatewaysFile = join(folder, 'gateways.json');
  const gateways = [
    { name: 'truc', type: 'axis', endpoint: axis.axis, systemId: AXIS_SYSTEM, secret: AXIS_SECRET },
    {
      ...{ name: 'tinh', type: 'hub', endpoint: hub.hub, alsoServes: ['h14.05'] },
      accounts: ['H56.A', 'H56.B'].map((organId) => ({ organId, token: HUB_TOKEN })),
    },
  ];
  const text = JSON.stringify({ gateways: gateways.map((each) => ({ ...each, pollSeconds: 86_400 })) });
  await writeFile(gatewaysFile, text, { mode: 0o600 });
  const province = await makeProvince({ gatewaysFile });
  await province.server.gateways?.takeDirectories();
  return {
    ...{ axis, hub, province, gatewaysFile, ...turns(province), ...asked(province, axis) },
    calmDown: () => {
      for (const each of [axis, hub]) {
        Object.assign(each.faults, calm);
        each.messages.length = 0;
        each.calls.clear();
      }
    },
    close: async () => {
      await province.close();
      await axis.close();
      await hub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function turns({ server }: Province) {
  /** The queue's own work, then the gateways' lanes; twice, because each leaves work for the other. */
  const turn = async (): Promise<void> => {
    for (const _ of [1, 2]) {
      await server.delivery.drain();
      await server.gateways?.send();
    }
  };
  const take = async (): Promise<void> => {
    await server.gateways?.receive();
    await turn();
  };
  return { turn, take };
}

function asked({ ask, b }: Province, axis: FakeHub) {
  const copies = (kind: HubMessage['kind'] = 'edoc', of = axis): readonly HubMessage[] =>
    of.messages.filter((each) => each.kind === kind);
  return {
    copies,
    agencyId: async (code: string): Promise<string> =>
      String(
        (await ask('select agency_id from agencies_elsewhere where code = $1', [code]))[0]?.['agency_id'],
      ),
    deliveryOf: async (deliveryId: string | undefined): Promise<Record<string, unknown>> => {
      const [row] = await ask(`select body from entities where kind = 'delivery' and id = $1`, [deliveryId]);
      return JSON.parse(String(row?.['body'])) as Record<string, unknown>;
    },
    statusesTold: (): readonly EdxmlStatus[] =>
      copies('status').map(({ bytes }) => {
        const read = readMessage(bytes);
        if (read.kind !== 'status' || read.problems.length > 0)
          throw new Error(JSON.stringify(read.problems));
        return read.message;
      }),
    /** What a document of elsewhere became here, office A's first. */
    inbox: async (documentId: string) =>
      (
        await ask(
          `select e.id, e.agency_id, e.body from entities e join gateway_arrivals g on g.delivery_id = e.body::json -> 'exchange' ->> 'deliveryId'
           where e.kind = 'incoming' and g.document_id = $1 order by e.agency_id = $2`,
          [documentId, b.agencyId],
        )
      ).map(({ id, agency_id, body }) => ({
        id: String(id),
        agencyId: agency_id,
        body: JSON.parse(String(body)) as Record<string, unknown>,
      })),
    /** An agency elsewhere puts a package on its way. */
    deposit: (given: EdxmlPackage, into = axis): void =>
      void into.accept('edoc', Buffer.from(writePackage(given))),
    /** G22 tells office A a status, of the first package on the axis unless another is named. */
    tell: (
      status: EdxmlStatus['status'],
      description = '',
      about: Partial<EdxmlStatus['responseFor']> = {},
      into = axis,
    ): void => {
      const documentId = copies()[0]?.hubId ?? '';
      const told: EdxmlStatus = {
        from: { organId: 'G22', organName: 'Văn phòng' },
        responseFor: {
          ...{ organId: 'H56.A', code: '05/UBND-VP', promulgationDate: '2026-11-23', documentId },
          ...about,
        },
        staff: { department: 'Văn thư', staff: 'Người mẫu' },
        ...{ status, description, timestamp: instantOf(Date.now()) },
      };
      into.accept('status', Buffer.from(writeStatus(told)));
    },
  };
}

/** A package of G22, under its old code, to whom a test says. */
export const fromG22 = (more: Partial<EdxmlPackage> = {}): EdxmlPackage =>
  aPackage('', {
    from: { organId: '000.00.00.g22', organName: 'Văn phòng nào đó' },
    to: [{ organId: 'H56.A', organName: 'Xã' }],
    documentId: `000.00.00.G22,2026/11/20,${randomUUID().slice(0, 8)}/VPCP`,
    codeNumber: '7816',
    codeNotation: 'VPCP-TTĐT',
    ...more,
  });
