import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';

let lab: SigningOffice;
let leader: OfficeApp | undefined;
beforeEach(async () => {
  lab = await makeSigningOffice();
});
afterEach(async () => {
  await leader?.close();
  lab.office.close();
});

const open = async (some: Parameters<typeof openOfficeApp>[2] = {}): Promise<OfficeApp> => {
  const dataDir = lab.folderWith('person', lab.pki.leader);
  leader = await openOfficeApp(lab.office, 'leader', { ...some, dataDir });
  return leader;
};
/** The rows that wait, once their files are here. */
const rowsOf = async (app: OfficeApp) => {
  const list = () => app.ask('signing.listToSign', { role: 'person' });
  await app.until(async () => (await list()).rows.every(({ isHere }) => isHere));
  return (await list()).rows;
};

describe('the list to sign', () => {
  test('is looked over by a helper that checks no signature', async () => {
    lab.put();
    const asked: Set<string>[] = [];
    const helpers = nodeHelpers();
    const leader = await open({
      helpers: {
        start: (module) => {
          const helper = helpers.start(module);
          const methods = new Set<string>();
          asked.push(methods);
          return {
            ...helper,
            call: (method, ...rest) => helper.call(methods.add(method) && method, ...rest),
          };
        },
      },
    });
    await leader.until(async () => (await rowsOf(leader)).every(({ findings }) => findings !== undefined));
    const items = (await rowsOf(leader)).map(({ documentId, file }) => ({ documentId, sha256: file.sha256 }));
    await leader.ask('signing.startBatch', {
      role: 'person',
      keyId: 'person',
      secret: PASSPHRASE,
      items,
      allowsUnreviewed: true,
    });
    await leader.until(async () => (await leader.ask('signing.getBatch', {})).batch === undefined);
    const own = asked.filter((methods) => methods.has('checkSigned'));
    expect(own.map((methods) => [...methods])).toEqual([['checkSigned']]);
  });

  test('tells of each file what a signer should look at, once it has been looked over', async () => {
    lab.put(
      { subject: 'Có mã lệnh' },
      plainPdf({ pages: [{}], catalog: '/OpenAction<</S/JavaScript/JS(1)>>' }),
    );
    lab.put({ subject: 'Sạch' });
    const leader = await open();
    await leader.until(async () => (await rowsOf(leader)).every(({ findings }) => findings !== undefined));
    const told = (await rowsOf(leader)).map(({ subject, findings }) => [
      subject,
      findings?.map(({ code }) => code),
    ]);
    expect(Object.fromEntries(told)).toMatchObject({
      'Có mã lệnh': ['javascript', 'unembedded-font'],
      Sạch: [],
    });
  });

  test('III.1.d: begins with the most urgent, then with the nearest deadline', async () => {
    lab.put({ subject: 'Thường' });
    lab.put({ subject: 'Có hạn', dueOn: LocalDate.parse('2026-12-01') });
    lab.put({ subject: 'Hạn gần', dueOn: LocalDate.parse('2026-11-25') });
    lab.put({ subject: 'Hỏa tốc', urgency: 'express' });
    const leader = await open();
    const rows = await rowsOf(leader);
    expect(rows.map(({ subject }) => subject)).toEqual(['Hỏa tốc', 'Hạn gần', 'Có hạn', 'Thường']);
    expect(await leader.ask('signing.countToSign', { role: 'person' })).toEqual({ count: 4 });
  });

  test('leaves out of the first 500 only what has the most time', async () => {
    const bytes = plainPdf({ pages: [{}] });
    for (let count = 0; count < 500; count++) lab.put({ draftedOn: LocalDate.parse('2026-11-01') }, bytes);
    lab.put({ subject: 'Hỏa tốc', urgency: 'express' });
    const leader = await open();
    // They come in slices, between which the window is answered.
    await leader.until(async () => (await leader.ask('signing.listToSign', { role: 'person' })).isMore);
    const list = await leader.ask('signing.listToSign', { role: 'person' });
    expect([list.rows[0]?.subject, list.rows.length, list.isMore]).toEqual(['Hỏa tốc', 500, true]);
  });
});
