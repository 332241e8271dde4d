import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageKinds } from '../../src/server/gateway/port.ts';
import { givenOut, type HubMail } from './fake-hub-mail.ts';

/** A vendor's agent: carries files between the folders and a hub, when it is told to. */
export type FolderAgent = {
  readonly root: string;
  readonly carry: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Folders with an agent over a hub's mailbox. */
export async function makeFolderAgent(mail: HubMail): Promise<FolderAgent> {
  const root = await mkdtemp(join(tmpdir(), 'hamrong-folders-'));
  for (const side of ['out', 'sent', 'in', 'ack'])
    for (const kind of messageKinds) await mkdir(join(root, side, kind), { recursive: true });
  const placed = new Set<string>();
  return {
    root,
    carry: async () => {
      await writeFile(join(root, 'agencies.json'), JSON.stringify({ agencies: mail.agencies }));
      for (const kind of messageKinds) {
        for (const name of await readdir(join(root, 'ack', kind))) {
          const [, hubId = '', outcome] = /^(.*)\.edxml\.(done|fail)$/.exec(name) ?? [];
          mail.settle(hubId, outcome === 'done' ? 'done' : 'fail');
          await rm(join(root, 'ack', kind, name));
        }
        for (const name of (await readdir(join(root, 'out', kind))).filter((each) =>
          each.endsWith('.edxml'),
        )) {
          mail.accept(kind, await readFile(join(root, 'out', kind, name)));
          await rename(join(root, 'out', kind, name), join(root, 'sent', kind, name));
        }
        for (const each of mail.waitingFor(kind)) {
          if (placed.has(each.hubId) && !mail.faults.listsTwice) continue;
          placed.add(each.hubId);
          const part = join(root, 'in', kind, `${each.hubId}.part`);
          await writeFile(part, givenOut(each, mail.faults));
          await rename(part, join(root, 'in', kind, `${each.hubId}.edxml`));
        }
      }
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}
