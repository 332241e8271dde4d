import { OverlayDrawer } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { useShortcut } from '../keys.ts';
import { recall, remember, useRememberedNumber } from '../remembered.ts';
import { LIST_WIDTH_MIN, listWidths, sideWidths, useRoom, workWidth } from '../width.ts';
import styles from './panes.module.css';

const READING_WIDTH_MIN = 440;
const RAIL_WIDTHS = { wide: 208, usual: 172, narrow: 48, single: 48, phone: 0 } as const;

type Props = {
  /** Under this name the widths are remembered. */
  readonly name: string;
  readonly list: ReactNode;
  readonly reading: ReactNode;
  /** Where the list needs less than the table of widths gives it. */
  readonly listWidth?: number;
  readonly side?: ReactNode | undefined;
  /** In one column, which of the two is shown. */
  readonly isReading: boolean;
  /** Back from the document to the list. */
  readonly onBack: () => void;
};

/** List, reading pane and side panel; the side panel gives way first, the list last, and the splitters are remembered. */
export function Panes({ name, list, reading, side, isReading, onBack, listWidth: narrower }: Props) {
  const room = useRoom();
  const [listWidth, setListWidth] = useRememberedNumber(
    `width:${name}:list:${room}`,
    narrower ?? listWidths[room],
  );
  const [sideWidth, setSideWidth] = useRememberedNumber(`width:${name}:side:${room}`, sideWidths[room]);
  const isOver = room !== 'wide' && room !== 'usual';
  const [isSideOpen, toggleSide] = useSide(isOver);
  useShortcut('sidePanel', side === undefined ? undefined : toggleSide);
  useEscape(room === 'single' || room === 'phone' ? onBack : undefined);

  if (room === 'single' || room === 'phone')
    return <OneColumn {...{ list, reading, side, isReading }} isSideOpen={isSideOpen} onSide={toggleSide} />;
  const beside = !isOver && side !== undefined && isSideOpen;
  const free = workWidth() - RAIL_WIDTHS[room] - READING_WIDTH_MIN;
  return (
    <>
      <section
        data-pane="list"
        aria-label={say('pane.list')}
        className={styles['pane']}
        style={{ width: Math.max(LIST_WIDTH_MIN, Math.min(listWidth, free - (beside ? sideWidth : 0))) }}
      >
        {list}
      </section>
      <Splitter
        label={say('pane.sizeList')}
        width={listWidth}
        min={LIST_WIDTH_MIN}
        max={Math.max(LIST_WIDTH_MIN, free - (beside ? sideWidth : 0))}
        sizes="before"
        onWidth={setListWidth}
      />
      <section data-pane="reading" aria-label={say('pane.reading')} className={styles['rest']}>
        {reading}
      </section>
      {beside && <SidePane side={side} width={sideWidth} onWidth={setSideWidth} />}
      {isOver && <SideDrawer side={side} isOpen={isSideOpen} onClose={toggleSide} />}
    </>
  );
}

type OneColumnProps = Pick<Props, 'list' | 'reading' | 'side' | 'isReading'> & {
  readonly isSideOpen: boolean;
  readonly onSide: () => void;
};
/** Where there is room for one: the list or the document, the panel over it. */
const OneColumn = ({ list, reading, side, isReading, isSideOpen, onSide }: OneColumnProps) => (
  <>
    <section
      data-pane={isReading ? 'reading' : 'list'}
      aria-label={say(isReading ? 'pane.reading' : 'pane.list')}
      className={styles['rest']}
    >
      {isReading ? reading : list}
    </section>
    <SideDrawer side={side} isOpen={isSideOpen} onClose={onSide} />
  </>
);

type SidePaneProps = {
  readonly side: ReactNode;
  readonly width: number;
  readonly onWidth: (width: number) => void;
};
const SidePane = ({ side, width, onWidth }: SidePaneProps) => (
  <>
    <Splitter
      label={say('pane.sizeSide')}
      width={width}
      min={220}
      max={480}
      sizes="after"
      onWidth={onWidth}
    />
    <aside
      data-pane="side"
      aria-label={say('pane.side')}
      className={`${styles['pane']} ${styles['side']}`}
      style={{ width }}
    >
      {side}
    </aside>
  </>
);

/** Esc goes one level up, from the document to the list. Fields, menus and dialogs answer it before. */
function useEscape(up: (() => void) | undefined): void {
  useEffect(() => {
    if (!up) return;
    const onKey = (event: KeyboardEvent) => {
      const isElsewhere =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [role=dialog], [role=menu]');
      if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere) up();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [up]);
}

/** Beside the document the panel stays as it was left; where it slides over, it begins closed. */
function useSide(isOver: boolean): [boolean, () => void] {
  const [isBesideOpen, setBesideOpen] = useState(
    () => recall('side:open', (found) => (typeof found === 'boolean' ? found : undefined)) ?? true,
  );
  const [isOverOpen, setOverOpen] = useState(false);
  if (isOver) return [isOverOpen, () => setOverOpen(!isOverOpen)];
  return [
    isBesideOpen,
    () => {
      remember('side:open', !isBesideOpen);
      setBesideOpen(!isBesideOpen);
    },
  ];
}

function SideDrawer({
  side,
  isOpen,
  onClose,
}: {
  readonly side: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  if (side === undefined) return null;
  return (
    <OverlayDrawer
      position="end"
      open={isOpen}
      aria-label={say('pane.side')}
      className={styles['drawer']}
      onOpenChange={(_event, { open }) => !open && onClose()}
    >
      {side}
    </OverlayDrawer>
  );
}
