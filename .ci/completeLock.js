// Adds to package-lock.json what npm leaves out of it where a registry does not offer another platform's binary: without
// the entry `npm ci` refuses the lock. The platform is what the package's name says. `npm run lock:complete`.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const OS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony'];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64'];
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const path = join(__dirname, '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const present = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));

for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    if (present.has(name)) continue;
    present.add(name);
    lock.packages[`node_modules/${name}`] = entryOf(name, { version, isDev: owner.dev === true });
    process.stdout.write(`added ${name}@${version}\n`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);

function entryOf(name, { version, isDev }) {
  const words = name.split(/[/-]/);
  const os = words.filter((word) => OS.includes(word));
  const cpu = words.filter((word) => CPU.includes(word));
  const libc = words.flatMap((word) => (os.includes('linux') && LIBC[word] !== undefined ? [LIBC[word]] : []));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: its name does not say for which platform it is.`);
  return { version, cpu, ...(isDev ? { dev: true } : {}), ...(libc.length > 0 ? { libc } : {}), optional: true, os };
}
