import { z } from 'zod';
import type { Book } from '../office/register.ts';

/** Forms of NĐ 30/2020 annex IV over a book: I or VI the register itself, VIII how its documents are worked on, III what went by post, IV who used the kept originals. */
export const BookForm = z.enum(['register', 'follow-up', 'post', 'kept-copies']);
export type BookForm = z.infer<typeof BookForm>;

export const formsOf: Readonly<Record<Book, readonly BookForm[]>> = {
  incoming: ['register', 'follow-up'],
  outgoing: ['register', 'post', 'kept-copies'],
  copies: ['register'],
};
