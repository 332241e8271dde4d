import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeProfile } from '../../src/main/hosts/profile-file.ts';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { DeviceId } from '../../src/shared/domain/core/values.ts';
import { makeLockDesk, SECRET, WORD } from '../support/lock-desk.ts';
import { uuid } from '../support/world.ts';

const PATIENCE = { timeout: 60_000 };
const program = join(import.meta.dirname, '../../scripts/hamrong.ts');
let lab: Awaited<ReturnType<typeof makeLockDesk>>;
let dataDir: string;
beforeAll(async () => {
  lab = await makeLockDesk();
  dataDir = lab.copy();
  await writeProfile(dataDir, {
    ...{ profileId: 'clerk', officialId: lab.office.people.clerk.id, agencyId: lab.office.agencyId },
    ...{ deviceId: DeviceId.parse(uuid()), isTrial: false, serverAddress: 'http://127.0.0.1:9' },
    ...{ fullName: 'Văn thư Mẫu', role: 'clerk', agencyName: 'Sở Mẫu Một' },
  });
  await (await lab.openWithLock(dataDir)).close();
});
afterAll(() => lab.office.close());

const search = () => ['search', WORD, '--data', dataDir];
const asked = async (secret: string | undefined, ...more: readonly string[]) => {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine([...search(), ...more], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => new Date(),
    askSecret: async () => secret,
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
};

test('a profile with a secret is refused with what to do where nobody can be asked, and where the secret is another', async () => {
  const refused = await asked(undefined);
  expect([refused.status, refused.out]).toEqual([1, '']);
  expect(refused.err).toContain('--secret-fd');
  expect((await asked('sai mật khẩu')).err).toContain('không đúng');
  const right = await asked(SECRET);
  expect([right.status, right.out.includes(WORD), right.err]).toEqual([0, true, '']);
  expect((await asked(SECRET, '--secret-fd', '-1')).status).toBe(2);
});

test('secrets that the window keeps in the vault of the system stay as they are: this host cannot read them', async () => {
  const kept = join(dataDir, 'secrets', 'device-key');
  writeFileSync(kept, 'của kho khóa hệ thống');
  expect((await asked(SECRET)).status).toBe(0);
  expect(readFileSync(kept, 'utf8')).toBe('của kho khóa hệ thống');
});

test('the secret comes by a descriptor: its first line, with its blanks', PATIENCE, () => {
  const file = join(lab.office.folder(), 'secret');
  writeFileSync(file, `${SECRET}\nkhông phải`);
  const descriptor = openSync(file, 'r');
  const given = [program, ...search(), '--secret-fd'];
  const third = spawnSync(process.execPath, [...given, '3'], {
    stdio: ['ignore', 'pipe', 'pipe', descriptor],
    encoding: 'utf8',
  });
  closeSync(descriptor);
  const input = spawnSync(process.execPath, [...given, '0'], { input: `${SECRET}\n`, encoding: 'utf8' });
  const long = spawnSync(process.execPath, [...given, '0'], { input: 'x'.repeat(10_000), encoding: 'utf8' });
  const none = spawnSync(process.execPath, [...given, '9'], { encoding: 'utf8' });
  expect([third.status, input.status, long.status, none.status]).toEqual([0, 0, 2, 1]);
  expect([third.stdout.includes(WORD), input.stdout.includes(WORD), long.stdout, none.stdout]).toEqual([
    true,
    true,
    '',
    '',
  ]);
});

test(
  'the secret is typed at the keyboard and not shown; a letter taken back is not part of it',
  PATIENCE,
  () => {
    const terminal = `
import os, pty, sys
pid, fd = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
said = b''
while 'của hồ sơ: '.encode() not in said: said += os.read(fd, 4096)
os.write(fd, ${JSON.stringify(`${SECRET}x`)}.encode() + b'\\x7f\\r')
while True:
    try: part = os.read(fd, 4096)
    except OSError: break
    if not part: break
    said += part
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sys.stdout.buffer.write(said)`;
    const { stdout } = spawnSync('python3', ['-c', terminal, process.execPath, program, ...search()], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^0\n/);
    expect([stdout.includes(WORD), stdout.includes('sông')]).toEqual([true, false]);
  },
);
