// Fetches Microsoft's Web Chat, unmodified, into a folder of the build: npm pack, check the pinned sha512, take two files, compress them.
// usage: node fetch.mjs FOLDER     exit 0: the files are there; 1: they are not (said on stdout; the build goes on, /chat says what is missing)
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const folder = resolve(process.argv[2]);
const pin = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'webchat.json'), 'utf8'));
const stamp = join(folder, 'integrity.txt');

function* entriesOf(tar) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from, length) => tar.toString('utf8', at + from, at + from + length).split('\0')[0];
    const size = parseInt(text(124, 12).trim(), 8);
    const prefix = text(345, 155);
    yield { name: (prefix ? prefix + '/' : '') + text(0, 100), content: tar.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function pack(into) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const name = execFileSync(npm, ['pack', `${pin.package}@${pin.version}`, '--silent', '--fetch-retries=1', '--fetch-timeout=60000', '--pack-destination', into], {
    cwd: into, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 120000, shell: process.platform === 'win32',
  }).trim().split('\n').pop().trim();
  return readFileSync(join(into, name));
}

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pin.integrity) process.exit(0);
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, 'pack-'));
try {
  const tgz = pack(work);
  const found = 'sha512-' + createHash('sha512').update(tgz).digest('base64');
  if (found !== pin.integrity) throw new Error(`${pin.package}@${pin.version} is not the pinned package: ${found}`);
  const tar = gunzipSync(tgz);
  let taken = 0;
  for (const { name, content } of entriesOf(tar)) {
    const target = pin.files[name.replace(/^package\//, '')];
    if (!target) continue;
    writeFileSync(join(work, target), content);
    renameSync(join(work, target), join(folder, target));
    if (target.endsWith('.js')) {
      writeFileSync(join(folder, target + '.gz'), gzipSync(content, { level: 9 }));
      writeFileSync(join(folder, target + '.br'), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
    }
    taken++;
  }
  if (taken < Object.keys(pin.files).length) throw new Error(`${pin.package}@${pin.version} does not hold ${Object.keys(pin.files).join(', ')}`);
  writeFileSync(stamp, pin.integrity);
} catch (e) {
  console.log(`Web Chat was not fetched: ${String(e.message).split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
