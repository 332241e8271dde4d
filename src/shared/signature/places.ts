import { z } from 'zod';
import { PlaceOnPage } from './preflight.ts';

/** The four boxes of a paper, in the order in which they are shown and reached by keyboard. */
export const BOX_NAMES = ['number', 'date', 'person', 'seal'] as const;
export const BoxName = z.enum(BOX_NAMES);
export type BoxName = z.infer<typeof BoxName>;

/** Where the boxes stand, as a reader sees the page; number and date are absent where the page states them. */
export const Places = z.object({
  number: PlaceOnPage.optional(),
  date: PlaceOnPage.optional(),
  person: PlaceOnPage,
  seal: PlaceOnPage,
});
export type Places = z.infer<typeof Places>;

/** How far a person moved a box from where the page's own text proposes it: what is remembered, because papers of one kind differ in length. */
export const BoxShift = z.object({ dx: z.number(), dy: z.number(), width: z.number(), height: z.number() });
export type BoxShift = z.infer<typeof BoxShift>;
export const BoxShifts = z.partialRecord(BoxName, BoxShift);
export type BoxShifts = z.infer<typeof BoxShifts>;
