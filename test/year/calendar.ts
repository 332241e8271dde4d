/** The year in which the story is told. */
export const YEAR = 2026;

/** Its days off as they were announced (Tết, Giỗ Tổ with its day in lieu, 30/4, 1/5, Quốc khánh, the days exchanged), written by hand: the product's own calendar is judged by them. */
export const DAYS_OFF: readonly string[] = [
  ...['2026-01-01', '2026-01-02'],
  ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
  ...['2026-04-26', '2026-04-27', '2026-04-30', '2026-05-01'],
  ...['2026-08-31', '2026-09-01', '2026-09-02'],
];
/** Saturdays that are worked for a Friday and a Monday off. */
export const WORKED_SATURDAYS: readonly string[] = ['2026-01-10', '2026-08-22'];

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

const isWorked = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  return WORKED_SATURDAYS.includes(day) || !(isWeekend || DAYS_OFF.includes(day));
};
const dayBehind = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

function workingDaysOf(year: number): readonly string[] {
  const days: string[] = [];
  for (let day = `${String(year)}-01-01`; day.startsWith(String(year)); day = dayBehind(day))
    if (isWorked(day)) days.push(day);
  return days;
}

/** The working days of the year in their order. */
export const WORKING_DAYS = workingDaysOf(YEAR);

/** The working day behind a day; behind the last one of the year comes the Monday after New Year. */
export const workingDayBehind = (day: string): string =>
  WORKING_DAYS.find((each) => each > day) ?? `${String(YEAR + 1)}-01-04`;

/** Milliseconds of a local day and time. */
export const momentOf = (day: string, time: string): number => Date.parse(`${day}T${time}:00Z`) - VIETNAM_MS;
/** The local day of an instant. */
export const localDay = (instant: string): string =>
  new Date(Date.parse(instant) + VIETNAM_MS).toISOString().slice(0, 10);

/** Months, quarters, halves and the year itself, each from its first day to its last. */
export const PERIODS: readonly { readonly name: string; readonly from: string; readonly to: string }[] = [
  ...spans(1, 'T'),
  ...spans(3, 'Q'),
  ...spans(6, 'H'),
  ...spans(12, 'Y'),
];

function spans(months: number, letter: string) {
  return Array.from({ length: 12 / months }, (_, index) => ({
    name: `${letter}${String(index + 1)}`,
    from: `${String(YEAR)}-${String(index * months + 1).padStart(2, '0')}-01`,
    to: new Date(Date.UTC(YEAR, (index + 1) * months, 0)).toISOString().slice(0, 10),
  }));
}
