import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Batch } from '../../src/shared/contract/signing-batch.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { makeSigningOffice, type SigningOffice } from '../support/signing-office.ts';
import { makeTokens, PIN, type TokenFolder } from '../support/token.ts';

let lab: SigningOffice;
let token: TokenFolder;
let leader: OfficeApp;
beforeEach(async () => {
  lab = await makeSigningOffice();
  const dataDir = lab.office.folder();
  token = makeTokens(lab.office.folder(), [{ label: 'Lãnh đạo', keys: [{ issued: lab.pki.leader }] }]);
  for (const name of ['keys', 'trust']) mkdirSync(join(dataDir, name));
  writeFileSync(join(dataDir, 'keys', 'modules.json'), JSON.stringify([token.module]));
  writeFileSync(join(dataDir, 'trust', 'root.cer'), lab.pki.anchor);
  leader = await openOfficeApp(lab.office, 'leader', { dataDir });
});
afterEach(async () => {
  await leader.close();
  lab.office.close();
});

const batchOf = async (batchId: string): Promise<Batch> => {
  const { batch } = await leader.ask('signing.getBatch', { batchId });
  if (!batch) throw new Error('there is no such batch');
  return batch;
};
const halted = async (batchId: string): Promise<Batch> => {
  await leader.until(async () => (await batchOf(batchId)).state !== 'running');
  return batchOf(batchId);
};
const tokenKeyId = async (): Promise<string> => {
  let keyId: string | undefined;
  await leader.until(async () => {
    keyId = (await leader.ask('signing.listKeys', {})).find(({ holder }) => holder.kind === 'token')?.keyId;
    return keyId !== undefined;
  });
  return keyId ?? '';
};

test('a token that is pulled out pauses the batch; back again and with its PIN, the rest is signed', async () => {
  const documentIds = [lab.put(), lab.put(), lab.put()];
  const keyId = await tokenKeyId();
  await leader.synchronise();
  await leader.until(async () => {
    const { rows } = await leader.ask('signing.listToSign', { role: 'person' });
    return rows.length === 3 && rows.every(({ isHere }) => isHere);
  });
  const { rows } = await leader.ask('signing.listToSign', { role: 'person' });
  const items = rows.map(({ documentId, file }) => ({ documentId, sha256: file.sha256 }));
  token.order('remove-after 1');
  const { batchId } = await leader.ask('signing.startBatch', {
    role: 'person',
    keyId,
    secret: PIN,
    items,
    allowsUnreviewed: true,
  });
  const paused = await halted(batchId);
  expect(paused).toMatchObject({
    state: 'paused',
    pausedBy: { code: 'token.removed', detail: { label: 'Lãnh đạo' } },
    items: [{ state: 'signed' }, { state: 'waiting' }, { state: 'waiting' }],
  });
  expect(token.calls('C_Login')).toBe(1);
  const early = await leader.invoke('signing.continueBatch', { batchId, secret: PIN });
  expect(sentenceOf(early)).toContain('Lãnh đạo');
  expect((await batchOf(batchId)).state).toBe('paused');
  token.order();
  await leader.ask('signing.continueBatch', { batchId, secret: PIN });
  const done = await halted(batchId);
  expect([done.state, ...done.items.map(({ state }) => state)]).toEqual([
    'done',
    'signed',
    'signed',
    'signed',
  ]);
  expect(token.calls('C_Login')).toBe(2);
  const details = await Promise.all(
    documentIds.map((documentId) => leader.ask('outgoing.get', { documentId })),
  );
  expect(details.map(({ versions }) => versions.filter(({ origin }) => origin === 'signed').length)).toEqual([
    1, 1, 1,
  ]);
}, 60_000);
