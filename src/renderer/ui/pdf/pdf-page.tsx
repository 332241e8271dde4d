import type { PDFPageProxy } from 'pdfjs-dist';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { pdfReader } from './engine.ts';
import styles from './pdf.module.css';

/** Pixels of one page's canvas: beyond, it is drawn coarser rather than not at all. */
const CANVAS_PIXELS_MAX = 16_000_000;

type Props = {
  readonly number: number;
  readonly label: string;
  readonly scale: number;
  /** Size at scale 1, of this page once known, else of the first. */
  readonly size: { readonly width: number; readonly height: number };
  readonly load: (number: number) => Promise<PDFPageProxy>;
  readonly root: HTMLElement | null;
  readonly onSeen: (number: number) => void;
  /** Laid over the page. */
  readonly children?: ReactNode;
};

/** One page: drawn when it comes near the view, with its text over it to be selected and read aloud. */
export function PdfPage({ number, label, scale, size, load, root, onSeen, children }: Props) {
  const holder = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [ownSize, setOwnSize] = useState<Props['size'] | undefined>(undefined);
  const { width, height } = ownSize ?? size;

  useEffect(() => {
    if (!holder.current) return;
    const near = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root,
      rootMargin: '100% 0px',
    });
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(number), {
      root,
      rootMargin: '-50% 0px -49% 0px',
    });
    near.observe(holder.current);
    seen.observe(holder.current);
    return () => {
      near.disconnect();
      seen.disconnect();
    };
  }, [root, number, onSeen]);

  useEffect(() => {
    if (!isNear || !canvas.current || !text.current) return;
    return drawPage({ number, scale, load, canvas: canvas.current, text: text.current, onSize: setOwnSize });
  }, [isNear, number, scale, load]);

  return (
    <figure
      ref={holder}
      aria-label={label}
      data-page={number}
      className={styles['page']}
      style={{ width: width * scale, height: height * scale, '--total-scale-factor': scale } as object}
    >
      <canvas ref={canvas} className={styles['canvas']} />
      <div ref={text} className={styles['text']} />
      {children}
    </figure>
  );
}

type Drawing = Pick<Props, 'number' | 'scale' | 'load'> & {
  readonly canvas: HTMLCanvasElement;
  readonly text: HTMLElement;
  readonly onSize: (size: Props['size']) => void;
};

/** Draws a page into its canvas and text layer; the result stops it. */
function drawPage({ number, scale, load, canvas, text, onSize }: Drawing): () => void {
  let isStopped = false;
  const stops: (() => void)[] = [];
  const draw = async () => {
    const page = await load(number);
    if (isStopped) return;
    const { width, height } = page.getViewport({ scale: 1 });
    onSize({ width, height });
    const viewport = page.getViewport({ scale });
    const dense = Math.min(
      window.devicePixelRatio,
      Math.sqrt(CANVAS_PIXELS_MAX / (viewport.width * viewport.height)),
    );
    const fresh = document.createElement('canvas');
    fresh.width = Math.floor(viewport.width * dense);
    fresh.height = Math.floor(viewport.height * dense);
    const rendering = page.render({ canvas: fresh, viewport, transform: [dense, 0, 0, dense, 0, 0] });
    stops.push(() => rendering.cancel());
    await rendering.promise;
    // Drawn aside and copied whole: the page never blinks white while it is drawn anew at another size.
    canvas.width = fresh.width;
    canvas.height = fresh.height;
    canvas.getContext('2d')?.drawImage(fresh, 0, 0);
    const { TextLayer } = await pdfReader();
    if (isStopped) return;
    text.replaceChildren();
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    stops.push(() => layer.cancel());
    await layer.render();
  };
  draw().catch((cause: unknown) => {
    if (!isStopped) throw cause;
  });
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}
