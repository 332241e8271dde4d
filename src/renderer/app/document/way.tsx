import type { TimelineStep } from '../../../shared/contract/shapes.ts';
import { Instant, type LocalDate } from '../../../shared/domain/core/values.ts';
import { say, type WordKey, words } from '../../../shared/words/vi.ts';
import { Steps } from '../../ui/steps.tsx';
import { sayDay, sayMoment } from '../clock.ts';

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);
const stepName = (step: string): string => {
  const key = `way.${step.replace(/^.*\./, '')}`;
  return isWord(key) ? say(key) : step;
};
const stateWords = {
  done: say('way.state.done'),
  current: say('way.state.current'),
  'to-come': say('way.state.to-come'),
};

/** The way of a document: each step with when, by whom and what was said. */
export function Way({
  timeline,
  today,
}: {
  readonly timeline: readonly TimelineStep[];
  readonly today: LocalDate;
}) {
  return (
    <Steps
      stateWords={stateWords}
      steps={timeline.map(({ step, at, by, text, state }, index) => {
        const notes = [at && sayWhen(at, today), by?.fullName, sayText(step, text)].filter(Boolean);
        return {
          key: `${step}:${String(index)}`,
          title: stepName(step),
          state,
          ...(notes.length > 0 && { note: notes.join(' · ') }),
        };
      })}
    />
  );
}

/** A bare number says which number it is. */
function sayText(step: string, text: string | undefined): string | undefined {
  if (text === undefined || !/^\d+$/.test(text)) return text;
  if (step === 'registered') return say('way.arrivalNumber', { number: text });
  return step === 'numbered' ? say('way.number', { number: text }) : text;
}

function sayWhen(at: Instant | LocalDate, today: LocalDate): string {
  const moment = Instant.safeParse(at);
  return moment.success ? sayMoment(moment.data, today) : sayDay(at as LocalDate, today);
}
