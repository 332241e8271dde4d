import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { pageSql as incomingPage } from '../../src/main/incoming/store.ts';
import { pageSql as outgoingPage } from '../../src/main/outgoing/store.ts';
import { countSql, listSql, textsSql } from '../../src/main/report/issued.ts';
import { migrations } from '../../src/main/store/migrations/list.ts';
import { incomingViews } from '../../src/shared/contract/incoming.ts';
import { outgoingViews } from '../../src/shared/contract/outgoing.ts';
import { urgencies } from '../../src/shared/domain/core/values.ts';

const db = new Sqlite(':memory:');
for (const up of migrations) up(db);

/** How SQLite would answer, one step a line. */
function planOf(sql: string): readonly string[] {
  const names = new Set([...sql.matchAll(/:([a-z]\w*)/gi)].map(([, name]) => name ?? ''));
  const values = Object.fromEntries([...names].map((name) => [name, 1]));
  const rows = db.prepare<[object], { detail: string }>(`explain query plan ${sql}`).all(values);
  return rows.map(({ detail }) => detail);
}

/** The step that walks the list itself; then nothing may be sorted, and nothing else may be scanned. */
function expectOneRange(sql: string, range: string): void {
  const plan = planOf(sql);
  expect(plan[0]).toContain(range);
  expect(plan.filter((step) => /TEMP B-TREE|^SCAN/.test(step))).toEqual([]);
}

const byTab = 'USING INDEX incoming_row_by_tab (tab=? AND sort_key<?)';
const byDay = 'USING INDEX incoming_row_by_day (sort_key<?)';
const urgentByTab = 'USING INDEX incoming_row_urgent_by_tab (urgency=? AND tab=? AND sort_key<?)';
const urgentByDay = 'USING INDEX incoming_row_urgent_by_day (urgency=? AND sort_key<?)';
const byOfficial =
  'USING COVERING INDEX incoming_assignment_by_official (official_id=? AND is_open=? AND (sort_key,document_id)<(?,?))';

/** The range that a page of incoming documents must be. */
function rangeOf(view: (typeof incomingViews)[number], urgency: string | undefined): string {
  if (view === 'mine') return byOfficial;
  const isUrgent = urgency !== undefined && urgency !== 'normal';
  if (view === 'all') return isUrgent ? urgentByDay : byDay;
  return isUrgent ? urgentByTab : byTab;
}

const incomingPages = incomingViews.flatMap((view) =>
  [undefined, ...urgencies].map((urgency) => ({ view, urgency, range: rangeOf(view, urgency) })),
);

test.each(incomingPages)(
  'a page of incoming $view ($urgency) is one range of its index',
  ({ view, urgency, range }) => {
    expectOneRange(incomingPage({ view, urgency }), range);
  },
);

test.each(outgoingViews)('a page of outgoing %s is one range of its index', (view) => {
  const range =
    view === 'all'
      ? 'USING INDEX outgoing_row_by_day (sort_key<?)'
      : 'USING INDEX outgoing_row_by_state (state=? AND sort_key<?)';
  expectOneRange(outgoingPage(view), range);
});

test.each([
  [
    'what is mine',
    'incoming_assignment_by_official',
    'select count(distinct document_id) from incoming_assignment where official_id = 1 and is_open = 1',
  ],
  [
    'assignments of a document',
    'incoming_assignment_by_document',
    'update incoming_assignment set is_open = 1 where document_id = 1',
  ],
  [
    'duplicates by reference',
    'incoming_row_by_reference',
    `select * from incoming_row where reference_key = 1 and reference_key <> ''`,
  ],
  ['duplicates by file', 'document_file_by_content', 'select * from document_file where sha256 = 1'],
  ['files of a document', 'document_file_by_document', 'select * from document_file where document_id = 1'],
  [
    'deliveries of a document',
    'outgoing_delivery_by_document',
    'select count(*), sum(is_arrived), sum(is_received) from outgoing_delivery where document_id = 1',
  ],
  [
    'what recipients have left open too long',
    'outgoing_delivery_open',
    'select count(distinct document_id) from outgoing_delivery where is_open = 1 and sent_at <= 1',
  ],
  [
    'what one signer signs',
    'outgoing_row_by_signer',
    'select document_id from outgoing_row where signer_id = 1 order by sort_key desc limit 9',
  ],
  [
    'what is overdue',
    'incoming_row_due',
    "select count(*) from incoming_row as r where r.tab in ('arrived', 'registered', 'in-progress') and r.due_on < 1",
  ],
  [
    'what was sent back',
    'incoming_row_sent_back',
    'select document_id from incoming_row as r where r.sent_back = 1 order by sort_key desc limit 9',
  ],
  [
    'what was typed in for a leader',
    'incoming_row_recorded',
    'select document_id from incoming_row as r where r.recorded_for = 1 order by sort_key desc limit 9',
  ],
  [
    'what an official flagged',
    'incoming_reading_flagged',
    'select document_id from incoming_reading where official_id = 1 and is_flagged = 1',
  ],
  [
    'people by name',
    'office_official_by_name',
    'select official_id from office_official order by sort_name, official_id',
  ],
  [
    'books of a kind',
    'office_register_by_book',
    'select * from office_register where book = 1 order by year desc',
  ],
])('%s are found by their index', (_what, index, sql) => {
  expect(planOf(sql).join('\n')).toContain(index);
});

test.each([
  ['counted', countSql],
  ['listed', listSql],
])(
  'documents of a report are %s by the days of their issue, whatever else is asked by an index of theirs',
  (_how, sql) => {
    const plan = planOf(sql);
    const onTables = plan.filter((step) => /^(?:SEARCH|SCAN) (?:r|d|s|t|m) /.test(step));
    expect(onTables.filter((step) => !/USING (?:AUTOMATIC )?(?:COVERING )?INDEX/.test(step))).toEqual([]);
    expect(new Set(onTables.filter((step) => step.startsWith('SEARCH r ')))).toEqual(
      new Set(['SEARCH r USING INDEX outgoing_row_by_issue (issued_on>? AND issued_on<?)']),
    );
    for (const index of ['outgoing_delivery_by_standing', 'outgoing_signature_by_document'])
      expect(plan.join('\n')).toContain(`USING COVERING INDEX ${index}`);
  },
);

test('so are the texts under Nơi nhận', () => {
  const plan = planOf(textsSql.replace('between ? and ?', 'between :from and :to'));
  expect(plan[0]).toBe('SEARCH outgoing_row USING INDEX outgoing_row_by_issue (issued_on>? AND issued_on<?)');
});

test('every index of these tables has its question above', () => {
  const named = db
    .prepare<[], string>(
      `select name from sqlite_master where type = 'index' and sql is not null and (tbl_name like 'incoming_%' or tbl_name like 'outgoing_%'
         or tbl_name like 'office_%' or tbl_name like 'document_%') order by name`,
    )
    .pluck()
    .all();
  expect(named).toEqual([
    'document_file_by_content',
    'document_file_by_document',
    'incoming_assignment_by_document',
    'incoming_assignment_by_official',
    'incoming_reading_flagged',
    'incoming_row_by_day',
    'incoming_row_by_reference',
    'incoming_row_by_tab',
    'incoming_row_due',
    'incoming_row_recorded',
    'incoming_row_sent_back',
    'incoming_row_urgent_by_day',
    'incoming_row_urgent_by_tab',
    'office_official_by_name',
    'office_register_by_book',
    'outgoing_delivery_by_document',
    'outgoing_delivery_by_standing',
    'outgoing_delivery_open',
    'outgoing_row_by_day',
    'outgoing_row_by_issue',
    'outgoing_row_by_signer',
    'outgoing_row_by_state',
    'outgoing_signature_by_document',
  ]);
});
