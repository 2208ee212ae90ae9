// Packs extension/dist into one zip: node pack.mjs FILE. Names in order, one fixed date, nothing of this machine: the same files
// give the same bytes, so that anyone can compare what a store ships with what they built.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "dist");
const target = process.argv[2];
if (!target) throw new Error("usage: node pack.mjs FILE");

/** 1 January 1980, the earliest date that the format knows (APPNOTE 4.4.6). */
const DATE = 0x0021;
/** Names in UTF-8 (APPNOTE 4.4.4, bit 11). */
const FLAGS = 0x0800;
const DEFLATE = 8;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
const crc32 = (bytes) => (bytes.reduce((sum, byte) => crcTable[(sum ^ byte) & 0xff] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function fields(...parts) {
  const buffer = Buffer.alloc(parts.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of parts) at = buffer.writeUIntLE(value, at, size);
  return buffer;
}

const names = (await readdir(dist, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(dist, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
  .sort();
const pieces = [];
const directory = [];
let offset = 0;
for (const name of names) {
  const content = await readFile(path.join(dist, name));
  const packed = deflateRawSync(content, { level: 9 });
  const label = Buffer.from(name, "utf8");
  const common = [[2, 20], [2, FLAGS], [2, DEFLATE], [2, 0], [2, DATE], [4, crc32(content)], [4, packed.length], [4, content.length], [2, label.length], [2, 0]];
  const local = Buffer.concat([fields([4, 0x04034b50], ...common), label, packed]);
  directory.push(Buffer.concat([fields([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), label]));
  pieces.push(local);
  offset += local.length;
}
const central = Buffer.concat(directory);
const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, names.length], [2, names.length], [4, central.length], [4, offset], [2, 0]);
await mkdir(path.dirname(path.resolve(target)), { recursive: true });
await writeFile(target, Buffer.concat([...pieces, central, end]));
console.log(`${target}: ${names.length} files, ${((offset + central.length + end.length) / 1e6).toFixed(1)} MB`);
