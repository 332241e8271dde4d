import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { NONCE_PLACE } from './src/main/hosts/content-policy.ts';

/** The window: one build for every host, so its addresses are relative. */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react()],
  html: { cspNonce: NONCE_PLACE },
  build: {
    outDir: '../../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // A data: address is no 'self' in the content policy, so small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Else every module that two screens share would be a file of its own.
          groups: [
            { name: 'pdf', test: /[\\/]pdfjs-dist[\\/]/, priority: 3 },
            { name: 'kit', test: /[\\/]node_modules[\\/]/, priority: 2 },
            {
              name: 'desk',
              test: /[\\/]src[\\/](shared|renderer[\\/](app|ui))[\\/]/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
