import { useLayoutEffect, useRef, useState } from 'react';
import styles from './fit-text.module.css';

type Props = { readonly text: string; readonly className?: string | undefined };

const ELLIPSIS = '…';
let context: CanvasRenderingContext2D | null | undefined;

/** How much of `text` fits, in whole words; all of it when it fits. */
function fitWords(text: string, widthPx: number, font: string): string {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text;
  context.font = font;
  const measure = context;
  if (measure.measureText(text).width <= widthPx) return text;
  const words = text.split(' ');
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = `${words.slice(0, middle).join(' ')}${ELLIPSIS}`;
    if (measure.measureText(part).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  // A first word longer than the line is cut by the style sheet instead.
  return low === 0
    ? text
    : `${words
        .slice(0, low)
        .join(' ')
        .replace(/[,;:.\s]+$/, '')}${ELLIPSIS}`;
}

/** One line of text, cut between words (LOOK §2); the whole of it stays for the ear and the tooltip of whoever holds it. */
export function FitText({ text, className }: Props) {
  const holder = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(text);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const refit = () => {
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
      // Half a pixel of rounding between canvas and layout.
      setShown(
        fitWords(
          text,
          element.getBoundingClientRect().width + 0.5,
          `${fontWeight} ${fontSize} ${fontFamily}`,
        ),
      );
    };
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
