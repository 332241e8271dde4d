import { Button, Tooltip } from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  ChevronDown20Regular,
  ChevronUp20Regular,
  PageFit20Regular,
  Print20Regular,
  ZoomIn20Regular,
  ZoomOut20Regular,
} from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';
import styles from './pdf.module.css';

export type PdfWords = {
  readonly region: string;
  readonly toolbar: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly print: string;
  readonly save: string;
  readonly nextPage: string;
  readonly previousPage: string;
  readonly pageOf: (number: number, count: number) => string;
};

type Props = {
  readonly words: PdfWords;
  readonly title: ReactNode;
  readonly page: number;
  readonly pageCount: number;
  readonly percent: number | undefined;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onPage: (page: number) => void;
  readonly onPrint: (() => void) | undefined;
  readonly onSave: () => void;
};

export function PdfBar({ words, title, page, pageCount, percent, ...on }: Props) {
  const isOpen = percent !== undefined;
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.toolbar}>
      <div className={styles['title']}>{title}</div>
      <span className={styles['pageNumber']}>{isOpen ? words.pageOf(page, pageCount) : ''}</span>
      {pageCount > 1 && (
        <>
          <Tool
            label={words.previousPage}
            icon={<ChevronUp20Regular />}
            act={page > 1 ? () => on.onPage(page - 1) : undefined}
          />
          <Tool
            label={words.nextPage}
            icon={<ChevronDown20Regular />}
            act={page < pageCount ? () => on.onPage(page + 1) : undefined}
          />
        </>
      )}
      <Tool
        label={words.zoomOut}
        icon={<ZoomOut20Regular />}
        act={isOpen ? () => on.onZoom(1 / 1.2) : undefined}
      />
      <span className={styles['percent']}>{isOpen ? `${String(percent)}%` : ''}</span>
      <Tool label={words.zoomIn} icon={<ZoomIn20Regular />} act={isOpen ? () => on.onZoom(1.2) : undefined} />
      <Tool label={words.fit} icon={<PageFit20Regular />} act={isOpen ? on.onFit : undefined} />
      <Tool label={words.print} icon={<Print20Regular />} act={on.onPrint} />
      <Tool label={words.save} icon={<ArrowDownload20Regular />} act={on.onSave} />
    </div>
  );
}

function Tool({
  label,
  icon,
  act,
}: {
  readonly label: string;
  readonly icon: ReactElement;
  readonly act: (() => void) | undefined;
}) {
  return (
    <Tooltip content={label} relationship="label">
      <Button
        appearance="subtle"
        icon={icon}
        className={styles['tool']}
        disabledFocusable={act === undefined}
        onClick={act}
      />
    </Tooltip>
  );
}
