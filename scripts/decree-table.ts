/**
 * The table of docs/nd30.md against a run of the suite: each clause of annex VI (part one, I–V) and each form of annexes IV and V of Nghị định 30/2020/NĐ-CP
 * has a row that names a test which bears the clause in its title, or says why it comes later.
 */

/** A test of a run: its file as the repository names it, its title without its groups, and whether it passed. */
export type RunTest = { readonly file: string; readonly title: string; readonly passed: boolean };

/** One row: the clause, and either the test that shows it or the reason why nothing does yet. */
type Row =
  | { readonly clause: string; readonly file: string; readonly title: string }
  | { readonly clause: string; readonly later: string };

/** How many clauses one test may stand for: one that stands for everything shows nothing. */
const CLAUSES_OF_A_TEST_MAX = 3;

const letters = (section: string, list: string): readonly string[] =>
  [...list.split(' ')].map((letter) => `${section}.${letter}`);

/** What must have a row, in the decree's order. */
export const clauses: readonly string[] = [
  ...letters('I', '1 2 3 4 5'),
  ...letters('II', '1 2 3 4 5 6 7 8'),
  ...letters('III.1', 'a b c d đ e g h i k l m n o'),
  ...letters('III.2', 'a b c'),
  ...letters('III.3', 'a b c'),
  ...letters('III.4', 'a b c d đ e g'),
  ...letters('III.5', 'a b c d đ e g'),
  ...letters('III.6', 'a b c d đ e g h i k l'),
  ...letters('III.7', 'a b c d đ'),
  ...letters('III.8', 'a b c'),
  ...letters('IV.1', 'a b c d đ e g'),
  ...letters('IV', '2 3'),
  ...letters('V', '1 2 3 4 5 6'),
  ...letters('PL IV', 'I II III IV V VI VII VIII'),
  ...letters('PL V', 'II III IV V'),
];

/**
 * Reads the rows of a Markdown table whose first cell is a clause; its last cell is `file › title` or `later: why`. A line of another table is passed over;
 * a row of neither shape is a problem.
 */
export function readRows(markdown: string): {
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
} {
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const line of markdown.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const clause = cells[1] ?? '';
    if (!/^(?:PL )?[IV]+\.[\dIVa-zđ.]+$/u.test(clause)) continue;
    const shown = cells.at(-2) ?? '';
    const [file, title] = shown.split(' › ');
    if (shown.startsWith('later: ') && shown.length > 'later: '.length)
      rows.push({ clause, later: shown.slice(7) });
    else if (file !== undefined && title !== undefined) rows.push({ clause, file, title });
    else problems.push(`${clause}: the row names neither a test nor a reason`);
  }
  return { rows, problems };
}

/** A title that ends in "…" stands for every test of the file that begins so: those of one table. */
function testsOf(
  row: { readonly file: string; readonly title: string },
  tests: readonly RunTest[],
): readonly RunTest[] {
  const isMeant = row.title.endsWith('…')
    ? (title: string) => title.startsWith(row.title.slice(0, -1))
    : (title: string) => title === row.title;
  return tests.filter((test) => test.file === row.file && isMeant(test.title));
}

const bears = (title: string, clause: string): boolean =>
  title.split(': ')[0]?.split(', ').includes(clause) === true;

function problemOf(row: Row, tests: readonly RunTest[]): string | undefined {
  if ('later' in row) return undefined;
  const found = testsOf(row, tests);
  if (found.length === 0) return `${row.clause}: no such test in this run: ${row.file} › ${row.title}`;
  const red = found.find((test) => !test.passed);
  if (red !== undefined) return `${row.clause}: red: ${row.file} › ${red.title}`;
  return bears(row.title, row.clause) ? undefined : `${row.clause}: the title does not name it: ${row.title}`;
}

/** Judges the table by a run. Answers what is wrong, a sentence each (empty: nothing), and how many clauses are shown and how many come later. */
export function judgeTable(
  markdown: string,
  tests: readonly RunTest[],
): { readonly problems: readonly string[]; readonly shown: number; readonly later: number } {
  const { rows, problems } = readRows(markdown);
  const perTest = new Map<string, string[]>();
  for (const row of rows) {
    if ('later' in row) continue;
    const key = `${row.file} › ${row.title}`;
    perTest.set(key, [...(perTest.get(key) ?? []), row.clause]);
  }
  return {
    problems: [
      ...problems,
      ...clauses
        .filter((clause) => !rows.some((row) => row.clause === clause))
        .map((clause) => `${clause}: no row`),
      ...rows
        .filter((row) => !clauses.includes(row.clause))
        .map(({ clause }) => `${clause}: the decree has no such clause`),
      ...rows.flatMap((row) => problemOf(row, tests) ?? []),
      ...[...perTest]
        .filter(([, served]) => served.length > CLAUSES_OF_A_TEST_MAX)
        .map(
          ([key, served]) =>
            `${served.join(', ')}: one test stands for more than ${String(CLAUSES_OF_A_TEST_MAX)}: ${key}`,
        ),
    ],
    shown: rows.filter((row) => !('later' in row)).length,
    later: rows.filter((row) => 'later' in row).length,
  };
}
