import { Button, Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { SheetFormat } from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';
import { Modal } from '../ui/modal.tsx';
import styles from './export-dialog.module.css';
import { useExport } from './export-menu.tsx';
import { Problem } from './problem.tsx';

type Column = { readonly value: string; readonly label: string };
export type ExportChoice<Name extends string = string> = {
  readonly columns: Name[];
  readonly order: 'newest' | 'oldest';
  readonly format: SheetFormat;
};

type Props = {
  readonly title: string;
  readonly columns: readonly Column[];
  /** Left out, the rows keep the order that the screen has. */
  readonly hasOrder?: boolean;
  readonly make: (choice: ExportChoice) => Promise<MadeFile>;
};

/** Xuất danh sách: which columns, in which order, as what. */
export function ExportList(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        appearance="subtle"
        icon={<ArrowDownload20Regular />}
        aria-label={props.title}
        title={props.title}
        onClick={() => setOpen(true)}
      />
      {isOpen && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({
  title,
  columns,
  hasOrder = false,
  make,
  onClose,
}: Props & { readonly onClose: () => void }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [order, setOrder] = useState<ExportChoice['order']>('newest');
  const [format, setFormat] = useState<SheetFormat>('xlsx');
  const chosen = columns.map(({ value }) => value).filter((value) => !left.has(value));
  const made = useExport((as) => make({ columns: chosen, order, format: as }));
  const toggle = (value: string, isIn: boolean): void =>
    setLeft((before) => new Set(isIn ? [...before].filter((each) => each !== value) : [...before, value]));
  return (
    <Modal
      title={title}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say(made.isPending ? 'sheet.export.busy' : 'sheet.export'),
        icon: <ArrowDownload20Regular />,
        act: () => made.mutate(format, { onSuccess: onClose }),
        isBusy: made.isPending,
        ...(chosen.length === 0 && { whyNot: say('list.export.noColumn') }),
      }}
    >
      <Columns columns={columns} left={left} onToggle={toggle} />
      {hasOrder && (
        <Field label={say('list.export.order')}>
          <RadioGroup
            layout="horizontal"
            value={order}
            onChange={(_event, { value }) => setOrder(value as typeof order)}
          >
            <Radio value="newest" label={say('list.export.order.newest')} />
            <Radio value="oldest" label={say('list.export.order.oldest')} />
          </RadioGroup>
        </Field>
      )}
      <Field label={say('list.export.format')}>
        <RadioGroup
          layout="horizontal"
          value={format}
          onChange={(_event, { value }) => setFormat(SheetFormat.parse(value))}
        >
          {SheetFormat.options.map((each) => (
            <Radio key={each} value={each} label={say(`sheet.export.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      {made.error && <Problem error={made.error} />}
    </Modal>
  );
}

type ColumnsProps = Pick<Props, 'columns'> & {
  readonly left: ReadonlySet<string>;
  readonly onToggle: (value: string, isIn: boolean) => void;
};

function Columns({ columns, left, onToggle }: ColumnsProps) {
  return (
    <fieldset className={styles['columns']}>
      <legend>{say('list.export.columns')}</legend>
      {columns.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={!left.has(value)}
          onChange={(_event, { checked }) => onToggle(value, checked === true)}
        />
      ))}
    </fieldset>
  );
}
