import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { sayFault } from '../../../shared/words/vi.ts';
import { openBrowserProfiles } from './profiles.ts';

/**
 * The browser host as a process: `main.ts --profiles FOLDER [--window FOLDER] [--server ADDRESS]`. Says `{"listening"}` on standard output, answers each line on
 * standard input (a profile's name, or nothing for the first) with `{"address"}`, and ends when standard input ends or a signal comes.
 */
const { values } = parseArgs({
  options: { profiles: { type: 'string' }, window: { type: 'string' }, server: { type: 'string' } },
});
const folder = values.profiles ?? '.';
const portFile = join(folder, 'port');

try {
  await run();
} catch (fault) {
  process.stderr.write(`${fault instanceof AppError ? sayFault(fault.code, fault.detail) : String(fault)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const host = await openBrowserProfiles({
    folder,
    window: values.window ?? join(import.meta.dirname, '../../../../dist/renderer'),
    // What a window remembers belongs to its origin: the same port again, if it is free.
    port: existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0,
    ...(values.server === undefined ? {} : { serverAddress: values.server }),
  });
  writeFileSync(portFile, new URL(host.origin).port);
  const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  const requests = createInterface({ input: process.stdin });
  requests.on('line', (line) => {
    const profileId = line.trim() || host.profileIds[0];
    tell(
      host.profileIds.includes(profileId ?? '')
        ? { address: host.addressFor(profileId ?? '') }
        : { unknown: line },
    );
  });
  await new Promise<void>((resolve) => {
    requests.on('close', resolve);
    process.on('SIGINT', resolve);
    process.on('SIGTERM', resolve);
    tell({ listening: host.origin, profiles: host.profileIds });
  });
  requests.close();
  process.stdin.destroy();
  await host.close();
}
