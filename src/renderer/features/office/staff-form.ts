import type { UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { UnitId } from '../../../shared/domain/core/values.ts';
import { POSTS_MAX, Role, SigningCapacity } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { textField } from '../../app/document/form-schema.ts';

/** Roles that people have. */
export const givenRoles = Role.exclude(['system']).options;
const maybeUnit = z.union([z.literal(''), UnitId]);
/** What is typed of an official; a line of a post that is empty is none. */
export const staffSchema = z.object({
  fullName: textField(50, true),
  position: textField(100, true),
  unitId: maybeUnit,
  roles: z.array(Role).min(1, say('staff.no-role')),
  signingCapacity: SigningCapacity,
  posts: z
    .array(z.object({ unitId: z.string(), position: textField(100, false) }))
    .max(POSTS_MAX)
    .transform((posts, context) =>
      posts.flatMap(({ unitId, position }, index) => {
        if (unitId === '' && position === '') return [];
        const unit = UnitId.safeParse(unitId);
        if (unit.success && position !== '') return [{ unitId: unit.data, position }];
        context.addIssue({
          code: 'custom',
          path: [index, 'position'],
          message: say('staff.invalid.post'),
        });
        return [];
      }),
    ),
});
export type StaffForm = UseFormReturn<z.input<typeof staffSchema>, unknown, z.output<typeof staffSchema>>;
