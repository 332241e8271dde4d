import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-500.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-500.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-500.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { assert } from '../shared/assert.ts';
import { Application } from './app/application.tsx';
import { startBehindLock } from './app/lock/start.ts';

const root = document.getElementById('root');
assert(root, 'index.html has the element that the window is drawn in');

/**
 * Widths are measured to cut lines between words and to fit tabs, so the letters must be there first. They are files of the window itself;
 * a missing one must not keep the window closed.
 */
await Promise.allSettled(
  [400, 500, 600].map((weight) =>
    document.fonts.load(`${String(weight)} 14px "Be Vietnam Pro"`, 'a\u0103\u1ea1'),
  ),
);
const drawn = createRoot(root);
const front = await startBehindLock((problem) =>
  drawn.render(<Application front="unanswered" problem={problem} />),
);
drawn.render(<Application front={front} />);
