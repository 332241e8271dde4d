import { Field, ProgressBar } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../read.ts';

/** How far a profile is put under its secret or another key; before its files come the database and its index, of which nothing is counted. */
export function Sealing() {
  const progress = useQuery(read('lock.getStatus', {})).data?.progress;
  return (
    <Field
      validationState="none"
      validationMessage={say('lock.dialog.sealing')}
      label={progress ? say('lock.sealing.files', progress) : say('lock.sealing.database')}
    >
      <ProgressBar {...(progress && { value: progress.done, max: progress.total })} thickness="large" />
    </Field>
  );
}
