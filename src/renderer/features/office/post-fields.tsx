import { Button } from '@fluentui/react-components';
import { Add20Regular, Dismiss20Regular } from '@fluentui/react-icons';
import { useFieldArray } from 'react-hook-form';
import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import { POSTS_MAX } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import office from './office.module.css';
import type { StaffForm } from './staff-form.ts';
import { unitChoices } from './unit-tree.ts';

type Props = { readonly form: StaffForm; readonly units: readonly UnitShown[] };

/** Kiêm nhiệm: further units in which somebody holds a post, each with its position. */
export function PostFields({ form, units }: Props) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'posts' });
  const { errors } = form.formState;
  return (
    <fieldset className={dialogs['who']}>
      <legend className={dialogs['label']}>{say('staff.field.posts')}</legend>
      <div className={office['posts']}>
        {fields.map((field, index) => {
          const number = index + 1;
          return (
            <div key={field.id} className={office['post']}>
              <ChoiceField
                label={say('staff.post.unit', { number })}
                field={form.register(`posts.${index}.unitId`) as never}
                choices={unitChoices(units, say('chart.none'))}
              />
              <TextField
                label={say('staff.post.position', { number })}
                field={form.register(`posts.${index}.position`)}
                error={errors.posts?.[index]?.position?.message}
                maxLength={100}
              />
              <Button
                appearance="subtle"
                icon={<Dismiss20Regular />}
                aria-label={say('staff.post.remove', { number })}
                onClick={() => remove(index)}
              />
            </div>
          );
        })}
        {fields.length < POSTS_MAX && (
          <Button size="small" icon={<Add20Regular />} onClick={() => append({ unitId: '', position: '' })}>
            {say('staff.post.add')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
