/**
 * Draws the demo's pictures: `node demo/images/draw.mjs`. Chance is seeded, so that the same files come out every time.
 */
import { writeFileSync } from 'node:fs';

const width = 1200;
const height = 750;

/** Numbers from 0 to 1 that look like chance and are always the same (mulberry32). */
function chanceFrom(seed) {
  let state = seed;
  return (low = 0, high = 1) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (high - low);
  };
}

const whole = Math.round;
const box = (x, y, w, h, fill, more = '') => `<rect x="${whole(x)}" y="${whole(y)}" width="${whole(w)}" height="${whole(h)}" fill="${fill}"${more}/>`;
const round = (x, y, r, fill, more = '') => `<circle cx="${whole(x)}" cy="${whole(y)}" r="${+r.toFixed(1)}" fill="${fill}"${more}/>`;
const shape = (path, fill, more = '') => `<path d="${path}" fill="${fill}"${more}/>`;
const line = (path, stroke, thickness) => `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round"/>`;

/** A gradient from top to bottom. */
function sky(id, ...colours) {
  const stops = colours.map((colour, index) => `<stop offset="${(index / (colours.length - 1)).toFixed(2)}" stop-color="${colour}"/>`);
  return `<linearGradient id="${id}" x2="0" y2="1">${stops.join('')}</linearGradient>`;
}

/** A ridge from side to side: chance bends it, and its foot is the picture's own. */
function ridge(chance, level, roughness, fill) {
  const points = [];
  let y = level;
  for (let x = -40; x <= width + 40; x += 40) {
    y += chance(-roughness, roughness) + (level - y) * 0.12;
    points.push(`${x} ${whole(y)}`);
  }
  return shape(`M-40 ${height}L${points.join('L')}L${width + 40} ${height}Z`, fill);
}

/** Flat-roofed houses up a slope, those in front drawn last. */
function village() {
  const chance = chanceFrom(11);
  const parts = [`<defs>${sky('a', '#1d2545', '#4a3f6b', '#a85a6c', '#eaa56b')}</defs>`, box(0, 0, width, height, 'url(#a)')];
  for (let star = 0; star < 70; star++) parts.push(round(chance(0, width), chance(0, 270), chance(0.6, 1.7), '#fdf3dc', ` opacity="${chance(0.3, 0.9).toFixed(2)}"`));
  parts.push(round(905, 150, 46, '#fbeccb'), round(888, 140, 42, '#343059', ' opacity=".28"'));
  parts.push(ridge(chance, 330, 34, '#6b4a72'), ridge(chance, 400, 30, '#523d63'), ridge(chance, 455, 24, '#3d3153'));
  const walls = ['#6d4b52', '#7d5854', '#5d434e', '#86604f', '#71504a'];
  for (let row = 0; row < 7; row++) {
    const ground = 470 + row * 42;
    for (let x = 240 - row * 46 + chance(0, 40); x < 900 + row * 60; ) {
      const w = chance(58, 96) + row * 5;
      const h = chance(48, 78) + row * 4;
      const shade = walls[Math.floor(chance(0, walls.length))];
      parts.push(box(x, ground - h, w, h + 60, shade), box(x - 3, ground - h - 6, w + 6, 8, '#2f2740'));
      const windows = Math.floor(chance(1, 4));
      for (let index = 0; index < windows; index++) {
        const lit = chance() < 0.55;
        parts.push(box(x + (w / windows) * (index + 0.5) - 6, ground - h + 18 + chance(0, 6), 12, 18, lit ? '#ffd27a' : '#3b2f45'));
      }
      x += w + chance(-6, 16);
    }
  }
  parts.push(ridge(chance, 716, 8, '#241e33'));
  for (const x of [90, 150, 1040, 1110, 1165]) parts.push(shape(`M${x} 735C${x - 24} 640 ${x - 10} 560 ${x} 500C${x + 10} 560 ${x + 24} 640 ${x} 735Z`, '#1c1a2b'));
  return parts;
}

/** An iron nipping press on a bench, books beside it, a lamp above. */
function press() {
  const chance = chanceFrom(5);
  const parts = [
    `<defs>${sky('a', '#3b2c26', '#5b4334')}<radialGradient id="b" cx=".5" cy="0" r=".9"><stop stop-color="#ffd88f" stop-opacity=".75"/><stop offset="1" stop-color="#ffd88f" stop-opacity="0"/></radialGradient></defs>`,
    box(0, 0, width, height, 'url(#a)'),
  ];
  for (let shelf = 0; shelf < 3; shelf++) {
    const base = 170 + shelf * 130;
    for (let x = 40; x < 1160; ) {
      const w = chance(14, 34);
      const h = chance(62, 104);
      if (chance() > 0.08) parts.push(box(x, base - h, w - 2, h, ['#6d2f35', '#33474a', '#7c6238', '#45302b', '#58603f', '#7a4a30'][Math.floor(chance(0, 6))], ' opacity=".75"'));
      x += w;
    }
    parts.push(box(20, base, 1160, 12, '#241a17'));
  }
  parts.push(shape('M600 0 130 750H1070Z', 'url(#b)'));
  parts.push(line('M600 0V92', '#191311', 5), shape('M520 150Q520 92 600 92 680 92 680 150Z', '#233b36'), round(600, 154, 20, '#fff0c4'));
  parts.push(box(0, 610, width, 30, '#8a5d3a'), box(0, 640, width, 110, '#5c3c27'), box(0, 610, width, 5, '#b98453'));
  const iron = '#1f2426';
  parts.push(box(430, 572, 340, 38, iron), box(462, 300, 30, 276, iron), box(708, 300, 30, 276, iron));
  parts.push(shape('M440 320Q600 210 760 320V352Q600 262 440 352Z', iron), box(586, 215, 28, 220, '#394145'));
  for (let y = 290; y < 430; y += 12) parts.push(line(`M586 ${y + 6} 614 ${y}`, '#5d686c', 3));
  parts.push(line('M430 214H770', '#394145', 16), round(430, 214, 20, '#7b2b33'), round(770, 214, 20, '#7b2b33'), round(600, 214, 25, iron));
  parts.push(box(500, 432, 200, 26, '#394145'));
  let y = 572;
  for (const [h, fill] of [[30, '#7b2b33'], [22, '#2f5a58'], [36, '#c08a3e'], [26, '#553a5c']]) {
    y -= h;
    parts.push(box(516, y, 168, h, fill), box(516, y + 5, 162, h - 10, '#efe2c6'), box(516, y, 14, h, fill));
  }
  y = 610;
  for (const [h, x, fill] of [[34, 860, '#33474a'], [26, 872, '#7b2b33'], [30, 852, '#7c6238'], [20, 880, '#2f5a58']]) {
    y -= h;
    parts.push(box(x, y, 210, h, fill), box(x + 6, y + 5, 204, h - 10, '#e6d6b4'), box(x, y, 16, h, fill));
  }
  parts.push(shape('M150 610 176 520H276L302 610Z', '#c9b48a'), line('M160 592Q226 560 292 588', '#8f7a52', 3), line('M226 520 250 400', '#caa36a', 9), shape('M236 404 264 392 282 330 246 340Z', '#e9ddc4'));
  parts.push(round(372, 590, 22, '#9c4a3c'), line('M372 570C390 520 340 520 352 480', '#e4d3ad', 3));
  return parts;
}

/** A tea house under a mulberry tree: a low table, two glasses, a chess board. */
function teahouse() {
  const chance = chanceFrom(23);
  const parts = [`<defs>${sky('a', '#cfe3dc', '#f3e7cb')}</defs>`, box(0, 0, width, height, 'url(#a)')];
  parts.push(ridge(chance, 300, 20, '#a9c4b8'), ridge(chance, 370, 16, '#8aab98'));
  parts.push(box(640, 270, 480, 320, '#d9b98a'), box(620, 252, 520, 26, '#8d6542'));
  for (const x of [690, 850, 1010]) parts.push(shape(`M${x} 590V400Q${x + 40} 345 ${x + 80} 400V590Z`, '#6d4a33'), shape(`M${x + 10} 590V406Q${x + 40} 362 ${x + 70} 406V590Z`, '#3d2b24'));
  parts.push(box(0, 585, width, 165, '#b58e63'), ridge(chance, 660, 4, '#a57e55'));
  parts.push(line('M250 620C240 500 280 430 262 300', '#5b4030', 46), line('M266 400C330 350 360 320 400 260', '#5b4030', 22), line('M262 380C210 330 190 300 150 270', '#5b4030', 20));
  for (let leaf = 0; leaf < 420; leaf++) {
    const angle = chance(0, Math.PI * 2);
    const far = Math.sqrt(chance());
    parts.push(round(275 + Math.cos(angle) * far * 270, 215 + Math.sin(angle) * far * 165, chance(9, 24), ['#3f6b45', '#4f7f4c', '#5f9155', '#35593d', '#77a35c'][Math.floor(chance(0, 5))]));
  }
  for (let berry = 0; berry < 60; berry++) parts.push(round(chance(60, 500), chance(110, 360), chance(3, 5), '#5b1631'));
  parts.push(box(430, 560, 380, 22, '#6a4129'), box(460, 582, 22, 110, '#54331f'), box(758, 582, 22, 110, '#54331f'));
  parts.push(shape('M540 560 570 528H690L720 560Z', '#efdcb4'));
  for (let column = 0; column < 8; column++) {
    for (let row = 0; row < 2; row++) {
      if ((column + row) % 2) continue;
      const [top, bottom] = [[528 + row * 16, 570 - row * 15, 120 + row * 30], [544 + row * 16, 555 - row * 15, 150 + row * 30]];
      const step = (edge, at) => `${whole(edge[1] + (edge[2] / 8) * at)} ${edge[0]}`;
      parts.push(shape(`M${step(top, column)}L${step(top, column + 1)}L${step(bottom, column + 1)}L${step(bottom, column)}Z`, '#5c3a2a'));
    }
  }
  for (const [x, fill] of [[590, '#2c201b'], [626, '#2c201b'], [662, '#f8efdc'], [684, '#f8efdc']]) parts.push(shape(`M${x - 8} 546Q${x} 536 ${x - 4} 520H${x + 4}Q${x} 536 ${x + 8} 546Z`, fill), round(x, 514, 7, fill));
  for (const x of [476, 760]) {
    parts.push(`<ellipse cx="${x}" cy="558" rx="32" ry="7" fill="#f6f1e6"/>`);
    parts.push(shape(`M${x - 15} 500Q${x - 4} 528 ${x - 17} 554H${x + 17}Q${x + 4} 528 ${x + 15} 500Z`, '#9c3f1d'), shape(`M${x - 15} 500Q${x - 12} 507 ${x - 11} 512H${x + 11}Q${x + 12} 507 ${x + 15} 500Z`, '#f7e7cf'));
    parts.push(line(`M${x - 6} 486C${x - 14} 470 ${x + 2} 462 ${x - 5} 444`, '#ffffff', 3));
  }
  return parts;
}

/** The clock tower of a town between roofs and pigeons, early in the morning. */
function tower() {
  const chance = chanceFrom(31);
  const parts = [`<defs>${sky('a', '#8fb6cf', '#d9dfd2', '#f7d9ad')}</defs>`, box(0, 0, width, height, 'url(#a)'), round(300, 430, 70, '#fff1cf')];
  for (let x = -20; x < width; ) {
    const w = chance(70, 150);
    const h = chance(150, 260);
    parts.push(box(x, height - h - 90, w, h + 90, ['#d0a980', '#c39a74', '#dab891'][Math.floor(chance(0, 3))]));
    if (chance() < 0.4) parts.push(shape(`M${whole(x + w / 2 - 34)} ${whole(height - h - 90)}a34 34 0 0 1 68 0Z`, '#7ea39c'));
    x += w - 4;
  }
  parts.push(box(640, 170, 170, 580, '#b98659'), box(625, 160, 200, 18, '#8d6040'), shape('M640 160 725 50 810 160Z', '#4f7b78'), line('M725 50V14', '#3f5c5a', 6), round(725, 12, 8, '#d7a746'));
  for (let y = 200; y < 740; y += 26) parts.push(line(`M640 ${y}H810`, '#a3744a', 2));
  parts.push(round(725, 262, 68, '#7b5537'), round(725, 262, 60, '#fdf6e6'));
  for (let hour = 0; hour < 12; hour++) {
    const turn = (hour / 6) * Math.PI;
    parts.push(line(`M${whole(725 + Math.sin(turn) * 48)} ${whole(262 - Math.cos(turn) * 48)}L${whole(725 + Math.sin(turn) * 55)} ${whole(262 - Math.cos(turn) * 55)}`, '#433327', hour % 3 ? 3 : 6));
  }
  parts.push(line('M725 262 715 290', '#2b211a', 7), line('M725 262 687 284', '#2b211a', 5), round(725, 262, 6, '#7b2b33'));
  parts.push(shape('M690 750V560Q725 510 760 560V750Z', '#4b3526'), shape('M700 470V400Q725 372 750 400V470Z', '#5d4330'));
  for (let x = -30; x < width; ) {
    const w = chance(110, 210);
    const h = chance(60, 160);
    if (x + w < 630 || x > 820) {
      parts.push(box(x, height - h, w, h, ['#8f6748', '#7d5840', '#9b7352'][Math.floor(chance(0, 3))]), box(x - 4, height - h - 8, w + 8, 10, '#5d4230'));
      for (let wx = x + 16; wx < x + w - 22; wx += 34) parts.push(shape(`M${whole(wx)} ${whole(height - h + 58)}v-24q8 -12 16 0v24Z`, chance() < 0.3 ? '#ffdf9b' : '#4b3526'));
    }
    x += w;
  }
  for (let bird = 0; bird < 14; bird++) {
    const [x, y, s] = [chance(380, 1080), chance(70, 300), chance(7, 15)];
    if (x > 600 && x < 850) continue;
    parts.push(line(`M${whole(x - s)} ${whole(y - s * 0.5)}Q${whole(x - s * 0.3)} ${whole(y - s * 0.5)} ${whole(x)} ${whole(y)}Q${whole(x + s * 0.3)} ${whole(y - s * 0.5)} ${whole(x + s)} ${whole(y - s * 0.5)}`, '#4a5a63', 3));
  }
  return parts;
}

/** The evening ferry before the town's far shore, gulls behind it. */
function ferry() {
  const chance = chanceFrom(47);
  const parts = [`<defs>${sky('a', '#24405e', '#7b6c87', '#f0b184')}${sky('b', '#9b7f86', '#2f4a63', '#1b2f45')}</defs>`, box(0, 0, width, 430, 'url(#a)'), round(240, 360, 62, '#ffe2b0')];
  for (let x = -10; x < width; ) {
    const w = chance(30, 80);
    const h = chance(20, 82);
    parts.push(box(x, 430 - h, w, h, '#3f4a63'));
    for (let light = 0; light < 3; light++) if (chance() < 0.5) parts.push(box(x + chance(4, w - 8), 430 - chance(8, h - 2), 4, 5, '#ffdd95'));
    x += w - 2;
  }
  parts.push(shape('M820 430Q820 372 870 372T920 430Z', '#36405a'), box(808, 330, 8, 100, '#36405a'), box(924, 330, 8, 100, '#36405a'), box(0, 428, width, 322, 'url(#b)'));
  for (let wave = 0; wave < 90; wave++) {
    const y = chance(440, 740);
    const w = (y - 400) * chance(0.12, 0.4);
    parts.push(box(chance(-20, width), y, w, 3, y < 560 ? '#e9b58f' : '#89a5b4', ` opacity="${chance(0.15, 0.5).toFixed(2)}"`));
  }
  parts.push(shape('M330 520H960L910 590H390Z', '#f4efe3'), shape('M360 560H935L910 592H390Z', '#22344a'), box(400, 462, 480, 60, '#fbf7ec'), box(460, 410, 330, 54, '#f1e8d6'), box(560, 372, 110, 40, '#fbf7ec'));
  parts.push(box(585, 296, 62, 80, '#e0a93b'), box(585, 296, 62, 18, '#22344a'), line('M846 462V360', '#22344a', 5), line('M846 372 670 378', '#22344a', 2));
  for (let x = 416; x < 860; x += 34) parts.push(box(x, 478, 20, 26, '#ffd98c'));
  for (let x = 474; x < 770; x += 34) parts.push(box(x, 424, 20, 24, '#ffe7b5'));
  parts.push(box(580, 382, 70, 18, '#45617c'), line('M612 292C600 250 560 240 520 244 460 248 440 214 380 222', '#d8cfd2', 14));
  parts.push(line('M322 600Q420 582 520 600T720 600 930 596', '#dfe8ea', 5), line('M250 626Q380 606 520 624T800 622 1000 618', '#b9cad1', 4));
  for (let gull = 0; gull < 11; gull++) {
    const [x, y, s] = [chance(890, 1150), chance(250, 480), chance(12, 24)];
    parts.push(line(`M${whole(x - s)} ${whole(y - s * 0.4)}Q${whole(x - s * 0.4)} ${whole(y - s * 0.6)} ${whole(x)} ${whole(y)}Q${whole(x + s * 0.4)} ${whole(y - s * 0.6)} ${whole(x + s)} ${whole(y - s * 0.4)}`, '#ffffff', 4));
  }
  return parts;
}

for (const [name, draw] of Object.entries({ village, press, teahouse, tower, ferry })) {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${draw().join('')}</svg>\n`;
  writeFileSync(new URL(`${name}.svg`, import.meta.url), picture);
}
