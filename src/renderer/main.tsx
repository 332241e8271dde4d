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

const root = document.getElementById('root');
assert(root, 'index.html has the element that the window is drawn in');
createRoot(root).render(<Application />);
