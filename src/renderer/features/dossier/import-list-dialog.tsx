import { Button } from '@fluentui/react-components';
import { DocumentTable20Regular, TableArrowUp20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { ReadListInput, ReadListShown } from '../../../shared/contract/dossier-import.ts';
import { type ListColumn, type ListMapping, listColumns } from '../../../shared/domain/dossier/read-table.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { useIntake } from '../../app/document/intake.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './dossier.module.css';

type Props = { readonly year: number; readonly onClose: () => void };
type Chosen = { readonly input: ReadListInput; readonly shown: ReadListShown; readonly name: string };

/** The file that was chosen and what a dry run says of it; each choice of sheet or column is a dry run of its own. */
function useListFile(year: number) {
  const intake = useIntake();
  const look = useCommand('dossier.readListFile');
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const read = async (input: ReadListInput, name: string): Promise<void> => {
    const shown = await look.mutateAsync(input);
    setChosen({ input: { ...input, ...(shown.mapping && { mapping: shown.mapping }) }, shown, name });
  };
  const take = async (files: readonly File[]): Promise<void> => {
    const [accepted] = await intake.take(files.slice(0, 1));
    if (accepted) await read({ year, sha256: accepted.file.sha256, sheet: 0 }, accepted.file.name);
  };
  return {
    take,
    read,
    chosen,
    taking: intake.taking,
    error: intake.error ?? look.error,
    isReading: look.isPending,
  };
}

/** Nhập danh mục từ Excel: the file, which column is what, and each row that cannot become a line, before anything is taken in. */
export function ImportListDialog({ year, onClose }: Props) {
  const file = useListFile(year);
  const take = useCommand('dossier.importList');
  const { chosen } = file;
  const act = async (): Promise<void> => {
    if (!chosen) return;
    const { count } = await take.mutateAsync(chosen.input);
    announce(say('yearList.import.done', { count: sayCount(count), year }));
    onClose();
  };
  const isReady = chosen !== undefined && chosen.shown.entryCount > 0 && chosen.shown.problemCount === 0;
  return (
    <Modal
      title={say('yearList.import')}
      width="large"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('yearList.import.act'),
        icon: <TableArrowUp20Regular />,
        act: () => void act().catch(() => undefined),
        isBusy: take.isPending || file.isReading || !isReady,
      }}
    >
      <p className={dialogs['explain']}>{say('yearList.import.lead')}</p>
      <FileChoice file={file} />
      {chosen && <Columns chosen={chosen} onRead={file.read} />}
      {chosen && <Told shown={chosen.shown} />}
      {file.error && <Problem error={file.error} />}
      {take.error && <Problem error={take.error} />}
    </Modal>
  );
}

function FileChoice({ file }: { readonly file: ReturnType<typeof useListFile> }) {
  const input = useRef<HTMLInputElement>(null);
  const { chosen, taking, isReading, take } = file;
  return (
    <div className={styles['fileChoice']}>
      <Button
        icon={<DocumentTable20Regular />}
        disabledFocusable={taking !== undefined || isReading}
        onClick={() => input.current?.click()}
      >
        {taking ?? say(chosen ? 'yearList.import.other' : 'yearList.import.choose')}
      </Button>
      <span>{chosen?.name}</span>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        onChange={(event) => {
          // What is refused is said below; the choice before stays.
          void take([...(event.target.files ?? [])]).catch(() => undefined);
          event.target.value = '';
        }}
      />
    </div>
  );
}

type ColumnsProps = {
  readonly chosen: Chosen;
  readonly onRead: (input: ReadListInput, name: string) => Promise<void>;
};

/** Which sheet, and which of its columns is what. */
function Columns({ chosen: { input, shown, name }, onRead }: ColumnsProps) {
  const { year, sha256, sheet } = input;
  const mapping: ListMapping = shown.mapping ?? { headRow: 0, columns: {} };
  const read = (next: ReadListInput) => void onRead(next, name).catch(() => undefined);
  const choose = (column: ListColumn, at: string): void => {
    const { [column]: _before, ...others } = mapping.columns;
    const columns = at === '' ? others : { ...others, [column]: Number(at) };
    read({ ...input, mapping: { ...mapping, columns } });
  };
  return (
    <div className={styles['columns']}>
      <label>
        {say('yearList.import.sheet')}
        <select value={sheet} onChange={({ target }) => read({ year, sha256, sheet: Number(target.value) })}>
          {shown.sheets.map((each, index) => (
            <option key={each} value={index}>
              {each}
            </option>
          ))}
        </select>
      </label>
      {listColumns.map((column) => (
        <label key={column}>
          {say(`yearList.import.column.${column}`)}
          <select
            value={mapping.columns[column] ?? ''}
            onChange={({ target }) => choose(column, target.value)}
          >
            <option value="">{say('yearList.import.noColumn')}</option>
            {shown.heads.map((head, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
              <option key={at} value={at}>
                {say('yearList.import.columnAt', { at: at + 1, head })}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

/** What would come of it: the lines, or the rows to be mended first. */
function Told({
  shown: { mapping, entryCount, entries, problemCount, problems },
}: {
  readonly shown: ReadListShown;
}) {
  if (!mapping) return <Notice tone="unsure">{say('yearList.import.noHeads')}</Notice>;
  return (
    <>
      {problemCount > 0 ? (
        <Notice tone="wrong" title={say('yearList.import.wrong', { count: sayCount(problemCount) })} />
      ) : (
        <Notice tone="good" title={say('yearList.import.ready', { count: sayCount(entryCount) })} />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <ul className={styles['toldRows']} tabIndex={0} aria-label={say('yearList.import')}>
        {problems.map(({ row, problem, text }) => (
          <li key={row}>
            <strong>
              {say('yearList.import.problem', { row, why: say(`yearList.problem.${problem}`) })}
            </strong>
            {text !== '' && <span className={styles['why']}>{text}</span>}
          </li>
        ))}
        {problemCount === 0 &&
          entries.map(({ notation, fields }) => (
            <li key={notation}>
              <strong>{notation}</strong> {fields.title}
              <span className={styles['why']}>
                {[fields.heading, fields.subheading].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
      </ul>
    </>
  );
}
