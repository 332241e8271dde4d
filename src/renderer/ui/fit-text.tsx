import { useLayoutEffect, useRef, useState } from 'react';
import styles from './fit-text.module.css';

type Props = { readonly text: string; readonly className?: string | undefined };

const ELLIPSIS = '…';
/** Room for the ellipsis at the rows' 14 px, in any weight. */
const ELLIPSIS_PX = 13;

/** How much of the laid-out `whole` fits into `roomPx`, in whole words; all of it when it fits. */
function fitWords(whole: Text, text: string, roomPx: number): string {
  const range = document.createRange();
  range.setStart(whole, 0);
  const widthTo = (end: number) => {
    range.setEnd(whole, end);
    return range.getBoundingClientRect().width;
  };
  if (widthTo(text.length) <= roomPx + 0.5) return text;
  const ends = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthTo(ends[middle - 1] ?? 0) <= roomPx - ELLIPSIS_PX) low = middle;
    else high = middle - 1;
  }
  // A first word longer than the line is cut by the style sheet instead.
  return low === 0 ? text : `${text.slice(0, ends[low - 1]).replace(/[,;:.\s]+$/, '')}${ELLIPSIS}`;
}

/** One line of text, cut between words; the whole of it stays for the ear and the tooltip of whoever holds it. */
export function FitText({ text, className }: Props) {
  const holder = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(text);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const whole = element.firstElementChild?.firstChild;
    if (!(whole instanceof Text)) return;
    const refit = () => setShown(fitWords(whole, text, element.getBoundingClientRect().width));
    refit();
    const observer = new ResizeObserver(refit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text]);
  return (
    <span ref={holder} className={`${styles['holder']} ${className ?? ''}`}>
      {/* Keeps the width that the whole text asks for, so that what is cut grows again with the pane. */}
      <span className={styles['whole']} aria-hidden="true">
        {text}
      </span>
      <span className={styles['shown']}>{shown}</span>
    </span>
  );
}
