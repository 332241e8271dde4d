import { z } from 'zod';

/** What a dispatched document does to an earlier one: corrects it (edXML Bussiness type 2), or takes its place (type 3). */
export const AmendHow = z.enum(['update', 'replace']);
export type AmendHow = z.infer<typeof AmendHow>;
