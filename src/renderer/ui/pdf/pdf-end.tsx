import { useEffect, useRef } from 'react';
import styles from './pdf.module.css';

export type PdfEnds = {
  /** The end of the last page has been in view for a moment; told again each time. */
  readonly onEnd?: () => void;
  /** Space where there is nothing more to scroll. */
  readonly onPastEnd?: () => void;
};

/** How long the end must be in view, so that what is only passed on the way to another document does not count as read. */
const END_SEEN_MS = 1_000;

const isAtEnd = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean =>
  scrollTop + clientHeight >= scrollHeight - 2;

/** What stands behind the last page and is seen only with its end. */
export function PdfEnd({ root, ...ends }: PdfEnds & { readonly root: HTMLElement | null }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(ends);
  latest.current = ends;
  useEffect(() => {
    if (!mark.current || !root) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const seen = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (entry?.isIntersecting) timer = setTimeout(() => latest.current.onEnd?.(), END_SEEN_MS);
      },
      { root },
    );
    const onKey = (event: KeyboardEvent) => {
      const { onPastEnd } = latest.current;
      if (event.key !== ' ' || event.shiftKey || !onPastEnd || !isAtEnd(root)) return;
      event.preventDefault();
      onPastEnd();
    };
    seen.observe(mark.current);
    root.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      seen.disconnect();
      root.removeEventListener('keydown', onKey);
    };
  }, [root]);
  return <div ref={mark} className={styles['end']} />;
}
