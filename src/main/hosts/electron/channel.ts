import type { AppEvent, Reply } from '../../../shared/contract/define.ts';
import { AppError } from '../../../shared/errors.ts';
import type { App } from '../../app.ts';
import { REQUEST_BYTES_MAX } from '../answer.ts';
import { EVENT } from './channel-names.ts';
import { profileIn } from './protocol.ts';
import { isOwnSender } from './security.ts';

type Sender = { readonly senderFrame: { readonly url: string; readonly parent: unknown } | null };

/** Point 17: who calls is checked first, then the size; what is called and with what is the dispatcher's to check. */
export const answerInvoke =
  (appOf: (profileId: string) => App | undefined) =>
  async ({ senderFrame }: Sender, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    const profileId = isOwnSender(senderFrame) ? profileIn(senderFrame.url) : undefined;
    const app = profileId === undefined ? undefined : appOf(profileId);
    if (!app || typeof name !== 'string')
      return refused(new AppError('operation.unknown', { name: String(name) }));
    if ((JSON.stringify(input) ?? '').length > REQUEST_BYTES_MAX) {
      return refused(new AppError('host.request-too-large', { limitKb: REQUEST_BYTES_MAX / 1024 }));
    }
    return app.invoke(name, input);
  };

const refused = ({ code, detail, retryable }: AppError): Reply<never> => ({
  ok: false,
  error: { code, detail: { ...detail }, retryable },
});

type Window = { readonly webContents: { getURL(): string; send(channel: string, event: AppEvent): void } };

/** Tells every window of a profile what happened. */
export function sendEvent(windows: readonly Window[], profileId: string, event: AppEvent): void {
  for (const { webContents } of windows) {
    if (profileIn(webContents.getURL()) === profileId) webContents.send(EVENT, event);
  }
}
