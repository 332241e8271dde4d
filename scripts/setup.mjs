// Plain JavaScript for Node 20: this runs before anything is installed, so it may use neither TypeScript nor a package
// (docs/decisions/0001). Nothing is written to standard output, so that `npm run -s hamrong` prints its results and nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Node-API 10 is what better-sqlite3 13 is built for; below it the addon crashes the process. */
const NODE_API_MIN = 10;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const binaries = join(modules, '.bin');
const stamp = join(modules, '.setup-stamp');
const isWindows = process.platform === 'win32';

const say = (sentence) => process.stderr.write(`${sentence}\n`);
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();

/** node-gyp builds what reads tokens against the headers beside Node, where they came with it; else it has to fetch them. */
function headersBeside() {
  const prefix = dirname(dirname(process.execPath));
  const isOwn =
    !prefix.startsWith(modules + sep) && existsSync(join(prefix, 'include', 'node', 'node_api.h'));
  return isOwn ? { npm_config_nodedir: prefix } : {};
}

/** The machine's own npm under the machine's own Node: the one in node_modules is about to be replaced. */
function npm(args) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== binaries);
  const env = { ...headersBeside(), ...process.env, PATH: path.join(delimiter) };
  const stdio = ['ignore', 2, 2];
  const { npm_execpath: program, npm_node_execpath: node } = process.env;
  if (program?.endsWith('.js') && node && !node.startsWith(modules + sep)) {
    return spawnSync(node, [program, ...args], { cwd: root, env, stdio }).status;
  }
  return spawnSync('npm', args, { cwd: root, env, stdio, shell: isWindows }).status;
}

function install() {
  say('Đang cài các gói cần thiết (chỉ lần đầu, hoặc khi danh sách gói thay đổi; có thể mất vài phút)…');
  // Windows cannot delete a program that runs, and this may be running on the Node inside node_modules: there npm only adds what is missing.
  const isRunningInside = process.execPath.startsWith(modules + sep);
  const status = npm([
    isWindows && isRunningInside ? 'install' : 'ci',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
  ]);
  if (status !== 0) {
    say('Không cài được các gói. Kiểm tra mạng hoặc địa chỉ kho gói (npm config get registry) rồi chạy lại.');
    process.exit(1);
  }
}

/** What `node` means for the script that follows: npm puts node_modules/.bin first. */
function nodeApi() {
  const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` };
  const { stdout } = spawnSync('node', ['-p', 'process.versions.napi'], {
    env,
    encoding: 'utf8',
    shell: isWindows,
  });
  return Number.parseInt(stdout ?? '', 10);
}

if (process.argv[2] === '--stamp') {
  writeFileSync(stamp, lockHash());
  process.exit(0);
}
if (!isFresh()) {
  install();
  writeFileSync(stamp, lockHash());
}
if (!(nodeApi() >= NODE_API_MIN)) {
  say(
    'Cần Node 24 trở lên. Máy này chưa có, và gói Node kèm theo không hợp máy này: cài Node 24 rồi chạy lại.',
  );
  process.exit(1);
}
