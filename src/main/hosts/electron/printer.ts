import { AppError } from '../../../shared/errors.ts';
import type { Ports } from '../../ports.ts';
import { APP_ORIGIN, hardenSession, SCHEME, WEB_PREFERENCES } from './security.ts';

/** A thousand pages take a minute; a window that says nothing for longer is stuck. */
const PRINT_MS_MAX = 5 * 60_000;

type PrintSession = Parameters<typeof hardenSession>[0] & {
  readonly protocol: {
    isProtocolHandled(scheme: string): boolean;
    handle(scheme: string, handler: (request: Request) => Response): void;
  };
};
type PrintWindow = {
  readonly webContents: { printToPDF(options: object): Promise<Buffer> };
  loadURL(address: string): Promise<void>;
  destroy(): void;
};
export type PrintMeans = {
  /** Of a partition of its own, in memory: nothing of the window's session is within reach. */
  readonly session: () => PrintSession;
  readonly openWindow: (options: object) => PrintWindow;
};

/**
 * Prints in a hidden sandboxed window of its own session, where scripts are off and one address answers: the page, from memory. Nothing touches the disk. One page at a
 * time. Throws `print.failed`.
 */
export function windowPrinter({ session, openWindow }: PrintMeans): Ports['printPage'] {
  let page = '';
  let last: Promise<unknown> = Promise.resolve();
  const open = (): PrintWindow => {
    const own = session();
    if (!own.protocol.isProtocolHandled(SCHEME)) {
      hardenSession(own);
      own.protocol.handle(SCHEME, () => new Response(page, { headers: PAGE_HEADERS }));
    }
    return openWindow({
      show: false,
      webPreferences: { ...WEB_PREFERENCES, javascript: false, session: own },
    });
  };
  const print = async (html: string): Promise<Uint8Array> => {
    page = html;
    const window = open();
    try {
      return await within(PRINT_MS_MAX, async () => {
        await window.loadURL(`${APP_ORIGIN}/print`);
        return new Uint8Array(await window.webContents.printToPDF(PRINT_OPTIONS));
      });
    } catch (cause) {
      throw new AppError('print.failed', {}, { cause, retryable: true });
    } finally {
      page = '';
      window.destroy();
    }
  };
  return (html) => {
    const turn = last.then(() => print(html));
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** The page says its own size and margins. */
const PRINT_OPTIONS = {
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: false,
  generateTaggedPDF: false,
} as const;
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:",
} as const;

async function within<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not printed in ${String(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
