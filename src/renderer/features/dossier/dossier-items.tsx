import { Button, Tooltip } from '@fluentui/react-components';
import { Attach20Regular, FolderOpen24Regular, SubtractCircle20Regular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { DossierDetail, DossierItemShown } from '../../../shared/contract/dossier.ts';
import { DossierItemId, type LocalDate } from '../../../shared/domain/core/values.ts';
import { formatReference } from '../../../shared/domain/outgoing/outgoing.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayMoment } from '../../app/clock.ts';
import { useIntake } from '../../app/document/intake.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { Problem } from '../../app/problem.tsx';
import { readPages, useCommand } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BundleDialog } from './bundle-dialog.tsx';
import styles from './dossier.module.css';
import { DossierExports } from './dossier-exports.tsx';

type Props = { readonly detail: DossierDetail; readonly today: LocalDate };

/** Mục lục văn bản (NĐ 30/2020 annex V, IV): by ordinal, and apart from it what was taken out. */
export function DossierItems({ detail, today }: Props) {
  const { dossierId } = detail.row;
  const [isRemoved, setRemoved] = useState(false);
  const [isBundling, setBundling] = useState(false);
  const [removing, setRemoving] = useState<DossierItemShown | undefined>(undefined);
  const pages = useInfiniteQuery(readPages('dossier.items', { dossierId, isRemoved }));
  const items = pages.data?.pages.flatMap((page) => page.items);
  const mayChange = detail.allowed.some(({ name, isAllowed }) => name === 'dossier.addMaterial' && isAllowed);
  return (
    <section
      className={styles['body']}
      aria-label={say('dossier.items')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        const isNearEnd = scrollHeight - scrollTop < 2 * clientHeight;
        if (isNearEnd && pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
      }}
    >
      <div className={styles['bodyHead']}>
        <h3>{say(isRemoved ? 'dossier.items.removed' : 'dossier.items')}</h3>
        <Button size="small" appearance="subtle" onClick={() => setRemoved(!isRemoved)}>
          {say(isRemoved ? 'dossier.items.hideRemoved' : 'dossier.items.showRemoved')}
        </Button>
        {mayChange && !isRemoved && <AddMaterial detail={detail} />}
        {!isRemoved && <DossierExports detail={detail} onBundle={() => setBundling(true)} />}
      </div>
      {pages.isError && <Problem error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <SkeletonRows count={4} label={say('loading.rows')} />}
      {items?.length === 0 && (
        <Empty
          icon={<FolderOpen24Regular />}
          title={say(isRemoved ? 'dossier.items.removed.empty' : 'dossier.items.empty')}
        >
          {say(isRemoved ? 'dossier.items.removed.empty.why' : 'dossier.items.empty.why')}
        </Empty>
      )}
      {items && items.length > 0 && (
        <ItemTable items={items} today={today} onRemove={mayChange && !isRemoved ? setRemoving : undefined} />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} disabledFocusable={pages.isFetchingNextPage}>
          {say('dossier.items.more')}
        </Button>
      )}
      {isBundling && <BundleDialog detail={detail} onClose={() => setBundling(false)} />}
      {removing && (
        <RemoveDialog dossierId={dossierId} item={removing} onClose={() => setRemoving(undefined)} />
      )}
    </section>
  );
}

type TableProps = {
  readonly items: readonly DossierItemShown[];
  readonly today: LocalDate;
  readonly onRemove: ((item: DossierItemShown) => void) | undefined;
};
const ItemTable = ({ items, today, onRemove }: TableProps) => (
  <table className={styles['table']}>
    <thead>
      <tr>
        <th scope="col">{say('dossier.column.ordinal')}</th>
        <th scope="col">{say('dossier.column.reference')}</th>
        <th scope="col">{say('dossier.column.day')}</th>
        <th scope="col">{say('dossier.column.subject')}</th>
        <th scope="col">{say('dossier.column.organ')}</th>
        {onRemove && <th scope="col">{say('dossier.column.acts')}</th>}
      </tr>
    </thead>
    <tbody>
      {items.map((item) => (
        <tr key={item.itemId}>
          <td className={styles['number']}>{item.ordinal}</td>
          <td className={styles['day']}>{referenceOf(item)}</td>
          <td className={styles['day']}>{item.named?.issuedOn ? formatDay(item.named.issuedOn) : '–'}</td>
          <td>
            <ItemName item={item} />
            {item.removed && (
              <span className={styles['why']}>
                {say('dossier.item.removed', {
                  name: item.removed.by?.fullName ?? say('common.unknownPerson'),
                  day: sayMoment(item.removed.at, today),
                  reason: item.removed.reason,
                })}
              </span>
            )}
          </td>
          <td className={styles['organ']}>{item.named?.organName || '–'}</td>
          {onRemove && (
            <td>
              <Tooltip
                content={say('dossier.item.remove.of', { ordinal: item.ordinal })}
                relationship="label"
              >
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<SubtractCircle20Regular />}
                  onClick={() => onRemove(item)}
                />
              </Tooltip>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Số, ký hiệu; nothing where there is none to be read. */
function referenceOf({ named }: DossierItemShown): string {
  const { codeNumber = '', codeNotation = '' } = named ?? {};
  return codeNumber === '' && codeNotation === '' ? '–' : formatReference(codeNumber, codeNotation);
}

/** Its name leads to the document itself, where this official has it. */
function ItemName({ item: { of, isHeld, named, file } }: { readonly item: DossierItemShown }) {
  const name = named && `${named.typeName} ${named.subject}`.trim();
  if (of && isHeld)
    return of.kind === 'incoming' ? (
      <Link to="/incoming" search={{ view: 'all', id: of.id }}>
        {name}
      </Link>
    ) : (
      <Link to="/outgoing" search={{ view: 'all', id: of.id }}>
        {name}
      </Link>
    );
  return (
    <>
      {name}
      <span className={styles['why']}>{file?.name ?? say('dossier.item.elsewhere')}</span>
    </>
  );
}

/** Thêm tài liệu: a file that is no document of the books, under its own name. */
function AddMaterial({ detail: { row } }: Pick<Props, 'detail'>) {
  const input = useRef<HTMLInputElement>(null);
  const intake = useIntake();
  const add = useCommand('dossier.addMaterial');
  const take = async (files: readonly File[]) => {
    for (const { file } of await intake.take(files)) {
      const subject = file.name.replace(/\.[a-z0-9]{1,5}$/i, '');
      const fields = { typeName: '', codeNumber: '', codeNotation: '', organName: '', subject };
      const itemId = DossierItemId.parse(crypto.randomUUID());
      await add.mutateAsync({ dossierId: row.dossierId, itemId, file, fields });
      announce(say('dossier.added', { name: file.name }));
    }
  };
  return (
    <>
      <Button
        size="small"
        icon={<Attach20Regular />}
        disabledFocusable={add.isPending || intake.taking !== undefined}
        onClick={() => input.current?.click()}
      >
        {intake.taking ?? say('dossier.addMaterial')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          // What is refused is said below the button; the other files stay added.
          void take([...(event.target.files ?? [])]).catch(() => undefined);
          event.target.value = '';
        }}
      />
      {add.error && <Problem error={add.error} />}
    </>
  );
}

type RemoveProps = {
  readonly dossierId: DossierDetail['row']['dossierId'];
  readonly item: DossierItemShown;
  readonly onClose: () => void;
};
const reasons = ['duplicate', 'draft', 'unrelated'] as const;

function RemoveDialog({ dossierId, item, onClose }: RemoveProps) {
  const { mutateAsync, isPending, error } = useCommand('dossier.remove');
  return (
    <ReasonDialog
      title={say('dossier.item.remove.of', { ordinal: item.ordinal })}
      effect={say('dossier.item.remove.effect')}
      actLabel={say('dossier.item.remove')}
      icon={<SubtractCircle20Regular />}
      phrases={reasons.map((each) => say(`dossier.item.remove.${each}`))}
      draftKey={`dossier.remove:${item.itemId}`}
      command={{
        mutateAsync: async (reason) => {
          await mutateAsync({ dossierId, itemId: item.itemId, reason });
          announce(say('dossier.item.removedDone'));
        },
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}
