import type { AppEvent } from '../../shared/contract/define.ts';
import { COMMON_HEADERS } from './content-policy.ts';

/** A quiet stream says so now and then, so that a line that died is noticed by both ends. */
const KEEP_ALIVE_MS = 20_000;
/** Events that a window has not read yet; past this the stream ends, and the window, once back, asks everything anew. */
const WAITING_EVENTS_MAX = 256;

/** `GET events`: server-sent events (HTML Living Standard §9.2), one JSON event a message, until either side leaves. */
export function answerEvents(subscribe: (listener: (event: AppEvent) => void) => () => void): Response {
  const encoder = new TextEncoder();
  let leave = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string): void => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
          else {
            leave();
            controller.close();
          }
        };
        const unsubscribe = subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
        const beat = setInterval(() => send(': \n\n'), KEEP_ALIVE_MS);
        beat.unref();
        leave = () => {
          clearInterval(beat);
          unsubscribe();
          leave = () => undefined;
        };
        send(': \n\n');
      },
      cancel: () => leave(),
    },
    new CountQueuingStrategy({ highWaterMark: WAITING_EVENTS_MAX }),
  );
  return new Response(body, {
    headers: { ...COMMON_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' },
  });
}
