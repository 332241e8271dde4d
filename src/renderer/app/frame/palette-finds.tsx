import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useDeferredValue } from 'react';
import { matchName } from '../../../shared/text/match.ts';
import { say } from '../../../shared/words/vi.ts';
import { keysOfAct, offeredActs } from '../document/acts.ts';
import { useOpenHit } from '../document/open-hit.ts';
import { act, isBound, keysFor } from '../keys.ts';
import { usePlaces } from '../places.tsx';
import { read } from '../read.ts';
import { type Shortcut, shortcuts } from '../shortcuts.ts';
import { keepTraining } from '../training/training-state.ts';
import { useIsTrial } from '../training/use-training.ts';

export type Found = {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly icon?: ReactElement;
  /** The sentence for why it cannot be done now. */
  readonly whyNot?: string | undefined;
  readonly run: () => void;
};
export const foundGroups = [
  'acts',
  'commands',
  'places',
  'documents',
  'dossiers',
  'tasks',
  'people',
] as const;
export type FoundGroup = { readonly group: (typeof foundGroups)[number]; readonly found: readonly Found[] };

/** Shortcuts that stand in the palette as commands; the others move within a screen, or are acts of what is shown. */
const commands: readonly Shortcut[] = [
  ...([
    'new',
    'synchronise',
    'refresh',
    'search',
    'sidePanel',
    'lock',
    'settings',
    'help',
    'keySheet',
  ] as const),
];
/** Of each kind; all of them are on the kind's own page. */
const FOUND_MAX = 5;
/** One letter would fit nearly everything. */
const LETTERS_MIN = 2;

/** What fits the typed text, the better fit first, in their own order where they fit equally. */
function fitting(typed: string, all: readonly Found[]): readonly Found[] {
  const fits = all.flatMap((found) => {
    const fit = matchName(typed, found.label);
    return fit === undefined ? [] : [{ found, fit }];
  });
  return fits.sort((a, b) => a.fit - b.fit).map(({ found }) => found);
}

/** The acts of what is shown, the commands and the places: known at once. */
function useDeeds(): readonly FoundGroup[] {
  const navigate = useNavigate();
  const { works, machinery } = usePlaces();
  const isTrial = useIsTrial();
  return [
    {
      group: 'acts',
      found: offeredActs().map((offered) => {
        const { key, label, icon, whyNot } = offered;
        const keys = keysOfAct(offered);
        return {
          key,
          label,
          whyNot,
          run: offered.act,
          ...(icon && { icon }),
          ...(keys !== undefined && { keys }),
        };
      }),
    },
    {
      group: 'commands',
      found: [
        ...commands.filter(isBound).map((name) => ({
          key: name,
          label: say(shortcuts[name].label),
          keys: keysFor(name),
          run: () => act(name),
        })),
        ...(isTrial
          ? [
              {
                key: 'training',
                label: say('training.title'),
                run: () => keepTraining({ isOpen: true }),
              },
            ]
          : []),
        {
          key: 'welcome',
          label: say('welcome.open'),
          run: () => void navigate({ to: '/welcome', search: { step: 1 } }),
        },
      ],
    },
    {
      group: 'places',
      found: [...works, ...machinery].map(({ to, label, regular }, index) => ({
        ...{ key: to, label: say(label), icon: regular, run: () => void navigate({ to }) },
        ...(index < shortcuts.go.each.length && { keys: shortcuts.go.each[index] ?? '' }),
      })),
    },
  ];
}

/** What the application finds under the text: documents, dossiers, tasks, people. */
function useRecords(text: string): readonly FoundGroup[] {
  const navigate = useNavigate();
  const openHit = useOpenHit();
  const asked = { enabled: text.length >= LETTERS_MIN, placeholderData: keepPreviousData };
  const list = { view: 'all', text: text.slice(0, 200), limit: FOUND_MAX } as const;
  const documents = useQuery({
    ...read('search.find', { text, order: 'ranked', limit: FOUND_MAX }),
    ...asked,
  });
  const dossiers = useQuery({ ...read('dossier.list', list), ...asked });
  const tasks = useQuery({ ...read('task.list', list), ...asked });
  const people = useQuery({ ...read('office.listOfficials', {}), ...asked });
  if (!asked.enabled) return [];
  const find = (wanted: string) => () =>
    void navigate({ to: '/search', search: { text: wanted, order: 'ranked' } });
  return [
    {
      group: 'documents',
      found: [
        ...(documents.data?.hits ?? []).map((hit) => ({
          ...{ key: hit.documentId, label: hit.subject, run: () => openHit(hit) },
          detail: [say(`find.${hit.kind}`), hit.reference, hit.organName].filter(Boolean).join(' · '),
        })),
        { key: 'search', label: say('palette.searchAll', { text: text.slice(0, 80) }), run: find(text) },
      ],
    },
    {
      group: 'dossiers',
      found: (dossiers.data?.rows ?? []).map(({ dossierId, title, notation }) => ({
        ...{ key: dossierId, label: title, detail: notation },
        run: () => void navigate({ to: '/dossiers', search: { view: 'all', id: dossierId } }),
      })),
    },
    {
      group: 'tasks',
      found: (tasks.data?.rows ?? []).map(({ taskId, content, state }) => ({
        ...{ key: taskId, label: content, detail: say(`task.state.${state}`) },
        run: () => void navigate({ to: '/tasks', search: { view: 'all', id: taskId } }),
      })),
    },
    {
      group: 'people',
      found: fitting(
        text,
        (people.data ?? []).map(({ officialId, official: { fullName, position } }) => ({
          ...{ key: officialId, label: fullName, run: find(fullName) },
          detail: say('palette.ofPerson', { position }),
        })),
      ).slice(0, FOUND_MAX),
    },
  ];
}

/** Everything the palette offers for the text, by group; a group that has nothing is left out. */
export function useFound(typed: string): readonly FoundGroup[] {
  const text = typed.trim();
  const records = useRecords(useDeferredValue(text));
  const deeds = useDeeds().map(({ group, found }) => ({ group, found: fitting(text, found) }));
  return [...deeds, ...records].filter(({ found }) => found.length > 0);
}
