import type { HelperPort } from '../ports.ts';
import { helperOver, type Line, type Opened, type Spares } from './helper-calls.ts';

/** Idle helpers are worth their start, which costs more than most calls; longer they would only hold memory. */
const SPARES_MAX = 3;
const SPARE_MS = 10_000;

function makeSpares(): Spares {
  const kept: Opened[] = [];
  const forget = (opened: Opened): boolean => {
    const at = kept.indexOf(opened);
    if (at >= 0) kept.splice(at, 1);
    return at >= 0;
  };
  return {
    take: () => {
      let spare = kept.pop();
      while (spare?.isGone) spare = kept.pop();
      return spare;
    },
    keep: (opened) => {
      if (kept.length >= SPARES_MAX || opened.isGone || opened.calls.size > 0) return false;
      kept.push(opened);
      setTimeout(() => void (forget(opened) && opened.line.end()), SPARE_MS).unref();
      return true;
    },
  };
}

/** Helpers on lines that `openLine` opens for their module, with spares of each module. */
export function sparedHelpers(openLine: (module: string) => Line): HelperPort {
  const spares = new Map<string, Spares>();
  const sparesOf = (module: string): Spares => {
    const known = spares.get(module) ?? makeSpares();
    spares.set(module, known);
    return known;
  };
  return { start: (module) => helperOver(() => openLine(module), sparesOf(module)) };
}
