import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { openPdf } from './engine.ts';
import { PdfPage } from './pdf-page.tsx';

type Props = {
  readonly address: string;
  readonly page: number;
  readonly label: string;
  readonly scale: number;
  /** Size at scale 1, in points as a reader sees the page. */
  readonly size: { readonly width: number; readonly height: number };
  /** Laid over the page, from its upper left corner. */
  readonly children: ReactNode;
  readonly failed: ReactNode;
};

const ignore = (): void => undefined;

/** One page of a PDF with things laid over it. */
export function PdfSheet({ address, page, label, scale, size, children, failed }: Props) {
  const [opened, setOpened] = useState<PDFDocumentProxy | undefined>(undefined);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const task = openPdf(address);
    setOpened(undefined);
    setBroken(false);
    task.opened.then(
      (document) => isCurrent && setOpened(document),
      () => isCurrent && setBroken(true),
    );
    return () => {
      isCurrent = false;
      task.close();
    };
  }, [address]);
  const load = useCallback(
    (number: number): Promise<PDFPageProxy> => {
      if (!opened) throw new Error('no document to take a page from');
      return opened.getPage(number);
    },
    [opened],
  );
  if (isBroken) return failed;
  if (!opened) return <div style={{ width: size.width * scale, height: size.height * scale }} />;
  return (
    <PdfPage number={page} label={label} scale={scale} size={size} load={load} root={null} onSeen={ignore}>
      {children}
    </PdfPage>
  );
}
