import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { openPdf } from './engine.ts';
import styles from './pdf.module.css';
import { PdfBar, type PdfWords } from './pdf-bar.tsx';
import { PdfEnd, type PdfEnds } from './pdf-end.tsx';
import { PdfPage } from './pdf-page.tsx';

/** Pages drawn in one scroll; beyond, the file is to be saved and opened elsewhere. */
const PAGES_MAX = 2000;
const ZOOM_MIN = 0.25;
const ZOOM_MAX = 4;

type Props = PdfEnds & {
  readonly address: string;
  readonly words: PdfWords;
  /** The file's name, or the choice among several. */
  readonly title: ReactNode;
  /** The document that can be printed, or undefined while there is none. */
  readonly onOpened?: (document: PDFDocumentProxy | undefined) => void;
  readonly onPrint: (document: PDFDocumentProxy) => void;
  readonly onSave: () => void;
  readonly failed: (error: unknown) => ReactNode;
};

/** A PDF in a scroll of pages: selectable text, zoom, page by page, print, save. */
export function PdfViewer({ address, words, title, onOpened, onPrint, onSave, failed, ...ends }: Props) {
  const [opened, setOpened] = useState<{ document: PDFDocumentProxy; size: Size } | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [zoom, setZoom] = useState<Zoom>('auto');
  const [page, setPage] = useState(1);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const room = useRoomOf(scroller);
  useOpened(address, setOpened, setError, setPage);

  const document = opened?.document;
  useEffect(() => onOpened?.(document), [document, onOpened]);
  const load = usePages(document);
  const scale = scaleOf(zoom, room, opened?.size);
  const zoomBy = (factor: number) => setZoom(Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, scale * factor)));
  const goTo = (number: number) =>
    scroller?.querySelector(`[data-page="${String(number)}"]`)?.scrollIntoView({ block: 'start' });
  const pages = usePageNumbers(document);
  return (
    <div className={styles['viewer']}>
      <PdfBar
        words={words}
        title={title}
        page={page}
        pageCount={pages.length}
        percent={opened ? Math.round(scale * 100) : undefined}
        onZoom={zoomBy}
        onFit={() => setZoom(zoom === 'page' || (zoom === 'auto' && scale < 1) ? 'width' : 'page')}
        onPage={goTo}
        onPrint={document && (() => onPrint(document))}
        onSave={onSave}
      />
      {error === undefined ? (
        <section
          ref={setScroller}
          className={styles['scroll']}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
          tabIndex={0}
          aria-label={words.region}
        >
          {opened &&
            pages.map((number) => (
              <PdfPage
                key={number}
                number={number}
                label={words.pageOf(number, pages.length)}
                scale={scale}
                size={opened.size}
                load={load}
                root={scroller}
                onSeen={setPage}
              />
            ))}
          {opened && <PdfEnd root={scroller} {...ends} />}
        </section>
      ) : (
        failed(error)
      )}
    </div>
  );
}

const usePageNumbers = (document: PDFDocumentProxy | undefined): readonly number[] =>
  useMemo(
    () => Array.from({ length: Math.min(PAGES_MAX, document?.numPages ?? 0) }, (_, index) => index + 1),
    [document],
  );

/** Takes pages from the document; the same function for the same document, so that pages are not drawn anew. */
function usePages(document: PDFDocumentProxy | undefined): (number: number) => Promise<PDFPageProxy> {
  return useCallback(
    (number: number): Promise<PDFPageProxy> => {
      if (!document) throw new Error('no document to take a page from');
      return document.getPage(number);
    },
    [document],
  );
}

type Size = { readonly width: number; readonly height: number };

function useOpened(
  address: string,
  setOpened: (opened: { document: PDFDocumentProxy; size: Size } | undefined) => void,
  setError: (error: unknown) => void,
  setPage: (page: number) => void,
) {
  useEffect(() => {
    let isCurrent = true;
    const task = openPdf(address);
    const open = async () => {
      const document = await task.opened;
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      if (isCurrent) setOpened({ document, size: { width, height } });
    };
    setOpened(undefined);
    setError(undefined);
    setPage(1);
    open().catch((cause: unknown) => isCurrent && setError(cause));
    return () => {
      isCurrent = false;
      task.close();
    };
  }, [address, setOpened, setError, setPage]);
}

/** The scroller's inner size, followed as panes move. */
function useRoomOf(element: HTMLElement | null): Size {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const pending = useRef(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(pending.current);
      pending.current = requestAnimationFrame(() =>
        setRoom({ width: element.clientWidth, height: element.clientHeight }),
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return room;
}

/** Chosen by hand, by width, the whole page, or the whole page where it can still be read. */
type Zoom = number | 'auto' | 'width' | 'page';
const READABLE = 0.7;
const MARGIN = 36;
function scaleOf(zoom: Zoom, room: Size, size: Size | undefined): number {
  if (typeof zoom === 'number') return zoom;
  if (!size || room.width === 0) return 1;
  const byWidth = (room.width - MARGIN) / size.width;
  const whole = Math.min(byWidth, (room.height - 24) / size.height);
  if (zoom === 'page' || (zoom === 'auto' && whole >= READABLE)) return whole;
  return Math.min(1.6, byWidth);
}
