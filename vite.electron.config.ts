import { defineConfig } from 'vite';

/**
 * What Electron starts: main and the helper's first file as modules, and (`--mode preload`) the preload as CommonJS, because a sandboxed preload cannot be a
 * module. Packages stay outside the bundle and are packed as they are.
 */
export default defineConfig(({ mode }) => {
  const folder = 'src/main/hosts/electron';
  const isPreload = mode === 'preload';
  return {
    build: {
      ssr: true,
      outDir: 'dist/electron',
      emptyOutDir: !isPreload,
      target: 'node24',
      rolldownOptions: {
        input: isPreload
          ? { preload: `${folder}/preload.ts` }
          : { main: `${folder}/main.ts`, 'helper-process': `${folder}/helper-process.ts` },
        external: ['electron', 'better-sqlite3'],
        output: isPreload
          ? { format: 'cjs' as const, entryFileNames: '[name].cjs' }
          : { format: 'es' as const, entryFileNames: '[name].js' },
      },
    },
  };
});
