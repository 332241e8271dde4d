import { closing, lineOf, type Scanned, type Source } from './scan.ts';

export const FILE_LINES_MAX = 400;
export const FUNCTION_LINES_MAX = 60;

const isTest = (path: string): boolean => path.startsWith('test/') || /\.test\.tsx?$/.test(path);

export const longFiles = (files: readonly Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > FILE_LINES_MAX ? [`${path}: ${lines} lines, at most ${FILE_LINES_MAX}`] : [];
  });

const FUNCTION_START =
  /\bfunction\b\s*\*?\s*[\w$]*\s*(?:<[^(]*>)?\(|=>\s*[{(]|(?<![.\w$])(?!(?:if|for|while|switch|catch|with|function|return)\b)[A-Za-z_$][\w$]*\s*\(/g;

/** Where a body opens after the parameters that end at `close`: a brace that is not part of the type of the result. */
function bodyAfter(bare: string, close: number, mayHaveType: boolean): number | undefined {
  for (let at = close + 1; at < bare.length; at++) {
    const char = bare[at] ?? '';
    if (char === '{') {
      const before = bare.slice(close + 1, at).trimEnd();
      if (before === '' || (mayHaveType && !/[:|&<,(]$|=>$|\bis$/.test(before))) return at;
      if (!mayHaveType) return undefined;
      at = closing(bare, at);
    } else if (char === ';' || char === '=' || (!mayHaveType && /\S/.test(char))) return undefined;
  }
  return undefined;
}

/** Functions, methods and arrows over the cap, blank lines not counted; a test file's functions may be longer. */
export function longFunctions(files: readonly Scanned[]): string[] {
  return files.flatMap(({ path, bare }) => {
    if (isTest(path)) return [];
    return [...bare.matchAll(FUNCTION_START)].flatMap((match) => {
      const last = match.index + match[0].length - 1;
      const isArrow = match[0].startsWith('=>');
      const open = isArrow ? last : bodyAfter(bare, closing(bare, last), match[0].startsWith('function'));
      if (open === undefined) return [];
      const body = bare.slice(match.index, closing(bare, open) + 1);
      const lines = body.split('\n').filter((line) => line.trim() !== '').length;
      return lines > FUNCTION_LINES_MAX
        ? [
            `${path}:${lineOf(bare, match.index)}: a function of ${lines} lines, at most ${FUNCTION_LINES_MAX}`,
          ]
        : [];
    });
  });
}

/** `what` never stands in the given view of a file. */
const banned =
  (
    view: 'text' | 'code' | 'bare',
    what: RegExp,
    why: string,
    applies: (path: string) => boolean = () => true,
  ) =>
  (files: readonly Scanned[]): string[] =>
    files
      .filter(({ path }) => applies(path))
      .flatMap((file) =>
        [...file[view].matchAll(what)].map(
          (match) => `${file.path}:${lineOf(file[view], match.index)}: ${why}`,
        ),
      );

export const mocks = banned(
  'bare',
  /\bvi\s*\.\s*(?:mock|doMock|hoisted)\b/g,
  'modules are not mocked; pass a fake through a port',
);

export const sleepingTests = banned(
  'bare',
  /\b(?:test|it|describe|suite)(?:\s*\.\s*\w+)*\s*\.\s*(?:skip|only|todo|fails|skipIf)\b|\bx(?:it|test|describe)\s*\(|\b(?:context|ctx)\s*\.\s*skip\s*\(/g,
  'a test is run or removed',
);

export const anyTypes = banned('bare', /(?<![.\w$])any\b(?!\s*[:(?])/g, 'the type any hides what is known');

export const leftovers = banned(
  'text',
  /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/g,
  'do it, or decide against it',
);

const CORPUS = String.raw`(?!shared\/corpus\b)`;
export const machinePaths = banned(
  'text',
  new RegExp(String.raw`(?<![\w.-])\/(?:work\/${CORPUS}|root\/|home\/[a-z])[\w.-]*`, 'g'),
  'a path of one machine',
);

/** Colours have one home, where each has a value for every theme; `currentColor`, `transparent` and the system's own are no colours of ours. */
export const rawColours = banned(
  'text',
  /#[\da-f]{3,8}\b(?=[^{]*[;}])|\b(?:rgb|hsl|hwb|oklch|oklab|lab|lch|color)a?\(|:\s*(?:white|black|gr[ae]y|red|green|blue|orange|yellow)\b|var\(--color[A-Z]/gi,
  'a colour that is no token of app/theme.ts',
  (path) => /^src\/renderer\/.*\.css$/.test(path),
);

export const registryHosts = banned(
  'text',
  /\b(?:registry\.(?:npm[j]s|yarn[p]kg)|npm[m]irror|ver[d]accio|arti[f]actory)\b/g,
  'the registry is the reader’s own affair',
);

const NAME = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z0-9-]+)*$/;

export const badNames = (files: readonly Source[]): string[] =>
  files.flatMap(({ path }) =>
    path.split('/').every((part) => NAME.test(part)) ? [] : [`${path}: names are kebab-case`],
  );

const DUMPING_GROUNDS = /(?:^|\/)(?:utils?|helpers?|common|types|services?|managers?|misc|lib)(?:\/|\.tsx?$)/;

export const dumpingGrounds = (files: readonly Source[]): string[] =>
  files.flatMap(({ path }) =>
    DUMPING_GROUNDS.test(path) ? [`${path}: a name that says nothing of what is inside`] : [],
  );

/** Letters that only Vietnamese has among the languages used here; one alone (folding đ) is not a word. */
const VIETNAMESE =
  /\p{L}*[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]\p{L}+|\p{L}+[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]\p{L}*/giu;

/** Where Vietnamese may stand outside the catalogue, and why. */
export const vietnameseElsewhere: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^src\/shared\/words\//, why: 'the catalogue itself' },
  {
    path: /^src\/server\/trial\//,
    why: 'sample content: names, subjects and texts of the invented province',
  },
  {
    path: /^src\/signatures\/prepare\/(?:boxes|placement|prepare|signer-place)\.ts$/,
    why: 'patterns that recognise the words printed on a page; the letters that the fonts must have',
  },
  {
    path: /^src\/main\/intake\/(?:suggest|organ-name|signer|recipients)\.ts$/,
    why: 'patterns that recognise the words printed on a page, from which fields are suggested',
  },
];

/** Every sentence a user reads stands in the catalogue, so that it can be read, corrected and tested in one place. */
export const vietnameseInCode = banned(
  'code',
  VIETNAMESE,
  'words that a user reads stand in src/shared/words',
  (path) =>
    path.startsWith('src/') && !isTest(path) && !vietnameseElsewhere.some((entry) => entry.path.test(path)),
);

/** Only the process that a crash may end loads a vendor's library. */
const TOKEN_LOADER = 'src/main/signing/token/process/load-module.ts';
export const tokenPackageElsewhere = banned(
  'code',
  /['"`]pkcs11js['"`]/g,
  `only ${TOKEN_LOADER} uses the package that loads token modules`,
  (path) => path.startsWith('src/') && path !== TOKEN_LOADER,
);

/** … and only that process's own files, and the list of what helpers answer, use it. */
const TOKEN_PROCESS = /^src\/main\/signing\/token\/process\//;
export const tokenProcessElsewhere = banned(
  'code',
  /from '[^']*\/token\/process\/|from '\.\/process\//g,
  'what loads token modules runs in the helper process only',
  (path) =>
    path.startsWith('src/') && !TOKEN_PROCESS.test(path) && path !== 'src/main/hosts/helper-methods.ts',
);

/** Foreign pages are read by a foreign reader: in a helper, that may swell, hang or crash alone. */
export const pagesReadElsewhere = banned(
  'code',
  /\breadPageText\b/g,
  'the text of a PDF is read in a helper only',
  (path) => path.startsWith('src/') && !/^src\/main\/(?:jobs\/|intake\/page-text\.ts$)/.test(path),
);

const BUILT_IN = new Set(['ci', 'install', 'start', 'test', 'run']);

/** Each `npm …` command of the README is a script of package.json. */
export function unknownCommands(readme: string, scripts: readonly string[]): string[] {
  return [...readme.matchAll(/\bnpm (?:run )?(?:-s )?([a-z][\w:-]*)/g)].flatMap(([command, name = '']) => {
    const isKnown = scripts.includes(name) || (BUILT_IN.has(name) && ['ci', 'install'].includes(name));
    return isKnown ? [] : [`README: ${command} is no command of package.json`];
  });
}

/** Programs started by their name in a test; where one stands in a variable, this rule is blind. */
const STARTED = /\b(?:execFile|execFileSync|spawn|spawnSync|run)\(\s*'([a-z][\w.-]*)'/g;
const BROUGHT = /^ {2}'?([\w-]+)'?: '[\w.-]+',$/gm;

/**
 * Programs that a test starts and scripts/system.mjs does not bring. They are on the machine of whoever wrote the test, and missing on the next one.
 */
export function unbroughtPrograms(files: readonly Source[]): string[] {
  const setup = files.find(({ path }) => path === 'scripts/system.mjs')?.text ?? '';
  const brought = new Set([...setup.matchAll(BROUGHT)].map(([, program]) => program));
  return files
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(STARTED)].flatMap(([, program = '']) =>
        brought.has(program) ? [] : [`${path}: scripts/system.mjs does not bring ${program}`],
      ),
    );
}
