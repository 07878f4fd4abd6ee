// Draws media/icon.png: what somebody says, as a list. Shapes are distances, colours are mixed where an edge lies.
import { deflateSync, crc32 } from "node:zlib";
import { writeFileSync } from "node:fs";

const SIZE = 256;
const FINE = 4; // how many points a pixel is made of, in each direction

const mix = (one, other, part) => one.map((value, channel) => value + (other[channel] - value) * part);
const box = (x, y, left, top, right, bottom, radius) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return Math.hypot(dx, dy) - radius;
};
const side = (x, y, ax, ay, bx, by) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
const isInTriangle = (x, y, [ax, ay], [bx, by], [cx, cy]) =>
  side(x, y, ax, ay, bx, by) >= 0 && side(x, y, bx, by, cx, cy) >= 0 && side(x, y, cx, cy, ax, ay) >= 0;

const ROWS = [
  { y: 84, colour: [255, 176, 46], to: 196 },
  { y: 117, colour: [64, 196, 170], to: 176 },
  { y: 150, colour: [240, 104, 122], to: 188 },
];
const INK = [52, 60, 96];

function colourAt(x, y) {
  if (box(x, y, 0, 0, 256, 256, 56) > 0) {
    return [0, 0, 0, 0];
  }
  const ground = mix([76, 86, 190], [32, 38, 96], (x + y) / 512);
  const isBubble = box(x, y, 38, 50, 218, 184, 30) <= 0 || isInTriangle(x, y, [72, 176], [124, 176], [66, 224]);
  if (!isBubble) {
    const shadow = box(x, y - 8, 38, 50, 218, 184, 30);
    return [...mix(ground, [16, 18, 48], shadow < 14 ? 0.35 * (1 - Math.max(shadow, 0) / 14) : 0), 255];
  }
  for (const row of ROWS) {
    if (Math.hypot(x - 68, y - row.y) <= 9.5) {
      return [...row.colour, 255];
    }
    if (box(x, y, 90, row.y - 6.5, row.to, row.y + 6.5, 6.5) <= 0) {
      return [...INK, 255];
    }
  }
  return [...mix([255, 255, 255], [238, 241, 252], y / 256), 255];
}

function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let point = 0; point < FINE * FINE; point++) {
    const x = column + ((point % FINE) + 0.5) / FINE;
    const y = row + (Math.floor(point / FINE) + 0.5) / FINE;
    const [red, green, blue, alpha] = colourAt((x * 256) / SIZE, (y * 256) / SIZE);
    [red * alpha, green * alpha, blue * alpha, alpha].forEach((value, channel) => (sum[channel] += value));
  }
  const alpha = sum[3];
  return [...sum.slice(0, 3).map((value) => (alpha === 0 ? 0 : Math.round(value / alpha))), Math.round(alpha / (FINE * FINE))];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const rows = [];
for (let row = 0; row < SIZE; row++) {
  rows.push(0); // this row is not filtered
  for (let column = 0; column < SIZE; column++) {
    rows.push(...pixel(column, row));
  }
}
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8); // eight bits, red, green, blue and alpha
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const data = deflateSync(Buffer.from(rows), { level: 9 });
const png = Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
writeFileSync(new URL("../media/icon.png", import.meta.url), png);
