import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chromiumPrinter } from '../../src/main/hosts/chromium-printer.ts';
import { windowPrinter } from '../../src/main/hosts/electron/printer.ts';
import { asFile, run } from '../support/judges.ts';

/** Electron's session and window as far as printing asks for them: what was handled, opened, and left open. */
function fakeElectron(prints: (page: string) => Promise<Buffer>) {
  let handler: ((request: Request) => Response) | undefined;
  const opened: object[] = [];
  const state = { handled: 0, open: 0 };
  const printer = windowPrinter({
    session: () => ({
      setPermissionRequestHandler: () => undefined,
      setPermissionCheckHandler: () => undefined,
      setDevicePermissionHandler: () => undefined,
      protocol: {
        isProtocolHandled: () => handler !== undefined,
        handle: (_scheme, given) => {
          state.handled += 1;
          handler = given;
        },
      },
    }),
    openWindow: (options) => {
      opened.push(options);
      state.open += 1;
      let page = '';
      return {
        loadURL: async (address) => {
          page = (await handler?.(new Request(address)).text()) ?? '';
        },
        webContents: { printToPDF: () => prints(page) },
        destroy: () => {
          state.open -= 1;
        },
      };
    },
  });
  return { printer, opened, state };
}

describe('in the product', () => {
  test('each page is printed from memory in a hidden window without scripts, one after the other, and nothing stays open', async () => {
    const { printer, opened, state } = fakeElectron(async (page) => Buffer.from(`pdf of ${page}`));
    const made = await Promise.all([printer('one'), printer('two')]);
    expect(made.map((bytes) => Buffer.from(bytes).toString())).toEqual(['pdf of one', 'pdf of two']);
    expect(state).toEqual({ handled: 1, open: 0 });
    expect(opened).toHaveLength(2);
    expect(opened[0]).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
  });

  test('a window that fails is told, closed, and does not stop the next', async () => {
    let turn = 0;
    const { printer, state } = fakeElectron(async () => {
      turn += 1;
      if (turn === 1) throw new Error('crashed');
      return Buffer.from('pdf');
    });
    await expect(printer('one')).rejects.toMatchObject({ code: 'print.failed' });
    expect(Buffer.from(await printer('two')).toString()).toBe('pdf');
    expect(state.open).toBe(0);
  });
});

describe('by the browser of the machine', () => {
  const root = mkdtempSync(join(tmpdir(), 'hamrong-printing-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const left = () => readdirSync(root);

  test('scripts do not run, nothing is fetched, and no file stays behind', async () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
    const bytes = await chromiumPrinter(
      undefined,
      root,
    )(
      `<!doctype html><meta charset="utf-8">${policy}<p id="a">trước</p><script>document.getElementById('a').textContent = 'sau'</script>`,
    );
    await asFile(bytes, async (file) => {
      expect((await run('pdftotext', file, '-')).out.trim()).toBe('trước');
    });
    expect(left()).toEqual([]);
  });

  test('a browser that fails or is missing is told', async () => {
    await expect(chromiumPrinter('/bin/false', root)('x')).rejects.toMatchObject({ code: 'print.failed' });
    await expect(chromiumPrinter('', root)('x')).rejects.toMatchObject({ code: 'print.no-browser' });
    expect(left()).toEqual([]);
  });
});
