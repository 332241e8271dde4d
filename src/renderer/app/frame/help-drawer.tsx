import { Button, OverlayDrawer, Tooltip } from '@fluentui/react-components';
import { ChevronRight16Regular, Dismiss20Regular, Search16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { findHelp, helpFor, helpPages } from '../../../shared/words/help/help.ts';
import type { HelpPage } from '../../../shared/words/help/page.ts';
import { say } from '../../../shared/words/vi.ts';
import { useFocusBack } from '../../ui/focus-back.ts';
import styles from './help-drawer.module.css';

type Props = { readonly route: string; readonly onClose: () => void };

/** The page of the screen, and every other one by a few letters, with or without marks. */
export function HelpDrawer({ route, onClose }: Props) {
  useFocusBack();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<HelpPage | undefined>(helpFor(route));
  const isSearching = typed.trim() !== '';
  const found = isSearching ? findHelp(typed) : helpPages;
  return (
    <OverlayDrawer
      open
      position="end"
      aria-label={say('help.title')}
      className={styles['drawer'] ?? ''}
      onOpenChange={(_event, { open }) => !open && onClose()}
    >
      <Head onTyped={setTyped} onClose={onClose} />
      <span role="status" className={styles['status']}>
        {isSearching && say('help.count', { count: found.length })}
      </span>
      {/* What is only read is scrolled by keyboard through its own stop (WCAG 2.1.1). */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above. */}
      <div className={styles['body']} tabIndex={0}>
        {!isSearching && chosen && <Page page={chosen} />}
        {!isSearching && <h3 className={styles['others']}>{say('help.others')}</h3>}
        {isSearching && found.length === 0 && <p>{say('help.nothing', { text: typed.trim() })}</p>}
        <ul>
          {found
            .filter((page) => isSearching || page !== chosen)
            .map((page) => (
              <li key={page.id}>
                <PageLink
                  page={page}
                  hasLead={isSearching}
                  onChoose={() => {
                    setChosen(page);
                    setTyped('');
                  }}
                />
              </li>
            ))}
        </ul>
      </div>
    </OverlayDrawer>
  );
}

type HeadProps = { readonly onTyped: (text: string) => void; readonly onClose: () => void };
const Head = ({ onTyped, onClose }: HeadProps) => (
  <header className={styles['head']}>
    <h2>{say('help.title')}</h2>
    <div className={styles['search']}>
      <Search16Regular aria-hidden="true" />
      <input
        type="search"
        aria-label={say('help.search')}
        placeholder={say('help.search')}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onTyped(target.value)}
      />
    </div>
    {/* Behind the field, which the keys begin in. */}
    <Tooltip content={say('help.close')} relationship="label">
      <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onClose} />
    </Tooltip>
  </header>
);

type LinkProps = {
  readonly page: HelpPage;
  readonly hasLead: boolean;
  readonly onChoose: () => void;
};
/** Leads to a page; the keys go back to the field, which is empty then. */
function PageLink({ page, hasLead, onChoose }: LinkProps) {
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={({ currentTarget }) => {
        onChoose();
        const field = currentTarget.closest('[role=dialog]')?.querySelector('input');
        if (field) field.value = '';
        field?.focus();
      }}
    >
      <ChevronRight16Regular aria-hidden="true" />
      <span>
        <strong>{page.title}</strong>
        {hasLead && <small>{page.lead}</small>}
      </span>
    </button>
  );
}

const Page = ({ page: { title, lead, parts } }: { readonly page: HelpPage }) => (
  <article className={styles['page']}>
    <h3>{title}</h3>
    <p>{lead}</p>
    {parts.map((part) => (
      <section key={part.title}>
        <h4>{part.title}</h4>
        <ul>
          {part.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </section>
    ))}
  </article>
);
