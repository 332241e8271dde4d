import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import {
  ADDED_MODULES_MAX,
  addModule,
  dropModule,
  modulesHere,
} from '../../src/main/signing/token/module-list.ts';
import { loadModule } from '../../src/main/signing/token/process/load-module.ts';
import { tokenKeys } from '../../src/main/signing/token/token-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hamrong-modules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);
const put = (name: string, bytes: string | Uint8Array = ''): string => {
  writeFileSync(inFolder(name), bytes);
  return inFolder(name);
};
const linked = (name: string, target: string): string => {
  symlinkSync(target, inFolder(name));
  return inFolder(name);
};
const compile = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-Wl,--no-as-needed', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
};

describe('a module that cannot be loaded', () => {
  const faultOf = async (module: string) => {
    const keys = tokenKeys({
      helpers: nodeHelpers(),
      modules: () => [{ path: module, isAdded: true }],
      issuers: () => [],
      listWaitMs: 60_000,
    });
    const [place] = await keys.places();
    await keys.close();
    return place?.fault?.code;
  };

  test('is told as missing, of another machine word, without its own libraries, or no library at all', async () => {
    const elf32 = Buffer.alloc(1024);
    elf32.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
    const source = put('empty.c', 'int nothing;\n');
    compile('-o', inFolder('libvendor-part.so'), source);
    compile('-o', inFolder('driver.so'), source, `-L${folder}`, '-lvendor-part');
    rmSync(inFolder('libvendor-part.so'));
    copyFileSync(source, inFolder('text.so'));
    expect(await faultOf(inFolder('none.so'))).toBe('token.module-missing');
    expect(await faultOf(put('old.so', elf32))).toBe('token.module-bitness');
    expect(await faultOf(inFolder('driver.so'))).toBe('token.module-dependency');
    expect(await faultOf(inFolder('text.so'))).toBe('token.module-unusable');
  });

  test('is told as not supported where the package that reads tokens was not built', () => {
    const nothing = (name: string) => {
      throw new Error(`Cannot find module '${name}'`);
    };
    expect(() => loadModule(put('any.so'), nothing)).toThrow('token.not-supported');
  });
});

describe('the modules of a machine', () => {
  const added = () => modulesHere(folder).filter(({ isAdded }) => isAdded);

  test('are those that the user added, until he drops them', async () => {
    const path = put('driver.so');
    await addModule(folder, path);
    await addModule(folder, path);
    expect(added()).toEqual([{ path, isAdded: true }]);
    await dropModule(folder, path);
    expect(added()).toEqual([]);
  });

  test.each([
    ['a name without its folder', () => 'driver.so'],
    ['a network share', () => '//server/share/driver.so'],
    ['a share as Windows writes it', () => '\\\\server\\share\\driver.so'],
    ['nothing that is there', () => inFolder('none.so')],
    ['a folder', () => mkdirSync(inFolder('folder.so'), { recursive: true }) ?? ''],
    ['no library', () => put('notes.txt')],
    ['a link that bears a library’s name', () => linked('linked.so', put('payload.txt'))],
  ])('do not take %s', async (_what, path) => {
    await expect(addModule(folder, path())).rejects.toMatchObject({ code: 'token.module-not-a-library' });
    expect(added()).toEqual([]);
  });

  test('may be a link to a library of some version, but not to one that anybody may change', async () => {
    const real = put('libvendor.so.1.2');
    await addModule(folder, linked('libvendor.so', real));
    expect(added()).toHaveLength(1);
    chmodSync(real, 0o777);
    await expect(addModule(folder, linked('again.so', real))).rejects.toMatchObject({
      code: 'token.module-writable',
    });
  });

  test('are not without end', async () => {
    for (let n = 0; n < ADDED_MODULES_MAX; n++) await addModule(folder, put(`driver-${n}.so`));
    await expect(addModule(folder, put('more.so'))).rejects.toMatchObject({ code: 'token.too-many-modules' });
  });

  test.each(['{', '["a",1]', JSON.stringify(Array(50).fill('/x.so')), '"'.repeat(20_000)])(
    'stand in a list that takes no other key away when it is unreadable (%#)',
    async (text) => {
      mkdirSync(inFolder('keys'));
      put('keys/modules.json', text);
      const keys = tokenKeys({
        helpers: nodeHelpers(),
        modules: () => modulesHere(folder),
        issuers: () => [],
      });
      expect(await keys.places()).toContainEqual(
        expect.objectContaining({
          state: 'failed',
          fault: expect.objectContaining({ code: 'token.modules-unreadable' }),
        }),
      );
      await keys.close();
      await expect(addModule(folder, put('driver.so'))).rejects.toMatchObject({
        code: 'token.modules-unreadable',
      });
    },
  );
});
