import { say } from '../../../shared/words/vi.ts';
import { announce } from '../announce.ts';

/** Puts số, ký hiệu and trích yếu on the clipboard, as officials quote a document. */
export function copyReference({
  reference,
  subject,
}: {
  readonly reference: string;
  readonly subject: string;
}): void {
  const text = `${reference} ${subject}`.trim();
  void navigator.clipboard.writeText(text);
  announce(say('done.copied', { text }));
}
