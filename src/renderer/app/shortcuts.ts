import type { WordKey } from '../../shared/words/vi.ts';

/** Where a shortcut belongs, in the order of the sheet. */
export const shortcutGroups = ['everywhere', 'list', 'document'] as const;
export type Registered = {
  readonly keys: string;
  readonly label: WordKey;
  readonly group: (typeof shortcutGroups)[number];
  /** Where one shortcut stands for several keys; what acts is told which. */
  readonly each?: readonly string[];
};

/**
 * Every shortcut of the window, in one place, as it is before anybody chose another key for it. Only function keys and Ctrl or Alt with a key: Vietnamese typing programs send Backspace and
 * letters of their own, so a bare letter or Backspace must never act (WCAG 2.1.4).
 */
export const shortcuts = {
  palette: { keys: 'Ctrl+K', label: 'keys.palette', group: 'everywhere' },
  search: { keys: 'Ctrl+E', label: 'keys.search', group: 'everywhere' },
  go: {
    ...{ keys: 'Ctrl+1…9', label: 'keys.go', group: 'everywhere' },
    each: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `Ctrl+${digit}`),
  },
  nextPane: { keys: 'F6', label: 'keys.nextPane', group: 'everywhere' },
  previousPane: { keys: 'Shift+F6', label: 'keys.previousPane', group: 'everywhere' },
  back: { keys: 'Alt+←', label: 'keys.back', group: 'everywhere', each: ['Alt+ArrowLeft'] },
  forward: { keys: 'Alt+→', label: 'keys.forward', group: 'everywhere', each: ['Alt+ArrowRight'] },
  help: { keys: 'F1', label: 'keys.help', group: 'everywhere' },
  refresh: { keys: 'F5', label: 'keys.refresh', group: 'everywhere' },
  synchronise: { keys: 'F9', label: 'keys.synchronise', group: 'everywhere' },
  settings: { keys: 'Ctrl+,', label: 'keys.settings', group: 'everywhere' },
  notices: { keys: 'Ctrl+B', label: 'keys.notices', group: 'everywhere' },
  lock: { keys: 'Ctrl+Shift+L', label: 'keys.lock', group: 'everywhere' },
  keySheet: { keys: 'Ctrl+/', label: 'keys.keySheet', group: 'everywhere' },
  undo: { keys: 'Ctrl+Z', label: 'keys.undo', group: 'everywhere' },
  new: { keys: 'Ctrl+N', label: 'keys.new', group: 'list' },
  flag: { keys: 'Insert', label: 'keys.flag', group: 'list' },
  primary: { keys: 'Ctrl+Enter', label: 'keys.primary', group: 'document' },
  sign: { keys: 'F8', label: 'keys.sign', group: 'document' },
  return: { keys: 'Shift+F8', label: 'keys.return', group: 'document' },
  opinion: { keys: 'F4', label: 'keys.opinion', group: 'document' },
  edit: { keys: 'F2', label: 'keys.edit', group: 'document' },
  present: { keys: 'Ctrl+Shift+G', label: 'keys.present', group: 'document' },
  handOn: { keys: 'Ctrl+Shift+F', label: 'keys.handOn', group: 'document' },
  phrase: {
    ...{ keys: 'Alt+1…9', label: 'keys.phrase', group: 'document' },
    each: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `Alt+${digit}`),
  },
  start: { keys: 'Ctrl+Shift+A', label: 'keys.start', group: 'document' },
  reply: { keys: 'Ctrl+R', label: 'keys.reply', group: 'document' },
  askOpinion: { keys: 'Ctrl+Shift+Y', label: 'keys.askOpinion', group: 'document' },
  submit: { keys: 'Ctrl+Shift+T', label: 'keys.submit', group: 'document' },
  takeNumber: { keys: 'Ctrl+Shift+N', label: 'keys.takeNumber', group: 'document' },
  file: { keys: 'Ctrl+Shift+H', label: 'keys.file', group: 'document' },
  progress: { keys: 'Ctrl+G', label: 'keys.progress', group: 'document' },
  chase: { keys: 'Ctrl+Shift+D', label: 'keys.chase', group: 'document' },
  takeBack: { keys: 'Ctrl+Shift+X', label: 'keys.takeBack', group: 'document' },
  sidePanel: { keys: 'F7', label: 'keys.sidePanel', group: 'document' },
  copy: { keys: 'Ctrl+Shift+C', label: 'keys.copy', group: 'document' },
  print: { keys: 'Ctrl+P', label: 'keys.print', group: 'document' },
} as const satisfies Record<string, Registered>;
export type Shortcut = keyof typeof shortcuts;
/** The same, each as any of them is. */
export const registry: Readonly<Record<Shortcut, Registered>> = shortcuts;
