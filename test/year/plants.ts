import { openStore } from '../../src/main/store/database.ts';
import type { Desk } from './desk.ts';
import { APART, type YearOffice } from './office.ts';
import type { Story } from './story.ts';

/** Takes back what was planted. */
export type Undo = () => Promise<void> | void;

/**
 * What a faulty product would leave behind at the end of a year, one thing each: made in the authority's rows, on a desk, or in the story's own ledger. A judge that does not find
 * them is no proof of anything.
 */
export type Plant = {
  readonly plant: (story: Story) => Promise<Undo> | Undo;
  /** Which of the judges is asked. */
  readonly judge: 'gaps' | 'figures' | 'print';
  readonly finds: RegExp;
};

type Body = Readonly<Record<string, unknown>>;

/** Changes one stored body of the authority. */
async function changeBody(
  { server }: YearOffice,
  kind: string,
  id: string,
  change: (body: Body) => Body,
): Promise<Undo> {
  const put = async (text: string): Promise<void> =>
    void (await server.sql('update entities set body = $3 where kind = $1 and id = $2', [kind, id, text]));
  const [row] = await server.sql<{ body: string }>('select body from entities where kind = $1 and id = $2', [
    kind,
    id,
  ]);
  if (!row) throw new Error(`the authority has no ${kind} ${id}`);
  await put(JSON.stringify(change(JSON.parse(row.body) as Body)));
  return () => put(row.body);
}

/** Changes one row of a desk's lists, and one only. */
function onDesk({ dataDir }: Desk, sql: string, ...values: readonly unknown[]): void {
  const store = openStore(dataDir);
  try {
    const { changes } = store.transact((db) => db.prepare(sql).run(...values));
    if (changes !== 1) throw new Error(`${String(changes)} rows instead of one: ${sql}`);
  } finally {
    store.close();
  }
}

const found = <Item>(item: Item | undefined): Item => {
  if (item === undefined) throw new Error('the year has nothing to plant it in');
  return item;
};
const lastOf = ({ ledger }: Story, book: string) =>
  found(ledger.outgoing.find((each) => each.book === book && each.number === ledger.numbers.get(book)));
const doneTask = ({ ledger }: Story) => found(ledger.tasks.find(({ state }) => state === 'done'));

export const plants: Readonly<Record<string, Plant>> = {
  'a number that was passed over': {
    plant: (story) => {
      const { id, number = 0 } = lastOf(story, 'outgoing');
      return changeBody(story.office, 'outgoing', id, (body) => ({ ...body, number: number + 1 }));
    },
    judge: 'gaps',
    finds: /^book outgoing: /,
  },
  'a number that was given twice': {
    plant: (story) => {
      const { id } = lastOf(story, APART.key);
      return changeBody(story.office, 'outgoing', id, (body) => ({ ...body, number: 1 }));
    },
    judge: 'gaps',
    finds: /^book qd: /,
  },
  'a book that would give a number again': {
    plant: ({ office, ledger }) =>
      changeBody(office, 'register', office.book('incoming'), (body) => ({
        ...body,
        next: found(ledger.numbers.get('incoming')),
      })),
    judge: 'gaps',
    finds: /^book incoming: /,
  },
  'a statistic that is off by one': {
    plant: (story) => {
      const { id } = doneTask(story);
      const desk = story.office.deskOf(found(story.office.leaders[0]));
      const put = (state: string): void =>
        onDesk(desk, 'update task_row set state = ? where task_id = ?', state, id);
      put('cancelled');
      return () => put('done');
    },
    judge: 'figures',
    finds: /^figure differs: tasks Y1 cancelled {2}(\d+) {2}(?!\1 )(\d+) {2}\2$/,
  },
  'an authority that keeps another state than was told': {
    plant: (story) =>
      changeBody(story.office, 'task', doneTask(story).id, (body) => ({ ...body, state: 'cancelled' })),
    judge: 'figures',
    finds: /^figure differs: tasks Y1 cancelled {2}(\d+) {2}\1 {2}(?!\1$)\d+$/,
  },
  'an act that nobody did': {
    plant: (story) => {
      const task = doneTask(story);
      task.state = 'cancelled';
      return () => {
        task.state = 'done';
      };
    },
    judge: 'figures',
    finds: /^figure differs: tasks Y1 cancelled {2}(\d+) {2}(?!\1 )\d+ {2}\1$/,
  },
  'a printed book without one of its documents': {
    plant: (story) => {
      const { id, number } = lastOf(story, APART.key);
      const desk = story.office.deskOf(found(story.office.clerks[0]));
      const put = (value: number | null): void =>
        onDesk(desk, 'update outgoing_row set number = ? where document_id = ?', value, id);
      put(null);
      return () => put(number ?? null);
    },
    judge: 'print',
    finds: /^qd\.pdf: .*"rows":(\d+).* instead of .*"rows":(?!\1\b)/,
  },
};
