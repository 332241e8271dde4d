import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatch, inboxesOf } from '../support/dispatching.ts';
import { receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(() => province.close());

test('one dispatch reaches 200 agencies, each once, while both offices go on working', async () => {
  const others = await Promise.all(
    Array.from({ length: 199 }, async (_, n) => {
      const agencyId = randomUUID();
      const agency = {
        v: 1,
        name: `UBND xã ${String(n)}`,
        code: `H56.X${String(n)}`,
        notation: 'UBND',
        place: 'X',
      };
      const operations = [{ name: 'office.establishAgency', args: { agencyId, agency } }];
      await province.server.authority.execute({ agencyId: agencyId as never, actor: 'system', operations });
      return agencyId;
    }),
  );
  const { messageId, deliveryIds } = await dispatch(province, [...others, province.b.agencyId]);
  const clerks = await Promise.all([
    province.device(province.a.otherClerk),
    province.device(province.b.clerk),
  ]);
  let done = 0;
  const unheard = async () => {
    const [row] = await province.ask(
      `select count(*)::int as n from entities where kind = 'delivery' and id = any($1) and body::json ->> 'status' is null`,
      [deliveryIds],
    );
    return Number(row?.['n']);
  };
  while ((await unheard()) > 0) {
    const verdicts = await Promise.all(
      clerks.map((clerk) => clerk.perform('incoming.receive', receiving(randomUUID()))),
    );
    expect(verdicts).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
    done += verdicts.length;
  }
  expect(done).toBeGreaterThan(4);
  const inboxes = (await inboxesOf(province, messageId)).map(({ agency_id }) => String(agency_id));
  expect(inboxes.sort()).toEqual([...others, province.b.agencyId].sort());
  const statuses = await province.ask(
    `select distinct body::json ->> 'status' as status from entities where kind = 'delivery' and id = any($1)`,
    [deliveryIds],
  );
  expect(statuses).toEqual([{ status: '01' }]);
});
