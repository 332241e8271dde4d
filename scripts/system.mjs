// Programs that no npm package brings: the tests ask outside judges and drive a real browser. Plain JavaScript like setup.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Debian package by program. Judges of signatures: poppler, NSS, qpdf, MuPDF, OpenSSL, XML Security; of Word files: LibreOffice. Tokens: SoftHSM stands for one, a C compiler makes one that
 * misbehaves, and with C++ npm builds what reads them. Small disks to fill: mount. A PostgreSQL that the program does not bring: Debian's programs run a cluster
 * of the tests' own; the one that the package makes for the system is never touched. LibreOffice makes the PDF of a Word document.
 */
const PACKAGE_OF = {
  chromium: 'chromium',
  pdfsig: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  certutil: 'libnss3-tools',
  qpdf: 'qpdf',
  mutool: 'mupdf-tools',
  xmlsec1: 'xmlsec1',
  xmllint: 'libxml2-utils',
  openssl: 'openssl',
  'softhsm2-util': 'softhsm2',
  cc: 'gcc',
  'c++': 'g++',
  make: 'make',
  python3: 'python3',
  mount: 'mount',
  umount: 'mount',
  sha256sum: 'coreutils',
  diff: 'diffutils',
  initdb: 'postgresql',
  pg_ctl: 'postgresql',
  soffice: 'libreoffice-writer-nogui',
};
/** Files that stand for a package without a program in the path: the shell draws pages as Chromium does, in half the time; a draft's Times New Roman is Liberation Serif. */
const PACKAGE_OF_FILE = {
  '/usr/lib/chromium/chromium-headless-shell': 'chromium-headless-shell',
  '/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf': 'fonts-liberation2',
};
/** As setup.mjs writes it. */
const STAMP = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.setup-stamp');
const NEEDED = { test: [...Object.keys(PACKAGE_OF), ...Object.keys(PACKAGE_OF_FILE)], start: ['chromium'] };
/** PostgreSQL's programs stand by version, outside the path. */
const POSTGRES = '/usr/lib/postgresql';
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...['/usr/bin', '/usr/local/bin'],
  ...(existsSync(POSTGRES) ? readdirSync(POSTGRES).map((version) => join(POSTGRES, version, 'bin')) : []),
];

const say = (sentence) => process.stderr.write(`${sentence}\n`);
const isHere = (program) =>
  program.startsWith('/') ? existsSync(program) : folders.some((folder) => existsSync(join(folder, program)));
const run = (program, args) =>
  spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status;

const purpose = process.argv[2] === 'start' ? 'start' : 'test';
const missing = process.platform === 'linux' ? NEEDED[purpose].filter((program) => !isHere(program)) : [];
if (missing.length > 0) {
  const packages = [...new Set(missing.map((program) => PACKAGE_OF[program] ?? PACKAGE_OF_FILE[program]))];
  if (process.getuid?.() === 0 && isHere('apt-get')) {
    say(`Đang cài các gói hệ thống còn thiếu: ${packages.join(' ')}`);
    const isDone =
      run('apt-get', ['update', '-q']) === 0 &&
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages]) === 0;
    if (!isDone) {
      say(`Không cài được. Cài bằng tay rồi chạy lại: apt-get install ${packages.join(' ')}`);
      process.exit(1);
    }
    // What npm left out for want of a compiler is built by the setup that follows.
    if (missing.includes('c++')) rmSync(STAMP, { force: true });
  } else {
    say(`Máy thiếu chương trình: ${missing.join(', ')}. Chạy lệnh này rồi chạy lại:`);
    say(`  sudo apt-get install --no-install-recommends ${packages.join(' ')}`);
    process.exit(1);
  }
}
