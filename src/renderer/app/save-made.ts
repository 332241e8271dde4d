import { say } from '../../shared/words/vi.ts';
import { announce } from './announce.ts';

const REVOKED_AFTER_MS = 60_000;

/** Hands a file that the application made (base64) to the system to be saved, and says so. */
export function saveMade(
  { name, content }: { readonly name: string; readonly content: string },
  type: string,
): void {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  // The browser has taken the bytes over by the next turn of its own work, not of this one.
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKED_AFTER_MS);
  announce(say('report.saved', { name }));
}
