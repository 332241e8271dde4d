import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  areaOffences,
  circleOffences,
  ELECTRON_FILES_MAX,
  electronOffences,
  emptyLayers,
  featureOffences,
  layerOffences,
} from './architecture/imports.ts';
import {
  anyTypes,
  badNames,
  dumpingGrounds,
  FILE_LINES_MAX,
  FUNCTION_LINES_MAX,
  leftovers,
  longFiles,
  longFunctions,
  machinePaths,
  mocks,
  pagesReadElsewhere,
  rawColours,
  registryHosts,
  sleepingTests,
  tokenPackageElsewhere,
  tokenProcessElsewhere,
  unbroughtPrograms,
  unknownCommands,
  vietnameseElsewhere,
  vietnameseInCode,
} from './architecture/rules.ts';
import { type Scanned, scan } from './architecture/scan.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function read(...patterns: readonly string[]): Scanned[] {
  return globSync([...patterns], { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => scan({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const code = read('{src,test,scripts,bench}/**/*.{ts,tsx}', '*.ts');
const everything = [
  ...code,
  ...read('{src,test,scripts,docs}/**/*.{md,mjs,css,html,json}', '*.{md,yml,json}', '.ci/run').filter(
    ({ path }) => path !== 'package-lock.json',
  ),
];
const planted = (path: string, text: string): Scanned => scan({ path, text });
const lines = (count: number, line = '  go();\n'): string => line.repeat(count);

type Rule = (files: readonly Scanned[]) => string[];
type Row = readonly [string, Rule, readonly Scanned[], readonly (readonly Scanned[])[]];

/** What must hold, the files that must keep it, and offences, each of which the rule must see. */
const rows: readonly Row[] = [
  [
    'a layer imports only what it may, and every file has a layer',
    layerOffences,
    code,
    [
      [planted('src/shared/text/bad.ts', "import { readFileSync } from 'node:fs';\n")],
      [planted('src/main/sync/bad.ts', "import { feed } from '../../server/feed/feed.ts';\n")],
      [planted('src/renderer/app/bad.ts', "import type { Ports } from '../../main/ports.ts';\n")],
      [planted('src/shared/bad.ts', "new Worker(new URL('../main/jobs/index.ts', import.meta.url));\n")],
      [planted('src/main/hosts/electron/bad.ts', "import { serve } from '../browser/serve.ts';\n")],
      [planted('src/main/bad.ts', "const later = await import('fastify');\n")],
      [planted('src/elsewhere/new.ts', '')],
    ],
  ],
  [
    'a test starts only programs that the setup brings',
    unbroughtPrograms,
    everything,
    [
      [
        planted('scripts/system.mjs', "const PACKAGE_OF = {\n  qpdf: 'qpdf',\n};\n"),
        planted('test/bad.test.ts', `spawnSync(${"'gpg'"}, []);\n`),
      ],
    ],
  ],
  [
    'an area does not reach into another area',
    areaOffences,
    code,
    [[planted('src/main/incoming/bad.ts', "import { rows } from '../outgoing/store.ts';\n")]],
  ],
  [
    'a feature of the window does not use another feature',
    featureOffences,
    code,
    [[planted('src/renderer/features/incoming/bad.tsx', "import { Row } from '../outgoing/row.tsx';\n")]],
  ],
  [
    'electron is used in its host only, and the host stays small',
    electronOffences,
    code,
    [
      [planted('src/main/store/bad.ts', "import { app } from 'electron';\n")],
      Array.from({ length: ELECTRON_FILES_MAX + 1 }, (_, n) =>
        planted(`src/main/hosts/electron/part-${n}.ts`, ''),
      ),
    ],
  ],
  [
    'the package that loads token modules is used in one file of the token process',
    tokenPackageElsewhere,
    code,
    [[planted('src/main/signing/bad.ts', "createRequire(import.meta.url)('pkcs11js');\n")]],
  ],
  [
    'the token process is entered through its helper only',
    tokenProcessElsewhere,
    code,
    [[planted('src/main/signing/bad.ts', "import { loadModule } from './token/process/load-module.ts';\n")]],
  ],
  [
    'the text of a PDF is read in helpers only',
    pagesReadElsewhere,
    code,
    [[planted('src/main/signing/bad.ts', "import { readPageText } from '../intake/page-text.ts';\n")]],
  ],
  [
    'imports form no circle',
    circleOffences,
    code,
    [
      [
        planted('src/shared/a.ts', "import { b } from './b.ts';\n"),
        planted('src/shared/b.ts', "export { a } from './a.ts';\n"),
      ],
    ],
  ],
  [
    'a file has a readable length',
    longFiles,
    code,
    [[planted('src/shared/long.ts', lines(FILE_LINES_MAX + 1))]],
  ],
  [
    'a function has a readable length',
    longFunctions,
    code,
    [
      [planted('src/shared/a.ts', `function long(a: { b: 1 }): { c: 2 } {\n${lines(FUNCTION_LINES_MAX)}}\n`)],
      [planted('src/shared/b.ts', `const long = (a: string) => {\n${lines(FUNCTION_LINES_MAX)}};\n`)],
      [planted('src/shared/c.ts', `class A {\nlong() {\n${lines(FUNCTION_LINES_MAX)}}\n}\n`)],
    ],
  ],
  [
    'no module is mocked',
    mocks,
    code,
    [[planted('test/bad.test.ts', `vi.mo${"ck('../src/main/app.ts')"};\n`)]],
  ],
  [
    'every test runs',
    sleepingTests,
    code,
    ["test.sk$ip('later', f)", "describe.on$ly('x', f)", "test.to$do('x')", "it.fa$ils('x', f)"].map(
      (text) => [planted('test/bad.test.ts', text.replace('$', ''))],
    ),
  ],
  [
    'nothing has the type any',
    anyTypes,
    code,
    [[planted('src/shared/bad.ts', 'const x: a$ny = 1;'.replace('$', ''))]],
  ],
  [
    'nothing is left for later',
    leftovers,
    everything,
    [[planted('docs/bad.md', 'TO$DO later'.replace('$', ''))]],
  ],
  [
    'no path of one machine',
    machinePaths,
    everything,
    [[planted('scripts/bad.ts', "'/ro$ot/.cache'".replace('$', ''))]],
  ],
  [
    'style sheets know colours by their meaning alone',
    rawColours,
    everything,
    [
      [planted('src/renderer/ui/bad.module.css', '.a {\n  color: #fff;\n}\n')],
      [planted('src/renderer/ui/bad.module.css', '.a {\n  box-shadow: 0 0 2px rgb(0 0 0 / 9%);\n}\n')],
      [planted('src/renderer/ui/bad.module.css', '.a {\n  background: white;\n}\n')],
      [planted('src/renderer/ui/bad.module.css', '.a {\n  color: var(--colorBrandForeground1);\n}\n')],
    ],
  ],
  [
    'no registry is named',
    registryHosts,
    everything,
    [[planted('README.md', 'https://registry.npm$js.org'.replace('$', ''))]],
  ],
  ['names are kebab-case', badNames, code, [[planted('src/shared/badName.ts', '')]]],
  [
    'no name says nothing',
    dumpingGrounds,
    code,
    [[planted('src/main/utils/strings.ts', '')], [planted('src/main/types.ts', '')]],
  ],
  [
    'words for users stand in the catalogue',
    vietnameseInCode,
    code,
    [
      [planted('src/renderer/app/bad.tsx', '<p>Chưa có văn bản nào</p>\n')],
      [planted('src/main/bad.ts', "log('Không mở được');\n")],
    ],
  ],
];

describe('the rules of the repository', () => {
  test.each(rows)('%s', (_name, rule, files, offences) => {
    for (const offence of offences) expect(rule(offence)).not.toEqual([]);
    expect(rule(files)).toEqual([]);
  });
});

describe('the rules look at what is there', () => {
  test('every layer has files', () => {
    expect(emptyLayers([])).not.toEqual([]);
    expect(emptyLayers(code)).toEqual([]);
  });

  test('every exception to the catalogue has files', () => {
    const unused = vietnameseElsewhere.filter(({ path }) => !code.some((file) => path.test(file.path)));
    expect(unused).toEqual([]);
  });

  test('comments, strings and patterns are told from code', () => {
    const { bare, code: uncommented } = planted(
      'src/shared/a.ts',
      "const a = /[/'\"]{/.test('}'); // {\nconst b = `x$" + "{{ c: '`' }.c}}`; /* { */ go();\n",
    );
    expect([...bare.matchAll(/[{}]/g)].map(([brace]) => brace).join('')).toBe('{{}}');
    expect(uncommented).toContain("'}'");
    expect(uncommented).not.toContain('//');
    expect(bare.split('\n').map((line) => line.length)).toEqual(
      uncommented.split('\n').map((line) => line.length),
    );
  });
});

describe('the README does not lie', () => {
  const scripts = Object.keys(
    z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts,
  );

  test('each command it shows exists', () => {
    expect(unknownCommands('`npm run fly`', scripts)).toEqual([
      'README: npm run fly is no command of package.json',
    ]);
    expect(unknownCommands(readFileSync(join(root, 'README.md'), 'utf8'), scripts)).toEqual([]);
  });

  test('each file that it or a document links to is there', () => {
    const broken = (files: readonly Scanned[]): string[] =>
      files.flatMap(({ path, text }) =>
        [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].flatMap(([, link = '']) =>
          existsSync(join(root, dirname(path), link)) ? [] : [`${path}: no ${link}`],
        ),
      );
    expect(broken([planted('docs/bad.md', '[x](nowhere.md)')])).toEqual(['docs/bad.md: no nowhere.md']);
    expect(broken(read('README.md', 'docs/**/*.md'))).toEqual([]);
  });
});
