import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { instantOf } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sealedVault } from '../../lock/sealed-vault.ts';
import { keyFor } from '../../store/profile-key.ts';
import { signInProfile } from '../enrol-profile.ts';
import { lockFolder } from '../folder-lock.ts';
import { vaultOf } from '../node-ports.ts';
import { profileKeys, profileOptions } from './profile-secret.ts';
import { EXIT, type TerminalCommand, UsageFault } from './terminal.ts';

/** `hamrong sign-in`: prints the page to open in the official's own browser, and waits until he has signed in there. */
export const signIn: TerminalCommand = async (args, terminal) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...profileOptions,
      server: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.sign-in.usage'));
    return EXIT.ok;
  }
  if (!values.data) throw new UsageFault(say('terminal.needs-option', { name: 'data' }));
  if (values.server !== undefined && !URL.canParse(values.server))
    throw new UsageFault(say('terminal.bad-option', { name: 'server' }));
  const dataDir = resolve(values.data);
  const release = lockFolder(dataDir);
  try {
    const plain = vaultOf(dataDir);
    const keys = await profileKeys(dataDir, values, terminal);
    // A secret that is written beside a lock would lie open.
    const older = keys?.olderKey && keyFor(keys.olderKey, 'vault');
    const vault = keys ? sealedVault(plain, keyFor(keys.key, 'vault'), older) : plain;
    const { fullName, agencyName } = await signInProfile(dataDir, vault, values.server, {
      now: () => instantOf(terminal.now().getTime()),
      openAddress: (address) => {
        terminal.err(say('terminal.sign-in.open'));
        terminal.out(address);
      },
    });
    terminal.err(say('terminal.sign-in.done', { fullName, agencyName }));
    return EXIT.ok;
  } finally {
    release();
  }
};
