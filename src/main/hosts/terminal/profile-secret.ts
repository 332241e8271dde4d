import { createReadStream } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import { hasLock, olderOf, unwrapKey } from '../../lock/lock-file.ts';
import { takeSealedDatabase } from '../../lock/seal-profile.ts';
import type { ProfileKeys } from '../../lock/seat-state.ts';
import { type Terminal, UsageFault, whyOf } from './terminal.ts';

/** Whose profile a command works in. A secret is never an argument or in the environment, where other programs of the machine read it. */
export const profileOptions = { data: { type: 'string' }, 'secret-fd': { type: 'string' } } as const;
export type ProfileValues = { readonly [Name in keyof typeof profileOptions]?: string | undefined };

const SECRET_BYTES_MAX = 1024;
const FD_MAX = 1024;

/**
 * The keys of a profile with a lock; undefined where it has none. The secret comes from the descriptor that was named, or is asked for at the keyboard. A sealing that was
 * cut off is finished as far as the database, without which nothing opens; the rest is the window's, whose vault this host may not know. Throws `terminal.locked` where neither is there, `lock.wrong`, `lock.wait`.
 */
export async function profileKeys(
  dataDir: string,
  values: ProfileValues,
  terminal: Terminal,
): Promise<ProfileKeys | undefined> {
  if (!hasLock(dataDir)) return undefined;
  const secret =
    values['secret-fd'] === undefined
      ? await terminal.askSecret?.(say('terminal.secret'))
      : await secretFrom(Number(values['secret-fd']));
  if (secret === undefined) throw new AppError('terminal.locked');
  const key = await unwrapKey(dataDir, secret, () => terminal.now().getTime());
  await takeSealedDatabase({ dataDir, key });
  const olderKey = olderOf(dataDir, key).key;
  return { key, ...(olderKey && { olderKey }) };
}

/** The first line of a descriptor; blanks at its ends belong to it. */
async function secretFrom(fd: number): Promise<string> {
  if (!Number.isInteger(fd) || fd < 0 || fd > FD_MAX)
    throw new UsageFault(say('terminal.bad-option', { name: 'secret-fd' }));
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of createReadStream('', { fd, autoClose: false })) {
      parts.push(part as Buffer);
      length += (part as Buffer).length;
      if (length > SECRET_BYTES_MAX || (part as Buffer).includes(0x0a)) break;
    }
  } catch (fault) {
    throw new AppError('terminal.file-unreadable', { path: `fd ${String(fd)}`, why: whyOf(fault) });
  }
  const [line = ''] = Buffer.concat(parts).toString('utf8').split(/\r?\n/, 1);
  if (line === '' || length > SECRET_BYTES_MAX)
    throw new UsageFault(say('terminal.bad-option', { name: 'secret-fd' }));
  return line;
}
