import { instantAt } from '../../text/day.ts';
import { dutyEnds } from '../calendar/duties.ts';
import type { Calendar } from '../calendar/working-days.ts';
import type { Instant, LocalDate, Urgency } from '../core/values.ts';
import type { Delivery } from '../exchange/delivery.ts';

/**
 * Chỉ tiêu liên thông: how far an agency's documents go out electronically, to whom, signed by whom, and how soon. Each figure is a share of documents issued in a
 * period. None of them knows a document that is classified: those are not in the program (QĐ 28/2018/QĐ-TTg leaves them out).
 */
export const figures = [
  'electronic',
  'to-province',
  'between-agencies',
  'in-time',
  'signed-by-person',
  'signed-by-agency',
] as const;
export type Figure = (typeof figures)[number];

/** Per cent that the province's plan asks for. The other figures have no number there; the law asks them of every document. */
export const targets: Readonly<Partial<Record<Figure, number>>> = {
  'to-province': 100,
  'between-agencies': 80,
  'signed-by-person': 100,
  'signed-by-agency': 100,
};

/** How UBND tỉnh stands in a directory, in plain writing: itself, or its office that takes in what is addressed to it. Data of the province. */
export const provinceNames: readonly string[] = ['uy ban nhan dan tinh', 'van phong uy ban nhan dan tinh'];

/**
 * What became of one agency that the document was to go to. `refused`: it turned the document back (02) and did not get it anew; `recalled`: it gave the document
 * back (15); `unsent`: its name stands under Nơi nhận, the directory has it, and nothing was sent.
 */
export type AddresseeStanding = 'sent' | 'refused' | 'recalled' | 'unsent';
export type Addressee = { readonly is: 'province' | 'agency'; readonly standing: AddresseeStanding };

/** How one delivery leaves its recipient; `resent`: another message went out in its place and says how it is. */
export function deliveryStanding({
  status,
  resentAs,
  recall,
}: Pick<Delivery, 'status' | 'resentAs' | 'recall'>): 'sent' | 'refused' | 'recalled' | 'resent' {
  if (resentAs) return 'resent';
  if (recall?.status === '15') return 'recalled';
  return status === '02' ? 'refused' : 'sent';
}

/** What the figures know of one document that has a number. */
export type IssuedDocument = {
  /** Its number was given up: nothing was issued under it. */
  readonly isVoid: boolean;
  /** Sao y, sao lục, trích sao: signed by the agency alone (NĐ 30/2020 annex I part II, II.2). */
  readonly isCopy: boolean;
  /** Agencies that could be reached electronically; whoever gets paper only is not among them. */
  readonly addressees: readonly Addressee[];
  /** When it first went out, against `sendBy`. */
  readonly firstSent: 'in-time' | 'late' | 'never';
  /** `sendBy` lies ahead. */
  readonly hasTime: boolean;
  readonly isSignedByPerson: boolean;
  readonly isSignedByAgency: boolean;
};

/** Why a document lowers a figure. */
export const shortfalls = [
  'not-sent',
  'sent-to-some',
  'refused',
  'late',
  'no-person-signature',
  'no-agency-signature',
] as const;
export type Shortfall = (typeof shortfalls)[number];
export type Judgement = 'met' | 'not-counted' | Shortfall;

/**
 * Up to when a document signed on that day is to be sent: the morning of the next working day (QĐ 28/2018/QĐ-TTg; NĐ 30/2020 article 18.1). An urgent one goes out
 * at once; a statistic knows no minutes and gives it that day.
 */
export const sendBy = (signedOn: LocalDate, urgency: Urgency, calendar: Calendar): Instant =>
  urgency === 'normal'
    ? dutyEnds('dispatch', instantAt(signedOn, '00:00'), urgency, calendar)
    : instantAt(signedOn, '23:59');

/**
 * Whether a document counts for a figure, reaches it or lowers it. A document counts where an agency that can be reached electronically is to have it and has not
 * given it back on a recall.
 * - electronic, to-province, between-agencies: it was sent to every one of them (of UBND tỉnh, of the other agencies), and none turned it back. A paper copy beside it
 *   takes nothing away. What is not sent yet and still has time is not counted.
 * - in-time: it first went out by `sendBy`.
 * - signed-by-person, signed-by-agency (NĐ 30/2020 article 5): of what was exchanged; a copy bears no person's signature and counts for the agency's alone.
 */
export function judge(figure: Figure, document: IssuedDocument): Judgement {
  if (document.isVoid) return 'not-counted';
  const concerned = document.addressees.filter(({ standing }) => standing !== 'recalled');
  if (concerned.length === 0) return 'not-counted';
  switch (figure) {
    case 'electronic':
      return reached(document, withOneProvince(concerned));
    case 'to-province':
      return reached(
        document,
        withOneProvince(concerned).filter(({ is }) => is === 'province'),
      );
    case 'between-agencies':
      return reached(
        document,
        concerned.filter(({ is }) => is === 'agency'),
      );
    case 'in-time':
      if (document.firstSent === 'never') return document.hasTime ? 'not-counted' : 'not-sent';
      return document.firstSent === 'in-time' ? 'met' : 'late';
    case 'signed-by-person':
      if (document.isCopy || !isExchanged(concerned)) return 'not-counted';
      return document.isSignedByPerson ? 'met' : 'no-person-signature';
    case 'signed-by-agency':
      if (!isExchanged(concerned)) return 'not-counted';
      return document.isSignedByAgency ? 'met' : 'no-agency-signature';
  }
}

const isExchanged = (addressees: readonly Addressee[]): boolean =>
  addressees.some(({ standing }) => standing === 'sent');

/** UBND tỉnh and its office are one door: what came to either is there. */
function withOneProvince(addressees: readonly Addressee[]): readonly Addressee[] {
  const isThere = addressees.some(({ is, standing }) => is === 'province' && standing === 'sent');
  return isThere
    ? addressees.filter(({ is, standing }) => is === 'agency' || standing === 'sent')
    : addressees;
}

function reached({ firstSent, hasTime }: IssuedDocument, addressees: readonly Addressee[]): Judgement {
  const is = (wanted: AddresseeStanding): boolean => addressees.some(({ standing }) => standing === wanted);
  if (addressees.length === 0) return 'not-counted';
  if (is('refused')) return 'refused';
  if (!is('unsent')) return 'met';
  if (hasTime) return 'not-counted';
  return firstSent === 'never' ? 'not-sent' : 'sent-to-some';
}

/** How many documents count for a figure, and how many of them reach it. */
export type Count = { readonly met: number; readonly counted: number };
export type Counts = Readonly<Record<Figure, Count>>;

/** The figures over documents; what is equal may be given once, with how many there are of it. */
export function countFigures(
  groups: Iterable<{ readonly document: IssuedDocument; readonly times: number }>,
): Counts {
  const counts = Object.fromEntries(figures.map((figure) => [figure, { met: 0, counted: 0 }])) as Record<
    Figure,
    { met: number; counted: number }
  >;
  for (const { document, times } of groups)
    for (const figure of figures) {
      const judged = judge(figure, document);
      if (judged === 'not-counted') continue;
      counts[figure].counted += times;
      if (judged === 'met') counts[figure].met += times;
    }
  return counts;
}

/** Tenths of a per cent, 0 to 1000, cut off and never rounded up: 1 of 1,000 missing is not 100 %. Undefined where nothing counts. */
export const perMille = ({ met, counted }: Count): number | undefined =>
  counted === 0 ? undefined : Math.floor((met * 1000) / counted);

/** Whether the figure is where the plan wants it; undefined where the plan says nothing or nothing counts. */
export function isOnTarget(figure: Figure, { met, counted }: Count): boolean | undefined {
  const target = targets[figure];
  return target === undefined || counted === 0 ? undefined : met * 100 >= target * counted;
}
