import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../src/main/app.ts';
import { fileVault } from '../../src/main/hosts/vault-files.ts';
import { writeLock } from '../../src/main/lock/lock-file.ts';
import { prepareSealing } from '../../src/main/lock/seal-profile.ts';
import { openSeat } from '../../src/main/lock/seat.ts';
import { type FilePort, nodeFiles } from '../../src/main/store/files.ts';
import { readKept } from '../../src/main/store/kept-file.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from './documents.ts';
import { makeOffice } from './office.ts';
import { type OfficeApp, openOfficeApp } from './office-app.ts';
import { plainPdf } from './plain-pdf.ts';
import { uuid } from './world.ts';

export const SECRET = 'sông Mã chảy qua cầu';
/** In a document's subject, in its file's text and name, and so in rows, index, log and pages. */
export const WORD = 'Chimlacrung';
export const pdf = plainPdf({ pages: [{ content: `BT /F 12 Tf 72 720 Td (${WORD} noi dung) Tj ET` }] });
export const DEVICE_KEY = Buffer.from('khoa-thiet-bi-cua-van-thu');
/** What the owner pays for each try; tests try often. */
export const CHEAP = { N: 2 ** 10, r: 8, p: 1 };
export const KEY = Buffer.alloc(32, 7);
/** What `seen` answers where nothing is missing. */
export const WHOLE = { isFound: true, content: 0 };

/** The clerk's seat, by clocks, looks and files of the test's own. */
export async function makeLockDesk() {
  const office = makeOffice();
  const desk = {
    clock: 0,
    /** The machine's own, which nobody sets, and which may stand still while it sleeps. */
    uptime: 0,
    files: nodeFiles as FilePort,
    looks: [] as (() => void)[],
    isOffering: false,
  };
  const open = (dataDir: string): Promise<OfficeApp> =>
    openOfficeApp(office, 'clerk', {
      dataDir,
      sit: (folder, openApp): App =>
        openSeat({
          dataDir: folder,
          who: { fullName: 'Văn thư Mẫu', role: 'clerk', agencyName: 'Sở Mẫu Một' },
          choices: () => [],
          isOffering: desk.isOffering,
          vault: vaultIn(folder),
          openApp,
          log: () => undefined,
          now: () => desk.clock,
          uptime: () => desk.uptime,
          files: desk.files,
          every: (look) => {
            desk.looks.push(look);
            return () => undefined;
          },
        }),
    });
  // A profile with a document, its file, a secret of the device and a log; closed. Each test has a copy.
  const filled = office.folder();
  await vaultIn(filled).write('device-key', DEVICE_KEY);
  const app = await open(filled);
  const documentId = await receive(app);
  await app.synchronise();
  await app.close();
  /** A copy of it, with everything of the desk as at first. */
  const copy = (): string => {
    Object.assign(desk, { clock: 0, uptime: 0, files: nodeFiles, looks: [], isOffering: false });
    const dataDir = office.folder();
    cpSync(filled, dataDir, { recursive: true });
    return dataDir;
  };
  /** The same with a lock; open, and its secret given. */
  const openWithLock = async (dataDir: string): Promise<OfficeApp> => {
    prepareSealing(sealingOf(dataDir));
    await writeLock(dataDir, KEY, SECRET, { cost: CHEAP });
    const opened = await open(dataDir);
    await opened.ask('lock.unlock', { secret: SECRET });
    return opened;
  };
  const seen = async (at: OfficeApp) => {
    const { hits } = await at.ask('search.find', { text: WORD, order: 'newest', limit: 9 });
    const { files } = await at.ask('incoming.get', { documentId });
    const file = files[0] && at.app.openBlob(files[0].file.sha256);
    return { isFound: hits.length > 0, content: file && Buffer.compare(await readKept(file), pdf) };
  };
  return { office, desk, open, openWithLock, copy, seen, documentId };
}

export const vaultIn = (dataDir: string) => fileVault(join(dataDir, 'secrets'));
export const sealingOf = (dataDir: string) => ({ dataDir, key: KEY, vault: vaultIn(dataDir) });

/** Takes in a document with its file, and waits until it is found. */
export async function receive(app: OfficeApp): Promise<IncomingId> {
  const documentId = IncomingId.parse(uuid());
  const accepted = await app.drop(`${WORD}.pdf`, pdf);
  if (!accepted.ok) throw new Error(accepted.error.code);
  const fields = { ...incomingFields(), subject: `Về việc ${WORD}` };
  const { file } = accepted.value;
  await app.ask('incoming.receive', {
    ...{ documentId, source: 'file', fields, file, secrecy: 'normal', attachments: [] },
  });
  await app.until(
    async () => (await app.ask('search.find', { text: WORD, order: 'newest', limit: 9 })).hits.length > 0,
  );
  return documentId;
}

export const stateOf = async (app: OfficeApp) => (await app.ask('lock.getStatus', {})).state;
export const codeIn = async (reply: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string> => {
  const { ok, error } = await reply;
  return ok ? 'ok' : (error?.code ?? '');
};

/** Names of the files in a folder in which something of the profile can be read. */
export function inPlain(dataDir: string): readonly string[] {
  const telling = [WORD, WORD.toLowerCase(), '%PDF', DEVICE_KEY.toString(), 'SQLite format 3'];
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => telling.some((word) => readFileSync(path).includes(word)));
}
