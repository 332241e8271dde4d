import { Sparkle16Regular } from '@fluentui/react-icons';
import { type FieldValues, type Path, type UseFormReturn, useWatch } from 'react-hook-form';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { Tag } from '../../ui/tag.tsx';
import { pickedText } from './form-schema.ts';

export const dayWords = { placeholder: say('field.day.placeholder'), pickLabel: say('field.day.pick') };

/** What a form gives its fields, by their names: label, registration, error and, while the value is still the one read from the page, its mark. */
export function useFieldProps<Values extends FieldValues, Result>(
  form: UseFormReturn<Values, unknown, Result>,
  suggested: Partial<Values>,
) {
  const { register, control, formState, setValue } = form;
  const values: Partial<Values> = useWatch({ control }) as Partial<Values>;
  const propsOf = (name: Path<Values>) => {
    const offered = suggested[name];
    return {
      label: say(`field.${name}` as WordKey),
      field: register(name) as never,
      error: formState.errors[name]?.message as string | undefined,
      ...(offered !== undefined && offered !== '' && values[name] === offered && { mark: <SuggestedMark /> }),
    };
  };
  const dayProps = (name: Path<Values>) => ({
    ...propsOf(name),
    ...dayWords,
    onPick: (iso: string) =>
      setValue(name, pickedText(iso) as never, { shouldDirty: true, shouldValidate: true }),
  });
  return { propsOf, dayProps };
}

const SuggestedMark = () => (
  <span title={say('field.suggested.why')}>
    <Tag tone="blue" icon={<Sparkle16Regular />}>
      {say('field.suggested')}
    </Tag>
  </span>
);
