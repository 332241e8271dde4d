import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import styles from './drop-zone.module.css';

type Props = {
  readonly label: string;
  readonly className?: string | undefined;
  /** Undefined where nothing may be dropped. */
  readonly onFiles: ((files: readonly File[]) => void) | undefined;
  readonly children: ReactNode;
};

/** A pane that files may be dropped on; there is always a menu entry that does the same (WCAG 2.5.7). */
export function DropZone({ label, className, onFiles, children }: Props) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const isFile = (event: DragEvent) => onFiles !== undefined && event.dataTransfer.types.includes('Files');
  const enter = (event: DragEvent, by: number) => {
    if (!isFile(event)) return;
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only the pointer drops; the keyboard has the menu.
    <div
      className={`${styles['zone']} ${className ?? ''}`}
      onDragEnter={(event) => enter(event, 1)}
      onDragLeave={(event) => enter(event, -1)}
      onDragOver={(event) => {
        if (isFile(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles?.([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && <div className={styles['over']}>{label}</div>}
    </div>
  );
}
